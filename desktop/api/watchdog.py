"""Watchdog: gives up a request that brings nothing, whatever its bytes are.

A time limit from byte to byte lets a drip go on for ever, and what drips need not be a body: headers, the
ends of chunks and empty pieces of compressed data are read in one go by the libraries underneath.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

GiveUp = Callable[[], None]

LINGER_SECONDS = 0.2
"""One request follows another: a thread for each would cost more than many of them take."""


class Watchdog:
    """Calls what it was told to after a time without news. One thread, until nothing is watched any more."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._due: dict[GiveUp, float] = {}
        self._wakes_at = 0.0
        self._thread: threading.Thread | None = None
        self._closed = False

    def close(self) -> None:
        """Its thread ends with the last that is watched, and does not wait for a next one."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def expect(self, give_up: GiveUp, seconds: float) -> None:
        """From now on `give_up` is called after `seconds`, unless there are news or it is forgotten."""
        with self._changed:
            due = self._due[give_up] = time.monotonic() + seconds
            if self._thread is not None:
                # Mostly it wakes early enough as it is: news come with each piece of a file.
                if due < self._wakes_at:
                    self._changed.notify()
            else:
                self._wakes_at = due
                self._thread = threading.Thread(target=self._watch, name="api-watchdog", daemon=True)
                self._thread.start()

    def forget(self, give_up: GiveUp) -> None:
        """Nothing more is expected of it."""
        with self._changed:
            # Its thread is not woken for that: this comes with each request.
            self._due.pop(give_up, None)

    def _watch(self) -> None:
        with self._changed:
            while self._due or self._is_asked_again():
                now = time.monotonic()
                for give_up in [one for one, due in self._due.items() if due <= now]:
                    del self._due[give_up]
                    give_up()
                self._rest(now)
            self._thread = None

    def _rest(self, now: float) -> None:
        if self._due:
            self._wakes_at = min(now + LINGER_SECONDS, *self._due.values())
            self._changed.wait(max(0.0, self._wakes_at - now))

    def _is_asked_again(self) -> bool:
        """Waits a little for the next request."""
        self._wakes_at = time.monotonic() + LINGER_SECONDS
        self._changed.wait_for(lambda: self._due or self._closed, LINGER_SECONDS)
        return bool(self._due)
