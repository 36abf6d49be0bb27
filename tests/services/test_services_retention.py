"""RetentionService: what the rule is to fetch, soonest to vanish first, and what it was too late for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.models import Call, FileKey, KeptFile, Priority
from desktop.core.query import CallQuery, RecordingFilter
from desktop.core.saved_view import ViewPage
from desktop.core.transfer import KeptTransfer, TransferState
from desktop.services.account_scope import AccountScope
from desktop.services.retention import EVERY_RECORDING, Vanished, view_rule
from desktop.store.calls_repository import CallsRepository
from tests.services.conftest import OpenScope
from tests.services.vanished_kit import take_vanished

NOW = datetime.now(UTC)
HERE = FileKey.recording("CA5")


@pytest.fixture
def scope(open_scope: OpenScope, tmp_path: Path) -> AccountScope:
    """CA0 of today to CA9 of nine days ago, at noon; CA5 is here, CA2 has no recording."""
    opened = open_scope()
    made = [NOW - timedelta(days=days, hours=1) for days in range(10)]
    CallsRepository(opened.database).upsert(
        Call(
            f"CA{days}",
            moment,
            lead_name="Dana" if days % 2 else "Noa",
            has_recording=days != 2,
            expires_at=moment + timedelta(days=7),
        )
        for days, moment in enumerate(made)
    )
    opened.clock.offset = timedelta()
    opened.kept_files.record(KeptFile(HERE, tmp_path / "CA5.wav", 4, "00", "wav", NOW))
    return opened


def test_the_soonest_to_vanish_comes_first(scope: AccountScope) -> None:
    assert scope.retention.to_keep(CallQuery()) == ["CA7", "CA6", "CA4", "CA3", "CA1", "CA0"]


@pytest.mark.parametrize(
    ("query", "sids"),
    [
        (CallQuery("dana"), ["CA7", "CA3", "CA1"]),
        (CallQuery(lost_soon=True), ["CA7", "CA6"]),
        (
            CallQuery(recording=RecordingFilter.ON_SERVER, descending=False),
            ["CA7", "CA6", "CA4", "CA3", "CA1", "CA0"],
        ),
        (CallQuery(recording=RecordingFilter.KEPT_HERE), []),
        (CallQuery(recording=RecordingFilter.NONE), []),
    ],
)
def test_only_what_the_query_finds(scope: AccountScope, query: CallQuery, sids: list[str]) -> None:
    assert scope.retention.to_keep(query) == sids


def test_a_rule_follows_its_view(scope: AccountScope) -> None:
    retention, views = scope.retention, scope.saved_views
    assert retention.query_of(EVERY_RECORDING) == CallQuery(reviewed=False)
    assert retention.query_of(view_rule("nobody's")) is None
    views.save(ViewPage.CALLS, "Dana's", CallQuery("dana"))
    [view] = views.views(ViewPage.CALLS)
    rule = view_rule(view.key)
    assert retention.query_of(rule) == CallQuery("dana", reviewed=False)
    assert views.rename(view, "Hers")
    views.save(ViewPage.CALLS, "hers", CallQuery("dana", reviewed=True))
    assert retention.query_of(rule) == CallQuery("dana", reviewed=True)
    assert retention.query_of("") is retention.query_of("nonsense") is None


def test_a_rule_goes_with_its_view_and_comes_back_with_it(scope: AccountScope) -> None:
    retention, views = scope.retention, scope.saved_views
    first = views.save(ViewPage.CALLS, "Dana's", CallQuery("dana"))
    [view] = views.views(ViewPage.CALLS)
    removed = views.remove(view)
    assert removed is not None
    # The database gives the new one the number of the one before.
    assert views.save(ViewPage.CALLS, "Dana's", CallQuery("all else")) == first
    assert retention.query_of(view_rule(view.key)) is None
    assert views.put_back(removed) is not None
    assert retention.query_of(view_rule(view.key)) == CallQuery("dana", reviewed=False)


def test_a_rule_of_an_earlier_version_knows_its_view_by_name(scope: AccountScope) -> None:
    retention, views = scope.retention, scope.saved_views
    views.save(ViewPage.CALLS, "view-key:x", CallQuery("dana"))
    [view] = views.views(ViewPage.CALLS)
    assert retention.lasting("view:VIEW-key:x") == view_rule(view.key)
    for rule in ("view:no more", "view:", EVERY_RECORDING, "", view_rule(view.key), view_rule("gone")):
        assert retention.lasting(rule) == rule
    assert retention.query_of("view:no more") is None


def test_what_vanished_is_told_once_with_its_day(scope: AccountScope) -> None:
    assert take_vanished(scope, CallQuery()) == []
    # Two days on the server deleted CA7 and CA6; CA5 would have been next, and is here.
    scope.clock.offset = timedelta(days=2)
    days = [(NOW - timedelta(days=age, hours=1) + timedelta(days=8)).astimezone().date() for age in (7, 6)]
    assert take_vanished(scope, CallQuery()) == [Vanished(day, 1) for day in days]
    assert take_vanished(scope, CallQuery()) == []
    scope.clock.offset = timedelta(days=3)
    assert take_vanished(scope, CallQuery()) == []
    scope.clock.offset = timedelta(days=5)
    assert [one.recordings for one in take_vanished(scope, CallQuery("dana"))] == [1]


def test_what_was_only_looked_up_is_told_the_next_time(scope: AccountScope, open_scope: OpenScope) -> None:
    """Others were looked up meanwhile, or the program ended before it could be said."""
    take_vanished(scope, CallQuery())
    scope.clock.offset = timedelta(days=2)
    first = scope.retention.vanished(CallQuery())
    again = scope.retention.vanished(CallQuery())
    assert again.days == first.days and sum(one.recordings for one in first.days) == 2
    scope.close()
    later = open_scope()
    later.clock.offset = timedelta(days=2)
    assert later.retention.vanished(CallQuery()).days == first.days


def test_what_was_shown_is_not_told_again_before_that_is_written(scope: AccountScope) -> None:
    take_vanished(scope, CallQuery())
    scope.clock.offset = timedelta(days=2)
    scope.retention.note_shown(scope.retention.vanished(CallQuery()))
    assert scope.retention.vanished(CallQuery()).days == ()


def test_what_is_shown_as_the_rule_is_switched_off_is_no_beginning(scope: AccountScope) -> None:
    take_vanished(scope, CallQuery())
    scope.clock.offset = timedelta(days=2)
    news = scope.retention.vanished(CallQuery())
    scope.retention.note_shown(news)
    scope.retention.stop_watching()
    scope.retention.write_shown(news)
    scope.clock.offset = timedelta(days=4)
    assert scope.retention.vanished(CallQuery()).days == ()


def test_what_the_user_asked_for_is_told_of_once_across_runs(
    scope: AccountScope, open_scope: OpenScope
) -> None:
    retention, gone = scope.retention, {"CA8": NOW - timedelta(days=1), "CA9": NOW - timedelta(days=2)}
    one = retention.vanished_of({"CA8": gone["CA8"]})
    assert [found.recordings for found in one.days] == [1]
    retention.note_shown(one)
    retention.write_shown(one)
    both = retention.vanished_of(gone)
    assert [found.day for found in both.days] == [gone["CA9"].astimezone().date()]
    retention.note_shown(both)
    assert retention.vanished_of(gone).days == ()
    scope.close()
    # Cut before it was written: once more rather than never.
    later = open_scope().retention
    assert later.vanished_of(gone).days == both.days
    later.note_shown(both)
    later.write_shown(both)
    assert later.vanished_of(gone).days == ()


def test_what_the_user_asked_for_is_not_told_of_twice(scope: AccountScope) -> None:
    """By the rule as well; where he gave it up, or it failed, the rule tells."""
    take_vanished(scope, CallQuery())
    scope.clock.offset = timedelta(days=2)
    asked = KeptTransfer(FileKey.recording("CA7"), Priority.ASKED, 1, TransferState.GONE, 0.0)
    for state, told in ((TransferState.GONE, 1), (TransferState.WAITING, 1), (TransferState.CANCELLED, 2)):
        scope.kept_queue.take({asked.key: replace(asked, state=state)}, None, 0.0)
        scope.kept_queue.write()
        assert sum(one.recordings for one in scope.retention.vanished(CallQuery()).days) == told
    of_rule = replace(asked, state=TransferState.WAITING, priority=Priority.BACKGROUND)
    scope.kept_queue.take({asked.key: of_rule}, None, 0.0)
    scope.kept_queue.write()
    assert sum(one.recordings for one in scope.retention.vanished(CallQuery()).days) == 2


def test_what_vanished_while_no_rule_was_on_is_not_told(scope: AccountScope) -> None:
    take_vanished(scope, CallQuery())
    scope.retention.stop_watching()
    scope.clock.offset = timedelta(days=4)
    assert take_vanished(scope, CallQuery()) == []


def test_a_clock_that_went_back_tells_nothing_twice(scope: AccountScope) -> None:
    scope.clock.offset = timedelta(days=2)
    take_vanished(scope, CallQuery())
    scope.clock.offset = timedelta(days=1)
    assert take_vanished(scope, CallQuery()) == []
    scope.clock.offset = timedelta(days=2, hours=1)
    assert take_vanished(scope, CallQuery()) == []
