"""CallQuery and ReceiptQuery: ONE object feeds a list, its count, its sums and its export."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.core.models import CallDirection, CallStatus, ReceiptStatus


@dataclass(frozen=True, slots=True)
class Period:
    """Days in local time, both included; None leaves that side open."""

    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None


class RecordingFilter(StrEnum):
    KEPT_HERE = "kept_here"
    ON_SERVER = "on_server"
    NONE = "none"


class CallSort(StrEnum):
    DATE = "date"
    CUSTOMER = "customer"
    PHONE = "phone"
    LENGTH = "length"
    STATUS = "status"


class ReceiptSort(StrEnum):
    DATE = "date"
    VENDOR = "vendor"
    AMOUNT = "amount"
    STATUS = "status"
    CONFIDENCE = "confidence"


@dataclass(frozen=True, slots=True)
class CallQuery:
    """Which calls, in which order. Empty tuples and None filter nothing."""

    text: str = ""
    period: Period = Period()
    directions: tuple[CallDirection, ...] = ()
    statuses: tuple[CallStatus, ...] = ()
    recording: RecordingFilter | None = None
    lost_soon: bool = False
    sort: CallSort = CallSort.DATE
    descending: bool = True

    @property
    def filters(self) -> bool:
        """Whether anything is left out."""
        return self != CallQuery(sort=self.sort, descending=self.descending)


@dataclass(frozen=True, slots=True)
class ReceiptQuery:
    """Which receipts, in which order. The period is of the received date; undated rows are outside any."""

    text: str = ""
    period: Period = Period()
    statuses: tuple[ReceiptStatus, ...] = ()
    vendors: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    sort: ReceiptSort = ReceiptSort.DATE
    descending: bool = True

    @property
    def filters(self) -> bool:
        """Whether anything is left out."""
        return self != ReceiptQuery(sort=self.sort, descending=self.descending)
