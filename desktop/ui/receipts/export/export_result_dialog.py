"""ExportResultDialog: what stands in the finished ZIP, and what does not, with the reason for each."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.core.export import ExportReport, MissingFile
from desktop.core.sheet_cell import SheetCell, sheet_moment, sheet_money, sheet_text
from desktop.ui.error_text import error_text
from desktop.ui.icons import icon
from desktop.ui.receipts.export.export_words import (
    changed_text,
    plain,
    proof_text,
    report_text,
    title_text,
    zip_text,
)
from desktop.ui.receipts.export.fault_table import Fault, FaultTable
from desktop.ui.receipts.export.zip_copying import ZipCopying
from desktop.ui.receipts.export.zip_file_row import CopyLine, ZipFileRow
from desktop.ui.receipts.receipt_words import (
    amount_plain,
    kind_text,
    received_plain,
    received_text,
    vendor_plain,
)
from desktop.ui.receipts.receipts_foot import totals_text
from desktop.ui.receipts.receipts_table_model import money_cell
from desktop.ui.reveal import reveal_in_folder
from desktop.ui.theme import font
from desktop.ui.widgets.allow import explain
from desktop.ui.widgets.buttons import FilledButton, LinkButton, PlainButton
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.labels import plain_label
from desktop.ui.widgets.record_table import RecordTable
from desktop.ui.widgets.record_table_model import Cell, Column, RecordTableModel

translate = QCoreApplication.translate

_ICON = 24
_ROWS_SHOWN = 6
_CHANGED_SHOWN = 4
_WIDTH = 720


class MissingColumn(IntEnum):
    DATE = 0
    VENDOR = 1
    AMOUNT = 2
    FILE = 3
    REASON = 4


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A missing file by its place in the report."""

    row_id: int
    missing: MissingFile


class MissingTableModel(RecordTableModel[MissingRow]):
    """The files that are not in the ZIP."""

    def __init__(self, missing: Sequence[MissingFile], parent: QObject | None = None) -> None:
        super().__init__(_columns(), self._read, parent)
        self._missing = missing
        self.replace_ids(array("q", range(len(missing))))

    def _read(self, ids: Sequence[int]) -> list[MissingRow]:
        return [MissingRow(number, self._missing[number]) for number in ids]

    def cell(self, record: MissingRow, column: int) -> Cell:
        receipt = record.missing.receipt
        match column:
            case MissingColumn.DATE:
                return Cell(received_text(receipt), secondary=True)
            case MissingColumn.VENDOR:
                return Cell(vendor_plain(receipt), secondary=not receipt.vendor)
            case MissingColumn.AMOUNT:
                if receipt.amount is None:
                    return Cell(amount_plain(receipt), secondary=True, numeric=True)
                return money_cell(receipt.amount)
            case MissingColumn.FILE:
                return Cell(kind_text(record.missing.kind))
        return Cell(error_text(record.missing.reason).sentence, secondary=True)

    def sheet_cells(self, record: MissingRow, column: int) -> list[SheetCell]:
        receipt = record.missing.receipt
        match column:
            case MissingColumn.DATE:
                return [sheet_moment(receipt.received_at)]
            case MissingColumn.VENDOR:
                return [sheet_text(receipt.vendor)]
            case MissingColumn.AMOUNT:
                return sheet_money(receipt.amount)
        return super().sheet_cells(record, column)

    def sentence(self, record: MissingRow) -> str:
        missing = record.missing
        parts = [vendor_plain(missing.receipt), received_plain(missing.receipt), kind_text(missing.kind)]
        return ", ".join([*parts, error_text(missing.reason).sentence])


def _columns() -> list[Column]:
    return [
        Column("date", translate("ReceiptsTableModel", "Date"), 84, sortable=False),
        Column("vendor", translate("ReceiptsTableModel", "Vendor"), 130, sortable=False),
        Column("amount", translate("ReceiptsTableModel", "Amount"), 112, numeric=True, sortable=False),
        Column("file", translate("MissingTableModel", "File"), 74, sortable=False),
        Column("reason", translate("MissingTableModel", "Reason"), 200, stretch=True, sortable=False),
    ]


class MissingTable(RecordTable):
    """The files that did not come, as high as they are many, but for `most` rows."""

    def __init__(self, model: RecordTableModel[Any], most: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        row = self.verticalHeader().defaultSectionSize()
        rows = min(most, model.rowCount())
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + row * rows + 2)

    @Slot()
    def copy_all(self) -> None:
        self.selectAll()
        self.copy_rows()


class ExportResultDialog(Dialog):
    """`retry_asked`: export once more, as what is here already need not be fetched again."""

    retry_asked = Signal()

    def __init__(self, report: ExportReport, copying: ZipCopying, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report = report
        self._copying = copying
        self.setWindowTitle(self._window_title())
        self.setAccessibleName(plain(title_text(report)))
        self.setAccessibleDescription(plain(self._report_text()))
        self.table: MissingTable | None = None
        self.changed_table: FaultTable | None = None
        self.set_content(self._make_content())
        self._make_foot()

    def _make_content(self) -> QWidget:
        content = QWidget(self)
        content.setFixedWidth(_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(4)
        column.addLayout(self._make_head())
        column.addSpacing(10)
        words = zip_text(self.report), proof_text()
        self.file_row = ZipFileRow(self.report.target, *words, self._copying, self)
        column.addWidget(self.file_row)
        self.copy_line = CopyLine(self._copying, self)
        column.addWidget(self.copy_line)
        if self.report.missing_count:
            column.addSpacing(14)
            column.addLayout(self._make_missing_head())
            column.addSpacing(2)
            self.table = self._make_table(_ROWS_SHOWN)
            column.addWidget(self.table)
        if self.report.changed:
            self._add_changed(column)
        column.addSpacing(14)
        column.addWidget(ElidingLabel(translate("ExportResultDialog", "What is in the ZIP"), self, bold=True))
        self.inside_label = plain_label(self._sums_text())
        column.addWidget(self.inside_label)
        return content

    def _add_changed(self, column: QVBoxLayout) -> None:
        title = self.tr("Changed on the server since the list was fetched")
        faults = [Fault(changed.name, changed_text(changed)) for changed in self.report.changed]
        column.addSpacing(14)
        column.addWidget(ElidingLabel(title, self, bold=True))
        column.addSpacing(2)
        self.changed_table = FaultTable(faults, _CHANGED_SHOWN, title, self)
        column.addWidget(self.changed_table)

    def _make_head(self) -> QHBoxLayout:
        name, color = ("warning", "warning") if self.report.missing_count else ("check", "success")
        mark = QLabel(self, alignment=Qt.AlignmentFlag.AlignTop)
        mark.setPixmap(icon(name, color).pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(ElidingLabel(title_text(self.report), self, role="title"))
        numbers = plain_label(self._report_text())
        numbers.setFont(font(bold=True, table=True))
        texts.addWidget(numbers)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(mark)
        row.addLayout(texts, 1)
        return row

    def _make_missing_head(self) -> QHBoxLayout:
        copy = LinkButton(translate("ExportResultDialog", "Copy list"), self, icon_name="copy")
        copy.setAutoDefault(False)
        copy.clicked.connect(self._on_copy_list)
        row = QHBoxLayout()
        row.addWidget(ElidingLabel(translate("ExportResultDialog", "What is missing"), self, bold=True), 1)
        row.addWidget(copy)
        return row

    def _window_title(self) -> str:
        return translate("ExportResultDialog", "Export receipts to ZIP")

    def _report_text(self) -> str:
        return report_text(self.report)

    def _make_table(self, most: int) -> MissingTable:
        model = MissingTableModel(self.report.missing, self)
        return MissingTable(model, most, translate("ExportResultDialog", "What is missing"), self)

    def _sums_text(self) -> str:
        summary = self.report.inside
        parts = [translate("ExportWords", "%Ln receipt(s)", "", summary.count)]
        if summary.totals:
            parts.append(totals_text(summary.totals, len(summary.totals)))
        if summary.without_amount:
            parts.append(translate("ExportResultDialog", "%Ln without an amount", "", summary.without_amount))
        return " · ".join(parts)

    def _make_foot(self) -> None:
        folder = PlainButton(translate("ExportResultDialog", "Show in folder"), self, icon_name="folder")
        folder.setAutoDefault(False)
        folder.clicked.connect(self._on_reveal)
        self.copy_button = PlainButton(translate("ExportResultDialog", "Copy to…"), self, icon_name="copy")
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self._on_copy)
        self._copying.changed.connect(self._on_copying_changed)
        self._on_copying_changed()
        kind = PlainButton if self.report.missing_count else FilledButton
        self.close_button = kind(translate("ExportResultDialog", "Close"), self)
        self.close_button.clicked.connect(self.accept)
        trailing: list[QPushButton] = [self.close_button]
        if self.report.missing_count:
            trailing.append(self._make_retry())
        self.set_foot([folder, self.copy_button], trailing)
        trailing[-1].setDefault(True)
        trailing[-1].setFocus()

    def _make_retry(self) -> FilledButton:
        text = translate("ExportResultDialog", "Try the %Ln missing again", "", self.report.missing_count)
        self.retry_button = FilledButton(text, self, icon_name="retry")
        self.retry_button.clicked.connect(self._on_retry)
        return self.retry_button

    @Slot()
    def _on_reveal(self) -> None:
        reveal_in_folder(self.report.target)

    @Slot()
    def _on_copy(self) -> None:
        self._copying.copy(self.report.target, self)

    @Slot()
    def _on_copying_changed(self) -> None:
        busy = self._copying.task is not None
        explain(self.copy_button, not busy, translate("ExportResultDialog", "A copy is under way."))

    @Slot()
    def _on_copy_list(self) -> None:
        if self.table is not None:
            self.table.copy_all()

    @Slot()
    def _on_retry(self) -> None:
        self.accept()
        self.retry_asked.emit()
