"""A page of an open document that takes long to draw says so in its place, and no other one does."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.receipts.document.document_view import DocumentView
from desktop.workers.document_renderer import DocumentRenderer
from tests.workers.renderer_kit import write_pdf

LONG_SECONDS = 600.0
"""No test waits so long: what is seen earlier did not wait for the end of it."""
WAIT_MS = 60_000
SLOW = "This page takes long to draw. It is still being tried."

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stops a process by a signal")


@pytest.fixture
def renderer(qtbot: QtBot) -> Iterator[DocumentRenderer]:
    made = DocumentRenderer(answer_seconds=LONG_SECONDS)
    yield made
    made.close()


@pytest.fixture
def view(
    look: QApplication, qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path
) -> Iterator[DocumentView]:
    """The first of twenty pages."""
    made = DocumentView(renderer)
    qtbot.addWidget(made)
    made.resize(850, 668)
    made.show()
    made.show_document(write_pdf(tmp_path / "a.pdf", ("red",) * 20))
    yield made
    made.clear()


def show_what_hangs(qtbot: QtBot, renderer: DocumentRenderer, view: DocumentView) -> None:
    """A page far from the first: nothing else is asked of the process, which answers no more."""

    def at_rest() -> bool:
        drawn = view.sharp and not view._beside.isActive()
        return drawn and renderer._current is None and not renderer._waiting

    qtbot.waitUntil(at_rest, timeout=WAIT_MS)
    os.kill(renderer.child_pid, signal.SIGSTOP)
    view.go_to_page(14)
    qtbot.waitUntil(lambda: view.words.of(14) == SLOW, timeout=WAIT_MS)


def test_it_says_so_until_it_is_drawn(qtbot: QtBot, renderer: DocumentRenderer, view: DocumentView) -> None:
    show_what_hangs(qtbot, renderer, view)
    blank = view.viewport().grab().toImage()
    assert view.words.of(0) == view.words.of(13) == ""
    os.kill(renderer.child_pid, signal.SIGCONT)
    qtbot.waitUntil(lambda: view.sharp, timeout=WAIT_MS)
    assert view.words.of(14) == ""
    assert view.viewport().grab().toImage() != blank


def test_of_another_document_nothing_is_said(
    qtbot: QtBot, renderer: DocumentRenderer, view: DocumentView
) -> None:
    show_what_hangs(qtbot, renderer, view)
    view.clear()
    assert view.words.of(14) == ""
    os.kill(renderer.child_pid, signal.SIGCONT)
