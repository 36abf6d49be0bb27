"""Images become pictures that can be kept, and the same images again; the process behind comes and goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize, QSizeF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop.core.media_type import MediaType
from desktop.core.picture import Picture
from desktop.workers.document_info import DocumentInfo
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.pictures import ReadyDocument, picture_of, ready_document
from tests.workers.renderer_kit import Answers, drawn, is_reddish, opened, picture, write_pdf

REST_MS = 60


@pytest.mark.parametrize("width", [1, 2, 3, 5, 64])
def test_an_image_comes_back_as_it_was(width: int) -> None:
    image = QImage(width, 3, QImage.Format.Format_RGB32)
    for across in range(width):
        for down in range(3):
            image.setPixelColor(across, down, QColor(across * 3, down * 70, 200 - across))
    info = DocumentInfo(MediaType.PDF, (QSizeF(595.5, 842), QSizeF(10, 20)))
    kept = picture_of(ReadyDocument(info, image))
    assert kept.is_whole
    again = ready_document(kept)
    assert again.info == info
    assert again.image == image


def test_a_kind_that_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        ready_document(Picture(1, 1, b"abc", "PAPYRUS", ((1.0, 1.0),)))


def test_the_process_behind_ends_when_it_is_not_needed_and_comes_again(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf")
    owner = QObject()
    renderer = DocumentRenderer(owner, is_behind=True, rest_ms=REST_MS)
    handle, answers = opened(qtbot, renderer, path)
    assert answers.infos[0].page_count == 2
    qtbot.waitUntil(lambda: renderer.child_pid == 0)
    # The document is still asked for by its handle.
    image = drawn(qtbot, renderer, handle, QSize(200, 283))
    assert is_reddish(image.pixelColor(20, 20))
    renderer.close()


def test_all_documents_are_let_go_of_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    assert picture().save(str(path))
    owner = QObject()
    renderer = DocumentRenderer(owner, is_behind=True)
    handle, _ = opened(qtbot, renderer, path)
    renderer.drop_all()
    assert renderer.child_pid == 0
    lost = Answers()
    renderer.render(handle, 0, QSize(60, 40), 0, lost.images.append, lost.errors.append)
    again, _ = opened(qtbot, renderer, path)
    assert drawn(qtbot, renderer, again, QSize(60, 40)).size() == QSize(60, 40)
    assert not lost.count
    renderer.close()


def test_a_file_that_is_replaced_is_not_held_open(qtbot: QtBot, tmp_path: Path) -> None:
    """As Windows would not allow it: the process has no picture's file open between two requests."""
    path = tmp_path / "a.png"
    assert picture().save(str(path))
    owner = QObject()
    renderer = DocumentRenderer(owner)
    opened(qtbot, renderer, path)
    held = Path(f"/proc/{renderer.child_pid}/fd")
    if held.is_dir():
        assert str(path) not in {str(link.resolve()) for link in held.iterdir()}
    renderer.close()
