"""Faults: everything that can be made to go wrong, for one path or for all."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

FaultKind = Literal[
    "status", "html", "html_405", "html_502", "xml", "text_500", "empty", "wrong_json", "broken_json",
    "not_audio", "json_ready", "no_slot", "session_lost", "csrf",
    "cut", "stall", "drip", "short_length", "delay", "reset",
    "expired_link", "redirect_to_nothing", "worker_down", "lost", "growing",
]  # fmt: skip


Hold = Callable[[float | None], bool]
"""Waits so many seconds (None: until released). False when the server ends or the client is gone."""

STALLED_SECONDS = 5.0
"""Whoever is to wait for longer than this is stalled, not slow."""
POLL_SECONDS = 0.05
"""How often a wait looks whether the client is still there."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong with requests whose path fits the regular expression `path`.

    It leaves the first `after` of them alone and then spoils `times` (None: all). For "status": `status`,
    `body`, `content_type`, `headers`. "cut" and "stall" act after `at_bytes` of the body; a cut with
    `keep_length=False` looks like a complete answer without Content-Length, one that is `abrupt` ends by a
    reset. "drip" sends
    `bytes_per_second`, "delay" waits `seconds` before it answers, "short_length" promises `extra_bytes`
    more than it sends. "lost" forgets the recording it was asked for; "growing" gives half a recording.
    """

    path: str
    kind: FaultKind
    method: str | None = None
    times: int | None = None
    after: int = 0
    status: int = 500
    body: bytes = b""
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    at_bytes: int = 100
    keep_length: bool = True
    abrupt: bool = False
    bytes_per_second: float = 1000.0
    seconds: float = 0.5
    extra_bytes: int = 100

    def fits(self, method: str, path: str) -> bool:
        return self.method in (None, method) and re.search(self.path, path) is not None


@dataclass(slots=True)
class _Planned:
    fault: Fault
    seen: int = 0
    tokens: set[str] = field(default_factory=set)

    @property
    def spent(self) -> bool:
        times = self.fault.times
        return times is not None and self.seen >= self.fault.after + times


class Faults:
    """The list of faults and four switches; may be changed from any thread while the server runs.

    `offline` drops every connection, `slow_seconds` delays every answer of the API, `broken` answers
    everything with the proxy's 502, `full` leaves the worker without a slot.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._planned: list[_Planned] = []
        self._stalled: Counter[str] = Counter()
        self._released = 0
        self._closed = False
        self.offline = False
        self.slow_seconds = 0.0
        self.broken = False
        self.full = False

    def add(self, fault: Fault) -> None:
        with self._changed:
            self._planned.append(_Planned(fault))

    def clear(self) -> None:
        """No faults and no switches any more; what is stalled goes on."""
        with self._changed:
            self._planned.clear()
        self.offline = self.broken = self.full = False
        self.slow_seconds = 0.0
        self.release()

    def release(self) -> None:
        """Lets every stalled and delayed answer go on."""
        with self._changed:
            self._released += 1
            self._changed.notify_all()

    def due(self, method: str, path: str, token: str = "") -> list[Fault]:
        """What is to go wrong with this request: any delays, and at most one fault of another kind.

        `token` is the CSRF token that came with it: a fresh one passes a "csrf" fault.
        """
        with self._changed:
            found: list[Fault] = []
            for planned in self._planned:
                if not planned.fault.fits(method, path):
                    continue
                if planned.fault.kind == "csrf" and token in planned.tokens:
                    continue
                if self._takes(planned, found):
                    found.append(planned.fault)
            return found

    @staticmethod
    def _takes(planned: _Planned, found: list[Fault]) -> bool:
        if planned.fault.kind != "delay" and any(fault.kind != "delay" for fault in found):
            return False
        if planned.spent:
            return False
        planned.seen += 1
        return planned.seen > planned.fault.after

    def note_token(self, token: str) -> None:
        """A CSRF token was given out just now."""
        with self._changed:
            for planned in self._planned:
                planned.tokens.add(token)

    # -- waiting --------------------------------------------------------------------------------

    def hold(self, gone: Callable[[], bool], path: str = "") -> Hold:
        """A wait for one request, from now on: a release that comes before it begins counts as well."""
        with self._changed:
            mine = self._released

        def wait(seconds: float | None) -> bool:
            with self._noted(path if seconds is None or seconds > STALLED_SECONDS else ""):
                return self._wait(seconds, mine, gone)

        return wait

    def stalled(self) -> set[str]:
        """The paths of the requests that are stalled at this moment."""
        with self._changed:
            return {path for path, times in self._stalled.items() if path and times > 0}

    @contextmanager
    def _noted(self, path: str) -> Iterator[None]:
        with self._changed:
            self._stalled[path] += 1
        try:
            yield
        finally:
            with self._changed:
                self._stalled[path] -= 1

    def _wait(self, seconds: float | None, mine: int, gone: Callable[[], bool]) -> bool:
        end = None if seconds is None else time.monotonic() + seconds
        with self._changed:
            while not self._closed and self._released == mine:
                left = None if end is None else end - time.monotonic()
                if left is not None and left <= 0:
                    break
                self._changed.wait(POLL_SECONDS if left is None else min(left, POLL_SECONDS))
                if gone():
                    return False
            return not self._closed

    def close(self) -> None:
        """The server ends: nobody waits any longer."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def reopen(self) -> None:
        with self._changed:
            self._closed = False
