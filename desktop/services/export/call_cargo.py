"""CallCargo: what an export of calls is about: recordings, and their transcripts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desktop.core.call_query import CallQuery
from desktop.core.calls_export import CallExportWords, CallsInside
from desktop.core.cancel import CancelToken
from desktop.core.export import AnyWords, ExportReport, ExportRequest, ExportSizes
from desktop.core.export_ledger import ExportBatch, ExportKind, ExportRecord
from desktop.core.models import FileKind, ReceiptSummary
from desktop.services.calls import CallsService
from desktop.services.export.call_lists import CallLists, missing_recordings
from desktop.services.export.due_calls import DueCalls
from desktop.services.export.export_report import Gaps
from desktop.services.export.fetch_room import FetchRoom
from desktop.services.export_guests import ExportGuests
from desktop.services.export_ledger import ExportLedger
from desktop.services.transfers import FileSource
from desktop.store.export_sizes_repository import ExportSizesRepository

_NO_RECEIPTS = ReceiptSummary(0, (), 0, {})


class CallCargo:
    """See Cargo. `server`: whose calls these are."""

    kind = ExportKind.CALLS
    kinds: Collection[str] = (FileKind.RECORDING,)
    stays = False

    def __init__(
        self,
        calls: CallsService,
        sizes: ExportSizesRepository,
        ledger: ExportLedger,
        guests: ExportGuests,
        server: str,
    ) -> None:
        self._calls = calls
        self._guests = guests
        self._sizes = sizes
        self._ledger = ledger
        self._server = server

    def ids(self, request: ExportRequest) -> Sequence[int]:
        if request.ids or request.shown or not isinstance(request.query, CallQuery):
            return request.ids or request.shown
        return self._calls.ids(request.query)

    def sizes(self, ids: Sequence[int]) -> ExportSizes:
        return self._sizes.of_calls(ids, self._guests.bytes_a_second())

    def bytes_that_go(self) -> int:
        return self._guests.bytes_that_go(self._calls.clock.now())

    def items(self, ids: Sequence[int]) -> Sequence[int | str]:
        return self._calls.sids_of(ids)

    def ids_of(self, items: Sequence[str]) -> Sequence[int]:
        return list(self._calls.row_ids(items).values())

    def ids_again(self, batch: ExportBatch) -> Sequence[int]:
        return self.ids_of(batch.sids)

    def items_again(self, batch: ExportBatch) -> Sequence[int | str]:
        return batch.sids

    def due(self, _: AnyWords, source: FileSource, token: CancelToken, room: FetchRoom) -> DueCalls:
        return DueCalls(self._calls, self._guests, source, token, room)

    def lists(self, record: ExportRecord, words: AnyWords) -> CallLists:
        assert isinstance(words, CallExportWords)
        return CallLists(record, words, self._ledger, self._calls, self._server)

    def report(self, record: ExportRecord, size: int) -> ExportReport:
        asked, recordings, transcripts = 0, 0, 0
        for one in self._ledger.indexed_calls(record.id):
            asked += 1
            recordings += bool(one.recording_name)
            transcripts += bool(one.transcript_name)
        gaps = Gaps.of(self._ledger.gaps(record.id))
        return ExportReport(
            record.id,
            record.target,
            size,
            _NO_RECEIPTS,
            _NO_RECEIPTS,
            recordings + gaps.missing_count,
            missing_count=gaps.missing_count,
            absent_count=gaps.absent_count,
            for_good_count=gaps.for_good_count,
            calls=CallsInside(asked, recordings, transcripts),
            missing_calls=tuple(missing_recordings(gaps.missing, self._calls)),
        )
