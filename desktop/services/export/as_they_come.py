"""As they come: of what an export waits for, that goes first which is here first."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait

from desktop.services.export.cargo import DueItem

WAITED_FOR_AT_ONCE = 32
"""Items of which something is on its way. The server prepares three recordings at a time, and one that
failed is asked for again after five minutes: a few of those would be all that are waited for."""


def as_they_come(items: Iterable[DueItem], before_wait: Callable[[], None]) -> Generator[DueItem]:
    """What need not be waited for at once, in its order; the rest as soon as it is here, whatever came of it.

    One that takes minutes holds nobody up. `before_wait` is called where nothing else can be done meanwhile.
    """
    waiting: list[DueItem] = []
    for item in items:
        waiting.append(item)
        yield from _here(waiting)
        while len(waiting) >= WAITED_FOR_AT_ONCE:
            yield from _next(waiting, before_wait)
    while waiting:
        yield from _next(waiting, before_wait)


def _next(waiting: list[DueItem], before_wait: Callable[[], None]) -> Iterator[DueItem]:
    # One of two that is done is waited for no more. Looked at before: what comes meanwhile ends the wait.
    left = [[future for future in item.futures if not future.done()] for item in waiting]
    before_wait()
    if all(left):
        # Each of them ends, also when the export is cancelled.
        wait([future for some in left for future in some], return_when=FIRST_COMPLETED)
    yield from _here(waiting)


def _here(waiting: list[DueItem]) -> Iterator[DueItem]:
    """Takes those out of which nothing is on its way any more."""
    here = [item for item in waiting if all(future.done() for future in item.futures)]
    for item in here:
        waiting.remove(item)
        yield item
