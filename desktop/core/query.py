"""CallQuery and ReceiptQuery: ONE object feeds a list, its count, its sums and its export."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.core.call_query import ANY_DAY, CallQuery, CallSort, Period, RecordingFilter
from desktop.core.models import ReceiptStatus

__all__ = ["CallQuery", "CallSort", "Period", "ReceiptQuery", "ReceiptSort", "RecordingFilter"]


class ReceiptSort(StrEnum):
    DATE = "date"
    VENDOR = "vendor"
    AMOUNT = "amount"
    STATUS = "status"
    CONFIDENCE = "confidence"


@dataclass(frozen=True, slots=True)
class ReceiptQuery:
    """Which receipts, in which order. The period is of the received date; undated rows are outside any."""

    text: str = ""
    period: Period = ANY_DAY
    statuses: tuple[ReceiptStatus, ...] = ()
    vendors: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    has_notes: bool | None = None
    sort: ReceiptSort = ReceiptSort.DATE
    descending: bool = True

    @property
    def filters(self) -> bool:
        """Whether anything is left out."""
        return self != ReceiptQuery(sort=self.sort, descending=self.descending)
