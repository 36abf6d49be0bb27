"""CallQuery: which calls, in which order; see `query`."""

# No deferred annotations here: a named tuple compiles each of them when it is loaded, before the first paint.
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from desktop.core.call import CallDirection, CallStatus


class Period(NamedTuple):
    """Days in local time, both included; None leaves that side open."""

    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None


ANY_DAY = Period()


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


class CallQuery(NamedTuple):
    """Which calls, in which order. Empty tuples and None filter nothing."""

    text: str = ""
    period: Period = ANY_DAY
    directions: tuple[CallDirection, ...] = ()
    statuses: tuple[CallStatus, ...] = ()
    recording: RecordingFilter | None = None
    lost_soon: bool = False
    has_notes: bool | None = None
    sort: CallSort = CallSort.DATE
    descending: bool = True

    @property
    def filters(self) -> bool:
        """Whether anything is left out."""
        return self != CallQuery(sort=self.sort, descending=self.descending)
