"""Two programs on one folder."""

from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.errors import DiskFailed, FolderNotWritten
from desktop.services import program_folder
from desktop.workers.open_once import LOCK_NAME, OpenOnce
from tests.full_disk import leave_a_lock, write_nothing


def test_the_second_is_refused_and_calls_the_first(qtbot: QtBot, data_dir: Path) -> None:
    first, second = OpenOnce(data_dir), OpenOnce(data_dir)
    assert first.take()
    first.listen()
    assert not second.take()
    with qtbot.waitSignal(first.called):
        assert second.call()
    first.release()


def test_nobody_answers_while_nobody_listens(qtbot: QtBot, data_dir: Path) -> None:
    first, second = OpenOnce(data_dir), OpenOnce(data_dir)
    assert first.take()
    assert not second.take()
    second.start_ms = 0
    assert not second.call()
    first.release()


def test_one_that_listens_only_later_answers_then(qtbot: QtBot, data_dir: Path) -> None:
    """A double click starts two, and the first one has no window yet."""
    first, second = OpenOnce(data_dir), OpenOnce(data_dir)
    assert first.take()
    with ThreadPoolExecutor(1) as pool:
        heard = pool.submit(second.call)
        assert not heard.done()
        first.listen()
        qtbot.waitUntil(heard.done, timeout=10_000)
    assert heard.result()
    first.release()


def test_where_nothing_can_be_locked_is_no_other_program(qtbot: QtBot, data_dir: Path) -> None:
    with pytest.raises(DiskFailed):
        OpenOnce(data_dir / "gone").take()


def test_on_a_full_disk_nothing_is_called_open_that_is_not(
    qtbot: QtBot, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what a kill left, Qt alone says that somebody holds it."""
    leave_a_lock(data_dir)
    write_nothing(monkeypatch)
    with pytest.raises(FolderNotWritten) as refused:
        OpenOnce(data_dir).take()
    assert refused.value.full
    assert Path(refused.value.path) == data_dir


def test_on_a_full_disk_one_that_is_open_is_still_called(
    qtbot: QtBot, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = OpenOnce(data_dir)
    assert first.take()
    write_nothing(monkeypatch)
    assert not OpenOnce(data_dir).take()
    first.release()


@pytest.mark.parametrize("left", ["", "1\nprosaas\na-name-of-before\n"], ids=["empty", "renamed"])
def test_what_a_power_cut_or_another_name_of_the_computer_leaves_is_taken_over(
    qtbot: QtBot, data_dir: Path, left: str
) -> None:
    lock = data_dir / LOCK_NAME
    lock.write_text(left, encoding="utf-8")
    os.utime(lock, (0, 0))
    once = OpenOnce(data_dir)
    assert once.take()
    once.release()


def test_what_another_one_is_making_is_left_alone(
    qtbot: QtBot, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program_folder, "_MADE_SECONDS", math.inf)
    (data_dir / LOCK_NAME).touch()
    assert not OpenOnce(data_dir).take()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights: the folder's count")
def test_the_lock_is_for_this_user_only(qtbot: QtBot, data_dir: Path) -> None:
    once = OpenOnce(data_dir)
    assert once.take()
    assert (data_dir / LOCK_NAME).stat().st_mode & 0o777 == 0o600
    once.release()


def test_a_folder_that_was_let_go_can_be_taken(qtbot: QtBot, data_dir: Path, tmp_path: Path) -> None:
    first = OpenOnce(data_dir)
    assert first.take()
    assert OpenOnce(tmp_path).take()
    first.release()
    assert OpenOnce(data_dir).take()
