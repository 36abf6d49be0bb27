"""BackupFiles: three generations, wherever a write is cut, and whatever became of the newest."""

from __future__ import annotations

import hashlib
import json
import stat
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.core.errors import BackupsDamaged, BackupTooNew, DiskFailed
from desktop.store import backup_files
from desktop.store.backup_files import NAMES, BackupFiles
from tests.store.store_rows import NOW

STEPS = 6
"""More than a write has: making the part, writing it, two moves, the last one."""


class PowerCut(BaseException):
    """Nothing of the program runs after it."""


def content(number: int) -> dict[str, Any]:
    return {"notes": [{"text": f"פתק {number}"}]}


def write(folder: Path, number: int) -> None:
    BackupFiles(folder).write(content(number), NOW + timedelta(minutes=number))


def readable(folder: Path) -> list[int]:
    """Numbers of the whole generations, newest first."""
    found = (backup_files._read(folder / name) for name in NAMES)
    return [int(one.content["notes"][0]["text"].split()[1]) for one in found if one is not None]


def cut_after(monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    """Lets `steps` of a write's steps on the disk happen, and none after them."""
    left = iter(range(steps))

    def stepping(name: str) -> None:
        real = getattr(backup_files, name)

        def step(*arguments: Any) -> Any:
            if next(left, None) is None:
                raise PowerCut
            return real(*arguments)

        monkeypatch.setattr(backup_files, name, step)

    for name in ("open_private", "sync_file", "replace_file"):
        stepping(name)


def test_the_newest_three_are_kept(tmp_path: Path) -> None:
    assert BackupFiles(tmp_path).newest() is None
    for number in range(5):
        write(tmp_path, number)
    assert readable(tmp_path) == [4, 3, 2]
    newest = BackupFiles(tmp_path).newest()
    assert newest is not None
    assert (newest.content, newest.written_at) == (content(4), NOW + timedelta(minutes=4))
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("before", range(5))
@pytest.mark.parametrize("steps", range(STEPS))
def test_a_cut_anywhere_costs_the_oldest_at_most(
    tmp_path: Path, before: int, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(before):
        write(tmp_path, number)
    kept = readable(tmp_path)
    try:
        with monkeypatch.context() as cut:
            cut_after(cut, steps)
            write(tmp_path, before)
        done = True
    except PowerCut:
        done = False
    there = readable(tmp_path)
    assert there == [before, *kept][:3] if done else there in (kept, kept[:2])
    write(tmp_path, before + 1)
    # The gap that the cut left is filled before anything else is given up.
    assert readable(tmp_path) == [before + 1, *there][:3]
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(NAMES[: len(readable(tmp_path))])


@pytest.mark.parametrize("harm", ["cut", "letter", "empty", "list", "number", "deep"])
def test_a_damaged_newest_one_falls_back_and_is_the_first_to_go(tmp_path: Path, harm: str) -> None:
    for number in range(3):
        write(tmp_path, number)
    newest = tmp_path / NAMES[0]
    whole = newest.read_bytes()
    newest.write_bytes(
        {
            "cut": whole[:-20],
            "letter": whole.replace("פתק".encode(), "פסק".encode()),
            "empty": b"",
            "list": b"[1]",
            "number": b'{"sha256": 1}',
            "deep": b"[" * 100_000,
        }[harm]
    )
    backup = BackupFiles(tmp_path).newest()
    assert backup is not None
    assert backup.content == content(1)
    write(tmp_path, 3)
    assert readable(tmp_path) == [3, 1, 0]


def test_what_it_wrote_is_not_read_again_and_what_changed_beside_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading three large generations for each note would take seconds."""
    read: list[str] = []
    real = backup_files._read

    def counting(path: Path) -> Any:
        read.append(path.name)
        return real(path)

    monkeypatch.setattr(backup_files, "_read", counting)
    backups = BackupFiles(tmp_path)
    for number in range(5):
        backups.write(content(number), NOW)
        assert backups.newest_holds(content(number))
        assert not backups.newest_holds(content(number + 1))
    assert read == []
    (tmp_path / NAMES[0]).write_bytes(b"{}")
    assert backups.newest_holds(content(3))
    assert read == [NAMES[0]]
    backups.write(content(5), NOW)
    assert readable(tmp_path) == [5, 3, 2]


def test_it_is_one_json_document_that_every_version_can_prove(tmp_path: Path) -> None:
    """Rows are written one at a time: the sum is that of the whole, as the first version made it."""
    rows = [{"text": f"פתק {number}", "deep": {"b": [1, {}], "a": None}} for number in range(3)]
    BackupFiles(tmp_path).write({"notes": rows, "views": []}, NOW)
    fields = json.loads((tmp_path / NAMES[0]).read_bytes())
    assert fields["content"] == {"notes": rows, "views": []}
    digest = fields.pop("sha256")
    assert digest == hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def test_no_step_of_writing_is_longer_than_a_row(tmp_path: Path) -> None:
    """All in one go through JSON holds the interpreter, and so the window, for as long as it takes."""
    rows = [{"text": f"פתק {number}"} for number in range(1_000)]
    pieces = list(backup_files._document({"notes": rows}, NOW))
    assert max(map(len, pieces)) < 100
    BackupFiles(tmp_path).write({"notes": rows}, NOW)
    assert (tmp_path / NAMES[0]).read_text(encoding="utf-8") == "".join(pieces)


def test_none_that_can_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / NAMES[1]).write_bytes(b"{}")
    with pytest.raises(BackupsDamaged):
        BackupFiles(tmp_path).newest()


def test_one_of_a_later_version_is_refused_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, 0)
    with monkeypatch.context() as later:
        later.setattr(backup_files, "FORMAT", backup_files.FORMAT + 1)
        write(tmp_path, 1)
    before = files(tmp_path)
    for _ in range(4):
        with pytest.raises(BackupTooNew):
            BackupFiles(tmp_path).newest()
        with pytest.raises(BackupTooNew):
            write(tmp_path, 2)
    assert files(tmp_path) == before


def test_one_of_an_earlier_version_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(backup_files, "FORMAT", backup_files.FORMAT - 1)
        write(tmp_path, 0)
    newest = BackupFiles(tmp_path).newest()
    assert newest is not None
    assert newest.content == content(0)
    write(tmp_path, 1)
    assert readable(tmp_path) == [1, 0]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_only_this_user_may_read_them(tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path, number)
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in NAMES} == {0o600}


def test_a_folder_that_is_gone_is_a_disk_failure(tmp_path: Path) -> None:
    with pytest.raises(DiskFailed):
        write(tmp_path / "gone", 1)
