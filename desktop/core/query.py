"""CallQuery and ReceiptQuery: ONE object feeds a list, its count, its sums and its export."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop.core.allocation import AllocationNeed
from desktop.core.amount_range import ANY_AMOUNT, AmountRange
from desktop.core.call_query import ANY_DAY, CallQuery, CallSort, Period, RecordingFilter
from desktop.core.models import ReceiptStatus

__all__ = [
    "AmountRange",
    "CallQuery",
    "CallSort",
    "ConfidenceBand",
    "Period",
    "ReceiptQuery",
    "ReceiptSort",
    "RecordingFilter",
]

SURE_CONFIDENCE, FAIR_CONFIDENCE = 80, 60
"""From here on the list shows green, and amber."""


class ReceiptSort(StrEnum):
    DATE = "date"
    VENDOR = "vendor"
    AMOUNT = "amount"
    STATUS = "status"
    CONFIDENCE = "confidence"


class ConfidenceBand(StrEnum):
    """80 and more, 60 to 79, under 60, and not known."""

    SURE = "sure"
    FAIR = "fair"
    LOW = "low"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ReceiptQuery:
    """Which receipts, in which order. Empty tuples and None filter nothing.

    `period` is of the received date. What has no date is outside every period, what has no amount outside
    every range, and what has no confidence below every least one. `duplicate`: suspected to be one; `risky`:
    a `core.risks.Risk` speaks against approving it unseen. What needs an allocation number, and what is
    risky, is told by the settings of the moment.
    """

    text: str = ""
    period: Period = ANY_DAY
    invoice_period: Period = ANY_DAY
    statuses: tuple[ReceiptStatus, ...] = ()
    vendors: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    amounts: AmountRange = ANY_AMOUNT
    without_amount: bool = False
    confidences: tuple[ConfidenceBand, ...] = ()
    least_confidence: int | None = None
    has_source: bool | None = None
    has_preview: bool | None = None
    has_notes: bool | None = None
    tags: tuple[str, ...] = ()
    """One of these stands on it; "" is for those without any."""
    has_date: bool | None = None
    has_invoice_date: bool | None = None
    has_number: bool | None = None
    duplicate: bool | None = None
    allocation: AllocationNeed | None = None
    risky: bool | None = None
    among: tuple[int, ...] | None = None
    """Row ids of which no other is listed: those that were left out of an approval. Of this moment alone: it
    is not kept with a view."""
    sort: ReceiptSort = ReceiptSort.DATE
    descending: bool = True

    @property
    def filters(self) -> bool:
        """Whether anything is left out."""
        return self != ReceiptQuery(sort=self.sort, descending=self.descending)

    def on(self, today: date) -> ReceiptQuery:
        """The same with the days of its periods known, for what is named and told by them."""
        return replace(self, period=self.period.on(today), invoice_period=self.invoice_period.on(today))
