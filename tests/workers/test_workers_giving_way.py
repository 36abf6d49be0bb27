"""What somebody waits for stands behind nothing that nobody sees, in its process and beside the other one."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize
from pytestqt.qtbot import QtBot

from desktop.workers import giving_way
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.giving_way import GivingWay
from tests.workers.renderer_kit import Answers, is_reddish, one_answer, opened, write_pdf

LONG_SECONDS = 600.0
"""No test waits so long: what is seen earlier did not wait for the end of it."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stops a process by a signal")


@pytest.fixture
def front(qtbot: QtBot) -> Iterator[DocumentRenderer]:
    made = DocumentRenderer(answer_seconds=LONG_SECONDS)
    yield made
    made.close()


@pytest.fixture
def behind(qtbot: QtBot) -> Iterator[DocumentRenderer]:
    made = DocumentRenderer(is_behind=True, answer_seconds=LONG_SECONDS)
    yield made
    made.close()


def ask(renderer: DocumentRenderer, handle: int, page: int, *, visible: bool = False) -> Answers:
    answers = Answers()
    size, on_image = QSize(100, 141), answers.images.append
    renderer.render(handle, page, size, 0, on_image, answers.errors.append, visible=visible)
    return answers


def test_what_is_waited_for_does_not_stand_behind_a_page_that_hangs_unseen(
    qtbot: QtBot, front: DocumentRenderer, tmp_path: Path
) -> None:
    handle, _ = opened(qtbot, front, write_pdf(tmp_path / "a.pdf", ("red", "red")))
    os.kill(front.child_pid, signal.SIGSTOP)
    beside = ask(front, handle, 1)
    assert opened(qtbot, front, write_pdf(tmp_path / "b.pdf"))[1].infos
    # Nobody dropped it: it is drawn when there is time.
    one_answer(qtbot, beside)
    assert is_reddish(beside.images[0].pixelColor(10, 10))


def test_a_document_that_hangs_and_was_left_holds_up_nothing(
    qtbot: QtBot, front: DocumentRenderer, tmp_path: Path
) -> None:
    handle, _ = opened(qtbot, front, write_pdf(tmp_path / "a.pdf"))
    os.kill(front.child_pid, signal.SIGSTOP)
    left = ask(front, handle, 0, visible=True)
    front.drop(handle)
    assert opened(qtbot, front, write_pdf(tmp_path / "b.pdf"))[1].infos
    assert left.count == 0


def test_behind_nothing_is_begun_while_the_front_is_at_work(
    qtbot: QtBot, front: DocumentRenderer, behind: DocumentRenderer, tmp_path: Path
) -> None:
    path = write_pdf(tmp_path / "a.pdf", ("red",))
    owner = QObject()
    GivingWay(front, behind, owner)
    shown, _ = opened(qtbot, front, path)
    ahead, _ = opened(qtbot, behind, path)
    os.kill(front.child_pid, signal.SIGSTOP)
    seen, drawn_ahead = ask(front, shown, 0, visible=True), ask(behind, ahead, 0)
    assert behind.document_bytes == 0, "it was not begun"
    os.kill(front.child_pid, signal.SIGCONT)
    one_answer(qtbot, seen)
    one_answer(qtbot, drawn_ahead)
    assert is_reddish(drawn_ahead.images[0].pixelColor(10, 10))


def test_what_is_large_behind_is_ended_for_the_front_and_begun_anew(
    qtbot: QtBot,
    front: DocumentRenderer,
    behind: DocumentRenderer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(giving_way, "LIGHT_BYTES", -(1 << 40))
    path = write_pdf(tmp_path / "a.pdf", ("red",))
    owner = QObject()
    GivingWay(front, behind, owner)
    ahead, _ = opened(qtbot, behind, path)
    stopped = behind.child_pid
    os.kill(stopped, signal.SIGSTOP)
    drawn_ahead = ask(behind, ahead, 0)
    seen = Answers()
    front.open(path, seen.infos.append, seen.errors.append)
    assert behind.child_pid == 0, "it is ended before anything else happens"
    one_answer(qtbot, seen)
    one_answer(qtbot, drawn_ahead)
    assert behind.child_pid != stopped
    assert is_reddish(drawn_ahead.images[0].pixelColor(10, 10))


def test_the_front_is_at_work_until_nothing_is_wanted_of_it(
    qtbot: QtBot, front: DocumentRenderer, tmp_path: Path
) -> None:
    told: list[bool] = []
    front.at_work_changed.connect(told.append)
    handle = front.open(write_pdf(tmp_path / "a.pdf"), lambda _: None, lambda _: None)
    front.drop(handle)
    # It was not even sent: the process starts only now.
    qtbot.waitUntil(lambda: told == [True, False])
