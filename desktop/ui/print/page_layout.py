"""PageLayout: where on the pages of a printer a list's rows come to stand, and the drawing of a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPagedPaintDevice, QPainter

from desktop.ui.formatting import number_text
from desktop.ui.print.printed_list import PrintedList
from desktop.ui.theme import FontRole, font
from desktop.ui.widgets.painting import elided, visual

_SAMPLE_ROWS = 200
"""By which the widths of columns are found."""
_POINT = 1 / 72
_GAP_PT, _LINE_PT, _HAIRLINE_PT = 6.0, 5.0, 0.5
_SIZES: dict[FontRole, float] = {"title": 14.0, "body": 8.5, "caption": 8.0}
_INK, _INK_2, _HAIRLINE = QColor("#000000"), QColor("#444444"), QColor("#9AA1AC")
# Plain numbers: Python's flags of two kinds do not combine.
_ONE_LINE = (
    Qt.AlignmentFlag.AlignAbsolute.value
    | Qt.AlignmentFlag.AlignVCenter.value
    | Qt.TextFlag.TextSingleLine.value
)
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft.value | _ONE_LINE, Qt.AlignmentFlag.AlignRight.value | _ONE_LINE
_MIDDLE = Qt.AlignmentFlag.AlignHCenter.value | _ONE_LINE


class PageLayout:
    """All rows are one line high, longer texts are cut: so the number of pages is known before the first.

    Measures are the device's pixels. The heading stands on the first page, the columns' heads on each.
    """

    def __init__(self, device: QPagedPaintDevice, shown: PrintedList) -> None:
        self._shown = shown
        self._device = device
        self._pixels = device.logicalDpiY() * _POINT
        area = device.pageLayout().paintRectPixels(device.logicalDpiX())
        self._width, self._height = area.width(), area.height()
        self._body, self._bold = self._font("body"), self._font("body", bold=True)
        self._title, self._small = self._font("title"), self._font("caption")
        self._row = self._line_height(self._body)
        self._heading = self._heading_height()
        self._widths = self._column_widths(shown.lines(0, _SAMPLE_ROWS))
        foot = self._line_height(self._small)
        self._room = self._height - self._row - foot
        self._on_first = max(1, (self._room - self._heading) // self._row)
        self._on_others = max(1, self._room // self._row)

    @property
    def pages(self) -> int:
        """How many there are; at least one."""
        rest = max(0, len(self._shown.ids) - self._on_first)
        return 1 + -(-rest // self._on_others)

    def draw(self, painter: QPainter, page: int) -> None:
        """Draws page `page`, the first is 0."""
        painter.setLayoutDirection(self._shown.direction)
        top = 0
        if page == 0:
            self._draw_heading(painter)
            top = self._heading
        heads = [column.title for column in self._shown.columns]
        self._draw_row(painter, top, heads, self._bold)
        self._draw_line(painter, top + self._row)
        first, last = self._rows_on(page)
        for number, line in enumerate(self._shown.lines(first, last), 1):
            self._draw_row(painter, top + number * self._row, line, self._body)
            self._draw_line(painter, top + (number + 1) * self._row)
        self._draw_foot(painter, page)

    def _rows_on(self, page: int) -> tuple[int, int]:
        first = 0 if page == 0 else self._on_first + (page - 1) * self._on_others
        return first, min(len(self._shown.ids), first + (self._on_first if page == 0 else self._on_others))

    # -- measures ------------------------------------------------------------------------------------

    def _font(self, role: FontRole, *, bold: bool = False) -> QFont:
        made = font(role, bold=bold, table=True)
        made.setPixelSize(round(_SIZES[role] * self._pixels))
        return made

    def _metrics(self, made: QFont) -> QFontMetrics:
        return QFontMetrics(made, self._device)

    def _line_height(self, made: QFont) -> int:
        return self._metrics(made).height() + round(_LINE_PT * self._pixels)

    def _heading_height(self) -> int:
        lines = len(self._shown.heading.lines) * self._line_height(self._small)
        return self._line_height(self._title) + lines + self._row

    def _column_widths(self, sample: Sequence[Sequence[str]]) -> list[int]:
        """As wide as the texts; where that is too much, the widest give way to each other's measure."""
        body, bold = self._metrics(self._body), self._metrics(self._bold)
        gap = round(_GAP_PT * self._pixels)
        wanted = [bold.horizontalAdvance(column.title) for column in self._shown.columns]
        for line in sample:
            wanted = [max(w, body.horizontalAdvance(text)) for w, text in zip(wanted, line, strict=True)]
        return _fair([width + 2 * gap for width in wanted], self._width)

    # -- drawing -------------------------------------------------------------------------------------

    def _draw_heading(self, painter: QPainter) -> None:
        top = self._draw_words(painter, 0, self._shown.heading.title, self._title, _INK)
        for line in self._shown.heading.lines:
            top = self._draw_words(painter, top, line, self._small, _INK_2)

    def _draw_words(self, painter: QPainter, top: int, words: str, made: QFont, ink: QColor) -> int:
        """A line over the whole width; returns where the next one begins."""
        height = self._line_height(made)
        self._write(painter, QRect(0, top, self._width, height), words, made, ink, self._leading)
        return top + height

    @property
    def _leading(self) -> int:
        right_to_left = self._shown.direction == Qt.LayoutDirection.RightToLeft
        return _RIGHT if right_to_left else _LEFT

    def _draw_row(self, painter: QPainter, top: int, texts: Sequence[str], made: QFont) -> None:
        whole = QRect(0, 0, self._width, self._height)
        gap, left = round(_GAP_PT * self._pixels), 0
        for column, width, text in zip(self._shown.columns, self._widths, texts, strict=True):
            place = visual(self._shown.direction, whole, QRect(left, top, width, self._row))
            side = _RIGHT if column.numeric else self._leading
            self._write(painter, place.adjusted(gap, 0, -gap, 0), text, made, _INK, side)
            left += width

    def _write(self, painter: QPainter, place: QRect, text: str, made: QFont, ink: QColor, side: int) -> None:
        painter.setFont(made)
        painter.setPen(ink)
        painter.drawText(place, side, elided(self._metrics(made), text, place.width()))

    def _draw_line(self, painter: QPainter, bottom: int) -> None:
        height = max(1, round(_HAIRLINE_PT * self._pixels))
        painter.fillRect(QRect(0, bottom - height, self._width, height), _HAIRLINE)

    def _draw_foot(self, painter: QPainter, page: int) -> None:
        height = self._line_height(self._small)
        words = QCoreApplication.translate("PageLayout", "Page {page} of {pages}").format(
            page=number_text(page + 1), pages=number_text(self.pages)
        )
        place = QRect(0, self._height - height, self._width, height)
        self._write(painter, place, words, self._small, _INK_2, _MIDDLE)


def _fair(wanted: Sequence[int], room: int) -> list[int]:
    """Widths that fill `room`: what is narrow has what it wants, the others share the rest alike."""
    widths, left = [0] * len(wanted), room
    for place, number in enumerate(sorted(range(len(wanted)), key=lambda one: wanted[one])):
        widths[number] = min(wanted[number], left // (len(wanted) - place))
        left -= widths[number]
    if widths:
        # The widest column, mostly of free text, takes what nobody needs.
        widths[max(range(len(wanted)), key=lambda one: wanted[one])] += left
    return widths
