"""ZipLists: the lists beside an export's files: its index, what is missing, and what proves it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Protocol

from desktop.core.errors import AppError
from desktop.core.export_ledger import ExportedFile, ExportGap, ExportRecord
from desktop.core.manifest import MANIFEST_NAME, FileStatus, Manifest, ManifestEntry, manifest_pieces
from desktop.core.version import VERSION
from desktop.services.export_ledger import ExportLedger
from desktop.store.zip_writer import file_pieces

INDEX_XLSX, INDEX_CSV, MISSING_CSV = "index.xlsx", "index.csv", "missing.csv"
LIST_NAMES = (INDEX_XLSX, INDEX_CSV, MISSING_CSV, MANIFEST_NAME)


class ListedZip(Protocol):
    """What lists are written into; see JournaledZip."""

    def add(
        self, name: str, moment: datetime, pieces: Iterable[bytes], look: Callable[[], None], /
    ) -> None: ...

    def flush(self) -> None: ...


class ZipLists(ABC):
    """Written after all files, from the journal alone: the same journal gives the same lists, always.

    No more than some hundred lines of them are in memory. `server`: whose these are.
    """

    def __init__(
        self,
        record: ExportRecord,
        ledger: ExportLedger,
        server: str,
    ) -> None:
        self._record = record
        self._ledger = ledger
        self._server = server

    def write(self, archive: ListedZip, folder: Path, look: Callable[[], None]) -> None:
        """Into the ZIP; `folder` is where what is not ready yet lies meanwhile, without a name."""
        archive.flush()
        with _nameless(folder) as workbook, _nameless(folder) as table:
            self._write_index(workbook, table, look)
            self._add(archive, INDEX_XLSX, _content(workbook, folder), look)
            self._add(archive, INDEX_CSV, _content(table, folder), look)
        with _nameless(folder) as missing:
            self._write_missing(missing, look)
            self._add(archive, MISSING_CSV, _content(missing, folder), look)
        # It speaks of the lists, too.
        archive.flush()
        manifest = Manifest(f"ProSaaS Desktop {VERSION}", self._server, self._record.started_at)
        self._add(archive, MANIFEST_NAME, manifest_pieces(manifest, self._manifest_entries()), look)

    def _add(self, archive: ListedZip, name: str, pieces: Iterable[bytes], look: Callable[[], None]) -> None:
        archive.add(name, self._record.started_at.astimezone(), pieces, look)

    # -- what is told of each ----------------------------------------------------------------------

    @abstractmethod
    def _write_index(self, workbook: BinaryIO, table: BinaryIO, look: Callable[[], None]) -> None: ...

    @abstractmethod
    def _write_missing(self, table: BinaryIO, look: Callable[[], None]) -> None: ...

    @abstractmethod
    def _file_entry(self, file: ExportedFile) -> ManifestEntry: ...

    @abstractmethod
    def _gap_entry(self, gap: ExportGap) -> ManifestEntry: ...

    # -- the manifest ----------------------------------------------------------------------------

    def _manifest_entries(self) -> Iterator[ManifestEntry]:
        """Of all but itself, which is there already when a finished one is made once more."""
        files = (file for file in self._ledger.files(self._record.id) if file.name != MANIFEST_NAME)
        gaps = self._ledger.gaps(self._record.id)
        return chain(map(self._entry, files), map(self._gap_entry, gaps))

    def _entry(self, file: ExportedFile) -> ManifestEntry:
        return self._file_entry(file) if file.kind else file_entry(file)


def _nameless(folder: Path) -> AbstractContextManager[BinaryIO]:
    # Should it fail, its ending tells that this is no name that the user knows.
    return TemporaryFile(dir=folder, suffix=".part")


def _content(file: BinaryIO, folder: Path) -> Iterator[bytes]:
    file.seek(0)
    return file_pieces(file, folder)


def file_entry(file: ExportedFile, *, receipt_id: int | None = None, call_sid: str = "") -> ManifestEntry:
    content = file.name, file.size, file.sha256
    return ManifestEntry(
        *content, receipt_id=receipt_id, call_sid=call_sid, kind=file.kind, moment=file.moment
    )


def gap_entry(gap: ExportGap, *, receipt_id: int | None = None, call_sid: str = "") -> ManifestEntry:
    status = FileStatus.MISSING if gap.due else FileStatus.ABSENT
    return ManifestEntry(
        status=status, receipt_id=receipt_id, call_sid=call_sid, kind=gap.kind, reason=_reason(gap.reason)
    )


def _reason(error: AppError) -> str:
    """Its kind and the server's number, which no language changes."""
    status = getattr(error, "status", 0)
    return f"{type(error).__name__} {status}" if status else type(error).__name__
