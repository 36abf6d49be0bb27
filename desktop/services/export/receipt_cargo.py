"""ReceiptCargo: what an export of receipts is about."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import replace

from desktop.core.cancel import CancelToken
from desktop.core.export import (
    EXPORTED_KINDS,
    AnyWords,
    ExportReport,
    ExportRequest,
    ExportSizes,
    ExportWords,
)
from desktop.core.export_ledger import ExportBatch, ExportKind, ExportRecord
from desktop.core.models import Receipt
from desktop.core.query import ReceiptQuery
from desktop.services.export.changed_files import Changes
from desktop.services.export.due_files import DueFiles
from desktop.services.export.export_report import Gaps
from desktop.services.export.fetch_room import FetchRoom
from desktop.services.export.receipt_lists import ReceiptLists, missing_files
from desktop.services.export_ledger import ExportLedger
from desktop.services.receipts import ReceiptsService
from desktop.services.recovery import RecoveryService
from desktop.services.transfers import FileSource
from desktop.store.export_sizes_repository import ExportSizesRepository


class ReceiptCargo:
    """See Cargo. `server`: whose receipts these are; `recovery` puts aside what is not what came."""

    kind = ExportKind.RECEIPTS
    kinds: Collection[str] = EXPORTED_KINDS
    stays = True

    def __init__(
        self,
        receipts: ReceiptsService,
        recovery: RecoveryService,
        sizes: ExportSizesRepository,
        ledger: ExportLedger,
        server: str,
    ) -> None:
        self._receipts = receipts
        self._recovery = recovery
        self._sizes = sizes
        self._ledger = ledger
        self._server = server

    def ids(self, request: ExportRequest) -> Sequence[int]:
        ids: Sequence[int] = request.ids or request.shown
        if not ids and isinstance(request.query, ReceiptQuery):
            ids = self._receipts.ids(request.query)
        return self._ledger.only(ids, request.since) if request.since else ids

    def sizes(self, ids: Sequence[int]) -> ExportSizes:
        return self._sizes.of(ids)

    def bytes_that_go(self) -> int:
        return 0

    def items(self, ids: Sequence[int]) -> Sequence[int | str]:
        return ids

    def ids_of(self, items: Sequence[str]) -> Sequence[int]:
        return [int(item) for item in items]

    def ids_again(self, batch: ExportBatch) -> Sequence[int]:
        return batch.ids

    def items_again(self, batch: ExportBatch) -> Sequence[int | str]:
        return batch.ids

    def due(self, words: AnyWords, source: FileSource, token: CancelToken, room: FetchRoom) -> DueFiles:
        assert isinstance(words, ExportWords)
        return DueFiles(self._receipts, self._recovery, source, token, words.template, room)

    def lists(self, record: ExportRecord, words: AnyWords) -> ReceiptLists:
        assert isinstance(words, ExportWords)
        return ReceiptLists(record, words, self._ledger, self._receipts, self._server)

    def report(self, record: ExportRecord, size: int) -> ExportReport:
        changes = Changes.of(self._ledger.changed_files(record.id))
        asked, inside, files, listed = array("q"), array("q"), 0, dict[int, Receipt]()
        for receipt in self._ledger.receipts(record.id):
            if receipt.receipt_id in changes.receipts and receipt.row is not None:
                listed[receipt.receipt_id] = receipt.row.receipt(receipt.receipt_id)
            asked.append(receipt.receipt_id)
            files += receipt.has_source + receipt.has_preview
            if receipt.has_source or receipt.has_preview:
                inside.append(receipt.receipt_id)
        gaps = Gaps.of(self._ledger.gaps(record.id))
        return ExportReport(
            record.id,
            record.target,
            size,
            # Some may be on no list any more.
            replace(self._receipts.summary_of(asked), count=len(asked)),
            self._receipts.summary_of(inside),
            files + gaps.missing_count,
            tuple(missing_files(gaps.missing, self._receipts)),
            tuple(missing_files(gaps.absent, self._receipts)),
            gaps.missing_count,
            gaps.absent_count,
            changes.named(listed),
            len(changes.receipts),
            for_good_count=gaps.for_good_count,
        )
