"""The text of a PDF's page: as it is read, where it stands, and none where there is none."""

from __future__ import annotations

import tracemalloc
from array import array
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.page_text import PageText
from desktop.core.reading_order import NOWHERE
from desktop.core.resources import resource_path
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.document_text import read_page_text
from tests.workers.pdf_kit import locked_pdf, pdf_page
from tests.workers.renderer_kit import Answers, failure, opened, picture


def text_of(
    qtbot: QtBot, renderer: DocumentRenderer, path: Path, page: int = 0, *, places: bool = True
) -> PageText:
    handle, answers = opened(qtbot, renderer, path)
    assert answers.infos, answers.errors
    found: list[PageText] = []
    failed = Answers()
    renderer.ask_text(handle, page, found.append, failed.errors.append, places=places)
    qtbot.waitUntil(lambda: bool(found or failed.errors), timeout=20_000)
    assert not failed.errors, failed.errors
    return found[0]


@pytest.mark.parametrize(
    ("turn", "first", "last"),
    [
        (b"", (0.30, 0.29), (0.77, 0.29)),
        (b"/Rotate 90", (0.67, 0.30), (0.67, 0.77)),
        (b"/Rotate 180", (0.70, 0.67), (0.22, 0.67)),
        (b"/CropBox[50 50 200 300]", (0.08, 0.35), (0.7, 0.35)),
    ],
)
def test_every_letter_has_its_place(
    qtbot: QtBot,
    renderer: DocumentRenderer,
    tmp_path: Path,
    turn: bytes,
    first: tuple[float, float],
    last: tuple[float, float],
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_page([(60, 200, 20, "Hello world")], turn))
    page = text_of(qtbot, renderer, path)
    assert page.text == "Hello world"
    for place, (x, y) in ((0, first), (10, last)):
        left, top, width, height = page.box(place)
        assert left - 0.03 <= x <= left + width + 0.03
        assert top - 0.03 <= y <= top + height + 0.03
        assert page.caret_at(left + width / 2, top + height / 2) in (place, place + 1)
    assert page.box(5)[2] == 0


def test_hebrew_is_as_it_is_read(qtbot: QtBot, renderer: DocumentRenderer) -> None:
    path = resource_path("demo") / "office-supplies.pdf"
    page = text_of(qtbot, renderer, path)
    lines = page.text.split("\n")
    assert "רחוב הדוגמה 12, העיר לדוגמה" in lines
    assert any(line.startswith("נייר A4, 80 גרם, 5 חבילות") for line in lines)
    assert page.has_places
    assert text_of(qtbot, renderer, path, places=False).text == page.text


def test_words_alone_come_without_their_places(qtbot: QtBot, renderer: DocumentRenderer) -> None:
    page = text_of(qtbot, renderer, resource_path("demo") / "demo-couriers.pdf", places=False)
    assert "Example Street" in page.text
    assert not page.has_places


def test_a_picture_has_no_text(qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    picture().save(str(path))
    page = text_of(qtbot, renderer, path)
    assert (page.text, page.has_places, page.lines) == ("", True, [])


def test_a_page_that_is_not_there_is_an_error(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_page([(60, 200, 20, "Hello")]))
    handle, _ = opened(qtbot, renderer, path)
    found, failed = list[PageText](), Answers()
    renderer.ask_text(handle, 7, found.append, failed.errors.append, places=True)
    qtbot.waitUntil(lambda: bool(failed.errors), timeout=20_000)
    renderer.drop(handle)
    renderer.ask_text(handle, 0, found.append, failed.errors.append, places=True)
    assert not found


def test_a_password_opens_it_and_stays_in_memory(
    qtbot: QtBot, renderer: DocumentRenderer, tmp_path: Path
) -> None:
    path = tmp_path / "bank.pdf"
    path.write_bytes(locked_pdf("123456782", "Hello bank"))
    assert failure(qtbot, renderer, path)
    renderer.memory.keep_password(path, "wrong")
    assert failure(qtbot, renderer, path)
    renderer.memory.keep_password(path, "123456782")
    assert text_of(qtbot, renderer, path).text == "Hello bank"
    renderer.memory.clear()
    assert failure(qtbot, renderer, path)


def test_the_places_of_a_long_document_take_little_memory() -> None:
    """Those of every page that was seen are held while it is open, and it may have hundreds."""
    letters, count = 3_000, 20
    shares = array("f", (place / letters for place in range(4 * letters)))
    found: list[PageText] = []
    tracemalloc.start()
    for _ in range(count):
        read_page_text(found.append, {"text": "words and more " * (letters // 15)}, shares.tobytes())()
        assert found[-1].lines
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert held / count < 80_000
    assert found[0].box(1) == tuple(shares[4:8])
    assert found[0].box(letters - 1) == tuple(shares[-4:])
    assert found[0].box(letters) == NOWHERE
