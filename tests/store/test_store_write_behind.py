"""WriteBehind: what it was given is in the file, in its order; what a disk refused is said, and not lost."""

from __future__ import annotations

import errno
import os
import threading
from io import FileIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.store import write_behind
from desktop.store.write_behind import SYNC_BYTES, WriteBehind

MEGABYTE = 1 << 20


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x"


class HeldDisk(FileIO):
    """Takes nothing before it is let."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "xb")
        self.may_write = threading.Event()

    def write(self, data: Any) -> int:
        self.may_write.wait()
        return super().write(data)


class BadDisk(FileIO):
    """Refuses whatever comes while it is `bad`."""

    bad = False

    def write(self, data: Any) -> int:
        if self.bad:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(data)


@given(st.lists(st.tuples(st.integers(0, 300_000), st.sampled_from([1, 60, 40_000, 700_000])), max_size=8))
def test_what_is_written_over_is_as_if_one_thread_had_written_it(
    tmp_path_factory: pytest.TempPathFactory, written: list[tuple[int, int]]
) -> None:
    path, wanted = tmp_path_factory.mktemp("x") / "x", bytearray()
    file = WriteBehind(FileIO(path, "xb"))
    for number, (place, size) in enumerate(written):
        wanted.extend(bytes(max(0, place + size - len(wanted))))
        wanted[place : place + size] = bytes([number + 1]) * size
        file.write(place, bytes([number + 1]) * size)
    file.settle()
    assert path.read_bytes() == wanted
    file.finish(len(wanted))
    assert path.read_bytes() == wanted


def test_what_was_refused_is_said_once_and_written_when_the_disk_takes_it(path: Path) -> None:
    disk = BadDisk(path, "xb")
    file = WriteBehind(disk)
    file.write(0, b"first")
    disk.bad = True
    for _ in range(2):
        with pytest.raises(OSError, match="No space"):
            file.sync()
    file.write(5, b" and second")
    disk.bad = False
    file.finish(16)
    assert path.read_bytes() == b"first and second"


def test_a_refusal_meets_who_only_writes(path: Path) -> None:
    disk = BadDisk(path, "xb")
    disk.bad = True
    file = WriteBehind(disk)

    def write_on() -> None:
        for number in range(1000):
            file.write(number * MEGABYTE, bytes(MEGABYTE))

    with pytest.raises(OSError, match="No space"):
        write_on()
    file.close()
    assert not path.stat().st_size


def test_who_is_faster_than_the_disk_waits_for_it(path: Path) -> None:
    disk, handed = HeldDisk(path), 0
    file = WriteBehind(disk)
    full = threading.Event()

    def write_on() -> None:
        nonlocal handed
        for number in range(40):
            if number == 8:
                full.set()
            file.write(number * MEGABYTE, bytes(MEGABYTE))
            handed += 1

    writer = threading.Thread(target=write_on)
    writer.start()
    assert full.wait(30)
    assert handed <= 9
    disk.may_write.set()
    writer.join()
    file.finish(40 * MEGABYTE)
    assert path.stat().st_size == 40 * MEGABYTE


def test_no_more_than_so_much_is_ever_at_the_mercy_of_a_power_cut(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a continued ZIP would have to read more of its end again."""
    synced_at: list[int] = []
    monkeypatch.setattr(write_behind, "sync_file", lambda file: synced_at.append(file.tell()))
    file = WriteBehind(FileIO(path, "xb"))
    for number in range(120):
        file.write(number * MEGABYTE, bytes(MEGABYTE))
    file.finish(120 * MEGABYTE)
    steps = [later - before for before, later in zip([0, *synced_at], synced_at, strict=False)]
    assert synced_at[-1] == 120 * MEGABYTE
    assert max(steps) <= SYNC_BYTES
    assert len(steps) == 3
