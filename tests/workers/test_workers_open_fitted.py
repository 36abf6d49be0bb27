"""A document with its first page as it fits the view, in one answer; what is wrong with a page is its own."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.core.errors import AppError, DocumentTooHeavy, FileDamaged, FileEmpty
from desktop.core.media_type import MediaType
from desktop.workers import document_renderer
from desktop.workers.document_info import DocumentInfo
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.page_fit import WHOLE_PIXELS, PageFit
from tests.workers.hostile_kit import packed_many_times, pdf_bomb
from tests.workers.renderer_kit import drawn, is_reddish, picture, write_pdf

FIT = PageFit(QSize(700, 600), 14, 1.5)


class Fitted:
    """What came back."""

    def __init__(self, renderer: DocumentRenderer, path: Path, fit: PageFit = FIT) -> None:
        self.infos: list[DocumentInfo] = []
        self.firsts: list[QImage | AppError] = []
        self.errors: list[AppError] = []
        self.handle = renderer.open_fitted(path, fit, self._on_fitted, self.errors.append)

    def _on_fitted(self, info: DocumentInfo, first: QImage | AppError) -> None:
        self.infos.append(info)
        self.firsts.append(first)

    def wait(self, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: len(self.infos) + len(self.errors) == 1, timeout=60_000)


@pytest.mark.parametrize("fit", [FIT, PageFit(QSize(300, 200), 14, 1.0, width_only=True, rotation=90)])
@pytest.mark.parametrize("name", ["a.pdf", "a.png"])
def test_the_first_page_comes_as_large_as_it_fits(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path, name: str, fit: PageFit
) -> None:
    path = tmp_path / name
    if path.suffix == ".pdf":
        write_pdf(path)
    else:
        assert picture(300, 424).save(str(path))
    fitted = Fitted(renderer, path, fit)
    fitted.wait(qtbot)
    size = fit.pixels(fitted.infos[0])
    asked_for = drawn(qtbot, renderer, fitted.handle, size, rotation=fit.rotation)
    assert fitted.firsts == [asked_for]
    assert asked_for.size() == size


def test_a_document_that_does_not_open_is_one_error(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").touch()
    fitted = Fitted(renderer, tmp_path / "a.pdf")
    fitted.wait(qtbot)
    assert [type(error) for error in fitted.errors] == [FileEmpty]


def test_a_page_too_heavy_is_said_of_the_page(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path
) -> None:
    fitted = Fitted(renderer, pdf_bomb(tmp_path / "a.pdf", packed_many_times(b"q Q " * (1 << 18), 500)))
    fitted.wait(qtbot)
    assert fitted.infos[0].page_count == 1
    assert isinstance(fitted.firsts[0], FileDamaged | DocumentTooHeavy)


@pytest.mark.skipif(sys.platform == "win32", reason="stops a process by a signal")
def test_a_page_that_ends_the_process_leaves_the_others(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_renderer, "PLAIN_SECONDS", 60.0)
    renderer = DocumentRenderer(answer_seconds=60.0)
    try:
        renderer.warm_up()
        qtbot.waitUntil(lambda: renderer.child_pid > 0, timeout=60_000)
        os.kill(renderer.child_pid, signal.SIGSTOP)
        fitted = Fitted(renderer, write_pdf(tmp_path / "a.pdf", ("blue", "red")))
        os.kill(renderer.child_pid, signal.SIGKILL)
        fitted.wait(qtbot)
        assert fitted.infos[0].page_count == 2
        assert isinstance(fitted.firsts[0], FileDamaged)
        second = drawn(qtbot, renderer, fitted.handle, QSize(100, 141), page=1)
        assert is_reddish(second.pixelColor(10, 10))
    finally:
        renderer.close()


def test_pages_of_any_shape_have_pixels_but_not_too_many() -> None:
    for size in (QSize(1, 50_000), QSize(50_000, 1), QSize(4_000, 4_000)):
        info = DocumentInfo(MediaType.PNG, (size.toSizeF(),))
        pixels = PageFit(QSize(5_000, 5_000), 14, 3.0).pixels(info)
        assert 0 < pixels.width() * pixels.height() <= WHOLE_PIXELS


def test_it_is_the_same_in_the_other_process() -> None:
    fit = PageFit(QSize(431, 299), 17, 1.25, width_only=True, rotation=270)
    assert PageFit.of(fit.as_list()) == fit
