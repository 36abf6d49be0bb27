"""ListStack: a list or, in its place, why it is empty; messages stand at its end and move nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QListView, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.widgets.message_bar import MessageBar


class ListStack(QStackedWidget):
    """Messages come by themselves: what somebody is about to click stays where it is.

    The list ends above them, so that its last rows can be scrolled to. A current row that they would cover,
    or that a lower window would hide, is brought into sight, though not while the pointer is over the list:
    then once it has left.
    """

    def __init__(self, table: QWidget, empty: QWidget, messages: MessageBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._bar = messages
        self._lost = 0
        """So many px the list got lower since the pointer holds back a row; 0: it holds back none."""
        self._list = QWidget(self)
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(table)
        self._table, self._empty = table, empty
        self.addWidget(self._list)
        self.addWidget(empty)
        messages.setParent(self)
        messages.setVisible(not messages.is_silent)
        messages.installEventFilter(self)
        self.currentChanged.connect(self._place)

    def show_list(self, there: bool) -> None:
        """The list, or why there is none. Who has the keys in one of them has them in the other."""
        shown, hidden = (self._list, self._empty) if there else (self._empty, self._list)
        had_focus = self._has_focus(hidden)
        self.setCurrentWidget(shown)
        # Qt leads it on to the next place in the window, which may be a button of the empty list.
        if had_focus and not (self._has_focus(self._empty) and not there):
            (self._view() if there else self._empty).setFocus()

    def _has_focus(self, part: QWidget) -> bool:
        """Also of a window that is not in front."""
        focused = self.window().focusWidget()
        return focused is not None and (focused is part or part.isAncestorOf(focused))

    def _view(self) -> QWidget:
        """What of the list is shown: rows, or pictures."""
        shown = self._table.currentWidget() if isinstance(self._table, QStackedWidget) else self._table
        return shown or self._table

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._bar:
            if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Hide):
                self._place()
        elif event.type() is QEvent.Type.Leave:
            watched.removeEventFilter(self)
            self._keep_current_in_sight(0)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self._keep_current_in_sight(event.oldSize().height() - event.size().height())

    @Slot()
    def _place(self) -> None:
        """At the foot of the list, over whatever is shown."""
        height = self._bar.height_at(self.width()) if self._bar.isVisibleTo(self) else 0
        self._bar.setGeometry(0, self.height() - height, self.width(), height)
        self._bar.raise_()
        before = self._column.contentsMargins().bottom()
        if height != before:
            self._column.setContentsMargins(0, 0, 0, height)
            self._column.activate()
            self._keep_current_in_sight(height - before)

    def _keep_current_in_sight(self, lost: int) -> None:
        """`lost`: so many px the list ends higher than it did; added up while the pointer is over it."""
        self._lost = max(0, self._lost + lost)
        if not self._lost:
            return
        views = self._list.findChildren(QAbstractItemView)
        hiding = [view for view in views if _hides_current(view, self._lost)]
        for view in hiding:
            if view.viewport().underMouse():
                view.viewport().installEventFilter(self)
            else:
                view.scrollTo(_current(view))
        if not any(view.viewport().underMouse() for view in hiding):
            self._lost = 0


def _hides_current(view: QAbstractItemView, lost: int) -> bool:
    if isinstance(view, QHeaderView) or not view.isVisible():
        return False
    row, end = view.visualRect(_current(view)), view.viewport().height()
    return row.bottom() >= end and row.top() < end + lost


def _current(view: QAbstractItemView) -> QModelIndex:
    """A list of pictures shows one column, and the cell that is current may be of another."""
    current = view.currentIndex()
    return current.siblingAtColumn(view.modelColumn()) if isinstance(view, QListView) else current
