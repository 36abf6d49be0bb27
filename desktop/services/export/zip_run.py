"""ZipRun: one export under way, from its journal to a finished ZIP that has no name yet."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import closing
from dataclasses import replace
from typing import BinaryIO

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled, FileDamaged, FileIncomplete
from desktop.core.export import EXPORTED_KINDS, ExportProgress, is_due
from desktop.core.export_ledger import ExportedFile, ExportedReceipt, ExportGap, ExportRecord
from desktop.core.filenames import UniqueNames
from desktop.core.models import FileKey, FileKind, KeptFile, Receipt
from desktop.core.name_template import NameTemplate
from desktop.core.row_fingerprint import fingerprint
from desktop.services.clock import local_day
from desktop.services.export.due_files import DueFile, DueFiles, DueReceipt
from desktop.services.export.earlier_zip import EarlierZip
from desktop.services.export.journaled_zip import JournaledZip, receipt_files
from desktop.services.export.zip_lists import LIST_NAMES, ZipLists
from desktop.services.export_ledger import ExportLedger
from desktop.store.disk_errors import disk_errors
from desktop.store.zip_writer import file_pieces

log = logging.getLogger("desktop.receipts")

OnProgress = Callable[[ExportProgress], None]


class SourceFailed(Exception):
    """A file that was to be written cannot be read: nothing is wrong with the ZIP. `error` says why."""

    def __init__(self, error: AppError) -> None:
        super().__init__(str(error))
        self.error = error


class ZipRun:
    """`write` once. Ends with Cancelled when the token says so, what is written left as it is."""

    def __init__(
        self,
        record: ExportRecord,
        archive: JournaledZip,
        ledger: ExportLedger,
        due: DueFiles,
        earlier: EarlierZip,
        token: CancelToken,
        on_progress: OnProgress,
        template: str,
    ) -> None:
        """`template`: of the files' names, see NameTemplate."""
        self._record = record
        self._archive = archive
        self._ledger = ledger
        self._due = due
        self._earlier = earlier
        self._token = token
        self._on_progress = on_progress
        self._template = NameTemplate.usable(template)
        self._names = UniqueNames()
        self.progress = ExportProgress(record.asked, record.asked * len(EXPORTED_KINDS))

    def write(self, lists: ZipLists) -> int:
        """All that is not written yet, and the directory; returns the size in bytes."""
        self._take_up()
        self._on_progress(self.progress)
        with closing(self._earlier):
            for due in self._due.of(self._ledger.unwritten(self._record.id)):
                self._token.raise_if_cancelled()
                self._write_receipt(due)
        self._count_out()
        self._on_progress(self.progress)
        look = self._token.raise_if_cancelled
        assert self._record.part is not None
        lists.write(self._archive, self._record.part.parent, look)
        return self._archive.finish(look)

    def _take_up(self) -> None:
        """What an earlier run wrote: those names are taken, and so much is done."""
        for name in LIST_NAMES:
            self._names.hold(name)
        for file in receipt_files(self._ledger, self._record.id):
            self._names.hold(file.name)
        self.progress = progress_so_far(self._record, self._ledger)

    # -- one receipt -----------------------------------------------------------------------------

    def _write_receipt(self, due: DueReceipt) -> None:
        written = {*due.written, *(file.key.kind for file in due.files if self._write_one(due, file))}
        source, preview = (kind in written for kind in EXPORTED_KINDS)
        row = fingerprint(due.row.receipt, due.row.duplicate)
        # After its files and gaps: from now on it is over.
        self._archive.say(ExportedReceipt(due.row.row_id, row, source, preview))
        self._count_out()

    def _count_out(self) -> None:
        gone, self._due.gone = self._due.gone, 0
        now = self.progress
        files = now.files_total - gone * len(EXPORTED_KINDS)
        self.progress = replace(now, receipts=now.receipts - gone, files_total=files)

    def _write_one(self, due: DueReceipt, file: DueFile) -> bool:
        """Whether it stands in the ZIP."""
        receipt = due.row.receipt
        try:
            name, size = self._obtain(receipt, file)
        except SourceFailed as failed:
            # Somebody may have cancelled this one file in the list of downloads: the rest goes on.
            self._token.raise_if_cancelled()
            self._note_missing(receipt, file.key.kind, failed.error)
            self._on_progress(self.progress)
            return False
        self._count(name, size, fetched=file.kept is None)
        self._on_progress(self.progress)
        return True

    def _obtain(self, receipt: Receipt, file: DueFile) -> tuple[str, int]:
        """Writes it; returns its name in the ZIP and its size. Raises SourceFailed."""
        try:
            return self._obtain_anew(receipt, file)
        except SourceFailed:
            self._token.raise_if_cancelled()
            before = self._earlier.find(file.key)
            if before is None:
                raise
        return self._copy(before.name, before, self._earlier.pieces(before), file.key)

    def _obtain_anew(self, receipt: Receipt, file: DueFile) -> tuple[str, int]:
        if file.missing is not None:
            raise SourceFailed(file.missing)
        if file.kept is not None:
            try:
                return self._copy_kept(receipt, file.kept)
            except SourceFailed as failed:
                # It was here when it was noted: the server may still have it.
                self._token.raise_if_cancelled()
                file.future = self._due.fetch_anew(file.kept, failed.error)
                file.kept = None
        return self._copy_kept(receipt, self._fetched(file))

    def _fetched(self, file: DueFile) -> KeptFile:
        assert file.future is not None
        try:
            return file.future.result()
        except CancelledError as error:
            raise SourceFailed(Cancelled()) from error
        except AppError as error:
            raise SourceFailed(error) from error

    def _copy_kept(self, receipt: Receipt, kept: KeptFile) -> tuple[str, int]:
        name = self._name(receipt, kept)
        with closing(_opened(kept)) as source:
            return self._copy(name, kept, file_pieces(source, kept.path, kept.size), kept.key)

    def _copy(
        self, name: str, file: KeptFile | ExportedFile, pieces: Iterator[bytes], key: FileKey
    ) -> tuple[str, int]:
        """Read once: what is hashed is what is written, and it is the file that came or none."""
        name = self._names.free(name)
        moment = file.kept_at.astimezone() if isinstance(file, KeptFile) else file.moment
        try:
            self._archive.add(
                name,
                moment,
                _of_source(pieces),
                self._token.raise_if_cancelled,
                size=file.size,
                sha256=file.sha256,
                key=key,
            )
        except (FileIncomplete, FileDamaged) as error:
            raise SourceFailed(error) from error
        self._names.hold(name)
        return name, file.size

    def _name(self, receipt: Receipt, kept: KeptFile) -> str:
        day = local_day(receipt.received_at)
        return self._template.name(receipt, day, kept.key.kind, kept.extension)

    # -- how far it is ---------------------------------------------------------------------------

    def _note_missing(self, receipt: Receipt, kind: FileKind, error: AppError) -> None:
        expected, reason = is_due(receipt, kind), type(error).__name__
        level = logging.WARNING if expected else logging.INFO
        log.log(level, "[RECEIPTS_EXPORT] %s_missing receipt_id=%d reason=%s", kind.value, receipt.id, reason)
        self._archive.say(ExportGap(kind, str(receipt.id), error, expected))
        now = self.progress
        if expected:
            self.progress = replace(now, files_done=now.files_done + 1, missing=now.missing + 1)
        else:
            self.progress = replace(now, files_total=now.files_total - 1)

    def _count(self, name: str, size: int, fetched: bool) -> None:
        now = self.progress
        self.progress = replace(
            now,
            files_done=now.files_done + 1,
            fetched=now.fetched + fetched,
            kept_here=now.kept_here + (not fetched),
            bytes_written=now.bytes_written + size,
            current=name,
        )


def progress_so_far(record: ExportRecord, ledger: ExportLedger) -> ExportProgress:
    """By its journal."""
    sizes = [file.size for file in receipt_files(ledger, record.id)]
    gaps = [gap.due for gap in ledger.gaps(record.id)]
    missing = sum(gaps)
    return ExportProgress(
        record.asked,
        record.asked * len(EXPORTED_KINDS) - (len(gaps) - missing),
        len(sizes) + missing,
        len(sizes),
        missing=missing,
        bytes_written=sum(sizes),
    )


def _opened(kept: KeptFile) -> BinaryIO:
    try:
        with disk_errors(kept.path):
            # Read in large pieces alone.
            return kept.path.open("rb", buffering=0)
    except AppError as error:
        raise SourceFailed(error) from error


def _of_source(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What the disk of the source refuses is no failure of the ZIP's."""
    try:
        yield from pieces
    except AppError as error:
        raise SourceFailed(error) from error
