"""PdfMerger: the receipts of a list as one PDF, in their order, each with a bookmark."""

from __future__ import annotations

import shutil
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from io import BufferedWriter
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple, Protocol

from desktop.core.cancel import CancelToken, token_until_the_end
from desktop.core.errors import AppError, DiskFailed, DiskFull, NothingToExport, PdfTooLarge
from desktop.core.export import EXPORTED_KINDS, MissingFile
from desktop.core.export_ledger import Asked, ExportKind, WholeFile
from desktop.core.merged_pdf import MergedPdf, MergeProgress, MergeWords
from desktop.core.models import FileKey, FileKind, KeptFile, Receipt
from desktop.core.pdf.book import PdfBook
from desktop.core.pdf.page_copy import CopiedPages
from desktop.core.pdf.syntax import PdfFull
from desktop.core.version import user_agent
from desktop.services.export.cargo import ROWS_AT_ONCE, DueFile, came, with_some_on_their_way
from desktop.services.export.due_files import DueFiles
from desktop.services.export_ledger import ExportLedger
from desktop.services.receipts import ReceiptsService
from desktop.services.recovery import RecoveryService
from desktop.services.transfers import FileSource
from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import STALE_PART_SECONDS, private_folder
from desktop.store.whole_file import write_when_whole

_FOLDER = "merging"
_PIECE_BYTES = 1 << 20
_MISSING_AT_ONCE = 1_000
"""On some tens of pages, which are laid out at once."""

OnMerged = Callable[[MergeProgress], None]


class MadePages(NamedTuple):
    """`is_drawn`: they are pictures of what they were."""

    copied: CopiedPages
    is_drawn: bool


class MakesPages(Protocol):
    """The port through which pages are made of files; a process of its own fills it.

    They go `into` a new file, with the numbers after `parent`. Raises AppError, and Cancelled.
    """

    def pages_of(self, path: Path, into: Path, parent: int) -> MadePages: ...

    def pages_with(self, lines: list[list[str]], into: Path, parent: int, *, rtl: bool) -> MadePages: ...


class PdfMerger:
    """Blocking; for the TaskPool. `folder`: of the account, for what is on its way."""

    def __init__(
        self, receipts: ReceiptsService, recovery: RecoveryService, ledger: ExportLedger, folder: Path
    ) -> None:
        self._receipts = receipts
        self._recovery = recovery
        self._ledger = ledger
        self._folder = folder / _FOLDER

    def write(
        self,
        ids: Sequence[int],
        target: Path,
        words: MergeWords,
        maker: MakesPages,
        source: FileSource,
        token: CancelToken,
        on_progress: OnMerged,
        asked: Asked,
    ) -> MergedPdf:
        """What cannot be in it stands on its last pages, with the reason.

        Raises NothingToExport, PdfTooLarge, DiskFull, DiskFailed, Cancelled, and where no receipt can be in
        it, what is wrong with the first; then nothing of the file stays.
        """
        began = datetime.now(UTC)
        with self._own_folder() as folder, token_until_the_end(token) as running:
            due = DueFiles(self._receipts, self._recovery, source, running, template="")
            run = _Merging(self._receipts, folder, words, maker, due, running)
            try:
                path = write_when_whole(target, lambda file: run.write(file, ids, on_progress))
            except PdfFull as error:
                raise PdfTooLarge(str(error)) from error
            self._ledger.note(run.whole_file(path, began, asked, len(ids)))
            return run.result(path, beside=path != target)

    @contextmanager
    def _own_folder(self) -> Iterator[Path]:
        """Another account, and back, may make two of them at once."""
        with disk_errors(self._folder):
            private_folder(self._folder)
            self._remove_stale()
            own = Path(mkdtemp(dir=self._folder))
        try:
            yield own
        finally:
            shutil.rmtree(own, ignore_errors=True)
            with suppress(OSError):
                self._folder.rmdir()

    def _remove_stale(self) -> None:
        """What a kill left: into its own one each writes all the time."""
        for left in self._folder.iterdir():
            # Another one removes its own meanwhile: of such a folder Windows says that it refuses.
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > STALE_PART_SECONDS:
                    shutil.rmtree(left, ignore_errors=True)


class _Due(NamedTuple):
    """A receipt, its source, and what else of it is here."""

    receipt: Receipt
    source: DueFile
    kept: dict[FileKey, KeptFile]

    @property
    def on_their_way(self) -> int:
        return int(self.source.future is not None)


@dataclass(slots=True)
class _Merging:
    """One PDF under way."""

    receipts: ReceiptsService
    folder: Path
    words: MergeWords
    maker: MakesPages
    due: DueFiles
    token: CancelToken
    missing: list[MissingFile] = field(default_factory=list)
    merged: array[int] = field(default_factory=partial(array, "q"))
    drawn: int = 0
    pages: int = 0

    def write(self, file: BufferedWriter, ids: Sequence[int], on_progress: OnMerged) -> None:
        book = PdfBook(file.write)
        for done, due in enumerate(with_some_on_their_way(self._all(ids))):
            on_progress(MergeProgress(done, len(ids)))
            self.token.raise_if_cancelled()
            self._take(book, due)
        self._end(book)
        self.token.raise_if_cancelled()

    def result(self, path: Path, *, beside: bool) -> MergedPdf:
        return MergedPdf(path, len(self.merged), self.pages, self.drawn, tuple(self.missing), beside)

    def whole_file(self, path: Path, began: datetime, asked: Asked, count: int) -> WholeFile:
        """It has its name."""
        rows, missing = len(self.merged), len(self.missing)
        return WholeFile(ExportKind.PDF, path, began, asked, count, rows, self.merged, missing)

    # -- one receipt after another ---------------------------------------------------------------

    def _all(self, ids: Sequence[int]) -> Iterator[_Due]:
        for first in range(0, len(ids), ROWS_AT_ONCE):
            some = ids[first : first + ROWS_AT_ONCE]
            kept = self.receipts.kept_of(some)
            for row in self.receipts.rows(some):
                yield _Due(row.receipt, self.due.file(row.receipt, FileKind.RECEIPT_SOURCE, kept), kept)

    def _take(self, book: PdfBook, due: _Due) -> None:
        """Its source; where that cannot be shown, its preview."""
        errors: list[AppError] = []
        for kind in EXPORTED_KINDS:
            is_source = kind is FileKind.RECEIPT_SOURCE
            file = due.source if is_source else self.due.file(due.receipt, kind, due.kept)
            into = self.folder / f"{book.next_node}-{kind}.pages"
            try:
                made = self._made(file, into, book.next_node)
            except AppError as error:
                # Somebody may have cancelled this one file in the list of downloads: the rest goes on.
                self.token.raise_if_cancelled()
                if type(error) is DiskFull:
                    # No more goes onto it of those that follow.
                    raise
                errors.append(error)
            else:
                # What fails from here on has changed the book: it ends all of it.
                self._add(book, due.receipt, made, into)
                return
        self.missing.append(MissingFile(due.receipt, FileKind.RECEIPT_SOURCE, errors[0]))

    def _made(self, file: DueFile, into: Path, parent: int) -> MadePages:
        if file.missing is not None:
            raise file.missing
        if file.kept is not None:
            try:
                return self.maker.pages_of(file.kept.path, into, parent)
            except DiskFailed as error:
                # It was here when it was noted: the server may still have it.
                file.future = self.due.fetch_anew(file.kept, error)
        assert file.future is not None
        return self.maker.pages_of(came(file.future).path, into, parent)

    def _add(self, book: PdfBook, receipt: Receipt, made: MadePages, into: Path) -> None:
        self._put(book, made, into, self.words.mark(receipt), self.words.section(receipt))
        self.merged.append(receipt.id)
        self.drawn += made.is_drawn

    def _put(self, book: PdfBook, made: MadePages, into: Path, mark: str, section: str) -> None:
        with disk_errors(into):
            book.take(made.copied, _pieces(into), mark, section)
        # On Windows somebody may still look at it: it goes with its folder.
        with suppress(OSError):
            into.unlink()

    def _end(self, book: PdfBook) -> None:
        if not self.merged:
            raise self.missing[0].reason if self.missing else NothingToExport()
        for first in range(0, len(self.missing), _MISSING_AT_ONCE):
            some = self.missing[first : first + _MISSING_AT_ONCE]
            into, rtl = self.folder / f"missing-{first}.pages", self.words.right_to_left
            made = self.maker.pages_with(self.words.missing(some), into, book.next_node, rtl=rtl)
            self._put(book, made, into, self.words.missing_mark, "")
        book.finish(self.words.title, user_agent())
        self.pages = book.page_count


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            yield piece
