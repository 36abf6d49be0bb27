"""ServerClock: recordings vanish by the server's time, and a computer's own may be wrong; and local days."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

SET_SECONDS = 300.0
"""By so much a clock does not run fast or slow: it was set, or the computer slept, which looks the same."""
LIST_SECONDS = 86_400.0
"""So long holds what the server was heard to have."""
_RIGHT = timedelta(days=1)


class ServerClock:
    """This computer's clock, put right by the last known difference to the server's."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        """`offset`: as an earlier run knew it; until the server has answered nobody knows whether it still
        holds."""
        self._offset = offset
        self._steady: float | None = None
        self._list_at: float | None = None

    @property
    def offset(self) -> timedelta:
        """Server minus this computer."""
        return self._offset

    @offset.setter
    def offset(self, offset: timedelta) -> None:
        """As the server's last answer says."""
        was_set = abs((offset - self._offset).total_seconds()) >= SET_SECONDS
        if was_set or (self._steady is not None and not self.confirmed):
            # One of the clocks was set, or the computer slept: for how long nobody knows, so what was heard
            # before may be old.
            self._list_at = None
        self._offset, self._steady = offset, _ahead_of_steady()

    def note_list(self) -> None:
        """The list of calls is as the server has it. From any thread; takes no time."""
        self._list_at = time.monotonic()

    @property
    def confirmed(self) -> bool:
        """Whether the server said in this run what time it is, and nobody set this computer's clock since:
        only then anything may go because its time is over."""
        return self._steady is not None and abs(_ahead_of_steady() - self._steady) < SET_SECONDS

    @property
    def knows_list(self) -> bool:
        """Whether it is known what time it is at the server, and, not older than a day, what that still has:
        only then anything may go because it can be had again."""
        return (
            self.confirmed and self._list_at is not None and time.monotonic() - self._list_at <= LIST_SECONDS
        )

    @property
    def is_right_here(self) -> bool:
        """Whether this computer's own clock is known to be about right: things are dated by that, too."""
        return self.confirmed and abs(self._offset) < _RIGHT

    def now(self) -> datetime:
        """The server's time now, aware, UTC."""
        return datetime.now(UTC) + self.offset

    def today(self) -> date:
        """The day that periods such as "this month" are counted from, for calls and receipts alike.

        The server's time in this computer's time zone: rows are dated by the server and shown in that zone.
        On a computer whose clock is a day behind, what came today would be in no period that ends today.
        """
        return self.now().astimezone().date()


def _ahead_of_steady() -> float:
    """How far this computer's clock is ahead of one that nobody can set, in s."""
    return time.time() - time.monotonic()


def local_day(moment: datetime | None) -> str:
    """The day in this computer's time zone as `2024-01-15`, for names of files; "" when it is unknown."""
    return moment.astimezone().date().isoformat() if moment is not None else ""
