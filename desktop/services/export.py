"""ExportService: everything a list shows into one ZIP that says exactly what is not in it."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from desktop.core.cancel import CancelToken
from desktop.core.errors import (
    AppError,
    Cancelled,
    DiskFailed,
    FileDamaged,
    FileIncomplete,
    NothingToExport,
    PreviewMissing,
    SourceMissing,
)
from desktop.core.export import (
    EXPORTED_KINDS,
    ExportProgress,
    ExportReport,
    ExportRequest,
    MissingFile,
    is_due,
)
from desktop.core.filenames import UniqueNames
from desktop.core.models import FileKey, FileKind, KeptFile, Priority, Receipt
from desktop.core.name_template import receipt_file_name
from desktop.services.clock import local_day
from desktop.services.receipts import ReceiptsService, has_file
from desktop.services.transfers import FileSource
from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import replace_or_stand_beside, sync_file

log = logging.getLogger("desktop.receipts")

FETCHED_AHEAD = 8
CHUNK_BYTES = 1 << 20
ROWS_AT_ONCE = 200
OnProgress = Callable[[ExportProgress], None]


@dataclass(slots=True)
class _Due:
    """A file that is due: kept here, on its way, or known to be missing."""

    receipt: Receipt
    kind: FileKind
    kept: KeptFile | None = None
    future: Future[KeptFile] | None = None
    missing: AppError | None = None


class ExportService:
    """Blocking; for the TaskPool. Files come from this computer, else through the capped queue."""

    def __init__(self, receipts: ReceiptsService, is_whole: Callable[[KeptFile], bool]) -> None:
        """`is_whole` reads a file and says whether it still is the one that came."""
        self._receipts = receipts
        self._is_whole = is_whole

    def write_zip(
        self, request: ExportRequest, source: FileSource, token: CancelToken, on_progress: OnProgress
    ) -> ExportReport:
        """Writes `request.target`, under its final name only when whole. Raises AppError.

        `Cancelled` and every failure of this computer's disk leave nothing behind; a file that cannot be
        had is counted in the report and the export goes on.
        """
        ids = self._ids(request)
        # Not the target's name with an ending: what is just short enough for the system would be too long.
        part = request.target.with_name(f".{os.urandom(8).hex()}.part")
        run = _Run(self._receipts, self._is_whole, source, token, on_progress, len(ids))
        try:
            with disk_errors(request.target):
                run.write(part, ids)
                report = self._finished(run, part, request.target, ids, token)
        finally:
            run.stop()
            with suppress(OSError):
                part.unlink(missing_ok=True)
        _log_report(report)
        return report

    def _finished(
        self, run: _Run, part: Path, target: Path, ids: list[int], token: CancelToken
    ) -> ExportReport:
        """Reads it back, and gives it its name."""
        _check(part, token)
        # On the disk itself before it gets its name: a power cut leaves no empty ZIP behind.
        with part.open("ab") as file:
            sync_file(file)
        # All of it before the name is given: after it nothing may fail any more.
        report = ExportReport(
            target,
            part.stat().st_size,
            self._receipts.summary_of(ids),
            self._receipts.summary_of(list(run.inside)),
            run.progress.files_total,
            tuple(run.missing),
            tuple(run.absent),
        )
        token.raise_if_cancelled()
        named = replace_or_stand_beside(part, target)
        return replace(report, target=named, beside=named != target)

    def _ids(self, request: ExportRequest) -> list[int]:
        if request.ids:
            return list(request.ids)
        ids = list(self._receipts.ids(request.query)) if request.query is not None else []
        if not ids:
            log.error("[RECEIPTS_EXPORT] failed reason=nothing_to_export")
            raise NothingToExport
        return ids


class _Run:
    """One export under way."""

    def __init__(
        self,
        receipts: ReceiptsService,
        is_whole: Callable[[KeptFile], bool],
        source: FileSource,
        token: CancelToken,
        on_progress: OnProgress,
        count: int,
    ) -> None:
        self._receipts = receipts
        self._is_whole = is_whole
        self._source = source
        self._user_token = token
        # Ends the fetches ahead when this run ends, whatever the reason.
        self._token = CancelToken()
        self._unhook = token.on_cancel(self._token.cancel)
        self._on_progress = on_progress
        self._names = UniqueNames()
        self.missing: list[MissingFile] = []
        self.absent: list[MissingFile] = []
        self.inside: set[int] = set()
        """Ids of the receipts of which a file is written."""
        self.progress = ExportProgress(count, count * len(EXPORTED_KINDS))

    def stop(self) -> None:
        self._unhook()
        self._token.cancel()

    def write(self, part: Path, ids: list[int]) -> None:
        self._on_progress(self.progress)
        with ZipFile(part, "x", allowZip64=True) as archive:
            for due in self._ahead(self._all_due(ids)):
                self._token.raise_if_cancelled()
                self._write_one(archive, due)
                self._on_progress(self.progress)

    # -- which files -----------------------------------------------------------------------------

    def _all_due(self, ids: list[int]) -> Iterator[_Due]:
        for start in range(0, len(ids), ROWS_AT_ONCE):
            asked = ids[start : start + ROWS_AT_ONCE]
            rows = self._receipts.rows(asked)
            # A sync may have removed some meanwhile: they are neither written nor missing.
            self._count_out(len(asked) - len(rows))
            for row in rows:
                for kind in EXPORTED_KINDS:
                    yield self._due(row.receipt, kind)

    def _count_out(self, receipts: int) -> None:
        now = self.progress
        files = now.files_total - receipts * len(EXPORTED_KINDS)
        self.progress = replace(now, receipts=now.receipts - receipts, files_total=files)

    def _due(self, receipt: Receipt, kind: FileKind) -> _Due:
        kept = self._receipts.kept(FileKey(kind, str(receipt.id)))
        if kept is not None:
            return _Due(receipt, kind, kept=kept)
        if not has_file(receipt, kind) and not receipt.error_message:
            return _Due(receipt, kind, missing=_absent(kind))
        return _Due(receipt, kind, future=self._fetch(receipt, kind))

    def _fetch(self, receipt: Receipt, kind: FileKind) -> Future[KeptFile]:
        key = FileKey(kind, str(receipt.id))
        return self._source.fetch(key, Priority.BACKGROUND, self._token)

    def _ahead(self, dues: Iterator[_Due]) -> Iterator[_Due]:
        """The same files in the same order, with up to eight on their way while one is written."""
        waiting: deque[_Due] = deque()
        on_their_way = 0
        for due in dues:
            waiting.append(due)
            on_their_way += due.future is not None
            # What need not be waited for goes at once; behind one that must, only so much is looked up.
            while waiting and (
                waiting[0].future is None or on_their_way > FETCHED_AHEAD or len(waiting) > ROWS_AT_ONCE
            ):
                on_their_way -= waiting[0].future is not None
                yield waiting.popleft()
        yield from waiting

    # -- one file --------------------------------------------------------------------------------

    def _write_one(self, archive: ZipFile, due: _Due) -> None:
        try:
            kept, source = self._obtain(due)
        except AppError as error:
            # Somebody may have cancelled this one file in the list of downloads: the rest goes on.
            self._token.raise_if_cancelled()
            self._note_missing(due, error)
            return
        with source:
            name = self._add(archive, due.receipt, kept, source)
        self.inside.add(due.receipt.id)
        self._count(name, kept.size, fetched=due.kept is None)

    def _obtain(self, due: _Due) -> tuple[KeptFile, BinaryIO]:
        if due.missing is not None:
            raise due.missing
        if due.kept is not None:
            with suppress(AppError):
                return due.kept, self._open(due.kept)
            # It was here a moment ago: the server may still have it.
            due.kept = None
            due.future = self._fetch(due.receipt, due.kind)
        assert due.future is not None
        try:
            kept = due.future.result()
        except CancelledError as error:
            raise Cancelled from error
        return kept, self._open(kept)

    def _open(self, kept: KeptFile) -> BinaryIO:
        """Raises FileIncomplete, and FileDamaged when it is another file than the one that came."""
        with disk_errors(kept.path):
            file = kept.path.open("rb")
            is_all = os.fstat(file.fileno()).st_size == kept.size
            if is_all and self._is_whole(kept):
                return file
            file.close()
        if is_all:
            raise FileDamaged(kept.path.name)
        raise FileIncomplete(kept.path.name, expected=kept.size)

    def _add(self, archive: ZipFile, receipt: Receipt, kept: KeptFile, source: BinaryIO) -> str:
        day = local_day(receipt.received_at)
        name = self._names.take(receipt_file_name(receipt, day, kept.key.kind, kept.extension))
        with archive.open(_entry(name, kept), "w") as target:
            while chunk := source.read(CHUNK_BYTES):
                self._token.raise_if_cancelled()
                target.write(chunk)
        return name

    def _note_missing(self, due: _Due, error: AppError) -> None:
        what, expected = due.kind.value, is_due(due.receipt, due.kind)
        level = logging.WARNING if expected else logging.INFO
        reason = type(error).__name__
        log.log(level, "[RECEIPTS_EXPORT] %s_missing receipt_id=%d reason=%s", what, due.receipt.id, reason)
        (self.missing if expected else self.absent).append(MissingFile(due.receipt, due.kind, error))
        now = self.progress
        if expected:
            self.progress = replace(now, files_done=now.files_done + 1, missing=len(self.missing))
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


def _entry(name: str, kept: KeptFile) -> ZipInfo:
    moment = kept.kept_at.astimezone()
    year = min(max(moment.year, 1980), 2107)
    entry = ZipInfo(name, (year, moment.month, moment.day, moment.hour, moment.minute, moment.second))
    # Receipts are compressed already (PDF, JPEG); storing them keeps a large export fast.
    entry.file_size = kept.size
    entry.external_attr = 0o644 << 16
    return entry


def _absent(kind: FileKind) -> AppError:
    return SourceMissing() if kind is FileKind.RECEIPT_SOURCE else PreviewMissing()


def _check(part: Path, token: CancelToken) -> None:
    """Reads the whole file once more: what was written is what can be read."""
    try:
        with ZipFile(part) as archive:
            for entry in archive.infolist():
                _read_back(archive, entry, token)
    except BadZipFile as error:
        raise DiskFailed(str(error), path=str(part)) from error


def _read_back(archive: ZipFile, entry: ZipInfo, token: CancelToken) -> None:
    with archive.open(entry) as written:
        while written.read(CHUNK_BYTES):
            token.raise_if_cancelled()


def _log_report(report: ExportReport) -> None:
    log.info(
        "[RECEIPTS_EXPORT] done receipts=%d files=%d of=%d missing=%d without_preview=%d bytes=%d",
        report.summary.count,
        report.files_written,
        report.files_total,
        len(report.missing),
        len(report.absent),
        report.size,
    )
