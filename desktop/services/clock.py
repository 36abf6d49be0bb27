"""ServerClock: recordings vanish by the server's time, and a computer's own may be wrong; and local days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


class ServerClock:
    """This computer's clock, put right by the last known difference to the server's."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset
        """Server minus this computer."""

    def now(self) -> datetime:
        """The server's time now, aware, UTC."""
        return datetime.now(UTC) + self.offset

    def today(self) -> date:
        """The day that periods such as "this month" are counted from, for calls and receipts alike.

        The server's time in this computer's time zone: rows are dated by the server and shown in that zone.
        On a computer whose clock is a day behind, what came today would be in no period that ends today.
        """
        return self.now().astimezone().date()


def local_day(moment: datetime | None) -> str:
    """The day in this computer's time zone as `2024-01-15`, for names of files; "" when it is unknown."""
    return moment.astimezone().date().isoformat() if moment is not None else ""
