"""Counters: what the server had to do, and how much of it at once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class _Request:
    """One that is under way."""

    api: bool
    file: bool
    gone: Callable[[], bool]
    """Whether its client is."""


class Counters:
    """High marks and totals. A request counts from its arrival (waiting included) to its last byte, or until
    its client is gone: one that is stalled here notices that a moment later.

    `hits` counts by route, as in `hits["GET /api/calls/<sid>/details"]`. `marks`: each decision on a receipt
    that was taken, in order, as its id and status.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._live: set[_Request] = set()
        self.requests_high = 0
        self.file_requests_high = 0
        self.preparations_high = 0
        self.hits: Counter[str] = Counter()
        self.leaked: Counter[str] = Counter()
        self.marks: list[tuple[int, str]] = []

    def arrive(
        self, route: str, *, api: bool, file: bool, gone: Callable[[], bool] = lambda: False
    ) -> Callable[[], None]:
        """Notes a request; returns what ends it, which may be called again without effect."""
        request = _Request(api, file, gone)
        with self._lock:
            self.hits[route] += 1
            self._live.add(request)
            self.requests_high = self._high(self.requests_high, [one for one in self._live if one.api])
            self.file_requests_high = self._high(
                self.file_requests_high, [one for one in self._live if one.file]
            )

        def leave() -> None:
            with self._lock:
                self._live.discard(request)

        return leave

    def note_preparations(self, under_way: int) -> None:
        """`under_way` recordings of one business are asked for and not ready."""
        with self._lock:
            self.preparations_high = max(self.preparations_high, under_way)

    def note_leak(self, header: str) -> None:
        """A request brought `header` to the storage host, which is none of its business."""
        with self._lock:
            self.leaked[header] += 1

    def note_mark(self, receipt_id: int, status: str) -> None:
        """Somebody's client decided what a receipt is."""
        with self._lock:
            self.marks.append((receipt_id, status))

    def reset(self) -> None:
        """Begins anew: totals at zero, high marks at what is under way now."""
        with self._lock:
            self.hits.clear()
            self.leaked.clear()
            self.marks.clear()
            self.requests_high = sum(one.api for one in self._live)
            self.file_requests_high = sum(one.file for one in self._live)
            self.preparations_high = 0

    @staticmethod
    def _high(high: int, requests: list[_Request]) -> int:
        if len(requests) <= high:
            return high
        return max(high, sum(not one.gone() for one in requests))
