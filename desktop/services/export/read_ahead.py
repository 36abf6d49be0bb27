"""ReadAhead: a thread that reads and hashes the files which an export writes next, while one is written."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor

from desktop.core.models import KeptFile
from desktop.services.export.cargo import DueItem
from desktop.store.read_whole import WholeFile, read_whole

AHEAD_BYTES = 4 << 20
"""So much of what is read is held before it is written."""
LEAST_BYTES = 1 << 16
MOST_BYTES = 1 << 20
"""A larger one is read piece by piece when its turn comes."""


class ReadAhead:
    """Used by one thread. Only what is what it should be comes of it: of the others the one that writes finds
    out itself what is wrong with them."""

    def of(self, items: Iterable[DueItem]) -> Generator[DueItem]:
        """In their order; those of which nothing has to be waited for come ahead."""
        waiting: deque[tuple[DueItem, int]] = deque()
        ahead = 0
        with ThreadPoolExecutor(1, "read-ahead") as pool:
            try:
                for item in items:
                    waiting.append((item, self._begin(item, pool)))
                    ahead += waiting[-1][1]
                    # Behind one that is on its way no more is asked for.
                    while waiting and (ahead >= AHEAD_BYTES or waiting[-1][0].on_their_way):
                        first, size = waiting.popleft()
                        yield first
                        ahead -= size
                for first, _ in waiting:
                    yield first
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _begin(self, item: DueItem, pool: ThreadPoolExecutor) -> int:
        """Returns how many bytes are read for it, and a few for what it is itself: of small ones not all that
        there are come ahead."""
        size = LEAST_BYTES
        for file in item.files:
            kept = file.kept
            if kept is not None and kept.size <= MOST_BYTES:
                file.ahead = pool.submit(_checked, kept)
                size += kept.size
        return size


def _checked(kept: KeptFile) -> WholeFile | None:
    found = read_whole(kept.path, kept.size)
    return found if found is not None and found.sha256 == kept.sha256 else None
