"""SyncService: brings the server's lists to this computer."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from desktop.core.cancel import CancelToken
from desktop.core.errors import (
    AnswerNotUnderstood,
    NotAllowed,
    NotFound,
    NotOurServer,
    RequestRefused,
    ServerBusy,
    ServerFailed,
)
from desktop.core.settings import Settings
from desktop.services.sync.report import ListReport, OnProgress, SyncReport
from desktop.services.sync.walk import Cut, ListWalk, SyncedList
from desktop.store.gone_rows import ListName

if TYPE_CHECKING:
    from desktop.api.client import ApiClient
    from desktop.services.sync.unseen_check import UnseenCheck
    from desktop.store.gone_rows import GoneRows
    from desktop.store.meta_repository import MetaRepository

log = logging.getLogger("desktop.sync")

LOOK_AGAIN_EVERY = timedelta(hours=1)
"""For rows that the server counts and did not show: not with each sync, since each takes five walks."""
_LONGEST_HOURS = 10 * 365 * 24
_ANSWERED = (NotOurServer, ServerBusy, ServerFailed, AnswerNotUnderstood, RequestRefused, NotFound)
"""The server is there, but does not give this list: no reason to do without the other one."""


class SyncHow(NamedTuple):
    """How thorough a sync is to be. `full_walk_hours` as in Settings; `everything`: asked for just now."""

    full_walk_hours: int = Settings().full_walk_hours
    everything: bool = False


class SyncService:
    """One request at a time, one transaction for each page; a row goes only after its own 404."""

    def __init__(
        self,
        client: ApiClient,
        lists: tuple[SyncedList, SyncedList],
        check: UnseenCheck,
        gone: GoneRows,
        meta: MetaRepository,
    ) -> None:
        """`lists`: the calls, the receipts."""
        self._client = client
        self._lists = lists
        self._check = check
        self._gone = gone
        self._meta = meta

    def run(self, token: CancelToken, on_progress: OnProgress, how: SyncHow | None = None) -> SyncReport:
        """Each list by itself: all of it when that is due, else its newest pages until one has nothing new.

        Raises what ends both (Offline, SignedOut, Cancelled, disk), or why neither could be had.
        """
        how = how or SyncHow()
        # Rows say nothing of whose they are: what another user's session gives must not come in.
        self._check.is_same_account(token)
        calls, receipts = (self._sync(source, how, token, on_progress) for source in self._lists)
        report = SyncReport(calls, receipts)
        if calls.failed is not None and receipts.failed is not None:
            raise calls.failed
        self._note_clock()
        if report.failed is None:
            self._meta.set("synced_at", datetime.now(UTC).isoformat())
        return report._replace(gone=self._check.run(token, on_progress))

    def _note_clock(self) -> None:
        offset = self._client.session.clock_offset
        if offset is not None:
            self._meta.set("clock_offset_s", str(offset.total_seconds()))

    # -- one list --------------------------------------------------------------------------------

    def _sync(
        self, source: SyncedList, how: SyncHow, token: CancelToken, on_progress: OnProgress
    ) -> ListReport:
        try:
            return self._bring(source, self._full_walk_due(source.name, how), token, on_progress)
        except NotAllowed as error:
            # Calls are for every user: whoever may not see them has a session that is good for nothing.
            return ListReport(refused=error) if source.name == "receipts" else ListReport(failed=error)
        except _ANSWERED as error:
            log.warning("SYNC list=%s failed reason=%s", source.name, type(error).__name__)
            return ListReport(failed=error)

    def _bring(
        self, source: SyncedList, full: bool, token: CancelToken, on_progress: OnProgress
    ) -> ListReport:
        def note_more(cut: Cut) -> None:
            self._note_more(source.name, cut)

        walk = ListWalk(source, token, on_progress, note_more)
        if full:
            walk.everything(self._cut(source.name))
            self._gone.note_unseen(source.name, source.keys() - walk.seen)
            self._meta.set(f"{source.name}_walked_at", datetime.now(UTC).isoformat())
        else:
            walk.newest()
        missing = walk.missing if full else 0
        # A later sync that finds fewer rows here than the server counts has missed some, too.
        behind = not walk.is_complete if full else walk.total > source.count()
        self._note_end(source.name, full, behind)
        log.info("SYNC list=%s full=%s changed=%d missing=%d", source.name, full, walk.changed, missing)
        return ListReport(walk.changed, missing)

    def _full_walk_due(self, name: ListName, how: SyncHow) -> bool:
        walked_at = self._meta.moment(f"{name}_walked_at")
        if how.everything or walked_at is None or self._meta.get(f"{name}_cut_short"):
            return True
        hours = min(how.full_walk_hours, _LONGEST_HOURS)
        every = timedelta(hours=hours) if hours > 0 else timedelta.max
        if self._meta.get(f"{name}_missing"):
            every = min(every, LOOK_AGAIN_EVERY)
        # A time that is yet to come is one of a clock that was wrong.
        return not timedelta() <= datetime.now(UTC) - walked_at <= every

    def _cut(self, name: ListName) -> Cut | None:
        """How far the first walk was when it was cut; None when none was, or an earlier version noted it."""
        noted = self._meta.get(f"{name}_cut_short").split()
        first = self._meta.moment(f"{name}_walked_at") is None
        known = len(noted) == len(Cut._fields) and all(number.isdecimal() for number in noted)
        return Cut(*map(int, noted)) if first and known else None

    def _note_more(self, name: ListName, cut: Cut) -> None:
        noted = f"{cut.total} {cut.left}"
        if self._meta.get(f"{name}_cut_short") != noted:
            self._meta.set(f"{name}_cut_short", noted)

    def _note_end(self, name: ListName, full: bool, behind: bool) -> None:
        self._meta.set(f"{name}_cut_short", "")
        if full or behind:
            self._meta.set(f"{name}_missing", "1" if behind else "")
