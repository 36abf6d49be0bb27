"""OnlineHalf: the services of an account that need the server, for as long as one sign-in lasts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.core.cancel import CancelToken
from desktop.services.decision_sending import DecisionSending
from desktop.services.sync import SyncService
from desktop.services.sync.lists import CallList, ReceiptList
from desktop.services.sync.unseen_check import UnseenCheck
from desktop.services.transfers import TransferService
from desktop.store.calls_repository import CallsRepository
from desktop.store.file_rows import FileRows
from desktop.store.gone_rows import GoneRows
from desktop.store.outbox_repository import OutboxRepository
from desktop.store.receipts_repository import ReceiptsRepository

if TYPE_CHECKING:
    from desktop.api.client import ApiClient
    from desktop.core.receipt_details import ReceiptDetails
    from desktop.services.account_scope import AccountScope


class OnlineHalf:
    """One sign-in: its client, and what works through it."""

    def __init__(
        self,
        client: ApiClient,
        scope: AccountScope,
        calls: CallsRepository,
        receipts: ReceiptsRepository,
    ) -> None:
        self.client = client
        gone = GoneRows(scope.database)
        lists = (CallList(client, calls, scope.search, gone), ReceiptList(client, receipts, gone))
        check = UnseenCheck(client, scope.account, gone, scope.notes.write, scope.free_to_go)
        self.sync = SyncService(client, lists, check, gone, scope.meta)
        rows = FileRows(scope.database, scope.kept_files, calls, receipts, gone)
        room, under_way = scope.space.raise_if_full, scope.files_under_way
        note_slots = scope.kept_queue.write_slots
        service = client, scope.files, rows, room, under_way, note_slots, scope.clock
        self.transfers = TransferService(*service)
        self._ended = CancelToken()
        outbox = OutboxRepository(scope.database)
        sending = (client, scope.account, outbox, scope.backup, gone)
        one = scope.outbox.one_sends
        self.decisions = DecisionSending(*sending, check.is_same_account, one, self._ended, scope.clock)

    def receipt_details(self, receipt_id: int) -> ReceiptDetails:
        """What the server says of one receipt beyond its row; ends with this sign-in. For the TaskPool.

        Raises NotFound, Offline, SignedOut and others as they come, Cancelled at the end.
        """
        return self.client.receipt_details(receipt_id, self._ended)

    def tell_no_way(self, tell: Callable[[], object]) -> None:
        """Calls `tell`, on whatever thread, when a request finds no way to the server."""
        self.client.session.on_no_way = tell

    def give_lines_up(self) -> None:
        """Every request under way fails as Offline now; the sign-in stays, and opens fresh lines."""
        self.client.session.give_lines_up()

    def close(self) -> None:
        """Every request under way ends at once; this sign-in cannot be used again."""
        self._ended.cancel()
        self.client.session.shutdown()
