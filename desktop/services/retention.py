"""RetentionService: what the server will delete and nobody has yet, and what it deleted before that."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from desktop.core.call_query import CallQuery
from desktop.core.errors import AppError
from desktop.core.saved_view import ViewPage
from desktop.services.clock import ServerClock
from desktop.services.held import unsaved_said
from desktop.store.calls_repository import CallsRepository
from desktop.store.meta_repository import MetaRepository

if TYPE_CHECKING:
    from desktop.core.cancel import CancelToken
    from desktop.services.kept_queue import KeptQueueService
    from desktop.services.saved_views import SavedViewsService

EVERY_RECORDING = "all"
_VIEW = "view-key:"
_NAMED_VIEW = "view:"
"""As earlier versions wrote it, with the view's name."""
_SAID_UP_TO = "vanished_said_up_to"
_SAID_OF = "vanished_said_of"
_LEFT_OUT = "removed_by_user"

log = logging.getLogger("desktop.recordings")


class Vanished(NamedTuple):
    """So many recordings were deleted on this day, in this computer's time zone."""

    day: date
    recordings: int


class VanishedNews(NamedTuple):
    """What is to be said, once; it counts as said when `RetentionService.note_shown` is told.

    `up_to`: until when all that a rule was to keep is said with it. `sids`: of all that the user asked for
    himself and did not get, what was said of before included.
    """

    days: tuple[Vanished, ...] = ()
    up_to: datetime | None = None
    sids: frozenset[str] = frozenset()


def view_rule(key: str) -> str:
    """The rule that keeps what the saved view of this key finds, whatever it is called."""
    return _VIEW + key


def is_view_rule(rule: str) -> bool:
    return rule.startswith((_VIEW, _NAMED_VIEW))


class RetentionService:
    """For the TaskPool, but for `leave_out` and `take_in`. All by the server's time."""

    def __init__(
        self,
        calls: CallsRepository,
        views: SavedViewsService,
        meta: MetaRepository,
        clock: ServerClock,
        queue: KeptQueueService,
    ) -> None:
        self._calls = calls
        self._views = views
        self._meta = meta
        self._clock = clock
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._said: dict[str, bool] = {}
        """By sid, whether it is left out: what is not written yet."""
        self._queue = queue
        self._up_to: datetime | None = None
        self._of: frozenset[str] = frozenset()
        """What was said in this run; it is written beside the window."""

    def lasting(self, rule: str) -> str:
        """`rule`; one that knows its view by name, as earlier versions wrote it, by the view's key."""
        name = rule.removeprefix(_NAMED_VIEW)
        view = self._views.named(ViewPage.CALLS, name) if name != rule else None
        return view_rule(view.key) if view is not None else rule

    def query_of(self, rule: str) -> CallQuery | None:
        """What a rule finds; None when there is no such view any more.

        What is reviewed is left out: it is the first to go when room is short, and would come and go.
        """
        if rule == EVERY_RECORDING:
            return CallQuery(reviewed=False)
        key = rule.removeprefix(_VIEW)
        view = self._views.of_key(ViewPage.CALLS, key) if key != rule else None
        if view is None or not isinstance(view.query, CallQuery):
            return None
        return view.query._replace(reviewed=False) if view.query.reviewed is None else view.query

    def to_keep(self, query: CallQuery, token: CancelToken | None = None) -> list[str]:
        """Sids of the recordings that only the server has, soonest to vanish first. Raises Cancelled."""
        return self._calls.to_keep(query, self._clock.now(), token)

    def leave_out(self, sids: Iterable[str]) -> None:
        """The user removed these from this computer, or cancelled them: no rule brings them back, not after a
        restart either. Takes no time: `write` follows, or `finish`."""
        with self._lock:
            self._said.update(dict.fromkeys(sids, True))

    def take_in(self, sids: Iterable[str]) -> None:
        """The user asked for these after all. Takes no time, as `leave_out`."""
        with self._lock:
            self._said.update(dict.fromkeys(sids, False))

    def left_out(self) -> frozenset[str]:
        """Sids that no rule brings back."""
        with self._writing:
            before = frozenset(self._meta.get(_LEFT_OUT).split())
            with self._lock:
                return _left(before, self._said)

    def write(self) -> None:
        """Which ones are left out; what cannot be written waits for the next time. Raises as a repository."""
        with self._writing:
            with self._lock:
                said, self._said = self._said, {}
            try:
                self._write(said)
            except AppError:
                with self._lock:
                    self._said = said | self._said
                raise

    def _write(self, said: Mapping[str, bool]) -> None:
        before = frozenset(self._meta.get(_LEFT_OUT).split())
        left = _left(before, said)
        if left != before and self._clock.confirmed:
            # What the server has no longer cannot come back; so the list does not grow.
            left = left.intersection(self.to_keep(CallQuery()))
        if left != before:
            self._meta.set(_LEFT_OUT, "\n".join(sorted(left)))

    def finish(self) -> None:
        """The last of it, before the database is closed."""
        with unsaved_said(log, "KEEP_RULE_NOT_WRITTEN"):
            self.write()

    # -- what was deleted before that ------------------------------------------------------------

    def vanished(self, query: CallQuery) -> VanishedNews:
        """What the server deleted since what was said last, by day; the first time nothing is late.

        Without what the user asked for himself, too: see `vanished_of`.
        """
        now, since = self._clock.now(), self._said_up_to
        if not self._clock.confirmed:
            return VanishedNews()
        if since is None:
            return VanishedNews(up_to=now)
        if since >= now:
            return VanishedNews()
        gone, asked = self._calls.vanished(query, since, now), self._queue.asked_recordings()
        return VanishedNews(by_day(at for sid, at in gone.items() if sid not in asked), now)

    def vanished_of(self, asked: Mapping[str, datetime]) -> VanishedNews:
        """The same of what the user asked for himself: all that is not to be had, and when it was deleted."""
        said = self._said_of
        return VanishedNews(by_day(at for sid, at in asked.items() if sid not in said), sids=frozenset(asked))

    def note_shown(self, news: VanishedNews) -> None:
        """It stands before the user: not said again in this run. From the UI thread; takes no time."""
        if news.up_to is not None:
            self._up_to = news.up_to
        self._of |= news.sids

    def write_shown(self, news: VanishedNews) -> None:
        """Nor in the next one. Cut before this, it is said once more rather than never."""
        if news.up_to is not None and news.up_to == self._up_to:
            self._meta.set(_SAID_UP_TO, news.up_to.isoformat())
        if news.sids and news.sids != self._written_of:
            # Of what is no longer among the downloads nothing can be said: so the list does not grow.
            self._meta.set(_SAID_OF, "\n".join(sorted(news.sids)))

    @property
    def _said_up_to(self) -> datetime | None:
        return self._up_to or self._meta.moment(_SAID_UP_TO)

    @property
    def _said_of(self) -> frozenset[str]:
        return self._of | self._written_of

    @property
    def _written_of(self) -> frozenset[str]:
        return frozenset(self._meta.get(_SAID_OF).split())

    def stop_watching(self) -> None:
        """No rule keeps anything: what vanishes now was not to be kept."""
        self._up_to = None
        if self._meta.get(_SAID_UP_TO):
            self._meta.set(_SAID_UP_TO, "")


def _left(before: frozenset[str], said: Mapping[str, bool]) -> frozenset[str]:
    out = {sid for sid, left in said.items() if left}
    return (before - said.keys()) | out


def by_day(moments: Iterable[datetime]) -> tuple[Vanished, ...]:
    """Counted by day, in this computer's time zone, the first one first."""
    days = Counter(moment.astimezone().date() for moment in moments)
    return tuple(Vanished(day, days[day]) for day in sorted(days))


def together(first: Iterable[Vanished], then: Iterable[Vanished]) -> tuple[Vanished, ...]:
    """Both as one list."""
    days = Counter[date]()
    for day, recordings in (*first, *then):
        days[day] += recordings
    return tuple(Vanished(day, days[day]) for day in sorted(days))
