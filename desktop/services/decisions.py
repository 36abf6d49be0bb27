"""DecisionsService: approve, reject, not a receipt. Compares before it writes, since the last write wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.errors import AppError, NotFound
from desktop.core.models import ReceiptStatus
from desktop.store.receipts_repository import ReceiptsRepository

if TYPE_CHECKING:
    from desktop.api.client import ApiClient


@dataclass(frozen=True, slots=True)
class DecisionOutcome:
    """What became of one decision. `before` is what to go back to; `changed_elsewhere` what stood there.

    `gone`: the server has the receipt no longer, so nothing was sent.
    """

    receipt_id: int
    before: ReceiptStatus
    changed_elsewhere: ReceiptStatus | None = None
    error: AppError | None = None
    gone: bool = False

    @property
    def done(self) -> bool:
        return self.error is None and self.changed_elsewhere is None and not self.gone


class DecisionsService:
    """Online only: each decision is sent at once."""

    def __init__(self, client: ApiClient, receipts: ReceiptsRepository) -> None:
        self._client = client
        self._receipts = receipts

    def mark(self, receipt_ids: Sequence[int], status: ReceiptStatus) -> list[DecisionOutcome]:
        """Marks each; one that fails does not stop the others. For the TaskPool."""
        return [self._mark_one(receipt_id, status) for receipt_id in receipt_ids]

    def _mark_one(self, receipt_id: int, status: ReceiptStatus) -> DecisionOutcome:
        known = self._receipts.get(receipt_id)
        before = known.status if known else ReceiptStatus.UNKNOWN
        if known is None:
            return DecisionOutcome(receipt_id, before, error=NotFound())
        if known.gone_at is not None:
            return DecisionOutcome(receipt_id, before, gone=True)
        try:
            return self._send(receipt_id, before, status)
        except AppError as error:
            return DecisionOutcome(receipt_id, before, error=error)

    def _send(self, receipt_id: int, before: ReceiptStatus, status: ReceiptStatus) -> DecisionOutcome:
        there = self._client.receipt(receipt_id).status
        if there not in (before, status):
            self._receipts.set_status(receipt_id, there)
            return DecisionOutcome(receipt_id, before, changed_elsewhere=there)
        if there is not status:
            self._client.mark_receipt(receipt_id, status)
        self._receipts.set_status(receipt_id, status)
        return DecisionOutcome(receipt_id, before)
