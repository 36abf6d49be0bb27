"""CancelToken: one wish to stop, shared by those who work and those who wait."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from desktop.core.errors import Cancelled


class CancelToken:
    """Set once, from any thread; hooks run at once on the thread that cancels."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._hooks: list[Callable[[], None]] = []
        self.for_now = False
        """Whether what was begun is to be gone on with later."""

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def cancel(self, *, for_now: bool = False) -> None:
        """Sets the wish and runs the hooks. Of a second call only this counts: for good is for good, also
        after one for now; who has stopped by then has to look at `for_now` once more."""
        with self._lock:
            if self._event.is_set():
                self.for_now = self.for_now and for_now
                return
            self.for_now = for_now
            self._event.set()
            hooks, self._hooks = self._hooks, []
        with ExitStack() as stack:
            # A hook that fails must not keep the others from running.
            for hook in reversed(hooks):
                stack.callback(hook)

    def on_cancel(self, hook: Callable[[], None]) -> Callable[[], None]:
        """Runs `hook` when cancelled (at once if it already is); returns what removes it again."""
        with self._lock:
            if not self._event.is_set():
                self._hooks.append(hook)
                return lambda: self._remove(hook)
        hook()
        return lambda: None

    def raise_if_cancelled(self) -> None:
        """Raises Cancelled when the wish is set."""
        if self._event.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> bool:
        """Sleeps up to `seconds`; True when cancelled meanwhile."""
        return self._event.wait(seconds)

    def _remove(self, hook: Callable[[], None]) -> None:
        with self._lock:
            if hook in self._hooks:
                self._hooks.remove(hook)


@contextmanager
def token_until_the_end(token: CancelToken) -> Iterator[CancelToken]:
    """One that is cancelled with `token`, and in any case when what it is for is over."""
    own = CancelToken()
    unhook = token.on_cancel(own.cancel)
    try:
        yield own
    finally:
        unhook()
        own.cancel()
