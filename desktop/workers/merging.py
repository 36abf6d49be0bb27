"""merge_receipts: the receipts of a list as one PDF, with the process that makes its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.cancel import CancelToken
from desktop.core.export_ledger import Asked
from desktop.core.merged_pdf import MergedPdf, MergeProgress, MergeWords
from desktop.services.export.merged_pdf import PdfMerger
from desktop.services.transfers import FileSource
from desktop.workers.page_maker import PageMaker

if TYPE_CHECKING:
    from desktop.services.account_scope import AccountScope


def merge_receipts(
    scope: AccountScope,
    ids: Sequence[int],
    target: Path,
    words: MergeWords,
    source: FileSource,
    token: CancelToken,
    on_progress: Callable[[MergeProgress], None],
    *,
    asked: Asked = Asked(),
    passwords: Mapping[Path, str] | None = None,
) -> MergedPdf:
    """Blocking; for the TaskPool. `asked`: with what, for the ledger; `passwords`: that are known of files.
    Raises as `PdfMerger.write` does."""
    with closing(PageMaker(token, passwords=passwords)) as maker:
        merger = PdfMerger(scope.receipts, scope.recovery, scope.export_ledger, scope.folder)
        return merger.write(ids, target, words, maker, source, token, on_progress, asked)
