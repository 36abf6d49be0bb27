"""HistoryTableModel: what was decided, when, and whether the server has it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence, Set
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QFontMetrics

from desktop.core.decision_state import DecisionState
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import Decision
from desktop.services.outbox import HistoryRow
from desktop.ui.formatting import isolate, isolate_ltr, moment_full_text, moment_text, one_line
from desktop.ui.receipts.decisions.decision_words import overtaken_text, state_text, why_not_undone
from desktop.ui.receipts.receipt_words import (
    received_plain,
    received_text,
    status_badge,
    status_text,
    vendor_plain,
    why_gone,
)
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
    DATE = 1
    NUMBER = 2
    AMOUNT = 3
    WAS = 4
    BECAME = 5
    STATE = 6
    TIME = 7


class HistoryTableModel(RecordTableModel[HistoryRow]):
    """`show(rows)`: each keeps its place by the number of its entry."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_columns(), self._read, parent)
        self._shown: dict[int, HistoryRow] = {}
        self._refused: frozenset[int] = frozenset()
        self._later: dict[int, Decision] = {}
        """Of an entry: the decision on the same receipt that came after it and counts."""

    def show(self, rows: Sequence[HistoryRow], refused: Set[int] = frozenset()) -> None:
        """`refused`: entries that wait since the server did not take them."""
        self._refused = frozenset(refused)
        self._shown = {row.row_id: row for row in rows}
        self._later = _later_ones([row.decision for row in rows])
        self.replace_ids(array("q", self._shown))

    def rows(self, ids: Sequence[int]) -> list[HistoryRow]:
        """Those of these entries that are there still."""
        return self._read(ids)

    def conflicts(self) -> list[int]:
        """The entries between which and somebody else's the user has to choose."""
        states = ((number, row.decision.state) for number, row in self._shown.items())
        return [number for number, state in states if state is DecisionState.CONFLICT]

    def why_not_undone(self, entry: int) -> str:
        """Why this one cannot be taken back; "" where it can, or is not there any more."""
        row = self._shown.get(entry)
        if row is None or (row.can_undo and row.decision.state is not DecisionState.CONFLICT):
            return ""
        if row.receipt is None or row.receipt.gone_at is not None:
            return why_gone()
        return why_not_undone(row.decision, entry in self._later)

    def _read(self, ids: Sequence[int]) -> list[HistoryRow]:
        return [self._shown[number] for number in ids if number in self._shown]

    def cell(self, record: HistoryRow, column: int) -> Cell:
        decision = record.decision
        match column:
            case HistoryColumn.RECEIPT:
                return _receipt_cell(record)
            case HistoryColumn.DATE:
                return _date_cell(record)
            case HistoryColumn.NUMBER:
                number = one_line(record.receipt.invoice_number) if record.receipt is not None else ""
                return Cell(isolate_ltr(number), plain=number) if number else Cell()
            case HistoryColumn.AMOUNT:
                amount = record.receipt.amount if record.receipt is not None else None
                return money_cell(amount) if amount is not None else Cell()
            case HistoryColumn.WAS:
                return Cell(status_text(decision.against), badge=status_badge(decision.against))
            case HistoryColumn.BECAME:
                return Cell(status_text(decision.wanted), badge=status_badge(decision.wanted))
            case HistoryColumn.STATE:
                return self._state_cell(decision)
        full = moment_full_text(decision.decided_at)
        return Cell(moment_text(decision.decided_at), secondary=True, tooltip=full)

    def _state_cell(self, decision: Decision) -> Cell:
        later = self._later.get(decision.entry_id)
        if decision.state is DecisionState.SENT and later is not None:
            text = overtaken_text(undone=later.wanted is decision.against)
            return Cell(text, secondary=True, icon="skip-back", tooltip=text)
        name, color = _ICONS[decision.state]
        text = state_text(decision, decision.entry_id in self._refused)
        over = decision.state is DecisionState.DROPPED
        return Cell(text, secondary=over, icon=name, icon_color=color, tooltip=text)

    def sentence(self, record: HistoryRow) -> str:
        cells = (self.cell(record, column) for column in HistoryColumn)
        return ", ".join(cell.copied for cell in cells if cell.copied)


def _later_ones(decisions: Sequence[Decision]) -> dict[int, Decision]:
    later: dict[int, Decision] = {}
    last: dict[int, Decision] = {}
    for decision in sorted(decisions, key=lambda one: one.entry_id, reverse=True):
        if decision.receipt_id in last:
            later[decision.entry_id] = last[decision.receipt_id]
        if decision.state.is_open or decision.state is DecisionState.SENT:
            last[decision.receipt_id] = decision
    return later


def _date_cell(record: HistoryRow) -> Cell:
    if record.receipt is None or record.receipt.received_at is None:
        return Cell()
    return Cell(received_text(record.receipt), plain=received_plain(record.receipt), secondary=True)


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
    date = metrics.horizontalAdvance("28.12.2088") + 2 * PADDING
    was = translate("DecisionHistory", "Was")
    became = translate("DecisionHistory", "Your decision")
    badges = [badge_width(status_text(status)) for status in (*DECIDED, ReceiptStatus.INCOMPLETE)]
    before, badge = (
        max(caption.horizontalAdvance(name), *badges) + 2 * PADDING + 2 for name in (was, became)
    )
    receipt, day = translate("DecisionHistory", "Receipt"), translate("DecisionHistory", "Received")
    number, total = translate("DecisionHistory", "Number"), translate("DecisionHistory", "Amount")
    state, decided = translate("DecisionHistory", "State"), translate("DecisionHistory", "Decided")
    return [
        Column("receipt", receipt, 160, sortable=False, fixed=True),
        Column("date", day, date, sortable=False, gives_way=3),
        Column("number", number, 110, sortable=False, gives_way=2),
        Column("amount", total, amount, numeric=True, sortable=False),
        Column("was", was, before, sortable=False),
        Column("decision", became, badge, sortable=False),
        Column("state", state, 240, stretch=True, sortable=False, least=150),
        Column("time", decided, time, sortable=False, gives_way=1),
    ]
