"""Spoilt receipt files through the DocumentRenderer: an image or an AppError, and the next one is shown."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QImage

from desktop.core.errors import AppError
from desktop.core.resources import resource_path
from desktop.workers.document_renderer import DocumentInfo, DocumentRenderer
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.mutation import mutated

SIZE = QSize(480, 640)
PATIENCE_MS = 40_000
"""More than the renderer's own for opening and drawing, a new process included."""
SUFFIXES = ("", ".pdf", ".png", ".jpg", ".bin")


def run(plan: Plan, outcome: Outcome) -> None:
    """Every case is one file; after each that ended badly a sound one is shown."""
    samples = sorted(
        path for path in resource_path("demo").iterdir() if path.suffix in (".pdf", ".png", ".jpg")
    )
    renderer = DocumentRenderer()
    try:
        with tempfile.TemporaryDirectory() as folder:
            for number, dice in plan.cases():
                path = _spoilt(samples, Path(folder), dice)
                end = _show(renderer, path, dice)
                path.unlink()
                _judge(number, end, outcome)
                if not isinstance(end, QImage):
                    sound = _show(renderer, samples[number % len(samples)], None)
                    if not isinstance(sound, QImage):
                        outcome.fail(number, f"the sound file after it ended as {_name(sound)}")
    finally:
        renderer.close()


def _spoilt(samples: list[Path], folder: Path, dice: random.Random) -> Path:
    path = folder / f"receipt{dice.choice(SUFFIXES)}"
    path.write_bytes(mutated(dice.choice(samples).read_bytes(), dice))
    return path


def _judge(number: int, end: QImage | AppError | None, outcome: Outcome) -> None:
    outcome.tally[_name(end)] += 1
    if end is None:
        outcome.fail(number, "never answered")
    elif isinstance(end, QImage) and (end.isNull() or end.size() != SIZE):
        outcome.fail(number, f"an image of {end.width()} x {end.height()}")
    elif type(end) is AppError:
        outcome.fail(number, f"an error without a kind: {end}")


def _name(end: QImage | AppError | None) -> str:
    return "image" if isinstance(end, QImage) else type(end).__name__


def _show(renderer: DocumentRenderer, path: Path, dice: random.Random | None) -> QImage | AppError | None:
    """Opens the file and draws a page of it; None when there was no answer."""
    showing = _Showing(renderer, dice)
    return showing.run(path)


class _Showing:
    """One file on its way to an image."""

    def __init__(self, renderer: DocumentRenderer, dice: random.Random | None) -> None:
        self._renderer = renderer
        self._dice = dice
        self._loop = QEventLoop()
        self._handle = 0
        self._end: QImage | AppError | None = None

    def run(self, path: Path) -> QImage | AppError | None:
        timer = QTimer(singleShot=True, interval=PATIENCE_MS)
        timer.timeout.connect(self._loop.quit)
        timer.start()
        self._handle = self._renderer.open(path, self._on_opened, self._on_end)
        if self._end is None:
            self._loop.exec()
        self._renderer.drop(self._handle)
        return self._end

    def _on_opened(self, info: DocumentInfo) -> None:
        last = max(0, info.page_count - 1)
        page = self._dice.choice((0, 0, last)) if self._dice else 0
        rotation = self._dice.choice((0, 0, 90, 180)) if self._dice else 0
        self._renderer.render(self._handle, page, SIZE, rotation, self._on_end, self._on_end)

    def _on_end(self, end: QImage | AppError) -> None:
        self._end = end
        self._loop.quit()


CAMPAIGN = Campaign("mutated-files", run, count=3000, sample=12)
