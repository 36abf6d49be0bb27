"""A finished ZIP, copied to where the user says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.messages import Messages
from desktop.ui.zip_export.zip_copying import ZipCopying
from desktop.ui.zip_export.zip_file_row import CopyLine
from desktop.workers.task_pool import TaskPool


@pytest.fixture
def window(look: QApplication, qtbot: QtBot) -> QWidget:
    """In English."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def messages(window: QWidget) -> Messages:
    return Messages(window)


@pytest.fixture
def copying(window: QWidget, messages: Messages, tmp_path: Path) -> Iterator[ZipCopying]:
    tasks = TaskPool()
    made = ZipCopying(tasks, messages, window)
    made.folder = str(tmp_path)
    yield made
    made.drop()
    assert tasks.close(10_000)


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    path = tmp_path / "finished.zip"
    path.write_bytes(bytes(1000))
    return path


def test_a_name_that_gets_its_ending_here_is_asked_about(
    copying: ZipCopying, finished: Path, tmp_path: Path
) -> None:
    """The dialog asked about the name as it was typed, and about no other."""
    mine = tmp_path / "mine.zip"
    mine.write_text("my own")
    asked = list[str]()

    def type_it_and_think_again(suggested: str) -> str:
        asked.append(suggested)
        return str(tmp_path / "mine") if len(asked) == 1 else ""

    copying.choose_target = type_it_and_think_again
    copying.copy(finished)
    assert asked == [str(finished), str(mine)]
    assert copying.task is None and mine.read_text() == "my own"


def test_a_copy_that_fails_looks_like_it_and_offers_another_place(
    copying: ZipCopying, window: QWidget, messages: Messages, qtbot: QtBot, finished: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    line = CopyLine(copying, window)
    copying.choose_target = lambda _: str(tmp_path / "file" / "copy.zip")
    copying.copy(finished)
    qtbot.waitUntil(lambda: copying.task is None)
    assert copying.failed
    [message] = messages.standing
    assert line.label.text() == message.sentence
    assert "a file stands where a folder should be." in message.sentence
    assert message.action is not None and message.action.label == "Choose another folder"
    copying.choose_target = lambda _: str(tmp_path / "copy.zip")
    message.action.run()
    qtbot.waitUntil(lambda: copying.task is None)
    assert (tmp_path / "copy.zip").read_bytes() == finished.read_bytes()
    assert not copying.failed


def test_of_a_zip_that_is_gone_no_place_helps(
    copying: ZipCopying, messages: Messages, qtbot: QtBot, tmp_path: Path
) -> None:
    copying.choose_target = lambda _: str(tmp_path / "copy.zip")
    copying.copy(tmp_path / "gone.zip")
    qtbot.waitUntil(lambda: copying.task is None)
    [message] = messages.standing
    assert "gone.zip" in message.sentence and message.action is None
