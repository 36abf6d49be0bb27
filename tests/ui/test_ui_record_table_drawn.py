"""RecordTable as it is drawn: edges, tints and texts in both directions, and what is not drawn anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QTableView, QToolTip, QWidget

from desktop.ui.formatting import isolate
from desktop.ui.theme import font, theme
from desktop.ui.widgets.record_delegate import PADDING, RecordDelegate
from desktop.ui.widgets.record_table_model import Cell
from desktop.ui.widgets.record_view import RecordView
from tests.ui.record_bench import Bench


def _pixel(bench: Bench, row: int, x: int) -> str:
    image = bench.table.viewport().grab().toImage()
    return image.pixelColor(x, bench.table.rowViewportPosition(row) + 4).name().upper()


def test_edge_and_tint_at_the_leading_side(either_bench: Bench) -> None:
    from desktop.ui.theme import LIGHT

    bench = either_bench
    right_to_left = bench.table.layoutDirection() == Qt.LayoutDirection.RightToLeft
    width = bench.table.viewport().width()
    edge = width - 2 if right_to_left else 1
    bench.table.set_current_id(1)
    assert _pixel(bench, 1, edge) == LIGHT.progress
    assert _pixel(bench, 1, width // 2) == LIGHT.selected
    assert _pixel(bench, 3, edge) == LIGHT.lost_edge
    assert _pixel(bench, 3, width // 2) == LIGHT.lost_row
    bench.table.select_ids([1, 2])
    assert _pixel(bench, 2, edge) == LIGHT.selected, "the edge is the current row's alone"
    bench.table.clearFocus()
    assert _pixel(bench, 1, width // 2) == LIGHT.selected_inactive


def _drawn(bench: Bench, area: QRegion | None = None) -> QImage:
    image = QImage(bench.table.viewport().size(), QImage.Format.Format_RGB32)
    image.fill(theme().color("base"))
    bench.table.viewport().render(image, QPoint(), area or QRegion())
    return image


def test_rows_are_drawn_where_qt_would_draw_them(
    either_bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = either_bench
    bench.table.hideColumn(1)
    bench.table.horizontalHeader().moveSection(4, 2)
    bench.table.select_ids([5, 7])
    bench.table.verticalScrollBar().setValue(75)
    apart = QRegion(0, 40, 300, 20).united(QRegion(350, 200, 200, 50))
    mine = _drawn(bench), _drawn(bench, apart)
    monkeypatch.setattr(RecordView, "_draw", QTableView.paintEvent)
    assert mine == (_drawn(bench), _drawn(bench, apart))
    assert mine[0] != mine[1]


@pytest.fixture
def window(either_bench: Bench) -> Iterator[QWidget]:
    """The table shares it with others, as always: its own size changes while the window's stays."""
    window, table = QWidget(), either_bench.table
    window.resize(800, 560)
    table.setParent(window)
    table.show()
    with either_bench.bot.waitExposed(window):
        window.show()
    QApplication.processEvents()
    yield window
    window.close()
    table.setParent(None)


def _on_the_screen(window: QWidget) -> QImage:
    QApplication.processEvents()
    shown = window.screen().grabWindow(window.winId()).toImage()
    return shown.convertToFormat(QImage.Format.Format_RGB32)


def _anew(window: QWidget) -> QImage:
    return window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("size", [(700, 300), (700, 520), (640, 400), (760, 340)])
@pytest.mark.parametrize("scrolled", [0, 75, 100_000_000])
def test_another_size_leaves_nothing_of_the_one_before(
    either_bench: Bench, window: QWidget, size: tuple[int, int], scrolled: int
) -> None:
    bench = either_bench
    # Without the column that takes what is left, all of them stay at the leading side.
    bench.table.setColumnHidden(2, scrolled == 75)
    bench.table.select_ids([5, 7])
    bench.table.verticalScrollBar().setValue(scrolled)
    before = _on_the_screen(window)
    assert before == _anew(window)
    bench.table.resize(*size)
    assert before != _on_the_screen(window) == _anew(window)


def test_rows_that_stay_where_they_are_are_not_drawn_anew(
    either_bench: Bench, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench, drawn = either_bench, set[int]()
    draw = RecordDelegate.draw

    def count(delegate: RecordDelegate, painter: QPainter, rect: QRect, row: int, column: int) -> None:
        drawn.add(row)
        draw(delegate, painter, rect, row, column)

    monkeypatch.setattr(RecordDelegate, "draw", count)
    bench.table.resize(700, 300)
    QApplication.processEvents()
    assert not drawn
    bench.table.resize(700, 400)
    QApplication.processEvents()
    assert drawn and min(drawn) > 5


def test_a_text_is_drawn_as_it_is_written(either_bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Laid out once and drawn many times, it stands where `drawText` puts it, and is no markup."""
    bench, color = either_bench, theme().color
    monkeypatch.setattr(bench.model, "cell", lambda _record, _column: Cell("<b>a</b>\nb"))
    drawn = bench.table.viewport().grab(bench.table.visualRect(bench.model.index(4, 2))).toImage()
    plain = QImage(drawn.size(), drawn.format())
    plain.fill(color("base"))
    painter = QPainter(plain)
    painter.setLayoutDirection(bench.table.layoutDirection())
    painter.setFont(font(table=True))
    painter.setPen(color("text"))
    right_to_left = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    place = plain.rect().adjusted(PADDING, 0, -PADDING, -1)
    painter.drawText(place, flags.value | Qt.TextFlag.TextSingleLine.value, isolate("<b>a</b> b"))
    painter.fillRect(0, plain.height() - 1, plain.width(), 1, color("hairline"))
    painter.end()
    assert drawn == plain


def test_numbers_end_at_the_right_in_both_directions(either_bench: Bench) -> None:
    for role in (Qt.ItemDataRole.TextAlignmentRole,):
        flags = either_bench.model.headerData(4, Qt.Orientation.Horizontal, role)
        assert flags & Qt.AlignmentFlag.AlignAbsolute
        assert flags & Qt.AlignmentFlag.AlignRight


def test_tooltip_only_where_something_is_cut(bench: Bench) -> None:
    def ask(column: int) -> bool:
        place = bench.table.visualRect(bench.model.index(0, column)).center()
        event = QHelpEvent(QEvent.Type.ToolTip, place, bench.table.viewport().mapToGlobal(place))
        QApplication.sendEvent(bench.table.viewport(), event)
        return QToolTip.isVisible()

    assert not ask(3)
    bench.table.horizontalHeader().resizeSection(3, 40)
    assert ask(3)
    QToolTip.hideText()


def test_compact_rows_are_lower(bench: Bench) -> None:
    normal = bench.table.rowHeight(0)
    bench.table.set_compact(True)
    assert bench.table.rowHeight(0) < normal
    bench.table.set_compact(False)
    assert bench.table.rowHeight(0) == normal >= 32
