"""The start: the list is painted before anything is loaded that it does not need."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from weakref import ref

import pytest
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.demo.server import DemoOptions, DemoServer
from desktop.store.app_dirs import AppDirs
from desktop.ui.application import make_application
from desktop.ui.main_window import SMALLEST_SIZE
from desktop.workers.collector import ALL_EVERY, Collector
from tests.app.conftest import Driver
from tests.prepared import prepare
from tests.translations import ROOT

ROWS = 40
HEAVY = (
    "PySide6.QtMultimedia",
    "PySide6.QtNetwork",
    "PySide6.QtPdf",
    "PySide6.QtSvg",
    "desktop.api",
    "desktop.core.models",
    "desktop.core.transfer_plan",
    "desktop.services.export",
    "desktop.ui.calls.calls_page",
    "desktop.ui.receipts",
    "desktop.ui.widgets.focus_ring",
    "desktop.workers.document_renderer",
    "desktop.workers.download_queue",
    "flask",
    "hashlib",
    "html",
    "keyring",
    "platformdirs",
    "requests",
    "urllib3",
)
JUMP = 8
"""Pixels that a list may move when the rest comes: how high the filters are is the font's affair."""

START = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from desktop.app import Program
from desktop.ui.application import make_application
from desktop.store.app_dirs import AppDirs

class Watched(Program):
    def place(self):
        table = self.window.calls_table
        corner = table.mapTo(self.window, QPoint())
        return corner.x(), corner.y(), corner.x() + table.width(), corner.y() + table.height()

    def _after_first_paint(self):
        calls = self.window.calls_table.calls
        found = {"modules": sorted(sys.modules), "rows": calls.rowCount(), "pages": len(calls._pages)}
        found["before"] = self.place()
        self.found = found
        super()._after_first_paint()
        self.found["turns"] = 0

    def _on_build_turn(self):
        self.found["turns"] += 1
        super()._on_build_turn()

    def _go(self):
        for _ in range(3):
            QApplication.processEvents()
        found = self.found
        found["after"] = self.place()
        cell = self.window.calls_table.visualRect(self.window.calls_table.model().index(0, 0))
        shown = self.window.calls_table.viewport().grab(cell).toImage()
        places = ((x, y) for x in range(shown.width()) for y in range(shown.height() - 2))
        found["colours"] = len({shown.pixel(*place) for place in places})
        print(json.dumps(found), flush=True)
        self.window.close()

app = make_application()
program = Watched(app, AppDirs(Path(sys.argv[1])), sys.argv[2])
program.show()
app.exec()
program.close()
"""


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's folder after a sync; the server is gone."""
    base = tmp_path_factory.mktemp("start")
    with DemoServer(DemoOptions(calls=ROWS, receipts=5)) as server:
        prepare(base, server)
    return base


def _start(folder: Path, language: str) -> dict[str, Any]:
    """What was found at the first paint of a start in a process of its own, and once all was built."""
    command = [sys.executable, "-c", START, str(folder), language]
    child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=50)
    assert child.returncode == 0, child.stderr
    found: dict[str, Any] = json.loads(child.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_first_list_comes_before_everything_else(folder: Path, language: str) -> None:
    # The second time it knows how high its filters are in a window as narrow as this screen.
    _start(folder, language)
    found = _start(folder, language)
    # The icon of the first column, which is drawn a moment after the words.
    assert found["colours"] > 2
    assert found["rows"] == ROWS
    assert found["pages"] == 1, "its rows were read, and nothing but painting reads them"
    assert set(HEAVY) & set(found["modules"]) == set()
    moved = [abs(after - before) for before, after in zip(found["before"], found["after"], strict=True)]
    assert found["turns"] >= 5, "the window answers while the rest is built"
    assert max(moved) <= JUMP, f"the list jumped when the rest came: {found['before']}, {found['after']}"


def test_in_a_narrow_window_the_list_stands_where_it_stood_last_time(folder: Path) -> None:
    # The screen here is smaller than the first size: the second start is narrow, its filters on two lines.
    _start(folder, "he")
    _start(folder, "he")
    found = _start(folder, "he")
    moved = [abs(after - before) for before, after in zip(found["before"], found["after"], strict=True)]
    assert max(moved) <= 1
    assert found["before"][1] > 60


class ClosedEarly(Program):
    """The user closes it while the rest is built."""

    turns = 0
    was_complete = True

    @Slot()
    def _on_build_turn(self) -> None:
        super()._on_build_turn()
        self.turns += 1
        if self.turns == 2:
            self.was_complete = self.is_complete
            self.close()


def test_closed_while_the_rest_is_built(
    qapp: QApplication, qtbot: QtBot, data_dir: Path, uncaught: list[BaseException]
) -> None:
    program = ClosedEarly(make_application(), AppDirs(data_dir))
    program.show()
    qtbot.waitUntil(lambda: program.turns >= 2, timeout=10_000)
    assert not program.was_complete
    assert program.tasks.close(0)
    assert uncaught == []


def test_the_first_window_is_not_larger_than_the_screen(driver: Driver) -> None:
    """A notebook of 1366 x 768 lost the rail and the status bar beyond its edges."""
    window = driver.program.window
    room = window.screen().availableGeometry().size()
    assert window.width() <= max(room.width(), SMALLEST_SIZE.width())
    assert window.height() <= max(room.height(), SMALLEST_SIZE.height())


class _Ring:
    """Garbage once nobody knows it, for the cyclic collection alone."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_new_is_collected_each_time_and_all_now_and_then(driver: Driver) -> None:
    """To go through all that there is takes the window long enough to be felt while recordings come."""
    driver.wait(lambda: driver.program.is_complete)
    collector = driver.program.findChild(Collector)
    assert collector is not None
    kept, new = _Ring(), ref(_Ring())
    collector.collect()
    assert new() is None
    gc.collect(1)
    old = ref(kept)
    del kept
    collector.collect()
    assert old() is not None, "it is not looked at each time"
    for _ in range(ALL_EVERY):
        collector.collect()
    assert old() is None
