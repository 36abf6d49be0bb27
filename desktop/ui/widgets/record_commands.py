"""RecordCommands: what every list can do with its rows: copy them, select them all, open their menu."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.ui.icons import icon
from desktop.ui.widgets.record_copy import RecordCopy, copied_cell
from desktop.ui.widgets.record_table_model import PlainTextRole

if TYPE_CHECKING:
    from desktop.ui.widgets.record_table import RecordTable


class RecordCommands(QObject):
    """Actions of `table` with their keys; they work while the table has the focus.

    As in a spreadsheet the key for copying takes what is highlighted, and in a list that is rows, of one as
    of many. A single cell is copied from the menu.
    """

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table
        self._copy: RecordCopy | None = None
        self.copy_rows = QAction(icon("copy"), self.tr("Copy rows"), self)
        self.copy_rows.setShortcut(QKeySequence.StandardKey.Copy)
        self.copy_rows.triggered.connect(self.on_copy_rows)
        self.copy_cell = QAction(self.tr("Copy cell"), self)
        self.copy_cell.triggered.connect(self.on_copy_cell)
        self.select_all = QAction(self.tr("Select all"), self)
        self.select_all.setShortcut(QKeySequence.StandardKey.SelectAll)
        self.select_all.triggered.connect(table.selectAll)
        for action in (self.copy_rows, self.copy_cell, self.select_all):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setMenuRole(QAction.MenuRole.NoRole)
            table.addAction(action)

    def open_menu(self, place: QPoint) -> None:
        """What can be done with the rows, at `place` on the screen."""
        table = self._table
        self._name_select_all()
        menu = QMenu(table)
        menu.setToolTipsVisible(True)
        menu.addActions(table.context_actions)
        menu.addSeparator()
        menu.addActions([self.copy_rows, self.copy_cell, self.select_all])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _name_select_all(self) -> None:
        """All that match, however many are in sight."""
        records = self._table.records
        if records is not None and records.whole:
            self.select_all.setText(self.tr("Select all %Ln row(s)", "", records.count))
        else:
            self.select_all.setText(self.tr("Select all"))

    @Slot()
    def on_copy_rows(self) -> None:
        """The selected rows for a spreadsheet, in the columns that show; the table's `copied` follows."""
        self._table.with_selected(self._copy_rows)

    def _copy_rows(self, ids: array[int]) -> None:
        table = self._table
        if ids and table.records is not None:
            self.stop_copying()
            copy = self._copy = RecordCopy(table.records, ids, table.chosen_columns(), self)
            copy.finished.connect(self._on_copied)
            copy.start()

    def stop_copying(self) -> None:
        """Other rows are copied, or another account is shown: what is under way is not wanted any more."""
        copy, self._copy = self._copy, None
        if copy is not None:
            copy.stop()

    @Slot()
    def on_copy_cell(self) -> None:
        """The current cell as it is shown."""
        text = self._table.currentIndex().data(PlainTextRole)
        if text:
            QGuiApplication.clipboard().setMimeData(copied_cell(str(text)))

    @Slot(object, int)
    def _on_copied(self, copied: QMimeData, rows: int) -> None:
        self._copy = None
        QGuiApplication.clipboard().setMimeData(copied)
        self._table.copied.emit(rows)
