"""Counters: what the server had to do, and how much of it at once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable

Gone = Callable[[], bool]
"""Whether a client has hung up."""


class Counters:
    """High marks and totals. A request counts from its arrival (waiting included) to its last byte, that of a
    file no longer than its client is there: whoever hung up may ask for another before that is noticed.

    `hits` counts by route, as in `hits["GET /api/calls/<sid>/details"]`.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests = 0
        self._file_requests: list[Gone] = []
        self.requests_high = 0
        self.file_requests_high = 0
        self.preparations_high = 0
        self.hits: Counter[str] = Counter()
        self.leaked: Counter[str] = Counter()

    def arrive(self, route: str, gone: Gone, *, api: bool, file: bool) -> Callable[[], None]:
        """Notes a request, whose client has hung up when `gone` says so; returns what ends it, which may be
        called again without effect."""
        with self._lock:
            self.hits[route] += 1
            self._begin(gone, api, file)
        left = threading.Event()

        def leave() -> None:
            with self._lock:
                if not left.is_set():
                    left.set()
                    self._end(gone, api, file)

        return leave

    def note_preparations(self, under_way: int) -> None:
        """`under_way` recordings of one business are asked for and not ready."""
        with self._lock:
            self.preparations_high = max(self.preparations_high, under_way)

    def note_leak(self, header: str) -> None:
        """A request brought `header` to the storage host, which is none of its business."""
        with self._lock:
            self.leaked[header] += 1

    def reset(self) -> None:
        """Begins anew: totals at zero, high marks at what is under way now."""
        with self._lock:
            self.hits.clear()
            self.leaked.clear()
            self.requests_high = self._requests
            self.file_requests_high = len(self._file_requests)
            self.preparations_high = 0

    def _begin(self, gone: Gone, api: bool, file: bool) -> None:
        self._requests += api
        self.requests_high = max(self.requests_high, self._requests)
        if file:
            self._file_requests.append(gone)
            if len(self._file_requests) > self.file_requests_high:
                there = sum(not one() for one in self._file_requests)
                self.file_requests_high = max(self.file_requests_high, there)

    def _end(self, gone: Gone, api: bool, file: bool) -> None:
        self._requests -= api
        if file:
            self._file_requests.remove(gone)
