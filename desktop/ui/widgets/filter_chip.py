"""FilterChip: one filter of a list: neutral when off, filled and with its value when on."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from desktop.ui.icons import draw_icon
from desktop.ui.theme import font, line_height, text_width, theme
from desktop.ui.widgets.painting import draw_rounded, elided, visual
from desktop.ui.widgets.popover import Popover

CHIP_HEIGHT = 28
_ICON = 16
_SMALL_ICON = 14
_GAP = 6
_PADDING = 11
_MAX_TEXT = 220
_MIN_TEXT = 56


class FilterChip(QPushButton):
    """Opens its menu; with a value that can be cleared, its cross (and Delete) takes the value away.

    A chip without a menu emits `clicked` only. `warning=True` draws it in the colours of "lost soon".
    `hint` says in the tooltip what it is for while it has no value.
    """

    cleared = Signal()
    round_focus = True
    """For the focus ring: the chip's ends are round."""

    def __init__(
        self,
        label: str,
        parent: QWidget | None = None,
        *,
        icon_name: str = "",
        clearable: bool = False,
        warning: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__(parent)
        self._label = label
        self._value = ""
        self._icon_name = icon_name
        self._clearable = clearable
        self._warning = warning
        self._hint = hint
        self._menu: QMenu | Popover | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # Who clicks has the keys where they were: in the list, mostly.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        self._name()

    # -- what it says --------------------------------------------------------------------------------

    @property
    def value(self) -> str:
        return self._value

    def set_label(self, label: str) -> None:
        """What the chip says while it filters nothing."""
        self._label = label
        self._name()

    def set_value(self, value: str) -> None:
        """What it filters by, in words; "" switches it off."""
        self._value = value
        self._name()

    def set_menu(self, menu: QMenu | Popover) -> None:
        """The menu or the panel that a click opens below the chip."""
        self._menu = menu
        menu.setParent(self, menu.windowFlags())

    def _name(self) -> None:
        label = self._label.replace(" · ", ", ")
        spoken = f"{label}: {self._value}" if self._value else label
        self.setAccessibleName(spoken)
        self.setToolTip(spoken if self._value else self._hint)
        self.updateGeometry()
        self.update()

    # -- mouse and keys ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._shows_cross() and self._cross_area().contains(event.position().toPoint()):
            self.cleared.emit()
            event.accept()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._shows_cross():
            self.cleared.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.isEnabled():
            self.click()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        if self._menu is None:
            return
        self._menu.setMinimumWidth(max(self.width(), self._menu.minimumWidth()))
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - self._menu.sizeHint().width() if right_to_left else 0
        self._menu.popup(self.mapToGlobal(QPoint(left, self.height() + 4)))

    # -- drawing -------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        height = max(CHIP_HEIGHT, line_height() + 10)
        return QSize(self._around_text() + self._text_width(), height)

    def minimumSizeHint(self) -> QSize:
        """With the words cut, which the tooltip says whole, rather than drawn over its neighbour."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._around_text() + _MIN_TEXT), hint.height())

    def _around_text(self) -> int:
        width = 2 * _PADDING
        width += _ICON + _GAP if self._icon_name else 0
        return width + (_SMALL_ICON + _GAP if self._trailing() else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, ink, border = self._colors()
        colors = theme()
        edge = colors.color(border) if border else None
        draw_rounded(painter, self.rect(), self.height() / 2, colors.color(fill), edge)
        left = _PADDING
        if self._icon_name:
            draw_icon(painter, self._place(left, _ICON), self._icon_name, colors.color(ink))
            left += _ICON + _GAP
        painter.setFont(self._text_font())
        painter.setPen(colors.color(ink))
        room = min(self._text_width(), self.width() - self._around_text())
        text = elided(painter.fontMetrics(), self._text(), room)
        painter.drawText(self._place(left, room, self.height()), _CENTERED, text)
        trailing = self._trailing()
        if trailing:
            place = self._place(left + room + _GAP, _SMALL_ICON)
            quiet = colors.color(ink if self._value or self._warning else "text2")
            draw_icon(painter, place, trailing, quiet)

    def set_warning(self, warning: bool) -> None:
        """Whether it is drawn in the colours of "lost soon"."""
        self._warning = warning
        self.updateGeometry()
        self.update()

    def _colors(self) -> tuple[str, str, str]:
        """Names of fill, text and border ("": none)."""
        if not self.isEnabled():
            return ("neutral", "disabled", "")
        if self._warning:
            return ("lost_tint", "lost", "lost_edge" if self._value else "")
        if self._value:
            return ("selected", "on_selected", "")
        active = self.isDown() or self.underMouse()
        return ("track" if active else "neutral", "text", "")

    def _text(self) -> str:
        return self._value or self._label

    def _text_font(self) -> QFont:
        return font(bold=self._warning)

    def _text_width(self) -> int:
        return min(_MAX_TEXT, text_width(self._text(), bold=self._warning) + 1)

    def _shows_cross(self) -> bool:
        return self._clearable and bool(self._value) and self.isEnabled()

    def _trailing(self) -> str:
        if self._shows_cross():
            return "clear"
        return "open-list" if self._menu is not None else ""

    def _cross_area(self) -> QRect:
        width = _SMALL_ICON + _PADDING + _GAP // 2
        return self._place(self.width() - width, width, self.height())

    def _place(self, left: int, width: int, height: int = 0) -> QRect:
        height = height or width
        part = QRect(left, (self.height() - height) // 2, width, height)
        return visual(self.layoutDirection(), self.rect(), part)


_CENTERED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
