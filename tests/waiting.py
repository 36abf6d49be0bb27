"""wait_until: for what other threads and processes come to, where no Qt signal tells of it."""

from __future__ import annotations

import time
from collections.abc import Callable

from desktop.core.cancel import CancelToken

PATIENCE_SECONDS = 20.0


def wait_until(condition: Callable[[], bool], what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Raises TimeoutError, with `what` did not come."""
    last = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > last:
            raise TimeoutError(f"after {seconds:.0f} s still not: {what}")
        CancelToken().wait(0.02)
