"""ListWalk: one list of the server, page after page, until all that it counts was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from desktop.core.cancel import CancelToken
from desktop.services.sync.report import OnProgress, SyncProgress
from desktop.store.gone_rows import ListName

PAGE_ROWS = 100
OVERLAP_ROWS = 10
"""Calls come newest first and shift while new ones arrive: pages overlap so that none falls between two."""
MAX_WALKS = 5
MAX_BARREN_PAGES = 3
"""So many pages in a row without a row that the walk had not seen: the list's total is not to be believed."""
MAX_QUIET_PAGES = 5
"""So many of the newest pages are read although nothing on them changed, for what may still change.

They hold two days of a business with some 200 calls a day. Each costs a request every ten minutes of a server
that answers four at a time; who has more calls gets the late changes of the others by the next whole walk.
"""


class TakenPage(NamedTuple):
    """A page that was written: its rows' keys, how many were new or changed, the list's length by the server.

    `may_change`: what comes after it is young enough to change by itself, or nothing tells how old it is.
    `dated`: whether any row says when it was.
    """

    keys: Sequence[str]
    changed: int
    total: int
    may_change: bool = False
    dated: bool = True


class Cut(NamedTuple):
    """How far a first walk was when it ended: the list's `total`, and how many of the rows that are here have
    left the server since they came, at most."""

    total: int
    left: int


class SyncedList(Protocol):
    """A list as a walk needs it. `step`: rows from the beginning of a page to that of the next one."""

    name: ListName
    step: int

    def take(self, place: int, token: CancelToken) -> TakenPage:
        """Fetches the page that begins `place` rows down the list, and writes it in one transaction."""

    def keys(self) -> set[str]:
        """Of all rows that are here and not known to be gone."""

    def count(self) -> int:
        """How many those are."""


class ListWalk:
    """One sync of one list. `seen` holds what the server showed, across all walks that can be believed."""

    def __init__(
        self,
        source: SyncedList,
        token: CancelToken,
        on_progress: OnProgress,
        note_more: Callable[[Cut], None],
    ) -> None:
        """`note_more`: there is more than what was written so far, should the sync end here."""
        self._source = source
        self._token = token
        self._on_progress = on_progress
        self._note_more = note_more
        self.seen: set[str] = set()
        self.total = 0
        self.changed = 0
        self._left = 0
        """Rows that left the list meanwhile, at least: `seen` may hold so many too many."""
        self._left_here = 0
        """The same of all rows that are here, since the first of them came: a walk may be cut many times."""

    @property
    def is_complete(self) -> bool:
        """Whether all that the server counts was seen, those aside that were seen and have left since."""
        return len(self.seen) >= self.total + self._left

    @property
    def missing(self) -> int:
        return max(0, self.total - len(self.seen))

    # -- whole walks -----------------------------------------------------------------------------

    def everything(self, cut: Cut | None) -> None:
        """Walks until the list is complete, five times at most. `cut`: a first walk goes on where it was."""
        reached = self._go_on(cut) if cut is not None else self._walk(0)
        for _ in range(MAX_WALKS - 1):
            if reached and not self.is_complete:
                # Mostly that is a row which came in behind the walk.
                self.newest()
            if self.is_complete:
                return
            if self._left:
                # Which of those that were seen have left cannot be told: counted anew.
                self.seen, self._left = set(), 0
            reached = self._walk(0)

    def _go_on(self, cut: Cut) -> bool:
        """What is new since the cut comes first; then on from the page before it."""
        self.seen = self._source.keys()
        before = len(self.seen)

        def with_new_ones() -> Cut:
            """The list as it was at the cut, and what came since, as far as that is here."""
            return Cut(cut.total + len(self.seen) - before, cut.left)

        self.newest(with_new_ones)
        # What has left was, for all that is known, above the cut, and moved it up.
        self._left = self._left_here = cut.left + max(0, with_new_ones().total - self.total)
        return self._walk(max(0, len(self.seen) - self._left - PAGE_ROWS))

    def _walk(self, place: int) -> bool:
        """Whether it came to the end, and was not ended since it led nowhere."""
        reached = False
        for first, page in self._pages(place - place % self._source.step):
            self._note_more(self._so_far())
            reached = first + PAGE_ROWS >= page.total
        return reached

    # -- the newest pages ------------------------------------------------------------------------

    def newest(self, so_far: Callable[[], Cut] | None = None) -> None:
        """Until a page has nothing new, and nothing after it may still change."""
        so_far = so_far or self._so_far
        quiet = 0
        for _, page in self._pages(0):
            if page.changed:
                # The next sync must not take this page, in which nothing is new then, for the whole.
                self._note_more(so_far())
                continue
            # Calls without a date come before the newest: a page of them says nothing about those.
            quiet += page.dated
            if not page.may_change or quiet >= MAX_QUIET_PAGES:
                return

    # -- pages -----------------------------------------------------------------------------------

    def _pages(self, place: int) -> Iterator[tuple[int, TakenPage]]:
        """Each page from `place` on, and where it begins."""
        trail = _Trail()
        while True:
            page = self._take(place)
            yield place, page
            if trail.stands_still(page.keys) or place + PAGE_ROWS >= page.total:
                return
            place += self._source.step

    def _so_far(self) -> Cut:
        return Cut(self.total, self._left_here)

    def _take(self, place: int) -> TakenPage:
        self._token.raise_if_cancelled()
        page = self._source.take(place, self._token)
        left = max(0, self.total - page.total)
        self._left, self._left_here = self._left + left, self._left_here + left
        self.total = page.total
        self.changed += page.changed
        self.seen.update(page.keys)
        seen = min(len(self.seen), page.total)
        self._on_progress(SyncProgress(self._source.name, seen, page.total))
        return page


class _Trail:
    """Tells when the pages of a list lead nowhere."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._barren = 0

    def stands_still(self, keys: Sequence[str]) -> bool:
        """Whether there is nothing more to come, by the keys of the newest page."""
        fresh = not self._seen.issuperset(keys)
        self._seen.update(keys)
        self._barren = 0 if fresh else self._barren + 1
        return not keys or self._barren >= MAX_BARREN_PAGES
