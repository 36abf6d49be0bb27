"""Spoilt receipt files through the DocumentRenderer: an image or an AppError, and the next one is shown.

Of a PDF that opens the text is read, too. None takes over five seconds, and none ends the program. One that
does is asked for once more: a file is as slow again, a computer that was busy is not.
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QImage

from desktop.core.errors import AppError
from desktop.core.media_type import MediaType
from desktop.core.page_text import PageText
from desktop.workers.document_info import DocumentInfo
from desktop.workers.document_renderer import DocumentRenderer
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.mutation import mutated
from tests.campaigns.seeds import sound_files

SIZE = QSize(480, 640)
PATIENCE_MS = 40_000
"""More than the renderer's own for opening and drawing, a new process included."""
MOST_SECONDS = 5.0
SUFFIXES = ("", ".pdf", ".png", ".jpg", ".bin")


def run(plan: Plan, outcome: Outcome) -> None:
    """Every case is one file; after each that ended badly a sound one is shown."""
    renderer = DocumentRenderer()
    renderer.warm_up()
    try:
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as seeds:
            samples = sound_files(Path(seeds))
            sound = [path for path in samples if path.name != "locked.pdf"]
            for number, dice in plan.cases():
                path = _spoilt(samples, Path(folder), dice)
                end = _timed(renderer, path, dice, number, outcome)
                path.unlink()
                _judge(number, end, outcome)
                if not isinstance(end, QImage):
                    after = _Showing(renderer, None).run(sound[number % len(sound)])
                    if not isinstance(after, QImage):
                        outcome.fail(number, f"the sound file after it ended as {_name(after)}")
    finally:
        renderer.close()


def _spoilt(samples: list[Path], folder: Path, dice: random.Random) -> Path:
    path = folder / f"receipt{dice.choice(SUFFIXES)}"
    path.write_bytes(mutated(dice.choice(samples).read_bytes(), dice))
    return path


def _timed(
    renderer: DocumentRenderer, path: Path, dice: random.Random, number: int, outcome: Outcome
) -> QImage | AppError | None:
    """How it ended; what that took, and whether the process that opens files was lost to it, is counted."""
    before, again = renderer.child_pid, random.Random()
    again.setstate(dice.getstate())
    end, took = _shown(renderer, path, dice)
    if before and renderer.child_pid != before:
        outcome.tally["processes-lost"] += 1
    outcome.measured("file", took)
    if took > MOST_SECONDS:
        outcome.tally["asked-again"] += 1
        end, took = _shown(renderer, path, again)
        outcome.measured("file asked again", took)
    if took > MOST_SECONDS:
        outcome.fail(number, f"took {took:.1f} s")
    return end


def _shown(
    renderer: DocumentRenderer, path: Path, dice: random.Random
) -> tuple[QImage | AppError | None, float]:
    """How it ended, and after how many seconds."""
    began = time.monotonic()
    return _Showing(renderer, dice).run(path), time.monotonic() - began


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


class _Showing:
    """One file on its way to an image."""

    def __init__(self, renderer: DocumentRenderer, dice: random.Random | None) -> None:
        self._renderer = renderer
        self._dice = dice
        self._loop = QEventLoop()
        self._handle = 0
        self._end: QImage | AppError | None = None
        self._has_text = False

    def run(self, path: Path) -> QImage | AppError | None:
        """Opens the file, draws a page of it and reads its text; None when there was no answer."""
        timer = QTimer(singleShot=True, interval=PATIENCE_MS)
        timer.timeout.connect(self._loop.quit)
        timer.start()
        self._handle = self._renderer.open(path, self._on_opened, self._on_end)
        if not self._is_over(self._end):
            self._loop.exec()
        self._renderer.drop(self._handle)
        return self._end

    def _on_opened(self, info: DocumentInfo) -> None:
        last = max(0, info.page_count - 1)
        page = self._dice.choice((0, 0, last)) if self._dice else 0
        rotation = self._dice.choice((0, 0, 90, 180)) if self._dice else 0
        self._has_text = info.kind is not MediaType.PDF
        self._renderer.render(self._handle, page, SIZE, rotation, self._on_end, self._on_end)
        if not self._has_text:
            self._renderer.ask_text(self._handle, page, self._on_text, self._on_text, places=True)

    def _is_over(self, end: QImage | AppError | None) -> bool:
        return isinstance(end, AppError) or (end is not None and self._has_text)

    def _on_text(self, _: PageText | AppError) -> None:
        self._has_text = True
        if self._is_over(self._end):
            self._loop.quit()

    def _on_end(self, end: QImage | AppError) -> None:
        self._end = end
        if self._is_over(end):
            self._loop.quit()


CAMPAIGN = Campaign("mutated-files", run, count=10_000, sample=16)
