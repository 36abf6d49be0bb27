"""How long the end of the program waits for its threads, and for what."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Protocol

QUIT_WITHIN_SECONDS = 1.5
BACKUP_WITHIN_SECONDS = 0.8
"""What is not backed up by then is backed up by the next start."""
PASSWORDS_WITHIN_SECONDS = 1.0
"""What the system's password store has not forgotten by then, the next start makes it forget."""


class Pool(Protocol):
    """Threads that end when they are done."""

    def wait(self, seconds: float) -> bool: ...


def wait_for_all(pools: Sequence[Pool], seconds: float) -> bool:
    """Whether all threads have ended, at the latest after `seconds`."""
    ends = time.monotonic() + seconds
    # All, whatever the first one says, and one after the other within one time.
    ended = [pool.wait(ends - time.monotonic()) for pool in pools]
    return all(ended)


def wait_to_quit(pools: Sequence[Pool], begun: float, give_passwords_up: Callable[[], None]) -> bool:
    """False when a thread is still at work, long enough after `begun` (of `time.monotonic`).

    A password store may hang, or ask a user who has gone: that thread does nothing on the disk, and must not
    keep the folder from the next start.
    """
    wait_for_all(pools, begun + PASSWORDS_WITHIN_SECONDS - time.monotonic())
    give_passwords_up()
    return wait_for_all(pools, begun + QUIT_WITHIN_SECONDS - time.monotonic())
