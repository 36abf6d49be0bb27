"""BatchDialog: why a batch cannot be the same again, file by file, and what can be had instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.export_ledger import OtherFile
from desktop.ui.receipts.export.export_words import batch_text
from desktop.ui.widgets.buttons import FilledButton, PlainButton
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.labels import plain_label
from desktop.ui.zip_export.fault_table import Fault, FaultTable

if TYPE_CHECKING:
    from desktop.services.export.batch_again import BatchReport

_ROWS_SHOWN = 8
_WIDTH = 720


class BatchDialog(Dialog):
    """`accepted`: its receipts are to be exported as they are now."""

    def __init__(self, report: BatchReport, parent: QWidget) -> None:
        super().__init__(parent)
        self.report = report
        self.setWindowTitle(self.tr("The same batch again"))
        self.sentence = batch_text(report)
        self.setAccessibleName(self.sentence)
        self.table: FaultTable | None = None
        self.set_content(self._make_content())
        self._make_foot()

    def _make_content(self) -> QWidget:
        content = QWidget(self)
        content.setFixedWidth(_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(4)
        column.addWidget(plain_label(self.sentence, "lead"))
        text = self.tr("Nothing was written. Its receipts can be exported as they are now, into another ZIP.")
        column.addWidget(plain_label(text, secondary=True))
        if self.report.others:
            column.addSpacing(10)
            faults = [Fault(one.file.name, self._fault_text(one)) for one in self.report.others]
            self.table = FaultTable(faults, _ROWS_SHOWN, self.windowTitle(), self)
            column.addWidget(self.table)
            more = self.report.others_total - len(self.report.others)
            if more > 0:
                column.addWidget(plain_label(self.tr("%Ln more not listed here.", "", more), secondary=True))
        return content

    def _fault_text(self, other: OtherFile) -> str:
        if not other.file.kind:
            return self.tr("Made otherwise by now")
        return self.tr("Changed since") if other.here else self.tr("No longer on this computer")

    def _make_foot(self) -> None:
        leading: list[QWidget] = []
        if self.table is not None:
            copy = PlainButton(self.tr("Copy list"), self, icon_name="copy")
            copy.setAutoDefault(False)
            copy.clicked.connect(self.table.copy_all)
            leading.append(copy)
        self.close_button = PlainButton(self.tr("Close"), self)
        self.close_button.clicked.connect(self.reject)
        text = self.tr("Export the %Ln receipt(s) as they are now", "", self.report.record.rows)
        self.now_button = FilledButton(text, self, icon_name="zip")
        self.now_button.clicked.connect(self.accept)
        self.set_foot(leading, [self.close_button, self.now_button])
        self.now_button.setDefault(True)
        self.now_button.setFocus()
