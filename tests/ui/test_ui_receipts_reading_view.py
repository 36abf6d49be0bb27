"""Text of documents in the window: selected with the mouse, copied, searched; a hand where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.resources import resource_path
from desktop.ui.receipts.document.document_actions import DocumentActions
from desktop.ui.receipts.document.page_places import area_in_view
from desktop.ui.receipts.document.reading_view import ReadingView
from desktop.ui.theme import LIGHT
from desktop.workers.document_renderer import DocumentRenderer
from tests.double_click import double_click
from tests.workers.pdf_kit import pdf_pages
from tests.workers.renderer_kit import PATIENT_SECONDS, picture, write_pdf

LINES = ("First line of it 1,024.50", "Second one, for Acme Ltd.", "Third: the end")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def shared(qapp: QApplication) -> Iterator[DocumentRenderer]:
    """One process for all of these tests."""
    made = DocumentRenderer(answer_seconds=PATIENT_SECONDS)
    yield made
    made.close()


@pytest.fixture
def view(look: QApplication, qtbot: QtBot, shared: DocumentRenderer) -> Iterator[ReadingView]:
    owner = QWidget()
    qtbot.addWidget(owner)
    made = ReadingView(shared, DocumentActions(owner), owner)
    owner.resize(700, 900)
    made.resize(700, 900)
    # Nobody goes on to the next receipt here.
    made._rest.setInterval(0)
    owner.show()
    yield made
    made.clear()
    shared.memory.clear()


def lines_pdf(path: Path, pages: int = 1) -> Path:
    pieces = [(20.0, 250.0 - 30 * number, 12.0, line) for number, line in enumerate(LINES)]
    path.write_bytes(pdf_pages([pieces] * pages))
    return path


def show(qtbot: QtBot, view: ReadingView, path: Path, *, read: bool = True) -> None:
    with qtbot.waitSignal(view.opened, timeout=20_000):
        view.show_document(path)
    qtbot.waitUntil(lambda: view.sharp, timeout=20_000)
    if read:
        qtbot.waitUntil(lambda: view.texts.placed(view.page) is not None, timeout=20_000)


def point_of(view: ReadingView, words: str, page: int = 0, *, after: bool = False) -> QPoint:
    """Before the first letter of `words`, or after their last one."""
    text = view.texts.placed(page)
    assert text is not None
    start = text.text.index(words)
    [area] = text.areas(start, start + len(words))
    place = area_in_view(area, view._layout.rect(page), view.rotation).translated(-view.origin())
    horizontal = place.width() > place.height()
    ends = {0: (place.left(), place.right()), 180: (place.right(), place.left())}
    ends |= {90: (place.top(), place.bottom()), 270: (place.bottom(), place.top())}
    begin, end = ends[view.rotation]
    at = (end + begin * 0.02 - end * 0.02) if after else begin + (end - begin) * 0.02
    middle = place.center()
    return QPointF(at if horizontal else middle.x(), middle.y() if horizontal else at).toPoint()


def drag(view: ReadingView, start: QPoint, end: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, LEFT, pos=start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, pos=end)


def copied(qtbot: QtBot, view: ReadingView) -> str:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("nothing")
    view.setFocus()
    QTest.keySequence(view, QKeySequence(QKeySequence.StandardKey.Copy))
    qtbot.waitUntil(lambda: clipboard.text() != "nothing", timeout=20_000)
    return clipboard.text()


# -- selecting -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("turns", "zoom"), [(0, 0.0), (0, 3.0), (1, 0.0), (2, 3.0), (3, 0.4)])
def test_a_drag_selects_from_letter_to_letter(
    qtbot: QtBot, view: ReadingView, tmp_path: Path, turns: int, zoom: float
) -> None:
    show(qtbot, view, lines_pdf(tmp_path / "a.pdf"))
    for _ in range(turns):
        view.rotate()
    if zoom:
        view.set_zoom(zoom, QPointF(point_of(view, "one")))
    drag(view, point_of(view, "line of"), point_of(view, "Second one", after=True))
    assert copied(qtbot, view) == "line of it 1,024.50\nSecond one"


def test_what_is_selected_is_painted_where_it_stands(
    qtbot: QtBot, view: ReadingView, tmp_path: Path, either_language: str
) -> None:
    view.setLayoutDirection(QApplication.layoutDirection())
    show(qtbot, view, lines_pdf(tmp_path / "a.pdf"))
    drag(view, point_of(view, "Second"), point_of(view, "Second", after=True))
    image = view.viewport().grab().toImage()
    start, end = point_of(view, "Second"), point_of(view, "Second", after=True)
    inside = {image.pixelColor(x, start.y()).name() for x in range(start.x(), end.x())}
    assert LIGHT.paper_selected.lower() in inside
    beside = {image.pixelColor(x, start.y()).name() for x in range(end.x() + 6, end.x() + 80)}
    assert LIGHT.paper_selected.lower() not in beside


def test_twice_takes_a_word_or_a_number_and_thrice_the_line(
    qtbot: QtBot, view: ReadingView, tmp_path: Path
) -> None:
    show(qtbot, view, lines_pdf(tmp_path / "a.pdf"))
    port, at = view.viewport(), point_of(view, "24")
    double_click(port, at)
    assert copied(qtbot, view) == "1,024.50"
    QTest.mousePress(port, LEFT, pos=at)
    assert copied(qtbot, view) == LINES[0]
    QTest.mouseRelease(port, LEFT, pos=at)
    double_click(port, point_of(view, "Ltd"))
    assert copied(qtbot, view) == "Ltd"


def test_a_click_with_shift_goes_on_from_the_start(qtbot: QtBot, view: ReadingView, tmp_path: Path) -> None:
    show(qtbot, view, lines_pdf(tmp_path / "a.pdf"))
    drag(view, point_of(view, "one"), point_of(view, "one", after=True))
    port, end = view.viewport(), point_of(view, "Third", after=True)
    QTest.mouseClick(port, LEFT, Qt.KeyboardModifier.ShiftModifier, end)
    assert copied(qtbot, view) == "one, for Acme Ltd.\nThird"
    QTest.mouseClick(port, LEFT, pos=QPoint(5, 5))
    assert view.selection.empty


def test_across_pages_and_all_of_them(qtbot: QtBot, view: ReadingView, tmp_path: Path) -> None:
    show(qtbot, view, lines_pdf(tmp_path / "a.pdf", pages=3))
    view.set_zoom(0.6)
    view.set_origin(QPointF(0, 0))
    qtbot.waitUntil(lambda: all(view.texts.placed(page) for page in range(3)), timeout=20_000)
    drag(view, point_of(view, "Third", 0), point_of(view, "First", 2, after=True))
    whole = "\n".join(LINES)
    assert copied(qtbot, view) == f"{LINES[2]}\n{whole}\nFirst"
    QTest.keySequence(view, QKeySequence(QKeySequence.StandardKey.SelectAll))
    assert copied(qtbot, view) == f"{whole}\n{whole}\n{whole}"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection.empty


def test_all_of_a_long_document_is_copied_though_little_of_it_was_seen(
    qtbot: QtBot, view: ReadingView, tmp_path: Path
) -> None:
    show(qtbot, view, lines_pdf(tmp_path / "a.pdf", pages=40), read=False)
    view.setFocus()
    QTest.keySequence(view, QKeySequence(QKeySequence.StandardKey.SelectAll))
    assert copied(qtbot, view).count(LINES[0]) == 40


def test_hebrew_is_copied_as_it_is_read(qtbot: QtBot, view: ReadingView, hebrew: QApplication) -> None:
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(qtbot, view, resource_path("demo") / "office-supplies.pdf")
    text = view.texts.placed(0)
    assert text is not None
    line = "רחוב הדוגמה 12, העיר לדוגמה"
    start = text.text.index(line)
    [area] = text.areas(start, start + len(line))
    place = area_in_view(area, view._layout.rect(0), 0).translated(-view.origin()).toRect()
    drag(view, QPoint(place.right() - 1, place.center().y()), QPoint(place.left() + 1, place.center().y()))
    assert copied(qtbot, view) == line
    double_click(view.viewport(), QPoint(place.right() - 2, place.center().y()))
    assert copied(qtbot, view) == "רחוב"


# -- the pointer ---------------------------------------------------------------------------------


def test_an_i_beam_over_text_and_a_hand_beside_it(qtbot: QtBot, view: ReadingView, tmp_path: Path) -> None:
    show(qtbot, view, lines_pdf(tmp_path / "a.pdf"))
    port = view.viewport()

    def cursor(at: QPoint) -> Qt.CursorShape:
        QTest.mouseMove(port, at)
        return port.cursor().shape()

    beside = QPoint(30, 600)
    assert cursor(point_of(view, "Second")) == Qt.CursorShape.IBeamCursor
    assert cursor(beside) == Qt.CursorShape.ArrowCursor, "nothing to move"
    view.set_zoom(3.0, QPointF(point_of(view, "Second")))
    assert cursor(point_of(view, "Second")) == Qt.CursorShape.IBeamCursor
    assert cursor(beside) == Qt.CursorShape.OpenHandCursor
    before = view.origin()
    drag(view, beside, beside - QPoint(20, 30))
    assert view.origin() - before == QPointF(20, 30)
    at = point_of(view, "Second")
    QTest.mousePress(port, Qt.MouseButton.MiddleButton, pos=at)
    QTest.mouseMove(port, at + QPoint(12, 9))
    assert port.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    QTest.mouseRelease(port, Qt.MouseButton.MiddleButton, pos=at + QPoint(12, 9))
    assert view.origin() - before == QPointF(8, 21)
    assert view.selection.empty


def test_a_picture_is_moved_and_has_nothing_to_select(
    qtbot: QtBot, view: ReadingView, tmp_path: Path
) -> None:
    path = tmp_path / "a.png"
    picture(1600, 1200).save(str(path))
    show(qtbot, view, path, read=False)
    view.set_zoom(2.0)
    drag(view, QPoint(300, 300), QPoint(200, 250))
    view.select_all()
    assert view.selection.empty


# -- searching -----------------------------------------------------------------------------------


def find(qtbot: QtBot, view: ReadingView, words: str) -> None:
    view.setFocus()
    QTest.keySequence(view, QKeySequence(QKeySequence.StandardKey.Find))
    assert view.find_bar.isVisible()
    view.find_bar.field.setText(words)
    qtbot.waitUntil(lambda: not view.search.busy, timeout=30_000)


def test_the_search_counts_marks_and_goes_from_match_to_match(
    qtbot: QtBot, view: ReadingView, tmp_path: Path, either_language: str
) -> None:
    view.setLayoutDirection(QApplication.layoutDirection())
    show(qtbot, view, lines_pdf(tmp_path / "a.pdf", pages=3))
    view.go_to_page(1)
    find(qtbot, view, "ACME")
    search, bar = view.search, view.find_bar
    assert (search.number, search.count) == (2, 3), "it begins with the page that is seen"
    digits = [number for number in bar.count_label.text() if number.isdigit()]
    assert digits == ["2", "3"]
    qtbot.waitUntil(lambda: LIGHT.mark_current.lower() in colors_of(view), timeout=20_000)
    for key, number in ((Qt.Key.Key_Return, 3), (Qt.Key.Key_F3, 1), (Qt.Key.Key_F3, 2)):
        QTest.keyClick(bar.field, key)
        assert (search.number, view.page) == (number, number - 1)
    QTest.keyClick(bar.field, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert search.number == 1
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F3)
    assert search.number == 2
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert view.hasFocus()
    assert search.count == 0


def colors_of(view: ReadingView) -> set[str]:
    """Of each third line. One name is made for each colour, not for each of half a million pixels."""
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = memoryview(image.constBits()).cast("I")
    seen: set[int] = set()
    for y in range(0, image.height(), 3):
        seen.update(pixels[y * image.width() : (y + 1) * image.width()])
    return {QColor.fromRgb(pixel).name() for pixel in seen}


def test_escape_in_the_field_leaves_what_was_found_to_be_copied(
    qtbot: QtBot, view: ReadingView, tmp_path: Path
) -> None:
    show(qtbot, view, lines_pdf(tmp_path / "a.pdf"))
    find(qtbot, view, "acme ltd")
    QTest.keyClick(view.find_bar.field, Qt.Key.Key_Escape)
    assert not view.find_bar.isVisible()
    assert copied(qtbot, view) == "Acme Ltd"


def test_hebrew_is_found_without_its_quote_marks_and_final_letters(qtbot: QtBot, view: ReadingView) -> None:
    show(qtbot, view, resource_path("demo") / "office-supplies.pdf")
    for words in ("בעמ", 'בע"מ', "בע״מ", "תשלומ"):
        find(qtbot, view, words)
        assert view.search.count >= 1, words


def test_what_is_not_there_and_what_has_no_text_say_so(
    qtbot: QtBot, view: ReadingView, tmp_path: Path
) -> None:
    show(qtbot, view, lines_pdf(tmp_path / "a.pdf"))
    find(qtbot, view, "zzz")
    assert view.find_bar.count_label.text() == "Not found"
    with qtbot.waitSignal(view.opened, timeout=20_000):
        view.show_document(write_pdf(tmp_path / "scan.pdf"))
    qtbot.waitUntil(lambda: view.search.no_text, timeout=20_000)
    assert view.find_bar.count_label.text() == "No text in this document"


def test_four_hundred_pages_are_searched_while_the_window_answers(
    qtbot: QtBot, view: ReadingView, tmp_path: Path
) -> None:
    show(qtbot, view, lines_pdf(tmp_path / "a.pdf", pages=400), read=False)
    counts: list[int] = []
    view.search.changed.connect(lambda: counts.append(view.search.count))
    find(qtbot, view, "acme")
    assert view.search.count == 400
    # Page after page, not all in one go.
    assert len(counts) > 100
    assert all(one <= other for one, other in pairwise(counts[counts.index(0) :]))
    QTest.keyClick(view.find_bar.field, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert (view.search.number, view.page) == (400, 399)


# -- turns ---------------------------------------------------------------------------------------


def test_a_turn_is_remembered_for_its_file(qtbot: QtBot, view: ReadingView, tmp_path: Path) -> None:
    show(qtbot, view, lines_pdf(tmp_path / "a.pdf"))
    view.rotate()
    show(qtbot, view, lines_pdf(tmp_path / "b.pdf"))
    assert view.rotation == 0
    show(qtbot, view, tmp_path / "a.pdf")
    assert view.rotation == 90
