"""TransfersTableModel: each transfer with its state in words."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QObject

from desktop.core.models import FileKey
from desktop.core.transfer import Transfer, TransferState
from desktop.ui.error_text import error_text
from desktop.ui.formatting import duration_text, percent_text, size_text
from desktop.ui.widgets.record_table_model import UNKNOWN_PROGRESS, Cell, Column, RecordTableModel

translate = QCoreApplication.translate


class TransferColumn(IntEnum):
    WHAT = 0
    SIZE = 1
    STATE = 2


_SECTIONS = {
    TransferState.TRANSFERRING: 0,
    TransferState.PREPARING: 1,
    TransferState.WAITING: 2,
    TransferState.FAILED: 3,
    TransferState.DONE: 4,
    TransferState.CANCELLED: 5,
}
"""What goes on first, then what waits, then what needs a decision, then what is over."""


@dataclass(frozen=True, slots=True)
class TransferRow:
    row_id: int
    transfer: Transfer


class TransfersTableModel(RecordTableModel[TransferRow]):
    """`show(transfers)` takes a snapshot of the queue; a key keeps its row id while the page lives."""

    def __init__(
        self, describe: Callable[[FileKey], str], now: Callable[[], float], parent: QObject | None = None
    ) -> None:
        super().__init__(_columns(), self._read, parent)
        self._describe = describe
        self._now = now
        self._numbers: dict[FileKey, int] = {}
        self._shown: dict[int, TransferRow] = {}

    def show(self, transfers: Sequence[Transfer]) -> None:
        ordered = sorted(transfers, key=_place)
        rows = [TransferRow(self._number(transfer.key), transfer) for transfer in ordered]
        self._shown = {row.row_id: row for row in rows}
        ids = array("q", self._shown)
        if ids == self.ids:
            self.invalidate()
        else:
            self.replace_ids(ids)

    def key_of(self, row_id: int) -> FileKey | None:
        row = self._shown.get(row_id)
        return row.transfer.key if row is not None else None

    def transfer_of(self, row_id: int) -> Transfer | None:
        row = self._shown.get(row_id)
        return row.transfer if row is not None else None

    def _number(self, key: FileKey) -> int:
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def _read(self, ids: Sequence[int]) -> list[TransferRow]:
        return [self._shown[row_id] for row_id in ids if row_id in self._shown]

    def cell(self, record: TransferRow, column: int) -> Cell:
        transfer = record.transfer
        if column == TransferColumn.WHAT:
            name = "calls" if transfer.key.is_recording else "receipts"
            return Cell(self._describe(transfer.key), icon=name)
        if column == TransferColumn.SIZE:
            return _size_cell(transfer)
        return _state_cell(transfer, self._now())

    def sentence(self, record: TransferRow) -> str:
        cells = (self.cell(record, column) for column in TransferColumn)
        return ", ".join(cell.copied for cell in cells if cell.copied)


def _columns() -> list[Column]:
    return [
        Column("what", translate("TransfersTableModel", "What"), 360, sortable=False, fixed=True),
        Column("size", translate("TransfersTableModel", "Size"), 170, numeric=True, sortable=False),
        Column("state", translate("TransfersTableModel", "State"), 420, stretch=True, sortable=False),
    ]


def _place(transfer: Transfer) -> tuple[int, int, float]:
    return (_SECTIONS[transfer.state], transfer.line, transfer.since)


def _size_cell(transfer: Transfer) -> Cell:
    if transfer.total:
        if transfer.state is TransferState.DONE:
            return Cell(size_text(transfer.total), numeric=True, secondary=True)
        words = translate("TransfersTableModel", "{received} of {total}")
        text = words.format(received=size_text(transfer.received), total=size_text(transfer.total))
        return Cell(text, numeric=True, secondary=True)
    if transfer.received:
        words = translate("TransfersTableModel", "{received} so far")
        return Cell(words.format(received=size_text(transfer.received)), numeric=True, secondary=True)
    return Cell(numeric=True)


def _state_cell(transfer: Transfer, now: float) -> Cell:
    state = transfer.state
    if state is TransferState.TRANSFERRING:
        return _transferring_cell(transfer)
    if state is TransferState.PREPARING:
        words = translate(
            "TransfersTableModel",
            "Being prepared by the server for {time}. Usually 1 to 5 seconds, long calls up to 3 minutes",
        )
        text = words.format(time=duration_text(max(0.0, now - transfer.since)))
        return Cell(text, icon="preparing", icon_color="warning")
    if state is TransferState.WAITING:
        return Cell(_waiting_text(transfer.line), icon="waiting", secondary=True)
    if state is TransferState.FAILED and transfer.error is not None:
        words_of = error_text(transfer.error)
        return Cell(words_of.sentence, icon=words_of.icon, icon_color="danger")
    if state is TransferState.DONE:
        return Cell(
            translate("TransfersTableModel", "Kept on this computer, checked"),
            icon="kept",
            icon_color="success",
        )
    return Cell(translate("TransfersTableModel", "Cancelled"), icon="clear", secondary=True)


def _transferring_cell(transfer: Transfer) -> Cell:
    if not transfer.total:
        words = translate("TransfersTableModel", "Downloading, size not known yet")
        return Cell(words, progress=UNKNOWN_PROGRESS)
    share = transfer.received / transfer.total
    words = translate("TransfersTableModel", "{percent} Downloading")
    return Cell(words.format(percent=percent_text(share)), progress=share)


def _waiting_text(line: int) -> str:
    if line <= 1:
        return translate("TransfersTableModel", "Next in line")
    return translate("TransfersTableModel", "Number {place} in line").format(place=line)
