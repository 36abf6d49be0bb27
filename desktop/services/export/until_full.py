"""UntilFull: files are fetched until the disk they come to is full; then all who wait are told at once."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, DiskFull
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.services.transfers import FileSource
from desktop.store.disk_errors import disk_room

MOST_REFUSED_ALONE = 16
"""So many in a row for which there was no room, though there was some: what is left is too little for any."""


class UntilFull:
    """A FileSource before another one. Any thread.

    One that is too large for what is left is refused alone.

    Else each would wait until its own turn came to find no room, which takes as long as the queue's patience.
    Where there is as much room again as there was to be, what follows is asked for again.
    """

    def __init__(self, source: FileSource, token: CancelToken, times: int = 1) -> None:
        """`token` ends all of it. It is full when there was no room so often, and nothing came between."""
        self._source = source
        self._times = times
        self._whole = token
        self._token = self._new_token()
        self._lock = threading.Lock()
        self._waiting: set[Future[KeptFile]] = set()
        self._refused = 0
        self._full: DiskFull | None = None

    def _new_token(self) -> CancelToken:
        """Of what is asked for until it is full."""
        token = CancelToken()
        self._whole.on_cancel(token.cancel)
        return token

    @property
    def online(self) -> bool:
        """See FileSource."""
        return self._source.online

    def fetch(self, key: FileKey, priority: Priority, token: CancelToken) -> Future[KeptFile]:  # noqa: ARG002
        """Until `token`, which is that of the beginning, or that there is no room."""
        own: Future[KeptFile] = Future()
        self._look_for_room()
        with self._lock:
            full, until = self._full, self._token
            if full is None:
                self._waiting.add(own)
        if full is not None:
            own.set_exception(full)
        else:
            fetched = self._source.fetch(key, priority, until)
            fetched.add_done_callback(partial(self._on_done, own, until))
        return own

    def _look_for_room(self) -> None:
        # Without the lock: a disk may take long, and what ends is told on the thread of the window.
        full = self._full
        if full is not None and _has_room_again(full):
            with self._lock:
                if self._full is full:
                    self._full, self._refused = None, 0

    def _on_done(self, own: Future[KeptFile], until: CancelToken, fetched: Future[KeptFile]) -> None:
        error = Cancelled() if fetched.cancelled() else fetched.exception()
        told = self._refuse(own, error, until) if isinstance(error, DiskFull) else self._take(own)
        for one in told:
            if error is None:
                one.set_result(fetched.result())
            else:
                one.set_exception(error)
        if until is not self._token:
            until.cancel()

    def _take(self, own: Future[KeptFile]) -> set[Future[KeptFile]]:
        """Itself, unless it was told already."""
        with self._lock:
            told = self._waiting & {own}
            self._waiting -= told
            self._refused = 0
            return told

    def _refuse(self, own: Future[KeptFile], error: DiskFull, until: CancelToken) -> set[Future[KeptFile]]:
        """Itself, or all, where nothing makes room any more; of before there was some again, itself alone."""
        with self._lock:
            if until is self._token:
                self._refused += 1
                if self._refused >= (MOST_REFUSED_ALONE if error.leaves_room else self._times):
                    self._full, self._token = error, self._new_token()
            told = self._waiting & {own} if self._full is None else self._waiting
            self._waiting = self._waiting - told
            return told


def _has_room_again(full: DiskFull) -> bool:
    """Where the want of room told why; of a quota, for instance, the system says that there is some."""
    return bool(full.path) and full.free < full.needed <= disk_room(Path(full.path))[0]
