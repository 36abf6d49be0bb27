"""Counters: what the server had to do, and how much of it at once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable


class Counters:
    """High marks and totals. A request counts from its arrival (waiting included) to its last byte.

    `hits` counts by route, as in `hits["GET /api/calls/<sid>/details"]`.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests = 0
        self._file_requests = 0
        self.requests_high = 0
        self.file_requests_high = 0
        self.preparations_high = 0
        self.hits: Counter[str] = Counter()
        self.leaked: Counter[str] = Counter()

    def arrive(self, route: str, *, api: bool, file: bool) -> Callable[[], None]:
        """Notes a request; returns what ends it, which may be called again without effect."""
        with self._lock:
            self.hits[route] += 1
            self._change(api, file, 1)
        left = threading.Event()

        def leave() -> None:
            with self._lock:
                if not left.is_set():
                    left.set()
                    self._change(api, file, -1)

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
            self.file_requests_high = self._file_requests
            self.preparations_high = 0

    def _change(self, api: bool, file: bool, by: int) -> None:
        self._requests += by if api else 0
        self._file_requests += by if file else 0
        self.requests_high = max(self.requests_high, self._requests)
        self.file_requests_high = max(self.file_requests_high, self._file_requests)
