"""One account's decisions and what stands at its server, all of it to be reviewed at first."""

from __future__ import annotations

from desktop.core.models import ReceiptStatus
from desktop.core.outbox import Decided, Mark
from desktop.core.query import ReceiptQuery
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.decision_sending import SentDecision
from tests import prepared

TO_REVIEW = ReceiptStatus.PENDING_REVIEW


def decide(scope: AccountScope, receipt_id: int, status: ReceiptStatus) -> None:
    scope.outbox.decide((Mark(receipt_id, status),))


def send(scope: AccountScope) -> SentDecision | None:
    assert scope.online is not None
    return scope.online.decisions.send_next()


def shown(scope: AccountScope, receipt_id: int) -> ReceiptStatus:
    receipt = scope.receipts.receipt(receipt_id)
    assert receipt is not None
    return receipt.status


class Books:
    """One account, and somebody else at the server, whose decisions a sync brings."""

    def __init__(self, scope: AccountScope, server: DemoServer) -> None:
        self.scope, self.server = scope, server
        for receipt in list(server.world.receipts):
            server.world.decide_elsewhere(receipt.id, TO_REVIEW)
        prepared.sync(scope)
        self.ids = list(scope.receipts.ids(ReceiptQuery(statuses=(TO_REVIEW,))))

    def decide(self, receipt_id: int, wanted: ReceiptStatus, seen: ReceiptStatus | None = None) -> Decided:
        return self.scope.outbox.decide((Mark(receipt_id, wanted, seen),))

    def somebody_decides(self, receipt_id: int, status: ReceiptStatus, *, known: bool = True) -> None:
        self.server.world.decide_elsewhere(receipt_id, status)
        if known:
            prepared.sync(self.scope)

    def send(self) -> SentDecision | None:
        return send(self.scope)

    def entry(self, receipt_id: int) -> int:
        """The last decision on it."""
        rows = self.scope.outbox.history()
        return next(row.decision.entry_id for row in rows if row.decision.receipt_id == receipt_id)

    def shown(self, receipt_id: int) -> ReceiptStatus:
        return shown(self.scope, receipt_id)

    def at_server(self, receipt_id: int) -> str:
        receipt = self.server.world.receipts.find(receipt_id)
        assert receipt is not None
        return receipt.status
