"""A disk that has little room left: what goes for that, and for a file that waits for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.errors import DiskFull
from desktop.core.eviction import GIGABYTE, SpaceRules
from desktop.services.account_scope import AccountScope
from tests.full_disk import leave_free
from tests.services.conftest import OpenScope
from tests.services.space_kit import heard, keep, sid_of


@pytest.fixture
def scope(open_scope: OpenScope) -> AccountScope:
    return heard(open_scope())


@pytest.mark.parametrize(("free", "full"), [(6, False), (5, False), (4, True), (0, False)])
def test_a_twentieth_of_the_disk_is_left_free(
    scope: AccountScope, monkeypatch: pytest.MonkeyPatch, free: int, full: bool
) -> None:
    """A disk that has nothing left may be one that does not say: it is tried, and refuses by itself."""
    leave_free(monkeypatch, free * GIGABYTE)
    if full:
        with pytest.raises(DiskFull) as raised:
            scope.space.raise_if_full()
        assert (raised.value.needed, raised.value.free) == (5 * GIGABYTE, 4 * GIGABYTE)
        # Of a disk that nobody names, another folder for an export would seem to help.
        assert Path(raised.value.path) == scope.folder
    else:
        scope.space.raise_if_full()


def test_what_is_to_come_counts_as_taken(scope: AccountScope, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_free(monkeypatch, 6 * GIGABYTE)
    scope.space.raise_if_full(GIGABYTE)
    with pytest.raises(DiskFull):
        scope.space.raise_if_full(GIGABYTE + 1)


def test_a_full_disk_is_a_reason_to_make_room(scope: AccountScope, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        keep(scope, number, age=number + 1)
    leave_free(monkeypatch, 5 * GIGABYTE - 15)
    assert scope.space.tidy(SpaceRules(limit=1000)).removed == (sid_of(2), sid_of(1))


def test_room_is_made_for_a_file_that_waits_for_it(
    scope: AccountScope, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is as much as is always left free, and not the file's own size beside."""
    for number in range(3):
        keep(scope, number, age=number + 1)
    leave_free(monkeypatch, 5 * GIGABYTE + 5)
    rules = SpaceRules(limit=1000)
    assert scope.space.tidy(rules).removed == ()
    assert scope.space.may_go(rules, free_wanted=5 * GIGABYTE + 20).freed == 20
    assert scope.space.tidy(rules, free_wanted=5 * GIGABYTE + 20).removed == (sid_of(2), sid_of(1))


def test_nothing_goes_for_a_file_that_there_would_be_no_room_for(
    scope: AccountScope, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a server promises to send."""
    for number in range(3):
        keep(scope, number, age=number + 1)
    leave_free(monkeypatch, 5 * GIGABYTE - 5)
    tidied = scope.space.tidy(SpaceRules(limit=1000), free_wanted=5 * GIGABYTE + 26)
    assert (tidied.removed, tidied.short) == ((sid_of(2),), 0)


def test_what_the_user_may_let_go_for_a_file_is_said_to_be_short(
    scope: AccountScope, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By itself nothing goes for it: what would make the room is on this computer alone."""
    keep(scope, 1, age=1)
    keep(scope, 2, age=8)
    leave_free(monkeypatch, 5 * GIGABYTE)
    rules, wanted = SpaceRules(limit=1000), 5 * GIGABYTE + 20
    tidied = scope.space.tidy(rules, free_wanted=wanted)
    assert (tidied.removed, tidied.short, tidied.stays.only_here) == ((), 10, 1)
    assert scope.space.tidy(rules, free_wanted=wanted + 1).short == 0
    assert scope.space.let_go(rules, free_wanted=wanted).removed == (sid_of(1), sid_of(2))
