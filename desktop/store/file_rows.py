"""FileRows: the rows that files hang on. A file that comes while its row goes brings the row back."""

from __future__ import annotations

from datetime import UTC, datetime

from desktop.core.call import Call
from desktop.core.models import FileKey, FileKind, KeptFile, Receipt, ReceiptFile
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from desktop.store.gone_rows import GoneRows, UnseenRow
from desktop.store.kept_files_repository import KeptFilesRepository, drop_replaced
from desktop.store.receipts_repository import ReceiptsRepository


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

    def record(self, kept: KeptFile, row: Call | Receipt | None) -> None:
        """Notes a file that is in its place, as `KeptFilesRepository.record`; it has a row when this returns.

        `row`: as it was when the file was asked for; None: it was gone by then, and says so little.
        """
        with self._database.transaction(durable=True):
            before = self._kept.note(kept)
            # One writer at a time: after this transaction no sync removes it any more.
            if self.row(kept.key) is None:
                self._put_back(kept.key, row)
        drop_replaced(before, kept)

    def _put_back(self, key: FileKey, row: Call | Receipt | None) -> None:
        if key.is_recording:
            self._calls.upsert([row if isinstance(row, Call) else Call(key.id, None, has_recording=True)])
        else:
            self._receipts.upsert([row if isinstance(row, Receipt) else _bare_receipt(key)])
        gone = UnseenRow("calls" if key.is_recording else "receipts", key.id)
        self._gone.mark_gone([gone], datetime.now(UTC))


def _bare_receipt(key: FileKey) -> Receipt:
    """One of which nothing is known but that it has this file."""
    file, is_source = ReceiptFile(0), key.kind is FileKind.RECEIPT_SOURCE
    return Receipt(
        int(key.id),
        source_file=file if is_source else None,
        preview_file=None if is_source else file,
    )
