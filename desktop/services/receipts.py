"""ReceiptsService: the receipts that are on this computer, for lists, sums and copies."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.models import FileKey, FileKind, KeptFile, Receipt, ReceiptRow, ReceiptSummary
from desktop.core.name_template import receipt_file_name
from desktop.core.query import ReceiptQuery
from desktop.services.clock import ServerClock, local_day
from desktop.services.time_zone import held_zone
from desktop.store.copy_file import copy_unique
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.receipts_repository import ReceiptsRepository

if TYPE_CHECKING:
    from desktop.core.cancel import CancelToken


class ReceiptsService:
    """Reads, and copies files to where the user wants them."""

    def __init__(self, receipts: ReceiptsRepository, kept: KeptFilesRepository, clock: ServerClock) -> None:
        self._receipts = receipts
        self._kept = kept
        self._clock = clock
        self.days_zone = held_zone()
        """By which it is known on which days receipts came; at first, by which the opening tells that."""

    def ids(self, query: ReceiptQuery) -> array[int]:
        """Row ids in the query's order. For the TaskPool."""
        return self._receipts.ids(query, self._clock.today())

    def first_ids(self, query: ReceiptQuery, most: int, token: CancelToken | None = None) -> array[int]:
        """The first `most` of `ids`. For the TaskPool. Raises Cancelled as soon as the `token` says so."""
        return self._receipts.ids(query, self._clock.today(), most, token)

    def rows(self, ids: Sequence[int]) -> list[ReceiptRow]:
        """Up to 200 rows by id, in that order. For the UI thread."""
        return self._receipts.rows(ids)

    def receipt(self, receipt_id: int) -> Receipt | None:
        return self._receipts.get(receipt_id)

    def summary(self, query: ReceiptQuery) -> ReceiptSummary:
        """Count and sums of all that the query finds. For the TaskPool."""
        return self._receipts.summary(query, self._clock.today())

    def count_of(self, query: ReceiptQuery, token: CancelToken | None = None) -> int:
        """How many receipts the query finds. For the TaskPool. Raises Cancelled."""
        return self._receipts.count_of(query, self._clock.today(), token)

    def summary_of(self, row_ids: Sequence[int]) -> ReceiptSummary:
        """Count and sums of these rows. For the TaskPool."""
        return self._receipts.summary_of(row_ids)

    def vendors(self) -> list[str]:
        return self._receipts.vendors()

    def currencies(self) -> list[str]:
        return self._receipts.currencies()

    def follow_time_zone(self) -> int:
        """Tells anew on which local days receipts came; returns of how many. For the TaskPool.

        Raises DiskFull, DiskFailed.
        """
        # Read before: one that changes meanwhile is then found another than this.
        zone = held_zone()
        changed = self._receipts.follow_time_zone()
        self.days_zone = zone
        return changed

    def kept(self, key: FileKey) -> KeptFile | None:
        """The file on this computer, if it is there. For the UI thread."""
        return self._kept.find(key)

    def kept_of(self, receipt_ids: Sequence[int]) -> dict[FileKey, KeptFile]:
        """The files of some hundred receipts as they were noted; each may be gone since. For the TaskPool."""
        return self._kept.of_receipts(receipt_ids)

    def save_copy(self, receipt: Receipt, kept: KeptFile, folder: Path, template: str = "") -> Path:
        """Copies the file to `folder` under the export's name, beside what is there; returns its path.

        `template`: of the name, see NameTemplate.
        """
        return copy_unique(kept.path, folder, copy_name(receipt, kept, template))


def copy_name(receipt: Receipt, kept: KeptFile, template: str = "") -> str:
    """The export's, for a file of the receipt that is handed out. `template`: see NameTemplate."""
    day = local_day(receipt.received_at)
    return receipt_file_name(receipt, day, kept.key.kind, kept.extension, template)


def has_file(receipt: Receipt, kind: FileKind) -> bool:
    """Whether the receipt's row names such a file."""
    file = receipt.source_file if kind is FileKind.RECEIPT_SOURCE else receipt.preview_file
    return file is not None
