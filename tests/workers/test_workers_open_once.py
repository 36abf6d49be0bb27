"""Two programs on one folder."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.errors import DiskFailed
from desktop.workers.open_once import OpenOnce


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


def test_a_folder_that_was_let_go_can_be_taken(qtbot: QtBot, data_dir: Path, tmp_path: Path) -> None:
    first = OpenOnce(data_dir)
    assert first.take()
    assert OpenOnce(tmp_path).take()
    first.release()
    assert OpenOnce(data_dir).take()
