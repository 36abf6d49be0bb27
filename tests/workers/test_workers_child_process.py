"""What both of this program's own processes have in common, whatever becomes of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from desktop.core.errors import AppError, DocumentTooHeavy, FileDamaged
from desktop.workers.child_process import ChildProcess
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.render_limits import memory_of
from desktop.workers.waveform_maker import WaveformMaker
from tests.workers.renderer_kit import failure
from tests.workers.test_workers_waveform_maker import Heard

HANGS = "import time; time.sleep(600)"


def child_saying(*heads: str, then: str = HANGS) -> tuple[str, list[str]]:
    """A process that says these heads of frames."""
    frames = [f"s({head!r})" for head in heads]
    says = "import os, struct; s = lambda head: os.write(1, struct.pack('<II', len(head), 0) + head.encode())"
    return sys.executable, ["-c", "; ".join([says, *frames, then])]


def test_an_answer_that_makes_no_sense_is_the_end_of_its_request(qtbot: QtBot, tmp_path: Path) -> None:
    renderer = DocumentRenderer(command=child_saying('{"ready": true, "pid": 1}', '{"kind": "PDF"}'))
    try:
        assert isinstance(failure(qtbot, renderer, tmp_path / "a.pdf"), FileDamaged)
    finally:
        renderer.close()


def test_memory_is_that_of_the_process_that_says_that_it_is_ready(qtbot: QtBot, tmp_path: Path) -> None:
    """On Windows an environment's python starts another one, and itself takes next to nothing."""
    ready = f'{{"ready": true, "pid": {os.getpid()}}}'
    half = memory_of(os.getpid()) // 2
    maker, heard = WaveformMaker(command=child_saying(ready), memory_bytes=half), Heard()
    heard.ask(qtbot, maker, tmp_path)
    assert isinstance(heard.errors[0], DocumentTooHeavy)


def test_the_end_of_a_process_is_not_waited_for(qtbot: QtBot, qapp: QApplication) -> None:
    child = ChildProcess(child_saying('{"ready": true}'), qapp)
    before = set(qapp.findChildren(QProcess))
    child.start(_nothing, _never)
    [process] = set(qapp.findChildren(QProcess)) - before
    qtbot.waitUntil(lambda: process.state() == QProcess.ProcessState.Running)
    ended = QSignalSpy(process.finished)
    child.end()
    assert not child.running
    assert ended.count() == 0, "how soon it is gone is up to the system"
    qtbot.waitUntil(lambda: ended.count() == 1 or not Shiboken.isValid(process))
    qtbot.waitUntil(lambda: not Shiboken.isValid(process))


def test_at_the_end_of_the_program_it_is(qtbot: QtBot, qapp: QApplication) -> None:
    child = ChildProcess(child_saying('{"ready": true}'), qapp)
    child.start(_nothing, _never)
    qtbot.waitUntil(lambda: child.pid > 0)
    pid = child.pid
    child.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def _nothing(_head: dict[str, Any], _payload: bytes) -> Callable[[], None]:
    return _well


def _well() -> None:
    """There is nothing to do about it."""


def _never(error: AppError, by_itself: bool) -> None:
    raise AssertionError(f"{error} {by_itself}")
