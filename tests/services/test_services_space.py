"""SpaceService and its rows: what takes room, what goes, file before row, and what is checked before each."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from desktop.core.eviction import KeepPolicy, SpaceRules, Stays
from desktop.core.note import NoteKey
from desktop.core.waveform import Peaks
from desktop.services.account_scope import AccountScope
from tests.services.conftest import OpenScope
from tests.services.space_kit import heard, here, keep, sid_of


@pytest.fixture
def scope(open_scope: OpenScope) -> AccountScope:
    return heard(open_scope())


def test_the_longest_unused_reviewed_ones_go_until_the_limit_holds(scope: AccountScope) -> None:
    for number, age in enumerate([1, 2, 3, 4, 5]):
        keep(scope, number, age=age)
    tidied = scope.space.tidy(SpaceRules(limit=30))
    assert (tidied.removed, tidied.freed, tidied.short) == ((sid_of(4), sid_of(3)), 20, 0)
    assert tidied.room.used == 30
    assert here(scope) == [0, 1, 2]
    assert scope.space.tidy(SpaceRules(limit=30)).removed == ()


def test_what_recordings_take_is_known_from_those_whose_length_is(scope: AccountScope) -> None:
    assert scope.space.room().bytes_a_second == 0
    kept = [scope.kept_files.find(keep(scope, number, size=number * 60)) for number in (1, 2, 3)]
    assert scope.space.room().bytes_a_second == 0
    for one, seconds in zip(kept[:2], (1.0, 2.0), strict=True):
        assert one is not None
        scope.kept_files.note_length(one, seconds, False)
    assert scope.space.room().bytes_a_second == 60.0


def test_its_waveform_goes_with_a_recording(scope: AccountScope, tmp_path: Path) -> None:
    for number in range(2):
        kept = scope.kept_files.find(keep(scope, number, age=1 + number))
        assert kept is not None
        scope.waveforms.keep(kept, Peaks(8000, 160, 160, b"\x01", b"\x01"))
    assert scope.space.tidy(SpaceRules(limit=10)).removed == (sid_of(1),)
    assert [path.stem for path in tmp_path.glob("peaks/*")] == [sid_of(0)]


def test_one_that_was_played_lately_is_not_long_unused(scope: AccountScope) -> None:
    for number, age in enumerate([1, 2, 3]):
        keep(scope, number, age=age)
    scope.reviewed.note_used(sid_of(2))
    assert scope.space.tidy(SpaceRules(limit=20)).removed == (sid_of(1),)


def test_what_is_protected_stays_and_is_counted(scope: AccountScope) -> None:
    for number in range(6):
        keep(scope, number, reviewed=number != 1, age=8 if number == 4 else 1)
    ids = {one.call.sid: one.row_id for one in scope.calls.rows(range(1, 20))}
    scope.reviewed.set_pinned([ids[sid_of(2)]], True)
    scope.notes.hold(NoteKey.call(sid_of(3)), "to be paid")
    scope.notes.write()
    tidied = scope.space.tidy(SpaceRules(limit=1), playing={sid_of(0)})
    assert tidied.removed == (sid_of(5),)
    assert tidied.stays == Stays(playing=1, pinned=1, noted=1, unreviewed=1, only_here=1)
    assert tidied.short == 49
    assert scope.space.let_go(SpaceRules(limit=1), {sid_of(0)}).removed == (sid_of(4),)
    assert here(scope) == [0, 1, 2, 3]


def test_one_that_was_pinned_since_it_was_chosen_stays(scope: AccountScope) -> None:
    for number in range(3):
        keep(scope, number, age=3 - number)
    with scope.database.transaction() as connection:
        # When the first one goes.
        pins = f"UPDATE call_marks SET pinned_at = 1 WHERE sid = '{sid_of(1)}'"
        connection.execute(f"CREATE TRIGGER pinned AFTER DELETE ON kept_files BEGIN {pins}; END")
    tidied = scope.space.tidy(SpaceRules(limit=10))
    assert (tidied.removed, tidied.short) == ((sid_of(0),), 10)
    assert here(scope) == [1, 2]


def test_a_bookmark_protects_as_a_note_does(scope: AccountScope) -> None:
    for number in range(2):
        keep(scope, number)
    scope.bookmarks.hold(scope.bookmarks.new(sid_of(0), 5_000))
    scope.bookmarks.write()
    tidied = scope.space.tidy(SpaceRules(limit=1))
    assert tidied.removed == (sid_of(1),)
    assert tidied.stays == Stays(noted=1)


@pytest.mark.parametrize(
    ("policy", "removed"),
    [(KeepPolicy.LIMIT, ()), (KeepPolicy.DAYS, (1, 2)), (KeepPolicy.SERVER, (1,))],
)
def test_a_policy_is_the_users_word(
    scope: AccountScope, policy: KeepPolicy, removed: tuple[int, ...]
) -> None:
    """Of one that only this computer has and one that the server has, both reviewed, and one that is not."""
    keep(scope, 1, age=30)
    keep(scope, 2, age=6)
    keep(scope, 3, age=30, reviewed=False)
    tidied = scope.space.tidy(SpaceRules(policy=policy, days=5))
    assert tidied.removed == tuple(map(sid_of, removed))


def test_under_no_policy_the_limit_takes_what_cannot_be_had_again(scope: AccountScope) -> None:
    """So many days were chosen, and they are not over."""
    keep(scope, 1, age=10)
    keep(scope, 2, age=3)
    for policy in KeepPolicy:
        rules = SpaceRules(limit=1, policy=policy, days=30)
        went = [sid_of(1)] if policy is KeepPolicy.SERVER else []
        tidied = scope.space.tidy(rules)
        assert list(tidied.removed) == ([sid_of(2)] if policy is KeepPolicy.LIMIT else went)
        assert tidied.short == (0 if policy is KeepPolicy.SERVER else 9)


def test_as_long_as_the_server_has_them_is_a_day_longer_than_it_promises(scope: AccountScope) -> None:
    keep(scope, 1, age=7.5)
    keep(scope, 2, age=8.5)
    rules = SpaceRules(limit=1, policy=KeepPolicy.SERVER)
    tidied = scope.space.tidy(rules)
    assert (tidied.removed, tidied.stays.only_here) == ((sid_of(2),), 1)


def test_no_limit_is_no_reason(scope: AccountScope) -> None:
    keep(scope, 1)
    assert scope.space.tidy(SpaceRules()).removed == ()


def test_a_file_that_cannot_be_deleted_keeps_its_row(
    scope: AccountScope, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows while another program has it open."""
    keep(scope, 1, age=2)
    keep(scope, 2, age=1)
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.stem == sid_of(1):
            raise PermissionError(errno.EACCES, "in use", str(path))
        unlink(path, missing_ok)

    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", refuse)
        tidied = scope.space.tidy(SpaceRules(limit=1))
    assert (tidied.removed, tidied.short) == ((sid_of(2),), 10)
    assert here(scope) == [1]


def test_cut_between_file_and_row_the_next_start_puts_it_right(
    scope: AccountScope, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, unlink = keep(scope, 1), Path.unlink

    def cut(path: Path, missing_ok: bool = False) -> None:
        unlink(path, missing_ok)
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        during.setattr(Path, "unlink", cut)
        with pytest.raises(KeyboardInterrupt):
            scope.space.tidy(SpaceRules(limit=1))
    assert scope.recovery.tidy() == 1
    assert scope.kept_files.find(key) is None
    assert scope.space.room().used == 0
