"""FocusRing: a ring around what has the keyboard, seen only after a key was used."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QRect, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QSlider,
    QWidget,
)
from shiboken6 import isValid

from desktop.ui.theme import RADIUS, theme
from desktop.ui.widgets.painting import draw_rounded

_OUTSIDE = 4
_LINE = 2
_OWN_WAY = (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QAbstractScrollArea)
"""Fields thicken their border and lists frame their current cell instead."""


class FocusRing(QObject):
    """One for the application: its frame moves to whatever the focus moves to."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._by_key = False
        self._frame = _Frame()
        # The frame has no parent while nothing is ringed: it would outlive the application.
        app.aboutToQuit.connect(self._on_about_to_quit)
        app.focusChanged.connect(self._on_focus_changed)
        app.focusWindowChanged.connect(self._on_focus_window_changed)
        self._on_focus_window_changed(app.focusWindow())

    @property
    def frame(self) -> QFocusFrame:
        """What is drawn around the widget that has the keyboard."""
        if not isValid(self._frame):
            # It is a child of the window in which it was last, and went with it.
            self._frame = _Frame()
        return self._frame

    @Slot()
    def _on_about_to_quit(self) -> None:
        self.frame.deleteLater()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        self._follow(now)

    @Slot(QWindow)
    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        # Keys and clicks reach the window before its widgets; watching the application costs far more.
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            self._set_by_key(kind == QEvent.Type.KeyPress)
        return False

    def _set_by_key(self, by_key: bool) -> None:
        if by_key != self._by_key:
            self._by_key = by_key
            self._follow(QApplication.focusWidget())

    def _follow(self, widget: QWidget | None) -> None:
        ringed = widget if widget is not None and self._by_key and _takes_ring(widget) else None
        if ringed is not self.frame.widget():
            # None takes the ring away, which Qt's signatures do not say.
            self.frame.setWidget(cast(QWidget, ringed))
        if ringed is not None:
            self._frame.fit()
            self._frame.raise_()


class _Frame(QFocusFrame):
    """The ring itself, a child of the window or pane that holds what it surrounds."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ParentChange):
            self.fit()
        return done

    def paintEvent(self, event: QPaintEvent) -> None:
        widget = self.widget()
        radius = widget.height() / 2 if getattr(widget, "round_focus", False) else RADIUS
        draw_rounded(
            QPainter(self), self.rect(), radius + _OUTSIDE - _LINE / 2, None, theme().color("progress"), _LINE
        )

    def fit(self) -> None:
        widget = self.widget()
        if widget is None or self.parentWidget() is None:
            return
        parent = _with_room(widget)
        if parent is not self.parentWidget():
            self.setParent(parent)
            self.setVisible(widget.isVisible())
            self.raise_()
        self.setGeometry(_around(widget, parent))
        self.clearMask()


def _with_room(widget: QWidget) -> QWidget:
    """What the ring is a child of. Qt would take the parent, which cuts it where the widget fills that."""
    parent = widget.parentWidget()
    while parent is not None and not _holds_ring(parent, widget):
        parent = parent.parentWidget()
    return parent or widget.window()


def _holds_ring(parent: QWidget, widget: QWidget) -> bool:
    return parent.isWindow() or _scrolls(parent) or parent.rect().contains(_around(widget, parent))


def _scrolls(viewport: QWidget) -> bool:
    area = viewport.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is viewport


def _around(widget: QWidget, parent: QWidget) -> QRect:
    place = QRect(widget.mapTo(parent, widget.rect().topLeft()), widget.size())
    return place.adjusted(-_OUTSIDE, -_OUTSIDE, _OUTSIDE, _OUTSIDE)


def _takes_ring(widget: QWidget) -> bool:
    if isinstance(widget, _OWN_WAY):
        return False
    return isinstance(widget, QAbstractButton | QSlider) or bool(getattr(widget, "takes_focus_ring", False))


_ring: FocusRing | None = None


def focus_ring() -> FocusRing:
    """The application's ring, made when it is first asked for."""
    global _ring
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if _ring is None or not isValid(_ring):
        _ring = FocusRing(app)
    return _ring
