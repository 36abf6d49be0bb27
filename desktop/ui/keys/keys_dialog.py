"""KeysDialog: every key of the window by its place, and a line that finds one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QHeaderView,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop.core.search_text import normalise
from desktop.ui.formatting import isolate_ltr
from desktop.ui.keys.key_lines import KeyLine
from desktop.ui.theme import font, theme
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.search_field import SearchField

SIZE = QSize(560, 620)
_WHAT, _KEYS = 0, 1


class KeysDialog(Dialog):
    """Stands beside the window while its keys are tried. Down goes from the field to the list."""

    def __init__(self, groups: Mapping[str, Sequence[KeyLine]], parent: QWidget) -> None:
        super().__init__(parent, grows=True)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.field = SearchField(self.tr("Search for a command or a key"), self)
        self.field.search_changed.connect(self._on_search)
        self.list = QTreeWidget(self)
        self._lines: list[tuple[QTreeWidgetItem, list[tuple[QTreeWidgetItem, KeyLine]]]] = []
        """Each heading with what stands below it."""
        self.field.list_wanted.connect(self.list.setFocus)
        self._empty = EmptyList(self)
        none = self.tr("Try another word, or a key such as Ctrl.")
        self._empty.show_reason("keyboard", self.tr("No command is found"), none)
        self._make_list()
        self._fill(groups)
        self._lay_out()
        self.resize(SIZE)
        self.field.setFocus()

    def _make_list(self) -> None:
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setItemsExpandable(False)
        self.list.setIndentation(0)
        self.list.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.windowTitle())
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_KEYS, QHeaderView.ResizeMode.ResizeToContents)

    def _fill(self, groups: Mapping[str, Sequence[KeyLine]]) -> None:
        for name, lines in groups.items():
            heading = QTreeWidgetItem(self.list, [name])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            heading.setFont(_WHAT, font("caption", bold=True))
            heading.setForeground(_WHAT, theme().color("text2"))
            self._give_height(heading, 18)
            heading.setFirstColumnSpanned(True)
            self._lines.append((heading, [(self._item(heading, line), line) for line in lines]))
        self.list.expandAll()

    def _item(self, heading: QTreeWidgetItem, line: KeyLine) -> QTreeWidgetItem:
        keys = [isolate_ltr(key) for key in line.keys]
        item = QTreeWidgetItem(heading, [line.text, "  ".join(keys)])
        item.setTextAlignment(_KEYS, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(_KEYS, theme().color("text2"))
        item.setData(_WHAT, Qt.ItemDataRole.AccessibleTextRole, f"{line.text}: {', '.join(line.keys)}")
        self._give_height(item, 12)
        return item

    def _give_height(self, item: QTreeWidgetItem, more: int) -> None:
        item.setSizeHint(_WHAT, QSize(0, QFontMetrics(font()).height() + more))

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.setContentsMargins(12, 4, 12, 4)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self.set_searched(self.field, self._stack)

    # -- searching -------------------------------------------------------------------------------

    @Slot(str)
    def _on_search(self, words: str) -> None:
        """Shows what has every word in its name or its keys."""
        wanted = normalise(words).split()
        for heading, lines in self._lines:
            for item, line in lines:
                said = normalise(" ".join((line.text, *line.keys)))
                item.setHidden(not all(word in said for word in wanted))
            heading.setHidden(all(item.isHidden() for item, _ in lines))
        found = any(not heading.isHidden() for heading, _ in self._lines)
        self._stack.setCurrentWidget(self.list if found else self._empty)

    def shown(self) -> dict[str, list[KeyLine]]:
        """What is listed now, by its heading."""
        return {
            heading.text(_WHAT): [line for item, line in lines if not item.isHidden()]
            for heading, lines in self._lines
            if not heading.isHidden()
        }
