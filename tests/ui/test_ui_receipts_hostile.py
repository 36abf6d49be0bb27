"""Hostile and odd files in the window: a first view or a plain reason, little memory, and the next is shown.

How long a file takes is told by the processor's time in the process that opens it (its own start is not
counted), and whether the window answers by the longest time that its thread worked in one go: both are the
same however much else the computer does.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.errors import (
    AppError,
    DocumentTooHeavy,
    FileDamaged,
    FileEmpty,
    FormatNotSupported,
    PasswordWanted,
)
from desktop.ui.receipts.document.document_actions import DocumentActions
from desktop.ui.receipts.document.reading_view import ReadingView
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.render_limits import memory_of
from tests.campaigns.mutation import mutated
from tests.workers.hostile_kit import (
    huge_jpeg,
    huge_tiff,
    long_pdf,
    packed_many_times,
    pdf_bomb,
    png_bomb,
)
from tests.workers.pdf_kit import locked_pdf
from tests.workers.renderer_kit import PATIENT_SECONDS, WAIT_MS, picture, write_pdf

needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")

FIRST_VIEW_SECONDS = 1.0
PROGRAM_MEGABYTES = 160
"""What the program holds with an account of a few thousand rows and its window open, and some."""
MOST_MEGABYTES = 400
LONGEST_GO_SECONDS = 0.1


class Shown:
    """The view in a window, with the process that opens its files."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.renderer = DocumentRenderer(answer_seconds=PATIENT_SECONDS)
        self.owner = QWidget()
        self.view = ReadingView(self.renderer, DocumentActions(self.owner), self.owner)
        self.errors: list[AppError] = []
        self.view.failed.connect(self.errors.append)
        qtbot.addWidget(self.owner)
        self.owner.resize(850, 668)
        self.view.resize(850, 668)
        self.owner.show()
        self.renderer.warm_up()
        qtbot.waitUntil(lambda: self.renderer.child_pid > 0, timeout=30_000)

    def show(self, path: Path) -> AppError | None:
        """Until it is seen; or why not."""
        self.errors.clear()
        self.view.show_document(path)
        self.qtbot.waitUntil(lambda: bool(self.errors) or self.view.sharp, timeout=WAIT_MS)
        return self.errors[0] if self.errors else None

    def close(self) -> None:
        self.view.clear()
        self.renderer.close()


@pytest.fixture
def shown(look: QApplication, qtbot: QtBot) -> Iterator[Shown]:
    made = Shown(qtbot)
    yield made
    made.close()


class Beat:
    """While events were due: how long this thread worked in one go, and how much memory was held, at most."""

    def __init__(self, renderer: DocumentRenderer) -> None:
        self.longest = 0.0
        self.megabytes = 0
        self._renderer = renderer
        self._last = time.thread_time()
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def beat(self) -> None:
        """One go is over."""
        now = time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self._last = now
        self.megabytes = max(self.megabytes, memory_of(self._renderer.child_pid) >> 20)

    def stop(self) -> None:
        self.beat()
        self._timer.stop()


def seconds(pid: int) -> float:
    """That a process worked, its threads too."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def _written(content: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


Make = Callable[[Path], Path]
HTML = b"<!DOCTYPE html><html><body>Sign in</body></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><image href='http://127.0.0.1:1/x'/></svg>"
HOSTILE: dict[str, tuple[Make, type[AppError] | None]] = {
    "12,000 x 16,000.jpg": (huge_jpeg, None),
    "100 MB.tif": (huge_tiff, None),
    "400 pages.pdf": (long_pdf, None),
    "password.pdf": (_written(locked_pdf("1234", "words")), PasswordWanted),
    "empty.jpg": (_written(b""), FileEmpty),
    "html.pdf": (_written(HTML), FormatNotSupported),
    "svg.png": (_written(SVG), FormatNotSupported),
    "svg with a declaration.svg": (_written(b"<?xml version='1.0'?>" + SVG), FormatNotSupported),
    "bomb.png": (lambda path: png_bomb(path, 30_000, 1, 0), DocumentTooHeavy),
    "heic.heic": (_written(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)), None),
}


@needs_proc
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_seen_or_says_why_not(shown: Shown, tmp_path: Path, name: str) -> None:
    make, kind = HOSTILE[name]
    path = make(tmp_path / name)
    pid, before = shown.renderer.child_pid, seconds(shown.renderer.child_pid)
    beat = Beat(shown.renderer)
    error = shown.show(path)
    beat.stop()
    if name == "heic.heic":
        # Where the system can show such pictures this one is damaged.
        assert isinstance(error, FormatNotSupported | FileDamaged)
    else:
        assert type(error) is (kind or type(None))
    assert bool(shown.view.page_count) is (error is None)
    assert bool(shown.view.notes.sentence) is (error is not None)
    assert shown.renderer.child_pid == pid, "the process is the same"
    assert seconds(pid) - before <= FIRST_VIEW_SECONDS
    assert beat.megabytes + PROGRAM_MEGABYTES <= MOST_MEGABYTES
    assert beat.longest <= LONGEST_GO_SECONDS
    assert shown.show(write_pdf(tmp_path / "next.pdf")) is None


@needs_proc
def test_a_page_that_unpacks_to_half_a_gigabyte(shown: Shown, tmp_path: Path) -> None:
    """Too much for the process: it is ended, the window lives on."""
    bomb = pdf_bomb(tmp_path / "bomb.pdf", packed_many_times(b"q Q " * (1 << 18), 500))
    beat = Beat(shown.renderer)
    assert isinstance(shown.show(bomb), FileDamaged | DocumentTooHeavy)
    beat.stop()
    assert beat.longest <= LONGEST_GO_SECONDS
    assert beat.megabytes + PROGRAM_MEGABYTES <= MOST_MEGABYTES
    assert shown.show(write_pdf(tmp_path / "next.pdf")) is None


@pytest.mark.timeout(150)
def test_a_search_through_four_hundred_pages_leaves_the_window_free(shown: Shown, tmp_path: Path) -> None:
    """For a letter of which every page is full, painted as it is found."""
    assert shown.show(long_pdf(tmp_path / "long.pdf")) is None
    view = shown.view
    view.open_find()
    beat = Beat(shown.renderer)
    view.find_bar.field.setText("o")
    # The other process reads them all: as long as its computer takes.
    shown.qtbot.waitUntil(lambda: not view.search.busy, timeout=120_000)
    shown.qtbot.waitUntil(lambda: view.texts.placed(view.page) is not None, timeout=30_000)
    for _ in range(20):
        # Each is a key of its own.
        beat.beat()
        view.search.step(1)
        view.viewport().grab()
    beat.stop()
    assert view.search.count == 400 * 20 * 3
    assert beat.longest <= LONGEST_GO_SECONDS


def test_mutated_files_one_after_the_other(shown: Shown, tmp_path: Path) -> None:
    """Few of them; `python -m tests.campaigns mutated-files` has ten thousand."""
    dice = random.Random(6)
    picture(200, 100).save(str(tmp_path / "a.jpg"))
    seeds = [(tmp_path / "a.jpg").read_bytes(), write_pdf(tmp_path / "b.pdf").read_bytes()]
    for _ in range(10):
        path = tmp_path / "spoilt"
        path.write_bytes(mutated(dice.choice(seeds), dice))
        error = shown.show(path)
        assert error is None or type(error) is not AppError
    assert shown.show(tmp_path / "b.pdf") is None


# -- passwords -----------------------------------------------------------------------------------


def test_a_password_is_asked_for_in_place(shown: Shown, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "bank.pdf"
    path.write_bytes(locked_pdf("123456782", "Hello bank"))
    assert isinstance(shown.show(path), PasswordWanted)
    form = shown.view.notes.password
    drawn: list[object] = []
    shown.view.first_page_drawn.connect(drawn.append)
    assert form.isVisible()
    assert "password" in shown.view.notes.sentence
    for typed in ("wrong", "123456782"):
        shown.errors.clear()
        qtbot.keyClicks(form.field, typed)
        form.open_button.click()
        assert form.field.text() == ""
        qtbot.waitUntil(lambda: bool(shown.errors) or shown.view.sharp, timeout=20_000)
        assert bool(shown.errors) is (typed == "wrong")
    qtbot.waitUntil(lambda: shown.view.texts.placed(0) is not None, timeout=20_000)
    assert not drawn, "no picture of it is kept on the disk"
    assert shown.show(write_pdf(tmp_path / "other.pdf")) is None
    assert shown.show(path) is None, "it is known while the program runs"
    assert not [file for file in tmp_path.rglob("*") if b"123456782" in file.read_bytes()]
