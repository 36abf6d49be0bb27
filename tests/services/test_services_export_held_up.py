"""A disk that fills, or goes, in the middle: what is written stays, and goes on when there is room again."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, DiskFailed, DiskFull, DiskReason
from desktop.core.export import ExportProgress
from desktop.core.export_ledger import ExportRecord
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.export import ExportPaused
from desktop.ui.error_text import error_text
from tests.full_disk import usage
from tests.services.export_kit import EXPORT_WORDS, DirectSource, content, expected_zip, export

WRITING = "desktop.store.write_behind"
AFTER = 20
OF_ONE_RECEIPT = 2


class Disk:
    """Of all files; it takes what it is given until it `fails`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.number = 0
        self.free = 1 << 40
        # Each piece is written before the next one, and on the disk itself.
        for limit, size in (("_HANDED_OVER_BYTES", 1), ("_MOST_WAITING_BYTES", 0), ("SYNC_BYTES", 1)):
            monkeypatch.setattr(f"{WRITING}.{limit}", size)
        monkeypatch.setattr(f"{WRITING}.sync_file", self._sync)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(self.free))

    def fail(self, number: int, free: int = 1 << 40) -> None:
        """As another program makes it; 0: it is as it was."""
        self.number, self.free = number, free

    def _sync(self, _: object) -> None:
        if self.number:
            raise OSError(self.number, os.strerror(self.number))


def held_up(
    scope: AccountScope, target: Path, begin: Callable[[], None], source: DirectSource | None = None
) -> tuple[ExportRecord, AppError]:
    """One that has begun, and why it waits; `begin` is called when so many files of it are written."""

    def look(progress: ExportProgress) -> None:
        if progress.files_done == AFTER:
            begin()

    with pytest.raises(ExportPaused) as paused:
        export(scope, target, source, on_progress=look)
    [record] = scope.export.unfinished()
    assert paused.value.reason is not None
    return record, paused.value.reason


def test_a_disk_that_fills_pauses_it_and_says_what_the_rest_takes(
    synced: AccountScope, server: DemoServer, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    export(synced, target.with_name("all of it is here.zip")).target.unlink()
    target.write_bytes(b"last month's")
    record, why = held_up(synced, target, lambda: disk.fail(errno.ENOSPC, free=1))
    assert isinstance(why, DiskFull) and 0 < why.free < why.needed and why.disk
    whole = sum(map(len, expected_zip(synced, server).values()))
    assert why.needed - why.least < whole + (1 << 20), "what is written is not needed again"
    assert "needed" in error_text(why).sentence
    assert record.part is not None and record.part.exists() and target.read_bytes() == b"last month's"

    with pytest.raises(ExportPaused) as still:
        synced.export.go_on(record, EXPORT_WORDS, DirectSource(synced), CancelToken(), lambda _: None)
    assert isinstance(still.value.reason, DiskFull)

    disk.fail(0)
    begun = list[ExportProgress]()
    synced.export.go_on(record, EXPORT_WORDS, DirectSource(synced), CancelToken(), begun.append)
    assert begun[0].files_done >= AFTER - OF_ONE_RECEIPT, "what was written is not written again"
    assert content(target) == expected_zip(synced, server)
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_what_had_no_room_before_the_pause_comes_after_it(
    synced: AccountScope, server: DemoServer, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the disk fills, what is to be fetched is refused first: with room that counts no more."""
    disk = Disk(monkeypatch)
    refused = list[FileKey]()

    def refuse(key: FileKey) -> None:
        if not disk.number and len(refused) < 3:
            refused.append(key)
            # These alone: a smaller one may come.
            raise DiskFull(least=1, free=2)

    source = DirectSource(synced, refuse)
    record, why = held_up(synced, target, lambda: disk.fail(errno.ENOSPC), source)
    assert isinstance(why, DiskFull)
    gaps = [gap for gap in synced.export_ledger.gaps(record.id) if isinstance(gap.reason, DiskFull)]
    assert len(gaps) == len(refused) == 3
    disk.fail(0)
    report = synced.export.go_on(record, EXPORT_WORDS, source, CancelToken(), lambda _: None)
    assert content(target) == expected_zip(synced, server)
    assert report.files_written == len(content(target))


def test_a_drive_that_goes_pauses_it(
    synced: AccountScope, server: DemoServer, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    record, why = held_up(synced, target, lambda: disk.fail(errno.EIO))
    assert isinstance(why, DiskFailed) and why.reason is DiskReason.NO_DEVICE and why.path == str(target)
    disk.fail(0)
    synced.export.go_on(record, EXPORT_WORDS, DirectSource(synced), CancelToken(), lambda _: None)
    assert content(target) == expected_zip(synced, server)


def test_a_disk_that_refuses_ends_it_and_nothing_stays(
    synced: AccountScope, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)

    def refuse(progress: ExportProgress) -> None:
        if progress.files_done == AFTER:
            disk.fail(errno.EACCES)

    with pytest.raises(DiskFailed):
        export(synced, target, on_progress=refuse)
    assert list(target.parent.iterdir()) == [] and synced.export.unfinished() == []


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
    monkeypatch.setattr(f"{WRITING}._LEFT_IN_MEMORY_BYTES", 1)
    monkeypatch.setattr(f"{WRITING}.begin_sync", full)
    source = Stalling(synced)
    with pytest.raises(ExportPaused) as caught:
        export(synced, target, source)
    assert isinstance(caught.value.reason, DiskFull) and caught.value.reason.disk
    assert source.waiting
