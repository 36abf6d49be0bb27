"""Gate: so many requests at a time, as the real server's four processes."""

from __future__ import annotations

import threading


class Gate:
    """Lets `places` in at once; the others wait, until the server ends."""

    def __init__(self, places: int = 4) -> None:
        self._changed = threading.Condition()
        self._places = places
        self._inside = 0
        self._closed = False

    def enter(self) -> bool:
        """Waits for a place; False when the server ends meanwhile."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._inside < self._places)
            if self._closed:
                return False
            self._inside += 1
            return True

    def leave(self) -> None:
        with self._changed:
            self._inside -= 1
            self._changed.notify()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def reopen(self) -> None:
        with self._changed:
            self._closed = False
