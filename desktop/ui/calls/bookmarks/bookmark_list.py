"""BookmarkList: the bookmarks of one call, in the order of its recording."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import Shiboken

from desktop.core.bookmark import LONGEST_BOOKMARK, Bookmark
from desktop.core.excerpt import excerpt
from desktop.ui.formatting import duration_text, isolate
from desktop.ui.icons import icon
from desktop.ui.theme import font
from desktop.ui.widgets.key_words import delete_keys
from desktop.ui.widgets.marked_text import draw_marked

_MOST_ROWS = 4
"""More are scrolled to."""
_TIME, _TEXT = 0, 1
_ROOM = 3
"""Before and behind a text, as Qt leaves it."""


class BookmarkList(QWidget):
    """Not there while there are none. A click goes to the time; F2 writes, Delete removes."""

    chosen = Signal(object)
    """Bookmark."""
    written = Signal(object, str)
    """Bookmark, and what it shall say."""
    dropped = Signal(object)
    """Bookmark: what was typed on it now is not to be kept."""
    removed = Signal(object)
    """Bookmark."""
    focus_lost = Signal()
    """The keyboard was here, and there is no bookmark any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self._return_to: QWidget | None = None
        self._heading = QLabel(self.tr("Bookmarks"), self)
        self._heading.setFont(font("caption", bold=True))
        self._heading.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._make_tree()
        self._make_commands()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self.tree)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.show_bookmarks(())

    def _make_tree(self) -> None:
        tree = self.tree = _Tree(self)
        tree.setColumnCount(2)
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setAllColumnsShowFocus(True)
        tree.setTabKeyNavigation(False)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.header().setSectionResizeMode(_TIME, QHeaderView.ResizeMode.ResizeToContents)
        tree.setAccessibleName(self.tr("Bookmarks"))
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        delegate = self._delegate = _TextDelegate(tree)
        tree.setItemDelegate(delegate)
        tree.editor_closed.connect(self._on_editor_closed)
        tree.itemClicked.connect(self._on_chosen)
        tree.itemActivated.connect(self._on_chosen)
        tree.itemChanged.connect(self._on_changed)

    def _make_commands(self) -> None:
        self.go = self._action("play", self.tr("Go to this time"), None)
        self.write = self._action("note", self.tr("Write on the bookmark"), QKeySequence(Qt.Key.Key_F2))
        self.remove = self._action("hide", self.tr("Remove the bookmark"), None)
        self.remove.setShortcuts(delete_keys())
        self.go.triggered.connect(self._on_go)
        self.write.triggered.connect(self._on_write)
        self.remove.triggered.connect(self._on_remove)

    def _action(self, icon_name: str, text: str, key: QKeySequence | None) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if key is not None:
            action.setShortcut(key)
        self.tree.addAction(action)
        return action

    # -- what is shown ---------------------------------------------------------------------------

    def show_bookmarks(self, bookmarks: Sequence[Bookmark]) -> None:
        """Shows these; the current one stays current while it is among them."""
        if self.tree.is_writing:
            # What is just written is not swept away; it is read again when it is written.
            return
        current, place, focused = self.current(), self.tree.currentIndex().row(), self.tree.hasFocus()
        self._filling = True
        self.tree.clear()
        for bookmark in bookmarks:
            item = self._item(bookmark)
            if current is not None and bookmark[:2] == current[:2]:
                self.tree.setCurrentItem(item)
        self._filling = False
        self.setVisible(bool(bookmarks))
        self.tree.updateGeometry()
        if current is None or self.current() is None:
            self._show_match()
        others = current is not None and bool(bookmarks) and bookmarks[0].sid != current.sid
        if focused and not others:
            self._keep_focus(place)

    def _keep_focus(self, place: int) -> None:
        """In the place of the one that was removed is the next one, or the last."""
        count = self.tree.topLevelItemCount()
        if count == 0:
            self.focus_lost.emit()
        elif self.current() is None and place >= 0:
            self.tree.setCurrentIndex(self.tree.model().index(min(place, count - 1), 0))

    def look_for(self, words: str) -> None:
        """What the list is searched for is marked in the bookmarks, too; the first such is in view."""
        self._delegate.wanted = words.strip()
        self.tree.viewport().update()
        self._show_match()

    def _show_match(self) -> None:
        for row in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(row)
            if item is not None and excerpt(item.text(_TEXT), self._delegate.wanted):
                self.tree.scrollToItem(item)
                return

    def _item(self, bookmark: Bookmark) -> QTreeWidgetItem:
        time = duration_text(bookmark.at_ms / 1000)
        item = QTreeWidgetItem(self.tree, [time, bookmark.text])
        item.setData(_TIME, Qt.ItemDataRole.UserRole, bookmark)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setToolTip(_TEXT, isolate(bookmark.text))
        return item

    def current(self) -> Bookmark | None:
        """As it is shown: what was written a moment ago may not be in the database yet."""
        item = self.tree.currentItem()
        return None if item is None else _bookmark(item)._replace(text=item.text(_TEXT))

    def texts(self) -> list[str]:
        """What they say, in order."""
        items = (self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount()))
        return [item.text(_TEXT) for item in items if item is not None]

    def write_on(self, bookmark: Bookmark, return_to: QWidget | None) -> None:
        """Lets the user write what this one says; then the keyboard is where it was."""
        current = self.current()
        if self.tree.is_writing and current is not None and current[:2] == bookmark[:2]:
            return
        for row in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(row)
            if item is not None and _bookmark(item)[:2] == bookmark[:2]:
                self._return_to = return_to
                self.tree.setCurrentItem(item)
                self.tree.editItem(item, _TEXT)

    def finish_writing(self) -> None:
        """What is just written is taken as it stands."""
        if self.tree.is_writing:
            self._delegate.finish()

    # -- what the user does ----------------------------------------------------------------------

    @Slot(QTreeWidgetItem)
    def _on_chosen(self, item: QTreeWidgetItem) -> None:
        self.chosen.emit(_bookmark(item))

    @Slot(QTreeWidgetItem, int)
    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if not self._filling and column == _TEXT:
            self.written.emit(_bookmark(item), item.text(_TEXT))

    @Slot()
    def _on_go(self) -> None:
        current = self.current()
        if current is not None:
            self.chosen.emit(current)

    @Slot()
    def _on_write(self) -> None:
        current = self.current()
        if current is not None:
            self.write_on(current, None)

    @Slot()
    def _on_remove(self) -> None:
        current = self.current()
        if current is not None:
            self.removed.emit(current)

    @Slot(bool, bool)
    def _on_editor_closed(self, had_keyboard: bool, dropped: bool) -> None:
        return_to, self._return_to = self._return_to, None
        if return_to is not None and had_keyboard:
            return_to.setFocus()
        current = self.current()
        if dropped and current is not None:
            self.dropped.emit(current)


class _Tree(QTreeWidget):
    """As high as its rows, up to a few of them."""

    editor_closed = Signal(bool, bool)
    """Whether the keyboard was in it, and whether what it held is dropped."""

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Whoever takes the keyboard elsewhere before this has what is typed kept: Qt does so."""
        had_keyboard = self.window().focusWidget() is editor
        super().closeEditor(editor, hint)
        self.editor_closed.emit(had_keyboard, hint is QAbstractItemDelegate.EndEditHint.RevertModelCache)

    @property
    def is_writing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    def sizeHint(self) -> QSize:
        rows = min(max(1, self.topLevelItemCount()), _MOST_ROWS)
        return QSize(super().sizeHint().width(), rows * self._row_height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def _row_height(self) -> int:
        return max(self.sizeHintForRow(0), self.fontMetrics().height() + 8)


class _TextDelegate(QStyledItemDelegate):
    """Writes the text alone, as much of it as a bookmark may hold; marks what is `wanted` in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.wanted = ""
        self._editor: QWidget | None = None

    def finish(self) -> None:
        """Takes what stands in the editor, and closes it."""
        if self._editor is not None and Shiboken.isValid(self._editor):
            self.commitData.emit(self._editor)
            self.closeEditor.emit(self._editor)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.text = isolate(option.text)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found = excerpt(index.data(), self.wanted) if index.column() == _TEXT else ""
        if found:
            self._paint_found(painter, option, index, found)
        else:
            super().paint(painter, option, index)

    def _paint_found(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        found: str,
    ) -> None:
        """The words around the match, which may be far behind what the line has room for."""
        item = QStyleOptionViewItem(option)
        self.initStyleOption(item, index)
        style, widget = item.widget.style(), item.widget
        area = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, item, widget)
        item.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, item, painter, widget)
        selected = bool(item.state & QStyle.StateFlag.State_Selected)
        color = item.palette.color(
            QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        )
        area.adjust(_ROOM, 0, -_ROOM, 0)
        painter.save()
        draw_marked(painter, area, found, self.wanted, font=item.font, color=color, direction=item.direction)
        painter.restore()

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = self._editor = QLineEdit(parent)
        editor.setMaxLength(LONGEST_BOOKMARK)
        editor.setPlaceholderText(self.tr("What is said here?"))
        editor.setAccessibleName(self.tr("Text of the bookmark"))
        return editor

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        extra = 12 if index.column() == _TIME else 0
        return QSize(size.width() + extra, max(size.height(), option.fontMetrics.height() + 8))


def _bookmark(item: QTreeWidgetItem) -> Bookmark:
    found = item.data(_TIME, Qt.ItemDataRole.UserRole)
    return found if isinstance(found, Bookmark) else Bookmark(*found)
