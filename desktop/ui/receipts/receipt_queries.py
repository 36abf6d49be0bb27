"""What the receipts page asks of an account's services in the TaskPool."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.core.models import FileKey, FileKind, Receipt, ReceiptSummary
from desktop.core.query import ReceiptQuery
from desktop.services.account_scope import AccountScope

CHUNK_ROWS = 200


@dataclass(frozen=True, slots=True)
class FoundReceipts:
    """The answer to a query: which rows, their sums; and of all receipts: how many, vendors and the like."""

    query: ReceiptQuery
    ids: array[int]
    summary: ReceiptSummary
    count: int
    vendors: list[str]
    currencies: list[str]
    tags: list[str] = field(default_factory=list)


def find_receipts(scope: AccountScope, query: ReceiptQuery) -> FoundReceipts:
    """Everything the list shows and its filters offer."""
    receipts = scope.receipts
    ids, summary = receipts.ids(query), receipts.summary(query)
    count = summary.count if not query.filters else receipts.count_of(ReceiptQuery())
    tags = [found.tag for found in scope.tags.in_use()]
    return FoundReceipts(query, ids, summary, count, receipts.vendors(), receipts.currencies(), tags)


def read_receipts(scope: AccountScope, ids: Sequence[int]) -> list[Receipt]:
    """Receipts by row id, however many."""
    chunks = (ids[start : start + CHUNK_ROWS] for start in range(0, len(ids), CHUNK_ROWS))
    return [row.receipt for chunk in chunks for row in scope.receipts.rows(chunk)]


def kept_kinds(scope: AccountScope | None, receipt: Receipt | None, offline: bool) -> frozenset[FileKind]:
    """Which of its files are on this computer. For the UI thread.

    Looked for where it matters alone: `offline`, or of a receipt that the server has no longer.
    """
    if scope is None or receipt is None or not (offline or receipt.gone_at is not None):
        return frozenset()
    kinds = (FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW)
    kept = (kind for kind in kinds if scope.receipts.kept(FileKey(kind, str(receipt.id))) is not None)
    return frozenset(kept)
