"""Room: both disks are looked at before anything is written, and what is said names the one that is full."""

from __future__ import annotations

import errno
import os
import shutil
from concurrent.futures import Future
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import DiskFull
from desktop.core.eviction import least_free
from desktop.core.export import DiskRoom, ExportPlan, ExportSizes
from desktop.core.export_ledger import ExportState
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.services.account_scope import AccountScope
from desktop.services.export import disk_rooms, service
from desktop.ui.error_text import error_text
from tests.full_disk import TOTAL_BYTES, leave_free, usage
from tests.services.export_kit import ALL, EXPORT_WORDS, DirectSource, asked, export


def two_disks(monkeypatch: pytest.MonkeyPatch, scope: AccountScope, target: int, store: int) -> None:
    """So many bytes are free on the one of the ZIP, and on the one of the lists."""

    def is_store(path: Path) -> bool:
        return Path(path).is_relative_to(scope.folder)

    monkeypatch.setattr(service, "_on_one_disk", lambda *_: False)
    monkeypatch.setattr(disk_rooms, "disk_name", lambda path: "C:" if is_store(path) else "D:")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(store if is_store(path) else target))


def test_the_plan_says_of_each_disk_what_it_takes() -> None:
    room, store = DiskRoom("D:", 10, 20), DiskRoom("C:", 10, 9)
    assert ExportPlan((), ExportSizes(), room).short is None
    assert ExportPlan((), ExportSizes(), room, store).short == store
    assert ExportPlan((), ExportSizes(), room._replace(free=9), store).short == room._replace(free=9)
    # A disk that says nothing is tried.
    assert ExportPlan((), ExportSizes(), room._replace(free=0), store._replace(free=0)).short is None


@pytest.mark.parametrize("disk", ["C:", "D:"])
def test_a_disk_that_is_short_is_named_before_anything_is_written(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch, disk: str
) -> None:
    sizes = synced.export.plan(asked(target)).sizes
    assert sizes.to_fetch
    least = least_free(TOTAL_BYTES)
    short = {"C:": least + sizes.to_fetch_bytes - 1, "D:": sizes.zip_bytes - 1}[disk]
    two_disks(monkeypatch, synced, *((short, 1 << 40) if disk == "D:" else (1 << 40, short)))
    with pytest.raises(DiskFull) as caught:
        export(synced, target)
    assert (caught.value.disk, caught.value.needed, caught.value.free) == (disk, short + 1, short)
    assert synced.export_ledger.latest(1) == []
    assert list(target.parent.iterdir()) == []


def test_what_each_fetched_file_must_leave_free_is_needed_too(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would begin, and every file would be refused."""
    sizes = synced.export.plan(asked(target)).sizes
    needed = sizes.zip_bytes + sizes.to_fetch_bytes + least_free(TOTAL_BYTES)
    leave_free(monkeypatch, needed)
    plan = synced.export.plan(asked(target))
    assert plan.short is None and plan.needed == sizes.zip_bytes + sizes.to_fetch_bytes
    leave_free(monkeypatch, needed - 1)
    assert synced.export.plan(asked(target)).short is not None
    with pytest.raises(DiskFull) as caught:
        export(synced, target)
    assert (caught.value.needed, caught.value.least) == (needed, least_free(TOTAL_BYTES))
    assert "must always stay free" in error_text(caught.value).sentence


def test_where_all_is_here_nothing_must_stay_free(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(synced, target)
    kept = {int(key.id) for key in synced.receipts.kept_of(synced.receipts.ids(ALL))}
    sizes = {one: synced.export.plan(asked(target, ids=(one,))).sizes for one in sorted(kept)}
    here = next(one for one, size in sizes.items() if not size.to_fetch)
    leave_free(monkeypatch, sizes[here].zip_bytes)
    assert synced.export.plan(asked(target, ids=(here,))).short is None


@pytest.mark.parametrize("disk", ["C:", "D:"])
def test_what_is_tried_again_looks_for_room_first(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch, disk: str
) -> None:
    first = export(synced, target)
    kept = list(synced.receipts.kept_of(synced.receipts.ids(ALL)).values())[:3]
    for one in kept:
        synced.files.remove(one)
    synced.kept_files.forget(kept)
    two_disks(monkeypatch, synced, *((1000, 1 << 40) if disk == "D:" else (1 << 40, 1)))
    before = target.read_bytes()
    with pytest.raises(DiskFull) as caught:
        synced.export.begin_again(first.export_id)
    assert caught.value.disk == disk
    assert target.read_bytes() == before
    assert [one.state for one in synced.export_ledger.latest(9)] == [ExportState.DONE]


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


def test_the_disk_of_the_zip_that_fills_is_told_while_a_file_is_waited_for(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file never comes: who waits for it before it looks at the disk waits for ever."""

    class Stalling(DirectSource):
        waiting = 0

        def fetch(self, key: FileKey, priority: Priority, token: CancelToken) -> Future[KeptFile]:
            if len(self.asked) < 2:
                return super().fetch(key, priority, token)
            self.waiting += 1
            return Future()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    # What is written is on its way to the disk at once, and that is when it says no.
    monkeypatch.setattr("desktop.store.write_behind._LEFT_IN_MEMORY_BYTES", 1)
    monkeypatch.setattr("desktop.store.write_behind.begin_sync", full)
    source = Stalling(synced)
    with pytest.raises(DiskFull) as caught:
        export(synced, target, source)
    assert caught.value.disk
    assert source.waiting
    assert list(target.parent.iterdir()) == []
