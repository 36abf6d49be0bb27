"""ServerClock: recordings vanish by the server's time, and a computer's own may be wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class ServerClock:
    """This computer's clock, put right by the last known difference to the server's."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset
        """Server minus this computer."""

    def now(self) -> datetime:
        """The server's time now, aware, UTC."""
        return datetime.now(UTC) + self.offset
