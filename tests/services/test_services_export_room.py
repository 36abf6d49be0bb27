"""Room: what is here must fit before anything is written; what is fetched comes as far as there is room."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, DiskFull, NotAllowed, Offline, ServerFailed, SourceMissing
from desktop.core.eviction import least_free
from desktop.core.export import DiskRoom, ExportPlan, ExportReport, ExportSizes, lists_bytes
from desktop.core.export_ledger import ExportState
from desktop.core.models import FileKey
from desktop.services.account_scope import AccountScope
from desktop.services.export import disk_rooms, export_plans, fetch_room
from desktop.ui.error_text import error_text
from tests.full_disk import TOTAL_BYTES, leave_free, usage
from tests.services.disk_of_its_own import fill_as_it_is_written
from tests.services.export_kit import ALL, EXPORT_WORDS, DirectSource, asked, content, export, receipts_of

LARGE = 1 << 30


def two_disks(monkeypatch: pytest.MonkeyPatch, scope: AccountScope, target: int, store: int) -> None:
    """So many bytes are free on the one of the ZIP, and on the one of the lists."""

    def is_store(path: Path) -> bool:
        return Path(path).is_relative_to(scope.folder)

    def name(path: Path) -> str:
        return "C:" if is_store(path) else "D:"

    for module in (export_plans, fetch_room):
        monkeypatch.setattr(module, "on_one_disk", lambda *_: False)
    for module in (disk_rooms, fetch_room):
        monkeypatch.setattr(module, "disk_name", name)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(store if is_store(path) else target))


def bring_some(scope: AccountScope, target: Path) -> int:
    """Some are here, and so many bytes of them."""
    ids = [one.id for one in receipts_of(scope) if one.source_file is not None][:6]
    request = asked(target.with_name("some.zip"), ids=tuple(ids))
    scope.export.write_zip(request, DirectSource(scope), CancelToken(), lambda _: None)
    request.target.unlink()
    return scope.export.plan(asked(target)).sizes.here_bytes


def make_one_large(scope: AccountScope) -> FileKey:
    """As the list says."""
    one = next(one for one in receipts_of(scope) if one.source_file is not None and one.source_file.size)
    with scope.database.transaction() as connection:
        connection.execute("UPDATE receipts SET source_file_size = ? WHERE row_id = ?", (LARGE, one.id))
    return FileKey.source(one.id)


def reasons(report: ExportReport) -> dict[FileKey, AppError]:
    return {FileKey(one.kind, str(one.receipt.id)): one.reason for one in report.missing}


def test_the_plan_says_of_each_disk_what_it_takes() -> None:
    room, store = DiskRoom("D:", 10, 20), DiskRoom("C:", 10, 9)
    sizes = ExportSizes(files=2, here=1, here_bytes=8, to_fetch_bytes=2)
    assert ExportPlan((), sizes, room).tight is None
    assert ExportPlan((), sizes, room, store).tight == store
    tight = room._replace(free=9)
    assert ExportPlan((), sizes, tight, store).tight == tight
    # What is here can be exported all the same.
    assert ExportPlan((), sizes, tight, store).short is None
    short = room._replace(free=7)
    assert ExportPlan((), sizes, short, store).short == short
    # A disk that says nothing is tried.
    silent = ExportPlan((), sizes, room._replace(free=0), store._replace(free=0))
    assert silent.tight is silent.short is None


def test_a_disk_without_room_for_what_is_here_is_named_before_anything_is_written(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = bring_some(synced, target)
    sizes = synced.export.plan(asked(target)).sizes
    two_disks(monkeypatch, synced, here - 1, 1 << 40)
    with pytest.raises(DiskFull) as caught:
        export(synced, target)
    assert (caught.value.disk, caught.value.needed, caught.value.free) == ("D:", sizes.zip_bytes, here - 1)
    assert len(synced.export_ledger.latest(9)) == 1
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("disk", ["C:", "D:", "one"])
def test_one_large_file_without_room_is_missing_and_all_others_are_there(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch, disk: str
) -> None:
    large, least = make_one_large(synced), least_free(TOTAL_BYTES)
    rooms = {"C:": (1 << 40, least + LARGE - 1), "D:": (LARGE - 1, 1 << 40)}
    if disk == "one":
        # It comes to this disk, and into the ZIP on the same.
        leave_free(monkeypatch, least + 2 * LARGE - 1)
    else:
        two_disks(monkeypatch, synced, *rooms[disk])
    source = DirectSource(synced)
    report = export(synced, target, source)
    full = reasons(report)[large]
    assert isinstance(full, DiskFull) and full.needed > full.free
    assert full.disk == disk if disk != "one" else full.disk
    assert large not in source.asked
    assert [key for key, error in reasons(report).items() if isinstance(error, DiskFull)] == [large]
    assert len(content(target)) == report.files_written > 1


@pytest.mark.parametrize("free", [0, 1 << 30])
def test_on_a_disk_below_what_must_stay_free_what_is_here_is_exported(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch, free: int
) -> None:
    here = bring_some(synced, target)
    leave_free(monkeypatch, here + lists_bytes(len(receipts_of(synced))) + free)
    source = DirectSource(synced)
    report = export(synced, target, source)
    assert sum(map(len, content(target).values())) == here
    named = reasons(report)
    sized = [one for one in receipts_of(synced) if one.source_file is not None and one.source_file.size]
    refused = [FileKey.source(one.id) for one in sized if FileKey.source(one.id) in named]
    assert refused and all(isinstance(named[key], DiskFull) for key in refused)
    assert not set(refused) & set(source.asked)
    assert {error.least for error in named.values() if isinstance(error, DiskFull)} == {
        least_free(TOTAL_BYTES)
    }


def test_without_a_server_that_is_the_reason_and_no_room_is_needed_for_what_does_not_come(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away(DirectSource):
        online = False

    def no_server(_: FileKey) -> None:
        raise Offline

    here = bring_some(synced, target)
    leave_free(monkeypatch, here + lists_bytes(len(receipts_of(synced))))
    report = export(synced, target, Away(synced, no_server))
    assert sum(map(len, content(target).values())) == here
    assert any(isinstance(error, Offline) for error in reasons(report).values())
    assert not any(isinstance(error, DiskFull) for error in reasons(report).values())


def test_of_which_nothing_fits_there_is_no_zip_and_it_is_said_what_it_takes(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    least = least_free(TOTAL_BYTES)
    ids = tuple(one.id for one in receipts_of(synced) if one.source_file is not None and not one.preview_file)
    leave_free(monkeypatch, least)
    plan = synced.export.plan(asked(target, ids=ids))
    with pytest.raises(DiskFull) as caught:
        synced.export.write_zip(asked(target, ids=ids), DirectSource(synced), CancelToken(), lambda _: None)
    assert (caught.value.needed, caught.value.free) == (plan.needed + least, least)
    assert "must always stay free" in error_text(caught.value).sentence
    assert list(target.parent.iterdir()) == []
    assert [one.state for one in synced.export_ledger.latest(9)] == [ExportState.FAILED]


def test_of_which_one_alone_finds_no_room_and_none_comes_the_zip_says_why(
    synced: AccountScope, target: Path
) -> None:
    """That of most is another reason, which room does not change."""
    sized = [one for one in receipts_of(synced) if one.source_file is not None and one.source_file.size]
    last = FileKey.source(sized[-1].id)

    def refuse(key: FileKey) -> None:
        # Any later one would be told so, too.
        raise DiskFull if key == last else ServerFailed("x")

    report = export(synced, target, DirectSource(synced, refuse))
    assert content(target) == {} and report.files_written == 0
    assert {type(error) for error in reasons(report).values()} >= {DiskFull, ServerFailed}


@pytest.mark.parametrize("other", [ServerFailed("x"), SourceMissing(), NotAllowed()])
def test_of_which_most_finds_no_room_and_none_comes_there_is_no_zip(
    synced: AccountScope, target: Path, other: AppError
) -> None:
    """What of one or two is another reason does not make a ZIP of lists alone worth anything."""
    sized = [one for one in receipts_of(synced) if one.source_file is not None and one.source_file.size]
    first = FileKey.source(sized[0].id)

    def refuse(key: FileKey) -> None:
        raise other if key == first else DiskFull

    with pytest.raises(DiskFull):
        export(synced, target, DirectSource(synced, refuse))
    assert list(target.parent.iterdir()) == []
    assert [one.state for one in synced.export_ledger.latest(9)] == [ExportState.FAILED]


def test_what_is_nowhere_is_no_reason_for_a_zip_of_lists_alone(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = receipts_of(synced)
    with_file = [one for one in rows if one.source_file is not None][:1]
    nowhere = [one for one in rows if one.source_file is None][:1]
    assert with_file and nowhere
    leave_free(monkeypatch, least_free(TOTAL_BYTES))
    ids = tuple(one.id for one in [*with_file, *nowhere])
    with pytest.raises(DiskFull):
        synced.export.write_zip(asked(target, ids=ids), DirectSource(synced), CancelToken(), lambda _: None)
    assert list(target.parent.iterdir()) == []


# -- the lists at its end ----------------------------------------------------------------------------


def test_what_is_fetched_leaves_room_for_the_lists_at_the_end(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else all of it would be lost for them."""
    size = synced.export.plan(asked(target)).sizes.zip_bytes // 2
    fill_as_it_is_written(monkeypatch, target.parent, size)
    report = export(synced, target)
    assert 0 < report.size <= size
    assert len(content(target)) == report.files_written > 1
    assert any(isinstance(error, DiskFull) for error in reasons(report).values())


def test_a_disk_without_room_for_the_lists_is_named_before_anything_is_written(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = bring_some(synced, target)
    two_disks(monkeypatch, synced, here + 1, 1 << 40)
    with pytest.raises(DiskFull):
        export(synced, target)
    assert list(target.parent.iterdir()) == []


# -- before it begins --------------------------------------------------------------------------------


def test_where_all_is_here_nothing_must_stay_free(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(synced, target)
    kept = {int(key.id) for key in synced.receipts.kept_of(synced.receipts.ids(ALL))}
    sizes = {one: synced.export.plan(asked(target, ids=(one,))).sizes for one in sorted(kept)}
    here = next(one for one, size in sizes.items() if not size.to_fetch)
    leave_free(monkeypatch, sizes[here].zip_bytes)
    assert synced.export.plan(asked(target, ids=(here,))).short is None


def lose_some(scope: AccountScope, count: int = 3) -> None:
    """What was here, and stands in a ZIP."""
    kept = list(scope.receipts.kept_of(scope.receipts.ids(ALL)).values())[:count]
    for one in kept:
        scope.files.remove(one)
    scope.kept_files.forget(kept)


def test_what_is_tried_again_looks_for_room_first(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = export(synced, target)
    lose_some(synced)
    two_disks(monkeypatch, synced, first.size - 1, 1 << 40)
    before = target.read_bytes()
    with pytest.raises(DiskFull) as caught:
        synced.export.begin_again(first.export_id)
    assert caught.value.disk == "D:"
    assert target.read_bytes() == before
    assert [one.state for one in synced.export_ledger.latest(9)] == [ExportState.DONE]


def lose(scope: AccountScope, key: FileKey) -> None:
    """It is on the server alone."""
    gone = scope.kept_files.find(key)
    assert gone is not None
    scope.files.remove(gone)
    scope.kept_files.forget([gone])


def last_of_all_and_all_others(scope: AccountScope, target: Path) -> tuple[FileKey, ExportReport]:
    """All that is kept in one ZIP, but for the last source, which the server did not give."""
    export(scope, target)
    target.unlink()
    ids = list(scope.receipts.ids(ALL))
    last = [FileKey.source(one) for one in ids if FileKey.source(one) in scope.receipts.kept_of(ids)][-1]
    lose(scope, last)

    def refuse(key: FileKey) -> None:
        raise ServerFailed("x")

    return last, export(scope, target, DirectSource(scope, refuse))


@pytest.mark.parametrize("kept", [True, False])
def test_what_is_tried_again_needs_room_once_for_what_stands_in_the_first(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    """Also for what is here no longer and comes out of it: room that is taken by then is not needed again."""
    last, first = last_of_all_and_all_others(synced, target)
    assert last in reasons(first)
    if not kept:
        # More than are asked for at once: some are written before the last is.
        lose_some(synced, 12)
    free, written = least_free(TOTAL_BYTES) + int(first.size * 1.7), [0]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(free - written[-1]))
    for module in (export_plans, fetch_room):
        monkeypatch.setattr(module, "on_one_disk", lambda *_: True)
    record = synced.export.begin_again(first.export_id)
    again = synced.export.go_on(
        record,
        EXPORT_WORDS,
        DirectSource(synced),
        CancelToken(),
        lambda progress: written.append(progress.bytes_written),
    )
    assert last not in reasons(again)


def test_what_is_tried_again_says_what_it_takes(synced: AccountScope, target: Path) -> None:
    first, plans = export(synced, target), list[ExportPlan]()
    lose_some(synced)
    synced.export.begin_again(first.export_id, plans.append)
    [plan] = plans
    assert list(plan.ids) == list(synced.receipts.ids(ALL)) and plan.sizes.to_fetch >= 3


def test_what_is_tried_again_loses_nothing_where_nothing_can_be_fetched(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = export(synced, target)
    before = content(target)
    lose_some(synced)
    two_disks(monkeypatch, synced, 1 << 40, 1)
    record = synced.export.begin_again(first.export_id)
    source = DirectSource(synced)
    again = synced.export.go_on(record, EXPORT_WORDS, source, CancelToken(), lambda _: None)
    assert again.missing_count == first.missing_count
    assert content(target) == before


def test_the_same_batch_again_looks_for_room_first(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = export(synced, target)
    again = target.with_name("again.zip")
    leave_free(monkeypatch, first.size - 1)
    with pytest.raises(DiskFull) as caught:
        synced.batch_again.write(first.export_id, again, EXPORT_WORDS, CancelToken(), lambda _: None)
    assert (caught.value.needed, caught.value.free) == (first.size, first.size - 1)
    assert caught.value.disk
    assert [path.name for path in target.parent.iterdir()] == [target.name]
