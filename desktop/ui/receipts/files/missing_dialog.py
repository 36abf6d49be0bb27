"""MissingDialog: which files were not saved, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.export import MissingFile
from desktop.ui.receipts.export.missing_table_model import MissingTableModel
from desktop.ui.receipts.files.saving_words import reasons
from desktop.ui.widgets.buttons import FilledButton, PlainButton
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.labels import plain_label
from desktop.ui.zip_export.missing_table import MissingTable

_ROWS_SHOWN = 8
_WIDTH = 720


class MissingDialog(Dialog):
    """`retry_asked`: once more; `retry` is what the button for that says, "" for none."""

    retry_asked = Signal()

    def __init__(
        self, numbers: str, missing: Sequence[MissingFile], more: str, retry: str, parent: QWidget
    ) -> None:
        """`numbers`: how many were saved; `more`: of those that there was nothing to save of."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("What is missing"))
        self._missing = missing
        self.lines = [line for line in (*reasons(missing), more) if line]
        self.setAccessibleName(numbers)
        self.setAccessibleDescription("\n".join(self.lines))
        self.set_content(self._make_content(numbers))
        self._make_foot(retry)

    def _make_content(self, numbers: str) -> QWidget:
        content = QWidget(self)
        content.setFixedWidth(_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(4)
        column.addWidget(plain_label(numbers, "lead"))
        for line in self.lines:
            column.addWidget(plain_label(line, secondary=True))
        column.addSpacing(10)
        self.table = MissingTable(
            MissingTableModel(self._missing, self), _ROWS_SHOWN, self.windowTitle(), self
        )
        column.addWidget(self.table)
        return content

    def _make_foot(self, retry: str) -> None:
        copy = PlainButton(self.tr("Copy list"), self, icon_name="copy")
        copy.setAutoDefault(False)
        copy.clicked.connect(self.table.copy_all)
        kind = PlainButton if retry else FilledButton
        self.close_button = kind(self.tr("Close"), self)
        self.close_button.clicked.connect(self.accept)
        self.retry_button = FilledButton(retry, self)
        self.retry_button.setVisible(bool(retry))
        self.retry_button.clicked.connect(self._on_retry)
        self.set_foot([copy], [self.close_button, self.retry_button])
        main = self.retry_button if retry else self.close_button
        main.setDefault(True)
        main.setFocus()

    @Slot()
    def _on_retry(self) -> None:
        self.accept()
        self.retry_asked.emit()
