"""ListCommand: what is done with a list, as a command that is there while the list has rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.ui.icons import icon
from desktop.ui.widgets.record_table import RecordTable


class ListCommand(QAction):
    """Works wherever the focus is on the page `parent`. `nothing`: why it cannot be given now."""

    def __init__(self, icon_name: str, text: str, nothing: str, table: RecordTable, parent: QWidget) -> None:
        super().__init__(icon(icon_name), text, parent)
        self._table = table
        self._nothing = nothing
        self.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setMenuRole(QAction.MenuRole.NoRole)
        parent.addAction(self)
        if table.records is not None:
            table.records.ids_changed.connect(self._on_ids_changed)
        self._on_ids_changed()

    @Slot()
    def _on_ids_changed(self) -> None:
        records = self._table.records
        there = records is not None and bool(records.ids)
        self.setEnabled(there)
        self.setToolTip(self.text() if there else self._nothing)
