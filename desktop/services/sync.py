"""SyncService: brings the server's lists to this computer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from desktop.core.cancel import CancelToken
from desktop.core.errors import NotAllowed
from desktop.core.models import Call, ListPage
from desktop.store.calls_repository import CallsRepository
from desktop.store.meta_repository import MetaRepository
from desktop.store.receipts_repository import ReceiptsRepository

if TYPE_CHECKING:
    from desktop.api.client import ApiClient

log = logging.getLogger("desktop.sync")

PAGE_ROWS = 100
OVERLAP_ROWS = 10
"""Calls come newest first and shift while new ones arrive: pages overlap so that none falls between two."""
MAX_WALKS = 5
FULL_WALK_EVERY = timedelta(hours=24)
_CUT_SHORT = "sync_cut_short"


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """Rows seen of one list. `total` as the server says it."""

    what: str
    seen: int
    total: int


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync brought. `calls_missing`: rows the server counts but never showed, however often walked."""

    changed: int
    calls_missing: int = 0
    receipts_refused: NotAllowed | None = None
    calls_refused: NotAllowed | None = None


OnProgress = Callable[[SyncProgress], None]


class SyncService:
    """One request at a time, one transaction for each page; never deletes a row."""

    def __init__(
        self, client: ApiClient, calls: CallsRepository, receipts: ReceiptsRepository, meta: MetaRepository
    ) -> None:
        self._client = client
        self._calls = calls
        self._receipts = receipts
        self._meta = meta

    def run(self, token: CancelToken, on_progress: OnProgress) -> SyncReport:
        """Walks everything when that is due, else the newest pages until one holds nothing new."""
        full = self._full_walk_due()
        changed, missing, calls_refused = self._sync_calls(full, token, on_progress)
        more, receipts_refused = self._sync_receipts(full, token, on_progress)
        now = datetime.now(UTC).isoformat()
        self._meta.set("synced_at", now)
        self._meta.set(_CUT_SHORT, "")
        offset = self._client.session.clock_offset
        if offset is not None:
            self._meta.set("clock_offset_s", str(offset.total_seconds()))
        if full:
            self._meta.set("walked_at", now)
        log.info("SYNC full=%s changed=%d calls_missing=%d", full, changed + more, missing)
        return SyncReport(changed + more, missing, receipts_refused, calls_refused)

    def _full_walk_due(self) -> bool:
        if self._meta.get(_CUT_SHORT):
            return True
        walked_at = self._meta.get("walked_at")
        return not walked_at or datetime.now(UTC) - datetime.fromisoformat(walked_at) > FULL_WALK_EVERY

    def _note_more(self) -> None:
        """There is new beyond this page: should the sync end here, the next one must not take the first
        page, in which nothing is new then, for the whole."""
        if not self._meta.get(_CUT_SHORT):
            self._meta.set(_CUT_SHORT, "1")

    # -- calls -----------------------------------------------------------------------------------

    def _sync_calls(
        self, full: bool, token: CancelToken, on_progress: OnProgress
    ) -> tuple[int, int, NotAllowed | None]:
        seen: set[str] = set()
        changed = total = 0
        try:
            for _ in range(MAX_WALKS if full else 1):
                more, total = self._walk_calls(seen, full, token, on_progress)
                changed += more
                if len(seen) >= total:
                    break
        except NotAllowed as error:
            return changed, 0, error
        return changed, max(0, total - len(seen)) if full else 0, None

    def _walk_calls(
        self, seen: set[str], full: bool, token: CancelToken, on_progress: OnProgress
    ) -> tuple[int, int]:
        offset = changed = 0
        while True:
            page = self._call_page(offset, token)
            new = self._calls.upsert(page.rows)
            changed += new
            seen.update(call.sid for call in page.rows)
            on_progress(SyncProgress("calls", min(len(seen), page.total), page.total))
            offset += PAGE_ROWS - OVERLAP_ROWS
            if offset + OVERLAP_ROWS >= page.total or not page.rows or not (full or new):
                return changed, page.total
            self._note_more()

    def _call_page(self, offset: int, token: CancelToken) -> ListPage[Call]:
        token.raise_if_cancelled()
        return self._client.calls(PAGE_ROWS, offset, token)

    # -- receipts --------------------------------------------------------------------------------

    def _sync_receipts(
        self, full: bool, token: CancelToken, on_progress: OnProgress
    ) -> tuple[int, NotAllowed | None]:
        number, seen, changed = 1, 0, 0
        try:
            while True:
                token.raise_if_cancelled()
                page = self._client.receipts(number, PAGE_ROWS, token)
                new = self._receipts.upsert(page.rows)
                changed, seen = changed + new, seen + len(page.rows)
                on_progress(SyncProgress("receipts", min(seen, page.total), page.total))
                if seen >= page.total or not page.rows or not (full or new):
                    return changed, None
                self._note_more()
                number += 1
        except NotAllowed as error:
            return changed, error
