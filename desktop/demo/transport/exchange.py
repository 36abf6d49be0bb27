"""Exchange: one request and its answer on the wire, and the ways in which a body may be spoilt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from desktop.demo.faults import Hold

KEY = "demo.exchange"
"""Where the WSGI environ holds the exchange."""

Write = Callable[[bytes], None]


class Dropped(ConnectionError):
    """The connection is to end here, or has ended."""


class DroppedAbruptly(Dropped):
    """It is to end by a reset."""


class Shape(Protocol):
    """Passes a body on, piece by piece, in its own way; raises Dropped to end the connection."""

    def feed(self, piece: bytes, write: Write) -> None: ...


@dataclass(slots=True)
class Exchange:
    """What the handler has to know beside the WSGI answer.

    `finish` is called just before the last byte goes out: whoever has the whole answer in his hands may
    then ask anew without being counted twice. `closing` is called after it.
    """

    gone: Callable[[], bool]
    shape: Shape | None = None
    reset: bool = False
    promised_extra: int = 0
    keep_length: bool = True
    ends: list[Callable[[], None]] = field(default_factory=list)
    closing: list[Callable[[], None]] = field(default_factory=list)

    def finish(self) -> None:
        while self.ends:
            self.ends.pop()()

    def close(self) -> None:
        self.finish()
        while self.closing:
            self.closing.pop()()


class Cut:
    """Ends the connection after `at_bytes`, by a reset when that is `abrupt`."""

    def __init__(self, at_bytes: int, *, abrupt: bool = False) -> None:
        self._left = at_bytes
        self._end = DroppedAbruptly if abrupt else Dropped

    def feed(self, piece: bytes, write: Write) -> None:
        write(piece[: self._left])
        self._left -= min(len(piece), self._left)
        if self._left <= 0:
            raise self._end


class Stall:
    """Stops after `at_bytes` until `hold` returns."""

    def __init__(self, at_bytes: int, hold: Hold) -> None:
        self._left = at_bytes
        self._hold = hold
        self._held = False

    def feed(self, piece: bytes, write: Write) -> None:
        if self._held or len(piece) < self._left:
            self._left -= len(piece)
            write(piece)
            return
        write(piece[: self._left])
        self._held = True
        if not self._hold(None):
            raise Dropped
        write(piece[self._left :])


class Drip:
    """Sends so many bytes in a second."""

    PIECES_PER_SECOND = 20

    def __init__(self, bytes_per_second: float, hold: Hold) -> None:
        self._size = max(int(bytes_per_second / self.PIECES_PER_SECOND), 1)
        self._pause = self._size / bytes_per_second
        self._hold = hold

    def feed(self, piece: bytes, write: Write) -> None:
        for start in range(0, len(piece), self._size):
            write(piece[start : start + self._size])
            if not self._hold(self._pause):
                raise Dropped
