"""SpaceService and its rows: what takes room, what goes, file before row, and what is checked before each."""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.errors import DiskFull
from desktop.core.eviction import GIGABYTE, KeepPolicy, SpaceRules, Stays
from desktop.core.models import Call, FileKey, KeptFile, Priority
from desktop.core.note import NoteKey
from desktop.core.transfer import KeptTransfer, TransferState
from desktop.core.waveform import Peaks
from desktop.services.account_scope import AccountScope
from desktop.store.calls_repository import CallsRepository
from desktop.store.gone_rows import GoneRows, UnseenRow
from tests.full_disk import leave_free
from tests.services.conftest import OpenScope

NOW = datetime.now(UTC)


@pytest.fixture
def scope(open_scope: OpenScope) -> AccountScope:
    """The server was heard since the start."""
    opened = open_scope()
    # As its first answer says.
    opened.clock.offset = timedelta()
    opened.clock.note_list()
    return opened


def sid_of(number: int) -> str:
    return f"CA{number:032x}"


def keep(
    scope: AccountScope, number: int, size: int = 10, age: float = 1, *, reviewed: bool = True
) -> FileKey:
    """A call `age` days old whose recording is here since it was made."""
    key, made = FileKey.recording(sid_of(number)), NOW - timedelta(days=age)
    CallsRepository(scope.database).upsert(
        [Call(key.id, made, has_recording=True, expires_at=made + timedelta(days=7))]
    )
    with scope.files.part(key) as part:
        part.write(b"R" * size)
        path, _, digest = part.commit("wav")
    scope.kept_files.record(KeptFile(key, path, size, digest, "wav", made))
    if reviewed:
        scope.reviewed.mark_heard(key.id)
    return key


def here(scope: AccountScope) -> list[int]:
    """Which recordings are here, whole, by row and by file alike."""
    found = [int(key.id[2:], 16) for key, _ in scope.files.whole_files()]
    assert all(scope.kept_files.find(FileKey.recording(sid_of(number))) for number in found)
    return found


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


# -- what cannot be had again --------------------------------------------------------------------


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


# -- what came for an export ---------------------------------------------------------------------


def keep_guest(scope: AccountScope, number: int, age: float = 1) -> FileKey:
    """It came for an export alone, and is to be written yet."""
    scope.export_guests.expect(sid_of(number))
    return keep(scope, number, age=age, reviewed=False)


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
