"""RetentionService: what the rule is to fetch, soonest to vanish first, and what it was too late for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.models import Call, FileKey, KeptFile
from desktop.core.query import CallQuery, RecordingFilter
from desktop.core.saved_view import ViewPage
from desktop.services.account_scope import AccountScope
from desktop.services.retention import EVERY_RECORDING, Vanished, view_rule
from desktop.store.calls_repository import CallsRepository
from tests.services.conftest import OpenScope

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
    retention = scope.retention
    assert retention.take_vanished(CallQuery()) == []
    # Two days on the server deleted CA7 and CA6; CA5 would have been next, and is here.
    scope.clock.offset = timedelta(days=2)
    days = [(NOW - timedelta(days=age, hours=1) + timedelta(days=8)).astimezone().date() for age in (7, 6)]
    assert retention.take_vanished(CallQuery()) == [Vanished(day, 1) for day in days]
    assert retention.take_vanished(CallQuery()) == []
    scope.clock.offset = timedelta(days=3)
    assert retention.take_vanished(CallQuery()) == []
    scope.clock.offset = timedelta(days=5)
    assert [one.recordings for one in retention.take_vanished(CallQuery("dana"))] == [1]


def test_what_vanished_while_no_rule_was_on_is_not_told(scope: AccountScope) -> None:
    scope.retention.take_vanished(CallQuery())
    scope.retention.stop_watching()
    scope.clock.offset = timedelta(days=4)
    assert scope.retention.take_vanished(CallQuery()) == []


def test_a_clock_that_went_back_tells_nothing_twice(scope: AccountScope) -> None:
    scope.clock.offset = timedelta(days=2)
    scope.retention.take_vanished(CallQuery())
    scope.clock.offset = timedelta(days=1)
    assert scope.retention.take_vanished(CallQuery()) == []
    scope.clock.offset = timedelta(days=2, hours=1)
    assert scope.retention.take_vanished(CallQuery()) == []
