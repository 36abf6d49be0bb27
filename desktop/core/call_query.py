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
    relative: str = ""
    """A `periods.PeriodName`, whose days move with the calendar and are known by `on` alone; or ""."""

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None or bool(self.relative)

    def on(self, today: date) -> "Period":
        """The same with its days known. Raises ValueError for a name that there is not."""
        if not self.relative:
            return self
        from desktop.core.periods import days_of

        return days_of(self.relative, today)


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
    DIRECTION = "direction"
    REVIEWED = "reviewed"
    RECORDING = "recording"
    """Ascending: what is kept here, then what has a recording, then what has none."""
    TRANSCRIPT = "transcript"
    DAYS_LEFT = "days_left"
    """Ascending: what the server deletes next is first; what cannot be lost comes last either way."""


class CallQuery(NamedTuple):
    """Which calls, in which order. Empty tuples and None filter nothing."""

    text: str = ""
    period: Period = ANY_DAY
    directions: tuple[CallDirection, ...] = ()
    statuses: tuple[CallStatus, ...] = ()
    recording: RecordingFilter | None = None
    lost_soon: bool = False
    has_transcript: bool | None = None
    has_notes: bool | None = None
    """Whether the user wrote on it: a note, or a bookmark."""
    reviewed: bool | None = None
    sort: CallSort = CallSort.DATE
    descending: bool = True

    @property
    def filters(self) -> bool:
        """Whether anything is left out."""
        return self != CallQuery(sort=self.sort, descending=self.descending)
