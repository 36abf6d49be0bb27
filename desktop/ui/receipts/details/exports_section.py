"""ExportsSection: in which exports a receipt went, each with its day and its file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.core.export_ledger import ExportRecord
from desktop.ui.formatting import file_name_text, moment_full_text
from desktop.ui.reveal import reveal_in_folder
from desktop.ui.theme import font
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.labels import plain_label

MOST_SHOWN = 20
"""What is older is not looked for on its drive."""


class ReceiptsExport(NamedTuple):
    """A finished export of a receipt; `there`: its file is where it was written."""

    record: ExportRecord
    there: bool


class ExportsSection(QWidget):
    """The newest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._column.addWidget(heading(self.tr("Exports")))
        self._none = plain_label(self.tr("It is in no export yet"), secondary=True)
        self._column.addWidget(self._none)
        self.rows: list[ExportRow] = []

    def show_exports(self, exports: Sequence[ReceiptsExport]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [ExportRow(one, self) for one in exports]
        for row in self.rows:
            self._column.addWidget(row)
        self._none.setVisible(not self.rows)


class ExportRow(QWidget):
    """When, and into which file; the folder is shown where it is still there."""

    def __init__(self, export: ReceiptsExport, parent: QWidget) -> None:
        super().__init__(parent)
        record = export.record
        moment = ElidingLabel(moment_full_text(record.ended_at or record.started_at), self)
        self.name_label = ElidingLabel(file_name_text(record.target.name), self, color="text2")
        self.reveal_button = IconButton("folder", self.tr("Show in folder"), self)
        self.reveal_button.clicked.connect(partial(reveal_in_folder, record.target))
        self.reveal_button.setEnabled(export.there)
        if not export.there:
            self.reveal_button.setToolTip(self.tr("The file is no longer there."))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(moment)
        texts.addWidget(self.name_label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.addLayout(texts, 1)
        row.addWidget(self.reveal_button)


def heading(text: str) -> QLabel:
    """Of a section of the details."""
    made = plain_label(text, "caption", secondary=True)
    made.setFont(font("caption", bold=True))
    return made
