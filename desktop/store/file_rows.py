"""FileRows: the rows that files hang on. A file that comes while its row goes brings the row back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from sqlite3 import Connection

from desktop.core.call import Call
from desktop.core.models import FileKey, FileKind, KeptFile, Receipt, ReceiptFile
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from desktop.store.disk_errors import disk_errors
from desktop.store.gone_rows import GoneRows, ListName, UnseenRow
from desktop.store.kept_files_repository import KeptFilesRepository, drop_replaced
from desktop.store.receipts_repository import ReceiptsRepository
from desktop.store.replace_file import sync_folder
from desktop.store.row_values import text
from desktop.store.together import Together

_LISTED: dict[ListName, str] = {
    "calls": "SELECT 1 FROM calls WHERE sid = ?",
    "receipts": "SELECT 1 FROM receipts WHERE row_id = ?",
}

Arrived = tuple[KeptFile, Call | Receipt | None]
"""A file in its place, and its row as it was when the file was asked for; None: it was gone by then."""


class FileRows:
    """A sync removes what is gone and of which nothing is kept: so also the row of a file on its way."""

    def __init__(
        self,
        database: Database,
        kept: KeptFilesRepository,
        calls: CallsRepository,
        receipts: ReceiptsRepository,
        gone: GoneRows,
    ) -> None:
        self._database = database
        self._kept = kept
        self._calls = calls
        self._receipts = receipts
        self._gone = gone
        self._together = Together(self._record_all)

    def row(self, key: FileKey) -> Call | Receipt | None:
        """The row of this file, whole."""
        return self._calls.get(key.id) if key.is_recording else self._receipts.get(int(key.id))

    def kept(self, key: FileKey) -> KeptFile | None:
        """What is here of this file already; whether its bytes are still the same nobody looked."""
        return self._kept.find(key)

    def note_gone(self, key: FileKey) -> None:
        """The server said that it has no such recording. Raises DiskFull, DiskFailed."""
        if self._kept.noted(key) is not None:
            self._kept.note_gone(key, datetime.now(UTC))

    def record(self, kept: KeptFile, row: Call | Receipt | None) -> None:
        """Notes a file that is in its place, as `KeptFilesRepository.record`; name and row are there for good
        when this returns.

        `row`: as it was when the file was asked for; None: it was gone by then, and says so little. Several
        that come at once share the waiting for the disk.
        """
        self._together.do((kept, row))

    def _record_all(self, files: Sequence[Arrived]) -> None:
        for folder in {kept.path.parent for kept, _ in files}:
            with disk_errors(folder):
                sync_folder(folder)
        # After the names: a row never leads to a file that a power cut took.
        with self._database.transaction(durable=True) as connection:
            replaced = [self._note(kept, row, connection) for kept, row in files]
        for before, (kept, _) in zip(replaced, files, strict=True):
            drop_replaced(before, kept)

    def _note(self, kept: KeptFile, row: Call | Receipt | None, connection: Connection) -> KeptFile | None:
        """Returns what was kept in its place before."""
        before = self._kept.note(kept, connection)
        # One writer at a time: after this transaction no sync removes it any more.
        listed = UnseenRow("calls" if kept.key.is_recording else "receipts", kept.key.id)
        if connection.execute(_LISTED[listed.list], (text(listed.id),)).fetchone() is None:
            self._put_back(kept.key, row)
            self._gone.mark_gone([listed], datetime.now(UTC))
        return before

    def _put_back(self, key: FileKey, row: Call | Receipt | None) -> None:
        if key.is_recording:
            self._calls.upsert([row if isinstance(row, Call) else Call(key.id, None, has_recording=True)])
        else:
            self._receipts.upsert([row if isinstance(row, Receipt) else _bare_receipt(key)])


def _bare_receipt(key: FileKey) -> Receipt:
    """One of which nothing is known but that it has this file."""
    file, is_source = ReceiptFile(0), key.kind is FileKind.RECEIPT_SOURCE
    return Receipt(
        int(key.id),
        source_file=file if is_source else None,
        preview_file=None if is_source else file,
    )
