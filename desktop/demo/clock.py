"""DemoClock: the server's own time, which a test may stop or move."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta


class DemoClock:
    """Wall time in UTC and a steady time for durations; both move together with `advance`."""

    def __init__(self, now: datetime | None = None) -> None:
        self._fixed = now
        self._moved = timedelta()
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """Aware, in UTC."""
        with self._lock:
            return (self._fixed or datetime.now(UTC)) + self._moved

    def steady(self) -> float:
        """Seconds that only ever grow; they run even when the wall time stands still."""
        with self._lock:
            return time.monotonic() + self._moved.total_seconds()

    def advance(self, by: timedelta) -> None:
        """Lets `by` pass at once: sessions and links age, recordings grow old, fetches get ready."""
        with self._lock:
            self._moved += by


def server_text(moment: datetime | None) -> str | None:
    """As the server writes it: ISO, in UTC, without an offset."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() if moment else None
