"""What cannot be had again is no room to be made: what counts for that, and the user's word about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from desktop.core.eviction import KeepPolicy, SpaceRules
from desktop.core.models import FileKey
from desktop.services.account_scope import AccountScope
from desktop.store.calls_repository import CallsRepository
from desktop.store.gone_rows import GoneRows, UnseenRow
from tests.services.conftest import OpenScope
from tests.services.space_kit import NOW, heard, here, keep, keep_guest, sid_of


@pytest.fixture
def scope(open_scope: OpenScope) -> AccountScope:
    return heard(open_scope())


def _call_gone(scope: AccountScope, key: FileKey) -> None:
    GoneRows(scope.database).mark_gone([UnseenRow("calls", key.id)], NOW)


def _call_unseen(scope: AccountScope, key: FileKey) -> None:
    """A sync showed all calls but this one, and has not asked about it yet."""
    GoneRows(scope.database).note_unseen("calls", [key.id])


def _recording_gone(scope: AccountScope, key: FileKey) -> None:
    """The server said 410 or 404 of it, early."""
    scope.kept_files.note_gone(key, NOW)


def _no_recording(scope: AccountScope, key: FileKey) -> None:
    call = scope.calls.call(key.id)
    assert call is not None
    CallsRepository(scope.database).upsert([call._replace(has_recording=False)])


def _no_row(scope: AccountScope, key: FileKey) -> None:
    with scope.database.transaction() as connection:
        connection.execute("DELETE FROM calls WHERE sid = ?", (key.id,))


def _eight_days(scope: AccountScope, _: FileKey) -> None:
    scope.clock.offset = timedelta(days=7)
    scope.clock.note_list()


UNOBTAINABLE = (_call_gone, _call_unseen, _recording_gone, _no_recording, _no_row, _eight_days)


@pytest.mark.parametrize("guest", [False, True])
@pytest.mark.parametrize("lose", UNOBTAINABLE)
def test_room_is_never_made_of_what_cannot_be_had_again(
    scope: AccountScope, lose: Callable[[AccountScope, FileKey], None], guest: bool
) -> None:
    """Not even of what came for an export alone; the user may say so."""
    key = keep_guest(scope, 1) if guest else keep(scope, 1)
    scope.export_guests.over(key.id)
    scope.reviewed.mark_heard(key.id)
    lose(scope, key)
    for policy in (KeepPolicy.LIMIT, KeepPolicy.DAYS):
        tidied = scope.space.tidy(SpaceRules(limit=1, policy=policy, days=90))
        assert (tidied.removed, tidied.guests, here(scope)) == ((), (), [1])
        assert tidied.stays.only_here == 1
    assert scope.space.removable([key.id]).only_here == 1


def test_the_user_says_so_of_what_can_be_had_again_first(scope: AccountScope) -> None:
    keep(scope, 1, age=9)
    keep(scope, 2, age=2)
    assert scope.space.let_go(SpaceRules(limit=10)).removed == (sid_of(2),)
    assert scope.space.let_go(SpaceRules(limit=1)).removed == (sid_of(1),)


def test_what_comes_again_can_be_had_again(scope: AccountScope) -> None:
    key = keep(scope, 1)
    _recording_gone(scope, key)
    keep(scope, 1)
    assert scope.space.tidy(SpaceRules(limit=1)).removed == (key.id,)


@pytest.mark.parametrize("policy", KeepPolicy)
def test_before_the_server_was_heard_nothing_goes(open_scope: OpenScope, policy: KeepPolicy) -> None:
    """The limit was lowered, say, and the next start has no network; this computer's clock may be wrong."""
    scope, rules = open_scope(), SpaceRules(limit=10, policy=policy, days=1)
    for number, age in enumerate([3, 4, 30]):
        keep(scope, number, age=age)
    tidied = scope.space.tidy(rules)
    assert (tidied.removed, here(scope)) == ((), [0, 1, 2])
    # Nor is that said to be too much which goes once the server is heard.
    assert tidied.short == 0
    scope.clock.offset = timedelta()
    scope.clock.note_list()
    assert scope.space.tidy(rules).removed


def test_what_cannot_go_either_way_is_too_much_also_before_the_server_was_heard(
    open_scope: OpenScope,
) -> None:
    """What was said of it, and offered, stays while the computer is offline."""
    scope = open_scope()
    keep(scope, 1, size=30, reviewed=False)
    keep(scope, 2, size=10)
    tidied = scope.space.tidy(SpaceRules(limit=10))
    assert (tidied.removed, tidied.short, tidied.stays.unreviewed) == ((), 20, 1)


def test_the_user_says_so_also_while_the_server_is_away(open_scope: OpenScope) -> None:
    scope = open_scope()
    keep(scope, 1)
    assert scope.space.let_go(SpaceRules(limit=1)).removed == (sid_of(1),)


@pytest.mark.parametrize("days", [-400, -1, 2, 400])
def test_a_clock_that_was_set_since_tells_nothing(scope: AccountScope, days: int) -> None:
    keep(scope, 1, age=3)
    keep(scope, 2, age=30)
    scope.clock.offset = timedelta(days=days)
    for policy in KeepPolicy:
        assert scope.space.tidy(SpaceRules(limit=1, policy=policy, days=20)).removed == ()
