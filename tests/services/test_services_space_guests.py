"""Recordings that came for an export alone: they go first, once it has them, and nothing goes for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.eviction import SpaceRules
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import KeptTransfer, TransferState
from desktop.services.account_scope import AccountScope
from tests.services.conftest import OpenScope
from tests.services.space_kit import heard, here, keep, keep_guest, sid_of


@pytest.fixture
def scope(open_scope: OpenScope) -> AccountScope:
    return heard(open_scope())


def test_what_came_for_an_export_goes_first_and_nothing_goes_for_it(scope: AccountScope) -> None:
    keep(scope, 0, age=3)
    for number in (1, 2):
        keep_guest(scope, number)
    assert scope.export_guests.bytes_that_go(scope.clock.now()) == 20, "ten bytes each"
    # An export is still to write both.
    assert scope.space.tidy(SpaceRules(limit=10)).removed == ()
    scope.export_guests.over(sid_of(1), sid_of(2))
    tidied = scope.space.tidy(SpaceRules(limit=20))
    assert (tidied.removed, tidied.guests, tidied.short) == ((), (sid_of(1),), 0)
    assert scope.space.tidy(SpaceRules(limit=10)).guests == (sid_of(2),)
    assert scope.export_guests.bytes_that_go(scope.clock.now()) == 0
    assert here(scope) == [0]


def test_what_the_user_kept_stays_the_users_when_an_export_fetches_it_again(scope: AccountScope) -> None:
    """As it was damaged, or removed by hand."""
    keep(scope, 0, reviewed=False)
    keep_guest(scope, 0)
    scope.export_guests.over(sid_of(0))
    tidied = scope.space.tidy(SpaceRules(limit=1))
    assert (tidied.removed, tidied.guests, tidied.stays.unreviewed) == ((), (), 1)


def test_what_the_server_has_no_longer_stays_also_when_it_came_for_an_export(scope: AccountScope) -> None:
    keep(scope, 0, age=3)
    keep_guest(scope, 1, age=8)
    scope.export_guests.over(sid_of(1))
    tidied = scope.space.tidy(SpaceRules(limit=10))
    assert (tidied.removed, tidied.guests, tidied.short) == ((), (), 10)
    # For what else came room is made as ever.
    keep(scope, 2, age=1)
    assert scope.space.tidy(SpaceRules(limit=10)).removed == (sid_of(0),)


def test_one_that_is_wanted_after_all_is_kept_as_any_other(scope: AccountScope) -> None:
    keys = [keep_guest(scope, number) for number in range(4)]
    scope.export_guests.over(*(key.id for key in keys))
    scope.export_guests.keep([sid_of(0)])
    scope.reviewed.note_used(sid_of(1))
    scope.kept_queue.take({keys[2]: asked_for(keys[2])}, None, 0.0)
    scope.kept_queue.write()
    assert scope.space.tidy(SpaceRules(limit=1)).guests == (sid_of(3),)
    # Nor when the list of downloads is cleared.
    scope.kept_queue.take({keys[2]: None}, None, 0.0)
    scope.kept_queue.write()
    assert scope.space.tidy(SpaceRules(limit=1)).guests == ()


def asked_for(key: FileKey) -> KeptTransfer:
    """By the user, and it is here."""
    return KeptTransfer(key, Priority.ASKED, 1, TransferState.DONE, 0.0)


def test_one_that_an_export_is_to_write_since_it_was_chosen_stays(
    scope: AccountScope, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        keep(scope, number, age=3 - number)
    unlink = Path.unlink

    def hold_next(path: Path, missing_ok: bool = False) -> None:
        scope.export_guests.hold(sid_of(1))
        unlink(path, missing_ok)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Path, "unlink", hold_next)
        tidied = scope.space.tidy(SpaceRules(limit=10))
    assert (tidied.removed, tidied.short, here(scope)) == ((sid_of(0),), 10, [1, 2])
