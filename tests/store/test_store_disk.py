"""Replacing, and what a file system refuses; the ways of Windows tested everywhere."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, DiskFailed, DiskFull, DiskReason
from desktop.store.disk_errors import disk_error, disk_errors, free_bytes
from desktop.store.replace_file import (
    PATIENCE_SECONDS,
    open_private,
    private_folder,
    remove_file,
    replace_file,
    stand_beside,
    sync_folder,
    write_whole,
)
from tests.store.held_file import HeldFile, windows_error

# -- replacing -----------------------------------------------------------------------------------


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    source, target = tmp_path / "new.part", tmp_path / "file"
    source.write_bytes(b"new")
    target.write_bytes(b"old")
    return source, target


@pytest.mark.parametrize("number", [5, 32, 33])
@pytest.mark.parametrize("seconds", [0.0, 0.3, 9.0])
def test_a_file_that_is_open_on_windows_is_waited_for(
    pair: tuple[Path, Path], number: int, seconds: float
) -> None:
    held = HeldFile(number, seconds)
    held.go(*pair)
    assert pair[1].read_bytes() == b"new"
    assert not pair[0].exists()
    assert seconds <= held.now < seconds + 1


def test_after_ten_seconds_it_is_given_up_and_both_files_are_there(pair: tuple[Path, Path]) -> None:
    held = HeldFile(32, 3600)
    with pytest.raises(PermissionError):
        held.go(*pair)
    assert PATIENCE_SECONDS <= held.now < PATIENCE_SECONDS + 1
    assert [path.read_bytes() for path in pair] == [b"new", b"old"]


def test_it_is_waited_for_no_longer_than_it_is_wanted(pair: tuple[Path, Path]) -> None:
    """Nobody waits ten seconds for the program to end."""
    held, token = HeldFile(32, 3600), CancelToken()

    def sleep(seconds: float) -> None:
        held.sleep(seconds)
        if held.now > 1:
            token.cancel()

    with pytest.raises(PermissionError):
        replace_file(*pair, replace=held.replace, clock=lambda: held.now, sleep=sleep, token=token)
    assert held.now < 1.2
    assert [path.read_bytes() for path in pair] == [b"new", b"old"]


def test_other_errors_are_not_waited_for(pair: tuple[Path, Path]) -> None:
    held = HeldFile(2, 3600)
    with pytest.raises(PermissionError):
        held.go(*pair)
    assert (held.tries, held.now) == (1, 0.0)


def test_an_error_of_posix_is_not_waited_for(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "missing", tmp_path / "file")


@pytest.mark.parametrize("seconds", [0.0, 0.3, 3600.0])
def test_a_file_that_is_open_on_windows_is_deleted_once_it_is_let_go(tmp_path: Path, seconds: float) -> None:
    """Not waited for as long as for one that is to be replaced: many may be deleted in one go."""
    path, held = tmp_path / "file", HeldFile(32, seconds)
    path.write_bytes(b"old")

    def remove(_: Path) -> None:
        held.replace(path, tmp_path / "gone")

    go = partial(remove_file, path, remove=remove, clock=lambda: held.now, sleep=held.sleep)
    with pytest.raises(PermissionError) if seconds > 1 else nullcontext():
        go()
    assert path.exists() == (seconds > 1)
    assert held.now < 1


def test_a_file_that_is_not_there_is_deleted(tmp_path: Path) -> None:
    remove_file(tmp_path / "file")


@pytest.mark.parametrize("has_one_name", [False, True], ids=["as usual", "one name for each file alone"])
def test_what_stands_beside_replaces_nothing(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, has_one_name: bool
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no such thing as a second name")

    source, target = pair
    data, old = source.read_bytes(), target.read_bytes()
    if has_one_name:
        monkeypatch.setattr(os, "link", refused)
    beside = stand_beside(source, target)
    assert beside.name == f"{target.stem} (2){target.suffix}"
    assert (target.read_bytes(), beside.read_bytes()) == (old, data)
    assert sorted(target.parent.iterdir()) == sorted((target, beside))


def test_a_whole_file_is_written_for_this_user_only(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_write_that_fails_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    write_whole(path, b"one")

    def fail(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"two")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


# -- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), DiskFull),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), DiskFull),
        (windows_error(112), DiskFull),
        (windows_error(39), DiskFull),
        (windows_error(5), DiskFailed),
        (PermissionError(errno.EACCES, "Permission denied"), DiskFailed),
        (OSError(errno.EROFS, "Read-only file system"), DiskFailed),
        (OSError("without a number"), DiskFailed),
    ],
)
def test_what_an_error_means(tmp_path: Path, error: OSError, kind: type[AppError]) -> None:
    assert type(disk_error(error, tmp_path)) is kind


def test_a_file_in_use_on_windows_is_not_called_refused(tmp_path: Path) -> None:
    failed = disk_error(windows_error(32), tmp_path)
    assert isinstance(failed, DiskFailed)
    assert failed.reason is DiskReason.IN_USE


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ESTALE, "Stale file handle"),
        *map(windows_error, (53, 55, 59, 64, 67, 121, 1167, 1231)),
    ],
)
def test_a_network_drive_or_a_stick_that_has_gone_does_not_answer(tmp_path: Path, error: OSError) -> None:
    failed = disk_error(error, tmp_path)
    assert isinstance(failed, DiskFailed)
    assert failed.reason is DiskReason.NO_DEVICE


@pytest.mark.parametrize(
    ("folder", "name", "reason"),
    [
        (".", "a" * 260, DiskReason.NAME),
        (".", "a", DiskReason.MISSING),
        ("not there", "a" * 260, DiskReason.NO_FOLDER),
    ],
)
def test_a_path_that_is_too_long_for_windows_is_not_called_missing(
    tmp_path: Path, folder: str, name: str, reason: DiskReason
) -> None:
    target = tmp_path / folder / name
    error = FileNotFoundError(errno.ENOENT, "No such path", str(target.with_name(".a.part")))
    error.winerror = 3  # type: ignore[attr-defined]
    failed = disk_error(error, target)
    assert isinstance(failed, DiskFailed)
    assert failed.reason is reason


def test_a_full_disk_says_how_full_and_a_failing_one_where(tmp_path: Path) -> None:
    with pytest.raises(DiskFull) as full, disk_errors(tmp_path, needed=1 << 30):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert full.value.needed == 1 << 30
    assert full.value.free > 0
    with pytest.raises(DiskFailed) as failed, disk_errors(tmp_path):
        (tmp_path / "missing").read_bytes()
    assert failed.value.path == str(tmp_path / "missing")
    assert isinstance(failed.value.__cause__, FileNotFoundError)


def test_other_errors_pass(tmp_path: Path) -> None:
    with pytest.raises(KeyError), disk_errors(tmp_path):
        raise KeyError
    with pytest.raises(DiskFull, match="first"), disk_errors(tmp_path):
        raise DiskFull("first")


def test_free_room_is_that_of_the_nearest_folder(tmp_path: Path) -> None:
    assert free_bytes(tmp_path / "not" / "yet" / "there") > 0


# -- what else a disk does ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("refused", "error"),
    [
        ("fsync", OSError(errno.EINVAL, "Invalid argument")),
        ("open", PermissionError(errno.EACCES, "Permission denied")),
    ],
)
def test_syncing_a_folder_that_refuses_it_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str, error: OSError
) -> None:
    """The second as where one may put things and not look."""

    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(os, refused, fail)
        sync_folder(tmp_path)


@pytest.mark.parametrize("there", [True, False])
def test_where_the_folder_or_drive_is_away_that_is_the_reason(tmp_path: Path, there: bool) -> None:
    """Not the file in it, which may never have been there."""
    target = tmp_path / "drive" / "a.zip"
    (target.parent if there else tmp_path).mkdir(exist_ok=True)
    for path in (target, target.with_name(".0a1b.part")):
        failed = disk_error(FileNotFoundError(errno.ENOENT, "No such file", str(path)), target)
        assert isinstance(failed, DiskFailed) and failed.path == str(target)
        assert failed.reason is (DiskReason.MISSING if there else DiskReason.NO_FOLDER)


def test_a_file_in_the_place_of_the_folder_is_no_riddle(tmp_path: Path) -> None:
    """The system says "File exists", of which nobody would think that it is the trouble."""
    (taken := tmp_path / "recordings").write_text("a file")
    path = taken / "one.part"
    with pytest.raises(DiskFailed) as failure, disk_errors(path):
        private_folder(path.parent)
    assert (failure.value.reason, failure.value.path) == (DiskReason.FILE_FOR_FOLDER, str(taken))
    with pytest.raises(DiskFailed) as failure, disk_errors(taken):
        open_private(taken)
    assert failure.value.reason is not DiskReason.FILE_FOR_FOLDER, "it is no folder that was to be made"
