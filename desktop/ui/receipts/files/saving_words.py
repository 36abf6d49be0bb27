"""The words for files that were to be saved: which did not come and why, and which there are none of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.core.export import MissingFile
from desktop.core.models import FileKind
from desktop.ui.error_text import error_text
from desktop.ui.formatting import number_text

translate = QCoreApplication.translate


def numbers_text(saved: int, missing: int) -> str:
    """`56 of 59 files saved.`"""
    text = translate("SavingWords", "{done} of {count} files saved.")
    return text.format(done=number_text(saved), count=number_text(saved + missing))


def reasons(missing: Sequence[MissingFile]) -> list[str]:
    """How many are missing for each reason, the most frequent first."""
    counts = Counter(error_text(one.reason).sentence for one in missing)
    return [_reason_text(reason, count) for reason, count in counts.most_common()]


def _reason_text(reason: str, count: int) -> str:
    return translate("SavingWords", "%Ln missing: {reason}", "", count).format(reason=reason)


def absent_text(count: int, kind: FileKind) -> str:
    """Of how many receipts there is no such file at all; "" for none."""
    if not count:
        return ""
    if kind is FileKind.RECEIPT_PREVIEW:
        return translate("SavingWords", "%Ln receipt(s) have no preview at all.", "", count)
    return translate("SavingWords", "%Ln receipt(s) have no source file at all.", "", count)
