"""BatchAgain: the ZIP of a finished export once more, byte for byte, or what keeps it from being that."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, FileDamaged, FileIncomplete, NothingToExport
from desktop.core.export import ExportProgress, ExportWords
from desktop.core.export_ledger import ExportedFile, ExportRecord, OtherFile
from desktop.core.models import KeptFile
from desktop.services.export.disk_rooms import no_room, room_of
from desktop.services.export.earlier_zip import EarlierZip
from desktop.services.export.journaled_zip import item_files, zip_record
from desktop.services.export.named_zip import free_target
from desktop.services.export.receipt_lists import ReceiptLists
from desktop.services.export.zip_lists import LIST_NAMES, ZipLists
from desktop.services.export_ledger import ExportLedger
from desktop.services.receipts import ReceiptsService
from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import hidden_part, replace_file
from desktop.store.zip_writer import ZipWriter, file_pieces

log = logging.getLogger("desktop.receipts")

MOST_NAMED = 10_000
"""So many files are named that are not as they were; all are counted."""
OnProgress = Callable[[ExportProgress], None]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """`target`: where the same bytes stand now, of `record.size`; None: they cannot be had.

    `others`: the first ones of `others_total` files that are not here as they were. `known` False: nobody
    knows any more what stood in it.
    """

    record: ExportRecord
    target: Path | None = None
    others: tuple[OtherFile, ...] = ()
    others_total: int = 0
    known: bool = True


class BatchAgain:
    """Blocking; for the TaskPool. Asks no server: what is here, or stands in the first ZIP, has to do."""

    def __init__(self, ledger: ExportLedger, receipts: ReceiptsService, server: str) -> None:
        self._ledger = ledger
        self._receipts = receipts
        self._server = server

    def write(
        self, export_id: int, target: Path, words: ExportWords, token: CancelToken, on_progress: OnProgress
    ) -> BatchReport:
        """To `target`, or the next name that is free: nothing is replaced, and nothing stays of what cannot
        be the same. Raises NothingToExport, DiskFull, DiskFailed, Cancelled."""
        record = self._ledger.get(export_id)
        if record is None:
            raise NothingToExport
        if next(self._ledger.files(export_id), None) is None:
            return BatchReport(record, known=False)
        room = room_of(target, record.size)
        if room.is_short:
            raise no_room(room)
        free = free_target(target)
        part = hidden_part(free.parent)
        self._ledger.note_part(part)
        try:
            with closing(EarlierZip(record, self._ledger)) as earlier:
                run = _Run(record, self._ledger, self._receipts, earlier, token, on_progress)
                run.write(part, free, ReceiptLists(record, words, self._ledger, self._receipts, self._server))
            log.info("[RECEIPTS_EXPORT] again export=%d others=%d", export_id, run.others_total)
            if run.others_total:
                return BatchReport(record, None, tuple(run.others), run.others_total)
            with disk_errors(free):
                replace_file(part, free, token=token)
            return BatchReport(record, free)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


class _Run:
    """One of them under way; for the lists it is the ZIP that they are written into."""

    def __init__(
        self,
        record: ExportRecord,
        ledger: ExportLedger,
        receipts: ReceiptsService,
        earlier: EarlierZip,
        token: CancelToken,
        on_progress: OnProgress,
    ) -> None:
        self._record = record
        self._ledger = ledger
        self._receipts = receipts
        self._earlier = earlier
        self._token = token
        self._on_progress = on_progress
        self._lists: dict[str, ExportedFile] = {}
        self._writer: ZipWriter
        self._progress = ExportProgress(record.rows, record.files)
        self.others: list[OtherFile] = []
        self.others_total = 0

    def write(self, part: Path, target: Path, lists: ZipLists) -> None:
        look = self._token.raise_if_cancelled
        self._writer = ZipWriter.begin(part, target)
        with closing(self._writer):
            for file in item_files(self._ledger, self._record.id):
                look()
                self._write_file(file)
            self._lists = {file.name: file for file in self._ledger.files(self._record.id) if not file.kind}
            lists.write(self, part.parent, look)
            for name in LIST_NAMES:
                if name in self._lists:
                    self._note(self._lists[name], here=False)
            if not self.others_total:
                self._writer.finish(map(zip_record, self._ledger.files(self._record.id)), look)

    def _write_file(self, file: ExportedFile) -> None:
        key = file.file_key
        kept = self._receipts.kept(key) if key is not None else None
        if not self._is_written(file, self._kept_pieces(file, kept)):
            self._note(file, here=kept is not None)
        now = self._progress
        done, written = now.files_done + 1, now.bytes_written + file.size
        self._progress = replace(now, files_done=done, bytes_written=written, current=file.name)
        self._on_progress(self._progress)

    def _kept_pieces(self, file: ExportedFile, kept: KeptFile | None) -> Iterator[bytes] | None:
        return _pieces(kept.path) if kept is not None and kept.sha256 == file.sha256 else None

    def _is_written(self, file: ExportedFile, pieces: Iterable[bytes] | None) -> bool:
        """From `pieces`, or else from the first ZIP; what has other bytes is not written."""
        if pieces is not None and self._adds(file, pieces):
            return True
        return self._earlier.is_open() and self._adds(file, self._earlier.pieces(file))

    def _adds(self, file: ExportedFile, pieces: Iterable[bytes]) -> bool:
        source = _Source(pieces)
        try:
            self._writer.add(
                file.name,
                file.moment,
                source.pieces(),
                size=file.size,
                sha256=file.sha256,
                look=self._token.raise_if_cancelled,
            )
        except (FileIncomplete, FileDamaged):
            return False
        except AppError:
            if source.failed:
                return False
            raise
        return True

    def _note(self, file: ExportedFile, *, here: bool) -> None:
        self.others_total += 1
        if len(self.others) < MOST_NAMED:
            self.others.append(OtherFile(file, here))

    # -- as the lists' ZIP -----------------------------------------------------------------------

    def add(self, name: str, _: datetime, pieces: Iterable[bytes], __: Callable[[], None]) -> None:
        """A list, which is made anew: of the same journal it is the same, but in another language, or by
        another version of the program."""
        file = self._lists.pop(name, None)
        if file is not None and not self._is_written(file, pieces):
            self._note(file, here=True)

    def flush(self) -> None:
        """There is no journal of it, and all is brought onto the disk at the end."""


class _Source:
    """Tells what the disk of the source refuses from what that of the ZIP does."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self.failed = False

    def pieces(self) -> Iterator[bytes]:
        try:
            yield from self._pieces
        except AppError:
            self.failed = True
            raise


def _pieces(path: Path) -> Iterator[bytes]:
    with disk_errors(path), path.open("rb") as source:
        yield from file_pieces(source, path)
