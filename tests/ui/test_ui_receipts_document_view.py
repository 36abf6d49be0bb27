"""The document view with the real renderer: it fits, zooms at the pointer, pans, and says what is wrong."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.core.errors import AppError, FileDamaged
from desktop.ui.receipts.document.document_view import DocumentView
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import PlainButton
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.page_layout import MARGIN, PageLayout, fitting_zoom
from tests.workers.renderer_kit import PATIENT_SECONDS, is_reddish, picture, write_pdf


@pytest.fixture
def renderer(qtbot: QtBot) -> Iterator[DocumentRenderer]:
    made = DocumentRenderer(answer_seconds=PATIENT_SECONDS)
    yield made
    made.close()


@pytest.fixture
def view(look: QApplication, qtbot: QtBot, renderer: DocumentRenderer) -> Iterator[DocumentView]:
    made = DocumentView(renderer)
    qtbot.addWidget(made)
    made.resize(850, 668)
    made.show()
    yield made
    made.clear()


def show(qtbot: QtBot, view: DocumentView, path: Path) -> None:
    with qtbot.waitSignal(view.opened, timeout=20_000):
        view.show_document(path)
    settle(qtbot, view)


def settle(qtbot: QtBot, view: DocumentView) -> None:
    qtbot.waitUntil(lambda: view.sharp, timeout=20_000)


def color_at(view: DocumentView, x: int, y: int) -> QColor:
    image = view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor(round(x * ratio), round(y * ratio))


def page_edges(view: DocumentView, y: int) -> tuple[int, int]:
    """First and last column at height `y` that is not the ground."""
    image = view.viewport().grab().toImage()
    ground = {theme().color("sunken").rgb(), theme().color("hairline").rgb()}
    columns = [x for x in range(image.width()) if image.pixelColor(x, y).rgb() not in ground]
    return columns[0], columns[-1]


# -- fits, zoom, turns ---------------------------------------------------------------------------


def test_a_document_is_as_large_as_the_view(qtbot: QtBot, view: DocumentView, tmp_path: Path) -> None:
    show(qtbot, view, write_pdf(tmp_path / "a.pdf", ("red",)))
    assert view.fit == "page"
    assert view.page_count == 1
    left, right = page_edges(view, 334)
    # A4 in 644 px of height.
    assert right - left + 1 == pytest.approx(644 * 595 / 842, abs=2)
    assert left == pytest.approx(850 - right - 1, abs=2)
    assert is_reddish(color_at(view, left + 10, 30))
    assert not view.verticalScrollBar().maximum()


def test_fit_width_uses_the_width(qtbot: QtBot, view: DocumentView, tmp_path: Path) -> None:
    show(qtbot, view, write_pdf(tmp_path / "a.pdf", ("red",)))
    view.fit_width()
    settle(qtbot, view)
    left, right = page_edges(view, 300)
    assert left == pytest.approx(MARGIN, abs=2)
    assert right == pytest.approx(view.viewport().width() - MARGIN, abs=2)
    assert not view.horizontalScrollBar().maximum()
    assert view.verticalScrollBar().maximum() > 0


def test_a_fit_follows_the_window(qtbot: QtBot, view: DocumentView, tmp_path: Path) -> None:
    show(qtbot, view, write_pdf(tmp_path / "a.pdf", ("red",)))
    before = view.zoom
    with qtbot.waitSignal(view.zoom_changed):
        view.resize(850, 400)
    assert view.zoom < before
    assert not view.verticalScrollBar().maximum()


def test_the_next_document_is_fitted_as_the_last_was(
    qtbot: QtBot, view: DocumentView, tmp_path: Path
) -> None:
    show(qtbot, view, write_pdf(tmp_path / "a.pdf"))
    view.fit_width()
    view.set_zoom(3.0)
    view.rotate()
    assert view.fit == ""
    show(qtbot, view, write_pdf(tmp_path / "b.pdf"))
    assert (view.fit, view.rotation, view.page) == ("width", 0, 0)


def test_zoom_has_ends(qtbot: QtBot, view: DocumentView, tmp_path: Path) -> None:
    show(qtbot, view, write_pdf(tmp_path / "a.pdf"))
    for _ in range(30):
        view.zoom_in()
    assert view.zoom == 8.0
    for _ in range(60):
        view.zoom_out()
    assert view.zoom == pytest.approx(0.1)
    view.zoom_actual()
    assert view.zoom == 1.0


@pytest.mark.parametrize("at", [QPoint(300, 200), QPoint(520, 600)])
def test_ctrl_and_wheel_zoom_at_the_pointer(
    qtbot: QtBot, view: DocumentView, tmp_path: Path, at: QPoint, either_language: str
) -> None:
    path = tmp_path / "a.png"
    picture(1200, 900).save(str(path))
    view.setLayoutDirection(QApplication.layoutDirection())
    show(qtbot, view, path)
    view.set_zoom(1.2)
    settle(qtbot, view)
    for notches in (3, -2):
        before = (view.origin() + QPointF(at)) / view.zoom
        turn_wheel(view, at, notches)
        after = (view.origin() + QPointF(at)) / view.zoom
        # The margins do not grow with the page.
        assert after.x() == pytest.approx(before.x(), abs=12)
        assert after.y() == pytest.approx(before.y(), abs=12)
    settle(qtbot, view)


def turn_wheel(view: DocumentView, at: QPoint, notches: int) -> None:
    place = QPointF(view.viewport().mapToGlobal(at))
    event = QWheelEvent(
        QPointF(at), place, QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def test_a_turn_is_clockwise(qtbot: QtBot, view: DocumentView, tmp_path: Path) -> None:
    show(qtbot, view, write_pdf(tmp_path / "a.pdf", ("red",)))
    view.rotate()
    settle(qtbot, view)
    left, right = page_edges(view, 334)
    assert is_reddish(color_at(view, right - 10, 200))
    assert not is_reddish(color_at(view, left + 10, 200))


def test_far_zoomed_in_what_is_seen_is_sharp(qtbot: QtBot, view: DocumentView, tmp_path: Path) -> None:
    show(qtbot, view, write_pdf(tmp_path / "a.pdf", ("red",)))
    view.set_zoom(8.0)
    settle(qtbot, view)
    # To the right edge of the red block, which a coarse image would blur over several pixels.
    view.set_origin(QPointF(595 * 96 / 72 * 8 / 2 - 200, 500))
    settle(qtbot, view)
    image = view.viewport().grab().toImage()
    row = [image.pixelColor(x, 300) for x in range(image.width())]
    assert is_reddish(row[0])
    assert row[-1].name() == "#ffffff"
    assert len([color for color in row if not is_reddish(color) and color.green() < 250]) <= 2


# -- moving --------------------------------------------------------------------------------------


def test_dragging_moves_the_page(
    qtbot: QtBot, view: DocumentView, tmp_path: Path, either_language: str
) -> None:
    view.setLayoutDirection(QApplication.layoutDirection())
    show(qtbot, view, write_pdf(tmp_path / "a.pdf", ("red",)))
    view.set_zoom(2.0)
    before = view.origin()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    QTest.mouseMove(view.viewport(), QPoint(350, 220))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(350, 220))
    assert view.origin() - before == QPointF(50, 80)
    QTest.mouseMove(view.viewport(), QPoint(100, 100))
    assert view.origin() - before == QPointF(50, 80)


def test_pages_by_number_and_by_scrolling(qtbot: QtBot, view: DocumentView, tmp_path: Path) -> None:
    show(qtbot, view, write_pdf(tmp_path / "a.pdf", ("red", "blue", "red", "blue")))
    pages: list[int] = []
    view.page_changed.connect(pages.append)
    view.go_to_page(2)
    assert view.page == 2
    view.go_to_page(99)
    assert view.page == 3
    view.verticalScrollBar().setValue(0)
    assert view.page == 0
    assert pages == [2, 3, 0]
    settle(qtbot, view)
    assert is_reddish(color_at(view, page_edges(view, 334)[0] + 10, 40))


def test_keys(qtbot: QtBot, view: DocumentView, tmp_path: Path) -> None:
    show(qtbot, view, write_pdf(tmp_path / "a.pdf", ("red", "blue", "red")))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 1
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.page == 2
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0
    before = view.origin().y()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.origin().y() > before


def test_an_arrow_with_nothing_to_scroll_wants_another_receipt(
    qtbot: QtBot, view: DocumentView, tmp_path: Path
) -> None:
    show(qtbot, view, write_pdf(tmp_path / "a.pdf", ("red",)))
    steps: list[int] = []
    view.step_wanted.connect(steps.append)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert steps == [1, -1]


# -- words ---------------------------------------------------------------------------------------


def test_a_document_that_does_not_open_says_why(qtbot: QtBot, view: DocumentView, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 and nothing else")
    failures: list[AppError] = []
    view.failed.connect(failures.append)
    view.show_document(path)
    qtbot.waitUntil(lambda: bool(failures), timeout=20_000)
    assert isinstance(failures[0], FileDamaged)
    assert view.notes.sentence == "The file is damaged and cannot be opened."
    with qtbot.waitSignal(view.action_clicked):
        click_action(view)
    show(qtbot, view, write_pdf(tmp_path / "b.pdf"))
    assert view.notes.sentence == ""


def click_action(view: DocumentView) -> None:
    button = next(one for one in view.notes.findChildren(PlainButton) if one.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_picture_that_opens_and_cannot_be_drawn_says_why(
    qtbot: QtBot, view: DocumentView, tmp_path: Path
) -> None:
    path = tmp_path / "cut.png"
    picture(400, 300).save(str(path))
    # The head with its size is sound, what follows is not.
    path.write_bytes(path.read_bytes()[:60] + b"\0" * 200)
    with qtbot.waitSignal(view.failed, timeout=20_000):
        view.show_document(path)
    assert view.notes.sentence == "The file is damaged and cannot be opened."
    assert view.page_count == 0


def test_a_picture_of_a_hundred_megapixels_is_sharp_in_every_detail(
    qtbot: QtBot, view: DocumentView, tmp_path: Path
) -> None:
    path = tmp_path / "large.jpg"
    picture(12_000, 9_000).save(str(path), quality=60)
    show(qtbot, view, path)
    view.zoom_actual()
    view.set_origin(QPointF(4000 - 400, 1000))
    settle(qtbot, view)
    # The block ends at a third of the width, in the middle of the view.
    edge = 400 + MARGIN
    assert is_reddish(color_at(view, edge - 9, 300))
    assert not is_reddish(color_at(view, edge + 9, 300))


@pytest.mark.skipif(sys.platform == "win32", reason="stops a process by a signal")
def test_a_document_that_takes_long_says_so_and_another_one_is_shown_meanwhile(
    look: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    renderer = DocumentRenderer(answer_seconds=600.0)
    view = DocumentView(renderer)
    qtbot.addWidget(view)
    show(qtbot, view, write_pdf(tmp_path / "a.pdf"))
    os.kill(renderer.child_pid, signal.SIGSTOP)
    view.show_document(write_pdf(tmp_path / "b.pdf"))
    qtbot.waitUntil(lambda: "takes long" in view.notes.sentence, timeout=20_000)
    show(qtbot, view, write_pdf(tmp_path / "c.pdf", ("red",)))
    assert view.page_count == 1
    assert view.notes.sentence == ""
    view.clear()
    renderer.close()


def test_progress_is_a_number(view: DocumentView) -> None:
    view.show_progress(0.64, "Fetching…")
    assert "Fetching… · " in view.notes.sentence and "64%" in view.notes.sentence
    view.show_progress(None, "Fetching…")
    assert view.notes.sentence == "Fetching…"
    view.clear()
    assert view.notes.sentence == ""


def test_only_the_last_document_asked_for_is_shown(qtbot: QtBot, view: DocumentView, tmp_path: Path) -> None:
    opened: list[object] = []
    view.opened.connect(opened.append)
    for number in range(6):
        view.show_document(write_pdf(tmp_path / f"{number}.pdf", ("red",) * (number + 1)))
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    settle(qtbot, view)
    assert len(opened) == 1
    assert view.page_count == 6


def test_nothing_is_left_of_a_document_that_was_cleared(
    qtbot: QtBot, view: DocumentView, tmp_path: Path
) -> None:
    show(qtbot, view, write_pdf(tmp_path / "a.pdf"))
    view.clear()
    assert view.page_count == 0
    assert color_at(view, 425, 334) == theme().color("sunken")


# -- geometry ------------------------------------------------------------------------------------

SIZES = st.lists(st.tuples(st.floats(1, 3000), st.floats(1, 3000)), min_size=1, max_size=12)
TURNS = st.sampled_from([0, 90, 180, 270])


@given(SIZES, st.floats(0.1, 8), TURNS, st.integers(50, 2000), st.integers(50, 2000))
def test_pages_lie_apart_and_inside(
    sizes: list[tuple[float, float]], zoom: float, turn: int, width: int, height: int
) -> None:
    layout = PageLayout([QSizeF(*size) for size in sizes], zoom, turn, width, height)
    whole = QRect(QPoint(0, 0), layout.size)
    rects = [layout.rect(page) for page in range(len(sizes))]
    assert all(whole.contains(rect) for rect in rects)
    assert all(one.bottom() < other.top() for one, other in pairwise(rects))
    for page, rect in enumerate(rects):
        assert page in layout.pages_in(rect)
        found, share = layout.place_of(QPointF(rect.center()))
        assert found == page
        back = layout.point_of(found, share) - QPointF(rect.center())
        assert back.manhattanLength() < 0.01


@given(SIZES, TURNS, st.integers(60, 2000), st.integers(60, 2000))
def test_what_fits_fits(sizes: list[tuple[float, float]], turn: int, width: int, height: int) -> None:
    pages = [QSizeF(*size) for size in sizes]
    zoom = fitting_zoom(pages, turn, QSize(width, height), width_only=False)
    layout = PageLayout(pages, zoom, turn, width, height)
    if zoom > 0.01:
        for page in range(len(pages)):
            assert layout.rect(page).width() <= width - 2 * MARGIN + 1
            assert layout.rect(page).height() <= height - 2 * MARGIN + 1


def test_nothing_is_heard_of_a_document_whose_window_is_gone(
    qtbot: QtBot, look: QApplication, renderer: DocumentRenderer, view: DocumentView, tmp_path: Path
) -> None:
    gone = DocumentView(renderer)
    gone.show_document(write_pdf(tmp_path / "a.pdf", ("red",)))
    delete(gone)
    # What is asked after it is answered after it; an error in an answer fails the test.
    show(qtbot, view, write_pdf(tmp_path / "b.pdf", ("red",)))
