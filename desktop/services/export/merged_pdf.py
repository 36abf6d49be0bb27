"""PdfMerger: the receipts of a list as one PDF, in their order, each with a bookmark."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass, field
from io import BufferedWriter
from pathlib import Path
from typing import NamedTuple, Protocol

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled, DiskFull, NothingToExport, PdfTooLarge, SourceMissing
from desktop.core.export import MissingFile
from desktop.core.merged_pdf import MergedPdf, MergeProgress, MergeWords
from desktop.core.models import FileKey, FileKind, KeptFile, Priority, Receipt
from desktop.core.pdf.book import PdfBook
from desktop.core.pdf.page_copy import CopiedPages
from desktop.core.pdf.syntax import PdfFull
from desktop.core.version import user_agent
from desktop.services.export.cargo import FETCHED_AHEAD, ROWS_AT_ONCE
from desktop.services.receipts import ReceiptsService, has_file
from desktop.services.transfers import FileSource
from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import private_folder
from desktop.store.whole_file import write_when_whole

_FOLDER = "merging"
_PIECE_BYTES = 1 << 20
_MISSING_AT_ONCE = 1_000
"""On some tens of pages, which are laid out at once."""
_KINDS = (FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW)

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
    """Blocking; for the TaskPool, one PDF at a time. `folder`: of the account, for what is on its way."""

    def __init__(self, receipts: ReceiptsService, folder: Path) -> None:
        self._receipts = receipts
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
    ) -> MergedPdf:
        """What cannot be in it stands on its last pages, with the reason.

        Raises NothingToExport, PdfTooLarge, DiskFull, DiskFailed, Cancelled, and where no receipt can be in
        it, what is wrong with the first; then nothing of the file stays.
        """
        run = _Merging(self._receipts, self._folder, words, maker, source, token)
        self._clear()
        try:
            with disk_errors(self._folder):
                private_folder(self._folder)
            path = write_when_whole(target, lambda file: run.write(file, ids, on_progress))
        except PdfFull as error:
            raise PdfTooLarge(str(error)) from error
        finally:
            self._clear()
        return run.result(path, beside=path != target)

    def _clear(self) -> None:
        """What a kill left of the one before, too."""
        shutil.rmtree(self._folder, ignore_errors=True)


class _Due(NamedTuple):
    """A receipt, and its source on its way, where it has one."""

    receipt: Receipt
    future: Future[KeptFile] | None


@dataclass(slots=True)
class _Merging:
    """One PDF under way."""

    receipts: ReceiptsService
    folder: Path
    words: MergeWords
    maker: MakesPages
    source: FileSource
    token: CancelToken
    missing: list[MissingFile] = field(default_factory=list)
    merged: int = 0
    drawn: int = 0
    pages: int = 0

    def write(self, file: BufferedWriter, ids: Sequence[int], on_progress: OnMerged) -> None:
        book = PdfBook(file.write)
        for done, due in enumerate(self._due(ids)):
            on_progress(MergeProgress(done, len(ids)))
            self.token.raise_if_cancelled()
            self._take(book, due)
        self._end(book)
        self.token.raise_if_cancelled()

    def result(self, path: Path, *, beside: bool) -> MergedPdf:
        return MergedPdf(path, self.merged, self.pages, self.drawn, tuple(self.missing), beside)

    # -- one receipt after another ---------------------------------------------------------------

    def _due(self, ids: Sequence[int]) -> Iterator[_Due]:
        """With some files on their way beside the one that is waited for."""
        waiting = deque[_Due]()
        for first in range(0, len(ids), ROWS_AT_ONCE):
            for row in self.receipts.rows(ids[first : first + ROWS_AT_ONCE]):
                waiting.append(_Due(row.receipt, self._begun(row.receipt, FileKind.RECEIPT_SOURCE)))
                if len(waiting) > FETCHED_AHEAD:
                    yield waiting.popleft()
        yield from waiting

    def _begun(self, receipt: Receipt, kind: FileKind) -> Future[KeptFile] | None:
        key = FileKey(kind, str(receipt.id))
        if not has_file(receipt, kind) and self.receipts.kept(key) is None:
            return None
        return self.source.fetch(key, Priority.BACKGROUND, self.token)

    def _take(self, book: PdfBook, due: _Due) -> None:
        """Its source; where that cannot be shown, its preview."""
        errors: list[AppError] = []
        for kind in _KINDS:
            future = due.future if kind is FileKind.RECEIPT_SOURCE else self._begun(due.receipt, kind)
            if future is None:
                continue
            into = self.folder / f"{book.next_node}-{kind}.pages"
            try:
                made = self.maker.pages_of(_came(future).path, into, book.next_node)
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
        reason = errors[0] if errors else SourceMissing()
        self.missing.append(MissingFile(due.receipt, FileKind.RECEIPT_SOURCE, reason))

    def _add(self, book: PdfBook, receipt: Receipt, made: MadePages, into: Path) -> None:
        self._put(book, made, into, self.words.mark(receipt), self.words.section(receipt))
        self.merged += 1
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


def _came(future: Future[KeptFile]) -> KeptFile:
    """Raises AppError."""
    try:
        return future.result()
    except CancelledError as error:
        raise Cancelled from error


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            yield piece
