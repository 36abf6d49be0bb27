"""Turns: so many at a time, the others wait, and waiting ends at once when nobody wants it any more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled


class Turns:
    """A semaphore whose waiting ends with a CancelToken or with `close`."""

    def __init__(self, count: int) -> None:
        self._free = count
        self._closed = False
        self._changed = threading.Condition()

    @contextmanager
    def turn(self, token: CancelToken | None = None) -> Iterator[None]:
        """Waits for a turn and holds it; raises Cancelled."""
        self._take(token)
        try:
            yield
        finally:
            self._give_back()

    def close(self) -> None:
        """Ends all waiting, now and later; turns that are held stay so until they are given back."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _take(self, token: CancelToken | None) -> None:
        unhook = token.on_cancel(self._wake) if token else _nothing
        try:
            with self._changed:
                self._changed.wait_for(lambda: self._free or self._over(token))
                if self._over(token):
                    raise Cancelled(unasked=True)
                self._free -= 1
        finally:
            unhook()

    def _give_back(self) -> None:
        with self._changed:
            self._free += 1
            self._changed.notify_all()

    def _over(self, token: CancelToken | None) -> bool:
        return self._closed or (token is not None and token.cancelled)

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()


def _nothing() -> None:
    """Stands for the hook of a token that nobody gave."""
