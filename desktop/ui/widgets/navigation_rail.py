"""NavigationRail: the pages of the program at the leading edge of the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.formatting import number_text
from desktop.ui.icons import draw_icon
from desktop.ui.theme import RADIUS, font, theme
from desktop.ui.widgets.buttons import IconButton, pressed_by_enter
from desktop.ui.widgets.painting import draw_rounded, elided, visual

RAIL_WIDTH = 72
_ITEM = QSize(64, 50)
_ICON = 20
_BADGE = 16


class NavigationRail(QWidget):
    """Menu button on top, pages below it, settings and account at the foot. Shows QActions, owns none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(RAIL_WIDTH)
        self.setAccessibleName(self.tr("Navigation"))
        self._menu: QMenu | None = None
        self._items: dict[QAction, _RailItem] = {}
        self.menu_button = IconButton("menu", self.tr("Menu"), self, size=20)
        self.menu_button.clicked.connect(self.open_menu)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 8, 4, 8)
        self._column.setSpacing(2)
        self._column.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(4)
        self._foot_at = self._column.count()
        self._column.addStretch(1)

    def set_menu(self, menu: QMenu) -> None:
        """What the button on top opens."""
        self._menu = menu

    @Slot()
    def open_menu(self) -> None:
        """Opens the menu beside its button, with the first entry taken."""
        if self._menu is None:
            return
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.menu_button.width() - self._menu.sizeHint().width() if right_to_left else 0
        self._menu.popup(self.menu_button.mapToGlobal(QPoint(left, self.menu_button.height() + 2)))

    def open_beside(self, menu: QMenu, action: QAction) -> None:
        """Opens `menu` beside the item of `action`, its foot at the item's, with the first entry taken."""
        item, size = self._items[action], menu.sizeHint()
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = -size.width() if right_to_left else item.width()
        menu.popup(item.mapToGlobal(QPoint(left, item.height() - size.height())))
        menu.setActiveAction(menu.actions()[0])

    def add_page(self, action: QAction, icon_name: str) -> None:
        """A page: `action` is checkable, checked while the page shows."""
        self._column.insertWidget(self._foot_at, self._make_item(action, icon_name))
        self._foot_at += 1

    def add_foot(self, action: QAction, icon_name: str) -> None:
        """A command at the foot."""
        self._column.addWidget(self._make_item(action, icon_name))

    def set_badge(self, action: QAction, count: int, spoken: str = "", alarm: bool = False) -> None:
        """A number at the item of `action`; 0 shows none. `spoken` says it to a screen reader.

        `alarm`: it counts what went wrong.
        """
        self._items[action].set_badge(count, spoken, alarm)

    def item(self, action: QAction) -> QAbstractButton:
        """The button of `action`."""
        return self._items[action]

    def _make_item(self, action: QAction, icon_name: str) -> _RailItem:
        item = self._items[action] = _RailItem(action, icon_name, self)
        return item

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme()
        painter.fillRect(self.rect(), colors.color("window"))
        edge = QRect(self.width() - 1, 0, 1, self.height())
        painter.fillRect(visual(self.layoutDirection(), self.rect(), edge), colors.color("hairline"))


class _RailItem(QAbstractButton):
    """Icon over a word, with a count where something is going on."""

    def __init__(self, action: QAction, icon_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._action = action
        self._icon_name = icon_name
        self._badge = 0
        self._badge_colors = "accent", "on_accent"
        self._spoken = ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    def set_badge(self, count: int, spoken: str, alarm: bool) -> None:
        self._badge, self._spoken = count, spoken if count else ""
        self._badge_colors = ("danger", "base") if alarm else ("accent", "on_accent")
        self._on_action_changed()

    @Slot()
    def _on_action_changed(self) -> None:
        action = self._action
        self.setCheckable(action.isCheckable())
        self.setChecked(action.isChecked())
        self.setEnabled(action.isEnabled())
        self.setVisible(action.isVisible())
        self.setText(action.iconText())
        self.setToolTip(action.toolTip())
        self.setAccessibleName(f"{self.text()}, {self._spoken}" if self._spoken else self.text())
        self.update()

    def nextCheckState(self) -> None:
        """The action decides what is checked."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(_ITEM.width(), max(_ITEM.height(), QFontMetrics(font("caption")).height() + 34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme()
        checked = self.isChecked()
        if checked:
            draw_rounded(painter, self.rect(), RADIUS, colors.color("selected"))
        elif self.isEnabled() and (self.underMouse() or self.isDown()):
            draw_rounded(painter, self.rect(), RADIUS, colors.color("track"))
        ink = "on_selected" if checked else "text2"
        ink = ink if self.isEnabled() else "disabled"
        draw_icon(painter, self._icon_area(), self._icon_name, colors.color(self._icon_ink(ink)))
        painter.setFont(font("caption", bold=checked))
        painter.setPen(colors.color(ink))
        label = QRect(1, 28, self.width() - 2, self.height() - 32)
        text = elided(painter.fontMetrics(), self.text(), label.width())
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
        if self._badge:
            self._draw_badge(painter)

    def _icon_ink(self, ink: str) -> str:
        return "link" if self.isChecked() and self.isEnabled() else ink

    def _icon_area(self) -> QRect:
        return QRect((self.width() - _ICON) // 2, 7, _ICON, _ICON)

    def _draw_badge(self, painter: QPainter) -> None:
        text = number_text(self._badge) if self._badge < 1000 else "999+"
        painter.setFont(font("caption", bold=True))
        width = max(_BADGE, painter.fontMetrics().horizontalAdvance(text) + 8)
        place = visual(self.layoutDirection(), self.rect(), QRect(self.width() // 2 + 4, 3, width, _BADGE))
        fill, ink = self._badge_colors
        draw_rounded(painter, place, _BADGE / 2, theme().color(fill))
        painter.setPen(theme().color(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
