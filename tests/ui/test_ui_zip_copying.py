"""A finished ZIP, copied to where the user says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.messages import Messages
from desktop.ui.zip_export.zip_copying import ZipCopying
from desktop.workers.task_pool import TaskPool


@pytest.fixture
def copying(qtbot: QtBot, tmp_path: Path) -> Iterator[ZipCopying]:
    window, tasks = QWidget(), TaskPool()
    qtbot.addWidget(window)
    made = ZipCopying(tasks, Messages(window), window)
    made.folder = str(tmp_path)
    yield made
    made.drop()
    assert tasks.close(10_000)


def test_a_name_that_gets_its_ending_here_is_asked_about(copying: ZipCopying, tmp_path: Path) -> None:
    """The dialog asked about the name as it was typed, and about no other."""
    finished, mine = tmp_path / "finished.zip", tmp_path / "mine.zip"
    finished.write_bytes(bytes(1000))
    mine.write_text("my own")
    asked = list[str]()

    def type_it_and_think_again(suggested: str) -> str:
        asked.append(suggested)
        return str(tmp_path / "mine") if len(asked) == 1 else ""

    copying.choose_target = type_it_and_think_again
    copying.copy(finished)
    assert asked == [str(finished), str(mine)]
    assert copying.task is None and mine.read_text() == "my own"
