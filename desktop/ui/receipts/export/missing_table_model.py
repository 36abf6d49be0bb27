"""MissingTableModel: the files of receipts that are not there, each with the reason."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QObject

from desktop.core.export import MissingFile
from desktop.core.sheet_cell import SheetCell, sheet_moment, sheet_money, sheet_text
from desktop.ui.error_text import error_text
from desktop.ui.receipts.receipt_words import (
    amount_plain,
    kind_text,
    received_plain,
    received_text,
    vendor_plain,
)
from desktop.ui.receipts.receipts_table_model import money_cell
from desktop.ui.widgets.record_table_model import Cell, Column, RecordTableModel

translate = QCoreApplication.translate


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
