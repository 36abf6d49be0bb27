"""SyncService: brings the server's lists to this computer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from desktop.core.cancel import CancelToken
from desktop.core.errors import (
    AnswerNotUnderstood,
    AppError,
    NotAllowed,
    NotFound,
    NotOurServer,
    RequestRefused,
    ServerBusy,
    ServerFailed,
)
from desktop.core.models import Call, ListPage
from desktop.store.call_search import CallSearch
from desktop.store.calls_repository import CallsRepository
from desktop.store.meta_repository import MetaRepository
from desktop.store.receipts_repository import ReceiptsRepository

if TYPE_CHECKING:
    from desktop.api.client import ApiClient

log = logging.getLogger("desktop.sync")

ListName = Literal["calls", "receipts"]

PAGE_ROWS = 100
OVERLAP_ROWS = 10
"""Calls come newest first and shift while new ones arrive: pages overlap so that none falls between two."""
MAX_WALKS = 5
MAX_BARREN_PAGES = 3
"""So many pages in a row without a row that the walk had not seen: the list's total is not to be believed."""
FULL_WALK_EVERY = timedelta(hours=24)
LOOK_AGAIN_EVERY = timedelta(hours=1)
"""For rows that the server counts and did not show: not with each sync, since each takes five walks."""
_ANSWERED = (NotOurServer, ServerBusy, ServerFailed, AnswerNotUnderstood, RequestRefused, NotFound)
"""The server is there, but does not give this list: no reason to do without the other one."""


class SyncProgress(NamedTuple):
    """Rows seen of one list. `total` as the server says it."""

    what: ListName
    seen: int
    total: int


class ListReport(NamedTuple):
    """How one list went. `missing`: rows the server counts but never showed, however often walked.

    `refused`: this user may not see the list; `failed`: it could not be had this time.
    """

    changed: int = 0
    missing: int = 0
    refused: NotAllowed | None = None
    failed: AppError | None = None


class SyncReport(NamedTuple):
    """What a sync brought."""

    calls: ListReport
    receipts: ListReport

    @property
    def failed(self) -> AppError | None:
        """Why not all of it is as fresh as the server's; None when it is."""
        return self.calls.failed or self.receipts.failed


OnProgress = Callable[[SyncProgress], None]
Walk = Callable[[bool, CancelToken, OnProgress], tuple[int, int]]
"""Walks all of a list, or its newest pages; gives the rows that changed and those that are missing."""


class SyncService:
    """One request at a time, one transaction for each page; never deletes a row."""

    def __init__(
        self,
        client: ApiClient,
        calls: CallsRepository,
        search: CallSearch,
        receipts: ReceiptsRepository,
        meta: MetaRepository,
    ) -> None:
        self._client = client
        self._calls = calls
        self._search = search
        self._receipts = receipts
        self._meta = meta

    def run(self, token: CancelToken, on_progress: OnProgress) -> SyncReport:
        """Each list by itself: all of it when that is due, else its newest pages until one has nothing new.

        Raises what ends both (Offline, SignedOut, Cancelled, disk), or why neither could be had.
        """
        calls = self._sync("calls", self._walk_all_calls, token, on_progress)
        receipts = self._sync("receipts", self._walk_all_receipts, token, on_progress)
        report = SyncReport(calls, receipts)
        if calls.failed is not None and receipts.failed is not None:
            raise calls.failed
        offset = self._client.session.clock_offset
        if offset is not None:
            self._meta.set("clock_offset_s", str(offset.total_seconds()))
        if report.failed is None:
            self._meta.set("synced_at", datetime.now(UTC).isoformat())
        return report

    def _sync(self, what: ListName, walk: Walk, token: CancelToken, on_progress: OnProgress) -> ListReport:
        full = self._full_walk_due(what)
        try:
            changed, missing = walk(full, token, on_progress)
        except NotAllowed as error:
            # Calls are for every user: whoever may not see them has a session that is good for nothing.
            return ListReport(refused=error) if what == "receipts" else ListReport(failed=error)
        except _ANSWERED as error:
            log.warning("SYNC list=%s failed reason=%s", what, type(error).__name__)
            return ListReport(failed=error)
        self._note_end(what, full, missing)
        log.info("SYNC list=%s full=%s changed=%d missing=%d", what, full, changed, missing)
        return ListReport(changed, missing)

    def _full_walk_due(self, what: ListName) -> bool:
        if self._meta.get(f"{what}_cut_short"):
            return True
        walked_at = self._meta.moment(f"{what}_walked_at")
        every = LOOK_AGAIN_EVERY if self._meta.get(f"{what}_missing") else FULL_WALK_EVERY
        return walked_at is None or datetime.now(UTC) - walked_at > every

    def _note_more(self, what: ListName) -> None:
        """There is new beyond this page: should the sync end here, the next one must not take the first
        page, in which nothing is new then, for the whole."""
        if not self._meta.get(f"{what}_cut_short"):
            self._meta.set(f"{what}_cut_short", "1")

    def _note_end(self, what: ListName, full: bool, missing: int) -> None:
        self._meta.set(f"{what}_cut_short", "")
        if full:
            self._meta.set(f"{what}_walked_at", datetime.now(UTC).isoformat())
            self._meta.set(f"{what}_missing", "1" if missing else "")

    # -- calls -----------------------------------------------------------------------------------

    def _walk_all_calls(self, full: bool, token: CancelToken, on_progress: OnProgress) -> tuple[int, int]:
        seen = self._calls.sids() if full and self._is_first("calls") else set()
        offset = changed = total = 0
        if seen:
            # A first walk was cut: what is new since comes first, then it goes on where it was.
            changed, total = self._walk_calls(seen, False, token, on_progress)
            offset = max(0, len(seen) - PAGE_ROWS)
        for _ in range(MAX_WALKS if full else 1):
            more, total = self._walk_calls(seen, full, token, on_progress, offset)
            changed, offset = changed + more, 0
            if len(seen) >= total:
                break
        return changed, max(0, total - len(seen)) if full else 0

    def _is_first(self, what: ListName) -> bool:
        """Whether the whole list was never here."""
        return self._meta.moment(f"{what}_walked_at") is None

    def _walk_calls(
        self, seen: set[str], full: bool, token: CancelToken, on_progress: OnProgress, offset: int = 0
    ) -> tuple[int, int]:
        changed = 0
        walk = _Walk()
        while True:
            page = self._call_page(offset, token)
            new = self._calls.upsert(page.rows)
            self._search.take_up(PAGE_ROWS)
            changed += new
            sids = [call.sid for call in page.rows]
            seen.update(sids)
            on_progress(SyncProgress("calls", min(len(seen), page.total), page.total))
            offset += PAGE_ROWS - OVERLAP_ROWS
            ended = walk.stands_still(sids) or offset + OVERLAP_ROWS >= page.total
            if ended or not (full or new):
                return changed, page.total
            self._note_more("calls")

    def _call_page(self, offset: int, token: CancelToken) -> ListPage[Call]:
        token.raise_if_cancelled()
        return self._client.calls(PAGE_ROWS, offset, token)

    # -- receipts --------------------------------------------------------------------------------

    def _walk_all_receipts(self, full: bool, token: CancelToken, on_progress: OnProgress) -> tuple[int, int]:
        here = self._receipts.count() if full and self._is_first("receipts") else 0
        changed = 0
        if here:
            # As with calls: new ones first, then on from the page before the cut.
            changed += self._walk_receipts(False, token, on_progress)
        return changed + self._walk_receipts(full, token, on_progress, max(1, here // PAGE_ROWS)), 0

    def _walk_receipts(self, full: bool, token: CancelToken, on_progress: OnProgress, number: int = 1) -> int:
        seen, changed = (number - 1) * PAGE_ROWS, 0
        walk = _Walk()
        while True:
            token.raise_if_cancelled()
            page = self._client.receipts(number, PAGE_ROWS, token)
            new = self._receipts.upsert(page.rows)
            changed, seen = changed + new, seen + len(page.rows)
            on_progress(SyncProgress("receipts", min(seen, page.total), page.total))
            ended = walk.stands_still([row.id for row in page.rows]) or seen >= page.total
            if ended or not (full or new):
                return changed
            self._note_more("receipts")
            number += 1


class _Walk:
    """Tells when a walk over the pages of a list leads nowhere."""

    def __init__(self) -> None:
        self._seen: set[str | int] = set()
        self._barren = 0

    def stands_still(self, keys: Sequence[str | int]) -> bool:
        """Whether there is nothing more to come, by the keys of the newest page."""
        fresh = not self._seen.issuperset(keys)
        self._seen.update(keys)
        self._barren = 0 if fresh else self._barren + 1
        return not keys or self._barren >= MAX_BARREN_PAGES
