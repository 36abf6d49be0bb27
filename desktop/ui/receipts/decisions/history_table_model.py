"""HistoryTableModel: what was decided, when, and whether the server has it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QFontMetrics

from desktop.core.decision_state import DecisionState
from desktop.services.outbox import HistoryRow
from desktop.ui.formatting import isolate, isolate_ltr, moment_full_text, moment_text
from desktop.ui.receipts.decisions.decision_words import state_text
from desktop.ui.receipts.receipt_words import status_badge, status_text, vendor_plain
from desktop.ui.receipts.receipts_table_model import DECIDED, money_cell
from desktop.ui.theme import font
from desktop.ui.widgets.painting import badge_width
from desktop.ui.widgets.record_delegate import PADDING
from desktop.ui.widgets.record_table_model import Cell, Column, RecordTableModel

translate = QCoreApplication.translate

_ICONS = {
    DecisionState.WAITING: ("waiting", "text2"),
    DecisionState.SENDING: ("waiting", "text2"),
    DecisionState.CONFLICT: ("warning", "warning"),
    DecisionState.SENT: ("check", "success"),
    DecisionState.REFUSED: ("clear", "danger"),
    DecisionState.DROPPED: ("skip-back", "text2"),
}


class HistoryColumn(IntEnum):
    RECEIPT = 0
    AMOUNT = 1
    DECISION = 2
    STATE = 3
    TIME = 4


class HistoryTableModel(RecordTableModel[HistoryRow]):
    """`show(rows)`: each keeps its place by the number of its entry."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_columns(), self._read, parent)
        self._shown: dict[int, HistoryRow] = {}

    def show(self, rows: Sequence[HistoryRow]) -> None:
        self._shown = {row.row_id: row for row in rows}
        self.replace_ids(array("q", self._shown))

    def rows(self, ids: Sequence[int]) -> list[HistoryRow]:
        """Those of these entries that are there still."""
        return self._read(ids)

    def conflicts(self) -> list[int]:
        """The entries between which and somebody else's the user has to choose."""
        states = ((number, row.decision.state) for number, row in self._shown.items())
        return [number for number, state in states if state is DecisionState.CONFLICT]

    def _read(self, ids: Sequence[int]) -> list[HistoryRow]:
        return [self._shown[number] for number in ids if number in self._shown]

    def cell(self, record: HistoryRow, column: int) -> Cell:
        decision = record.decision
        match column:
            case HistoryColumn.RECEIPT:
                return _receipt_cell(record)
            case HistoryColumn.AMOUNT:
                amount = record.receipt.amount if record.receipt is not None else None
                return money_cell(amount) if amount is not None else Cell()
            case HistoryColumn.DECISION:
                return Cell(status_text(decision.wanted), badge=status_badge(decision.wanted))
            case HistoryColumn.STATE:
                name, color = _ICONS[decision.state]
                text = state_text(decision)
                return Cell(text, icon=name, icon_color=color, tooltip=text)
        full = moment_full_text(decision.decided_at)
        return Cell(moment_text(decision.decided_at), secondary=True, tooltip=full)

    def sentence(self, record: HistoryRow) -> str:
        cells = (self.cell(record, column) for column in HistoryColumn)
        return ", ".join(cell.copied for cell in cells if cell.copied)


def _receipt_cell(record: HistoryRow) -> Cell:
    if record.receipt is not None and (record.receipt.vendor or not record.receipt.error_message):
        return Cell(isolate(vendor_plain(record.receipt)), plain=vendor_plain(record.receipt))
    number = isolate_ltr(str(record.decision.receipt_id))
    return Cell(translate("DecisionHistory", "Receipt {number}").format(number=number), secondary=True)


def _columns() -> list[Column]:
    metrics = QFontMetrics(font(table=True))
    caption = QFontMetrics(font("caption", bold=True))
    amount = metrics.horizontalAdvance("-888,888.88 ₪") + 2 * PADDING
    time = metrics.horizontalAdvance("28 December 2088 00:00") + 2 * PADDING
    names = (
        translate("DecisionHistory", "Receipt"),
        translate("DecisionHistory", "Amount"),
        translate("DecisionHistory", "Your decision"),
        translate("DecisionHistory", "State"),
        translate("DecisionHistory", "Decided"),
    )
    badges = (badge_width(status_text(status)) for status in DECIDED)
    badge = max(caption.horizontalAdvance(names[2]), *badges) + 2 * PADDING + 2
    return [
        Column("receipt", names[0], 190, sortable=False, fixed=True),
        Column("amount", names[1], amount, numeric=True, sortable=False),
        Column("decision", names[2], badge, sortable=False),
        Column("state", names[3], 240, stretch=True, sortable=False),
        Column("time", names[4], time, sortable=False),
    ]
