"""What came of an export, as its journal says it: for people, and for the log."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from desktop.core.export import ExportReport
from desktop.core.export_ledger import ExportGap, ExportKind

MOST_NAMED = 10_000
"""So many missing files a report names; all are counted, and listed in the ZIP."""


class LogWords(NamedTuple):
    """`item`: what its receipts, or calls, are known by; `without`: what those are that have no such file."""

    log: logging.Logger
    tag: str
    item: str
    without: str


_LOGS = {
    ExportKind.RECEIPTS: LogWords(
        logging.getLogger("desktop.receipts"), "RECEIPTS_EXPORT", "receipt_id", "without_preview"
    ),
    ExportKind.CALLS: LogWords(
        logging.getLogger("desktop.calls"), "CALLS_EXPORT", "call_sid", "without_recording"
    ),
}
_WORD_BEGINS = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(slots=True)
class Gaps:
    """The files that an export did not get, the first ones of each sort, and how many."""

    missing: list[ExportGap] = field(default_factory=list)
    absent: list[ExportGap] = field(default_factory=list)
    missing_count: int = 0
    absent_count: int = 0
    for_good_count: int = 0

    @classmethod
    def of(cls, gaps: Iterable[ExportGap]) -> Self:
        found = cls()
        for gap in gaps:
            found.missing_count += gap.due
            found.for_good_count += gap.due and gap.is_for_good
            found.absent_count += not gap.due
            named = found.missing if gap.due else found.absent
            if len(named) < MOST_NAMED:
                named.append(gap)
        return found


def log_of(kind: ExportKind) -> LogWords:
    """How exports of this kind are told to the log."""
    return _LOGS[kind]


def log_report(report: ExportReport, kind: ExportKind) -> None:
    """The closing line."""
    words = log_of(kind)
    words.log.info(
        "[%s] done %s=%d files=%d of=%d missing=%d %s=%d changed=%d bytes=%d",
        words.tag,
        kind.value,
        report.count,
        report.files_written,
        report.files_total,
        report.missing_count,
        words.without,
        report.absent_count,
        report.changed_count,
        report.size,
    )


def log_failed(error: BaseException, kind: ExportKind) -> None:
    """`NothingToExport` as `nothing_to_export`."""
    reason = _WORD_BEGINS.sub("_", type(error).__name__).lower()
    words = log_of(kind)
    words.log.error("[%s] failed reason=%s", words.tag, reason)
