"""Copies for the user: beside what is there or over it, whole or not at all."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, DiskFailed, DiskFull, DiskReason
from desktop.store import copy_file
from desktop.store.copy_file import copy_over, copy_over_or_beside, copy_unique
from desktop.store.replace_file import replace_file
from tests.store.held_file import HeldFile


def test_a_copy_stands_beside_what_is_there(tmp_path: Path) -> None:
    source, folder = tmp_path / "kept", tmp_path / "הורדות"
    folder.mkdir()
    source.write_bytes(b"receipt")
    names = [copy_unique(source, folder, "Bezeq.pdf").name for _ in range(3)]
    assert names == ["Bezeq.pdf", "Bezeq_(2).pdf", "Bezeq_(3).pdf"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    assert all(path.read_bytes() == b"receipt" for path in folder.iterdir())


def test_a_copy_of_before_that_is_open_on_windows_is_left_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the receipt that a program already shows, when it is to be opened once more."""
    source, held = tmp_path / "kept", HeldFile(32, 3600)
    source.write_bytes(b"receipt")

    def replace(part: Path, target: Path) -> None:
        (held.replace if target.exists() else Path.replace)(part, target)

    patient = partial(replace_file, replace=replace, clock=lambda: held.now, sleep=held.sleep)
    monkeypatch.setattr(copy_file, "replace_file", patient)
    names = [copy_over_or_beside(source, tmp_path / "copies", "a.pdf").name for _ in range(2)]
    assert names == ["a.pdf", "a_(2).pdf"]
    assert held.now < 1


def test_copies_at_the_same_time_all_stay(tmp_path: Path) -> None:
    folder, start = tmp_path / "folder", threading.Barrier(6)
    folder.mkdir()
    made: list[Path] = []

    def work(number: int) -> None:
        source = tmp_path / str(number)
        source.write_bytes(str(number).encode() * 1000)
        start.wait(10)
        made.extend(copy_unique(source, folder, "same.pdf") for _ in range(5))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(set(made)) == 30
    assert sorted(path.read_bytes()[0] for path in made) == sorted(b"012345" * 5)
    assert len(list(folder.iterdir())) == 30


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, folder = tmp_path / "kept", tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(DiskFailed) as caught:
        copy_unique(source, folder, "a.pdf")
    assert caught.value.path == str(source)
    source.write_bytes(b"x")

    def fail(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DiskFull):
        copy_unique(source, folder, "a.pdf")
    assert list(folder.iterdir()) == []


Copy = Callable[[Path, Path], Path]
BOTH = pytest.mark.parametrize(
    "copy",
    [
        lambda source, folder: copy_unique(source, folder, "a"),
        lambda source, folder: copy_over(source, folder / "a"),
    ],
    ids=["beside", "over"],
)


@BOTH
@pytest.mark.parametrize("below", ["", "and below"])
def test_a_folder_that_is_a_file_is_named(tmp_path: Path, copy: Copy, below: str) -> None:
    (source := tmp_path / "kept").write_bytes(b"x")
    with pytest.raises(DiskFailed) as caught:
        copy(source, source / below)
    assert caught.value.path.startswith(str(source))
    assert caught.value.reason is DiskReason.FILE_FOR_FOLDER


@BOTH
def test_a_folder_that_is_away_is_not_made(tmp_path: Path, copy: Copy) -> None:
    """On macOS that of a stick would be made on the disk of the system, and nobody would find the copy."""
    (source := tmp_path / "kept").write_bytes(b"x")
    with pytest.raises(DiskFailed) as caught:
        copy(source, tmp_path / "Volumes" / "stick")
    # Of its own name, or what it was to be in.
    assert caught.value.reason in (DiskReason.MISSING, DiskReason.NO_FOLDER)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_copy_that_is_cancelled_leaves_what_was_there(tmp_path: Path) -> None:
    source, target, token, said = tmp_path / "a.zip", tmp_path / "b.zip", CancelToken(), list[int]()
    source.write_bytes(bytes(3 << 20))
    target.write_bytes(b"before")

    def on_progress(done: int) -> None:
        said.append(done)
        token.cancel()

    with pytest.raises(Cancelled):
        copy_over(source, target, token, on_progress)
    assert said == [1 << 20] and target.read_bytes() == b"before"
    assert {path.name for path in tmp_path.iterdir()} == {"a.zip", "b.zip"}
    copy_over(source, target, CancelToken(), said.append)
    assert said[1:] == [1 << 20, 2 << 20, 3 << 20] and target.read_bytes() == source.read_bytes()
