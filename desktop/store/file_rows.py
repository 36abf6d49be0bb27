"""FileRows: the rows that files hang on. A file that comes while its row goes brings the row back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from sqlite3 import Connection

from desktop.core.call import Call
from desktop.core.errors import AppError, is_in_use
from desktop.core.models import FileKey, FileKind, KeptFile, Receipt, ReceiptFile
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from desktop.store.disk_errors import disk_errors
from desktop.store.gone_rows import GoneRows, ListName, UnseenRow
from desktop.store.kept_files_repository import KeptFilesRepository, drop_replaced
from desktop.store.one_value import values_of
from desktop.store.receipts_repository import ReceiptsRepository
from desktop.store.replace_file import sync_folder
from desktop.store.row_values import text

_UNLISTED: dict[ListName, str] = {
    "calls": (
        "SELECT json_group_array(value) FROM json_each(?)"
        " WHERE NOT EXISTS (SELECT 1 FROM calls WHERE sid = value)"
    ),
    "receipts": (
        "SELECT json_group_array(value) FROM json_each(?)"
        " WHERE NOT EXISTS (SELECT 1 FROM receipts WHERE row_id = value)"
    ),
}
"""Of ids, those that no row of the list has."""

InPlace = tuple[KeptFile, Call | Receipt | None]
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

    def record(self, files: Sequence[InPlace]) -> list[AppError | None]:
        """Notes files of as many keys, as `KeptFilesRepository.record`; their names and rows are there for
        good when this returns. Several share the waiting for the disk.

        Returns of each what kept it from being noted, None where nothing did: what fails for one is no
        failure of the others.
        """
        try:
            self._record_all(files)
        except AppError as error:
            if len(files) == 1 or is_in_use(error):
                # Each alone would wait for the other program for as long again.
                return [error] * len(files)
            return [failure for one in files for failure in self.record([one])]
        return [None] * len(files)

    def _record_all(self, files: Sequence[InPlace]) -> None:
        kept = [one for one, _ in files]
        for folder in {one.path.parent for one in kept}:
            with disk_errors(folder):
                sync_folder(folder)
        # After the names: a row never leads to a file that a power cut took.
        with self._database.transaction(durable=True) as connection:
            before = self._kept.note(kept, connection)
            self._put_rows_back(files, connection)
        drop_replaced(before, kept)

    def _put_rows_back(self, files: Sequence[InPlace], connection: Connection) -> None:
        """One writer at a time: after this transaction no sync removes them any more."""
        by_row = _by_row(files)
        for name, unlisted in _UNLISTED.items():
            ids = {text(seen.id): seen for seen in by_row if seen.list == name}
            if ids:
                found = values_of(connection.execute(unlisted, (json.dumps(list(ids)),)).fetchone())
                missing = [ids[one] for one in found]
                for one in missing:
                    self._put_back(by_row[one])
                self._gone.mark_gone(missing, datetime.now(UTC))

    def _put_back(self, files: Sequence[InPlace]) -> None:
        """All of these are of one row, which may be known of one of them alone."""
        keys = [kept.key for kept, _ in files]
        row = next((row for _, row in files if row is not None), None)
        if keys[0].is_recording:
            bare = Call(keys[0].id, None, has_recording=True)
            self._calls.upsert([row if isinstance(row, Call) else bare])
        else:
            self._receipts.upsert([row if isinstance(row, Receipt) else _bare_receipt(keys)])


def _by_row(files: Sequence[InPlace]) -> dict[UnseenRow, list[InPlace]]:
    """Of a receipt two files may come."""
    found: dict[UnseenRow, list[InPlace]] = {}
    for one in files:
        found.setdefault(_unseen(one[0].key), []).append(one)
    return found


def _unseen(key: FileKey) -> UnseenRow:
    return UnseenRow("calls" if key.is_recording else "receipts", key.id)


def _bare_receipt(keys: Sequence[FileKey]) -> Receipt:
    """One of which nothing is known but that it has these files."""
    kinds = {key.kind for key in keys}
    return Receipt(
        int(keys[0].id),
        source_file=ReceiptFile(0) if FileKind.RECEIPT_SOURCE in kinds else None,
        preview_file=ReceiptFile(0) if FileKind.RECEIPT_PREVIEW in kinds else None,
    )
