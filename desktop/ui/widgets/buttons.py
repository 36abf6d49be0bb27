"""Buttons: filled (do it), plain (with the key that does the same), icon and link buttons."""

from __future__ import annotations

import sys
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QEnterEvent,
    QFont,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.ui.icons import draw_icon, icon
from desktop.ui.theme import RADIUS, Theme, font, line_height, text_width, theme
from desktop.ui.widgets.painting import draw_hint, draw_rounded, hint_width, visual

BUTTON_HEIGHT = 30
_ICON = 16
_GAP = 8
_PADDING = 12


def control_height() -> int:
    """Height of buttons, fields and combo boxes: 30, more where the font is larger."""
    return max(BUTTON_HEIGHT, line_height() + 12)


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Whether `event` was the Enter key, which pressed `button` then: Qt does that in dialogs alone."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
        return False
    button.click()
    return True


class _DrawnButton(QPushButton):
    """A push button that draws icon, text and key hint itself, in both directions."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        icon_name: str = "",
        icon_color: str = "text",
        key_hint: str = "",
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self._icon_color = icon_color
        self._key_hint = key_hint
        self._bold = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_icon_name(self, name: str, color: str = "text") -> None:
        """Shows another drawing; "" shows none."""
        self._icon_name, self._icon_color = name, color
        self.updateGeometry()
        self.update()

    def set_key_hint(self, text: str) -> None:
        """Shows the key that does the same, such as `1`."""
        self._key_hint = text
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._content_width() + 2 * _PADDING, control_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _text_font(self) -> QFont:
        return font(bold=self._bold)

    def _content_width(self) -> int:
        parts = []
        if self._icon_name:
            parts.append(_ICON)
        if self.text():
            parts.append(text_width(_shown(self.text()), bold=self._bold) + 1)
        if self._key_hint:
            parts.append(hint_width(self._key_hint))
        return sum(parts) + _GAP * max(0, len(parts) - 1)

    def _draw_content(self, painter: QPainter, ink: QColor, icon_ink: QColor) -> None:
        width = min(self._content_width(), self.width())
        area = QRect((self.width() - width) // 2, 0, width, self.height())
        left = area.left()
        if self._icon_name:
            draw_icon(painter, self._place(left, _ICON, _ICON), self._icon_name, icon_ink)
            left += _ICON + _GAP
        hint = hint_width(self._key_hint) if self._key_hint else 0
        room = area.right() + 1 - left - (hint + _GAP if hint else 0)
        painter.setFont(self._text_font())
        painter.setPen(ink)
        painter.drawText(self._place(left, room, self.height()), _CENTERED, _shown(self.text()))
        if hint:
            place = self._place(area.right() + 1 - hint, hint, 18)
            draw_hint(painter, place, self._key_hint, enabled=self.isEnabled())

    def _place(self, left: int, width: int, height: int) -> QRect:
        part = QRect(left, (self.height() - height) // 2, width, height)
        return visual(self.layoutDirection(), self.rect(), part)


_CENTERED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine


def _shown(text: str) -> str:
    """`text` without its mnemonic sign."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


class FilledButton(_DrawnButton):
    """The one thing to do here: source blue, or preview purple for the preview alone."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        icon_name: str = "",
        kind: Literal["source", "preview"] = "source",
        key_hint: str = "",
    ) -> None:
        super().__init__(text, parent, icon_name=icon_name, key_hint=key_hint)
        self._bold = True
        self._fill = "accent" if kind == "source" else "preview"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme()
        if not self.isEnabled():
            ink = colors.color("disabled")
            draw_rounded(painter, self.rect(), RADIUS, colors.color("window"), colors.color("hairline"))
        else:
            ink = colors.color("on_accent")
            active = self.isDown() or self.underMouse()
            fill = f"{self._fill}_hover" if active else self._fill
            draw_rounded(painter, self.rect(), RADIUS, colors.color(fill))
        self._draw_content(painter, ink, ink)


class PlainButton(_DrawnButton):
    """Any other command. On macOS the system draws it."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        icon_name: str = "",
        icon_color: str = "text",
        key_hint: str = "",
    ) -> None:
        super().__init__(text, parent, icon_name=icon_name, icon_color=icon_color, key_hint=key_hint)
        if _ON_MAC and icon_name:
            self.setIcon(icon(icon_name, icon_color))

    def paintEvent(self, event: QPaintEvent) -> None:
        if _ON_MAC:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        colors = theme()
        enabled = self.isEnabled()
        draw_rounded(
            painter,
            self.rect(),
            RADIUS,
            colors.color(_plain_fill(self, colors)),
            colors.color("border" if enabled else "hairline"),
        )
        ink = colors.color("text" if enabled else "disabled")
        icon_ink = colors.color(self._icon_color) if enabled else ink
        self._draw_content(painter, ink, icon_ink)


_ON_MAC = sys.platform == "darwin"


def _plain_fill(button: QAbstractButton, colors: Theme) -> str:
    if not button.isEnabled():
        return "window"
    if button.isDown() or button.isChecked():
        return "selected_inactive"
    if button.underMouse():
        # In dark, hover is darker than a raised button: the inactive selection is the next lighter fill.
        return "selected_inactive" if colors.dark else "hover"
    return "raised"


class IconButton(QToolButton):
    """A small button of one icon. Its text is its tooltip and its name for a screen reader."""

    def __init__(
        self,
        icon_name: str = "",
        text: str = "",
        parent: QWidget | None = None,
        *,
        color: str = "text2",
        size: int = 16,
        checkable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(checkable)
        self.setIconSize(QSize(size, size))
        if icon_name:
            self.set_icon_name(icon_name, color)
        if text:
            self.set_text(text)

    @classmethod
    def of_action(cls, action: QAction, parent: QWidget | None = None, *, size: int = 16) -> IconButton:
        """A button that is `action`: its icon, tooltip, state and what it does."""
        button = cls(parent=parent, size=size)
        button.setDefaultAction(action)
        button.setAccessibleName(_shown(action.text()))
        return button

    def set_icon_name(self, name: str, color: str = "text2") -> None:
        """Shows another drawing."""
        self.setIcon(icon(name, color))

    def set_text(self, text: str) -> None:
        """Names what the button does."""
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._size + 12, self._size + 12)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme()
        if self.isChecked() and self.isEnabled():
            draw_rounded(painter, self.rect(), RADIUS, colors.color("selected"))
        elif self.isEnabled() and (self.isDown() or self.underMouse()):
            fill = "selected_inactive" if self.isDown() or colors.dark else "track"
            draw_rounded(painter, self.rect(), RADIUS, colors.color(fill))
        side = self._size
        place = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        self.icon().paint(painter, place, Qt.AlignmentFlag.AlignCenter, _icon_mode(self))


def _icon_mode(button: QAbstractButton) -> QIcon.Mode:
    return QIcon.Mode.Normal if button.isEnabled() else QIcon.Mode.Disabled


class LinkButton(_DrawnButton):
    """A command that looks like a link: the action of a message, a choice beside the main ones."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        color: str = "link",
        bold: bool = False,
        icon_name: str = "",
        key_hint: str = "",
        flush: bool = False,
    ) -> None:
        """`flush`: without room around its words, which begin where those above and below it do."""
        self._color = color
        self._room = 0 if flush else 8
        super().__init__(text, parent, icon_name=icon_name, icon_color=color, key_hint=key_hint)
        self._bold = bold
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(self._content_width() + self._room, max(24, line_height() + 6))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def _text_font(self) -> QFont:
        made = super()._text_font()
        made.setUnderline(self.isEnabled() and self.underMouse())
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = theme().color(self._color if self.isEnabled() else "disabled")
        self._draw_content(painter, ink, ink)


class MenuButton(QToolButton):
    """A button of a few letters that opens its menu, by each key that presses buttons."""

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        menu.setParent(self, menu.windowFlags())
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.setMenu(menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)
