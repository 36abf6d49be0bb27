"""WriteBehind: a file that a thread of its own writes, while its user reads and reckons what comes next."""

from __future__ import annotations

import threading
from collections import deque
from contextlib import suppress
from io import FileIO

from desktop.store.replace_file import begin_sync, sync_file

_MOST_WAITING_BYTES = 8 << 20
"""More than a disk takes while it brings to rest what it had: until then nobody waits for it."""
_HANDED_OVER_BYTES = 1 << 20
"""So much at once: each time the threads have to meet."""
MOST_BEHIND_BYTES = _MOST_WAITING_BYTES + 2 * _HANDED_OVER_BYTES
"""So much may have been given to it and be nowhere yet, but for a piece."""
_LARGE_BYTES = 1 << 15
"""What is not worth being copied."""
_LEFT_IN_MEMORY_BYTES = 4 << 20
"""So much may be written before the disk is to begin with it: then little is left to wait for at the end."""
SYNC_BYTES = 48 << 20
"""No more than so much is ever written that a power cut may take, and one piece."""


class _Run:
    """Pieces that stand one behind the other, `size` bytes of them."""

    def __init__(self, place: int) -> None:
        self.place = place
        self.size = 0
        self.pieces: list[bytes | bytearray] = []

    @property
    def end(self) -> int:
        return self.place + self.size

    def add(self, data: bytes) -> None:
        """Small ones become one; a large one is not copied."""
        self.size += len(data)
        if len(data) >= _LARGE_BYTES:
            self.pieces.append(data)
        elif self.pieces and isinstance(last := self.pieces[-1], bytearray):
            last.extend(data)
        else:
            self.pieces.append(bytearray(data))


class WriteBehind:
    """Used by one thread. What it is given is written in that order, and soon.

    Raises OSError for what failed since it was asked last. What could not be written is kept, and tried once
    more at the next call: nothing behind it is written before.
    """

    def __init__(self, file: FileIO, end: int = 0) -> None:
        """`end`: what stands before it, others look after."""
        self._file = file
        # Of the user alone.
        self._gathered = _Run(end)
        # Of both.
        self._changed = threading.Condition()
        self._waiting: deque[_Run] = deque()
        self._waiting_bytes = 0
        self._going = False
        """What waits is to be written."""
        self._error: Exception | None = None
        self._closed = False
        # Of the thread alone, as long as it goes.
        self._thread: threading.Thread | None = None
        self._begun = end
        self._unsynced = 0

    def write(self, place: int, data: bytes) -> None:
        """Returns at once, unless much waits already."""
        if place != self._gathered.end:
            self._hand_over(place)
        self._gathered.add(data)
        if self._gathered.size >= _HANDED_OVER_BYTES:
            self._hand_over(self._gathered.end)

    def _hand_over(self, next_place: int) -> None:
        run, self._gathered = self._gathered, _Run(next_place)
        if not run.size:
            return
        with self._changed:
            self._waiting.append(run)
            self._waiting_bytes += run.size
            self._raise_error()
            self._wake()
            while self._going and self._waiting_bytes > _MOST_WAITING_BYTES:
                self._changed.wait()

    def settle(self) -> None:
        """Returns when the system has all of it: a kill takes nothing of it any more."""
        self._hand_over(self._gathered.end)
        with self._changed:
            self._raise_error()
            if self._waiting:
                self._wake()
            while self._going:
                self._changed.wait()
            self._raise_error()

    def sync(self) -> None:
        """Returns when all of it is on the disk itself: a power cut takes nothing of it any more."""
        self.settle()
        self._sync()

    def finish(self, size: int) -> None:
        """Cuts it to `size` bytes, and closes when all of it is on the disk itself."""
        self.settle()
        self._file.truncate(size)
        self._sync()
        self.close()

    def close(self) -> None:
        """What cannot be written is given up."""
        with suppress(Exception):
            self.settle()
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
        with suppress(OSError):
            self._file.close()

    def _raise_error(self) -> None:
        error, self._error = self._error, None
        if error is not None:
            raise error

    def _wake(self) -> None:
        if self._going:
            return
        self._going = True
        self._changed.notify_all()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="write-behind", daemon=True)
            self._thread.start()

    # -- the thread --------------------------------------------------------------------------------

    def _run(self) -> None:
        while (run := self._first()) is not None:
            try:
                self._put(run)
            except Exception as error:  # whatever it is, it is raised where it is asked for
                self._stop(error)
            else:
                self._drop_first()

    def _first(self) -> _Run | None:
        """What is to be written next; waits for it. None: nothing more, ever."""
        with self._changed:
            while not self._closed and not self._going:
                self._changed.wait()
            return None if self._closed else self._waiting[0]

    def _drop_first(self) -> None:
        with self._changed:
            self._waiting_bytes -= self._waiting.popleft().size
            self._going = bool(self._waiting)
            self._changed.notify_all()

    def _stop(self, error: Exception) -> None:
        with self._changed:
            self._error, self._going = error, False
            self._changed.notify_all()

    def _put(self, run: _Run) -> None:
        if self._unsynced and self._unsynced + run.size > SYNC_BYTES:
            self._sync()
        self._file.seek(run.place)
        for piece in run.pieces:
            left = memoryview(piece)
            while left:
                left = left[self._file.write(left) :]
        self._unsynced += run.size
        self._hurry(run.end)

    def _hurry(self, end: int) -> None:
        if end - self._begun >= _LEFT_IN_MEMORY_BYTES:
            begin_sync(self._file, self._begun, end - self._begun)
            self._begun = end

    def _sync(self) -> None:
        sync_file(self._file)
        self._unsynced = 0
