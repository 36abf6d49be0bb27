"""What the queue's threads carry out, and what they report while they do."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.models import FileKey
from desktop.core.transfer import Way
from desktop.services.transfers import Answered, Arrived, Tell

PROGRESS_EVERY_SECONDS = 0.1


class Attempts(Protocol):
    """What carries out one attempt, on a thread of the queue: `services.transfers.TransferService`."""

    def attempt(self, key: FileKey, way: Way, token: CancelToken, tell: Tell) -> Arrived | Answered: ...


class Throttle:
    """Passes on at most ten reports a second, so that three fast transfers do not flood the UI thread."""

    def __init__(self, report: Callable[[int, int | None], None]) -> None:
        self._report = report
        self._next = 0.0

    def __call__(self, received: int, total: int | None) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + PROGRESS_EVERY_SECONDS
            self._report(received, total)
