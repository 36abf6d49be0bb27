"""HashBeside: files of one piece, hashed by a thread of its own while its user reads and writes others."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from queue import SimpleQueue
from typing import NamedTuple
from zlib import crc32


class Hashed(NamedTuple):
    """All bytes of a file, and what proves them: `sha256` in hex."""

    data: bytes
    crc32: int
    sha256: str


class HashBeside:
    """Used by one thread. Lots come out in the order in which they were put in."""

    def __init__(self) -> None:
        self._asked: SimpleQueue[Sequence[bytes] | None] = SimpleQueue()
        self._hashed: SimpleQueue[list[Hashed] | Exception] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def put(self, lot: Sequence[bytes]) -> None:
        """Returns at once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="hash-beside", daemon=True)
            self._thread.start()
        self._asked.put(lot)

    def take(self) -> list[Hashed]:
        """The next lot that was put in; waits for it."""
        hashed = self._hashed.get()
        if isinstance(hashed, Exception):
            raise hashed
        return hashed

    def close(self) -> None:
        """What was not taken is given up."""
        if self._thread is not None:
            self._asked.put(None)
            self._thread.join()

    # -- the thread --------------------------------------------------------------------------------

    def _run(self) -> None:
        while (lot := self._asked.get()) is not None:
            try:
                self._hashed.put([_hashed(data) for data in lot])
            except Exception as error:  # whatever it is, it is raised where the lot is taken
                self._hashed.put(error)


def _hashed(data: bytes) -> Hashed:
    return Hashed(data, crc32(data), hashlib.sha256(data).hexdigest())
