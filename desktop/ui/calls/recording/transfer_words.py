"""What is said of a recording's transfer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.core.errors import DiskFull, NoSlot, ServerBusy
from desktop.core.transfer import Transfer, TransferState
from desktop.ui.error_text import error_text
from desktop.ui.formatting import number_text, percent_text
from desktop.ui.widgets.record_table_model import UNKNOWN_PROGRESS, Cell

translate = QCoreApplication.translate


def transfer_cell(transfer: Transfer) -> Cell | None:
    """The table's cell; None where the transfer says nothing of its own."""
    state = transfer.state
    if state is TransferState.PREPARING:
        return Cell(translate("RecordingWords", "Preparing…"), icon="preparing", icon_color="warning")
    if state is TransferState.TRANSFERRING:
        share = transfer.received / transfer.total if transfer.total else UNKNOWN_PROGRESS
        text = percent_text(share) if share >= 0 else ""
        return Cell(text, icon="downloads", icon_color="progress", progress=share)
    if state is TransferState.WAITING and isinstance(transfer.error, DiskFull | NoSlot | ServerBusy):
        return _hindered_cell(transfer.error)
    if state is TransferState.WAITING:
        return _waiting_cell(transfer.line)
    if state is TransferState.PAUSED:
        return Cell(translate("RecordingWords", "Paused"), icon="pause", secondary=True)
    if state is TransferState.FAILED:
        return Cell(
            translate("RecordingWords", "Try again"), icon="retry", icon_color="danger", color="danger"
        )
    return None


def _waiting_cell(line: int) -> Cell:
    return Cell(waiting_text(line), icon="waiting", secondary=True)


def _hindered_cell(error: DiskFull | NoSlot | ServerBusy) -> Cell:
    """All wait for the same: its place in the line says nothing."""
    why = error_text(error).sentence
    if isinstance(error, DiskFull):
        no_room = translate("RecordingWords", "Disk is full")
        return Cell(no_room, plain=why, icon="disk", secondary=True, tooltip=why)
    busy = translate("RecordingWords", "Server busy")
    return Cell(busy, plain=why, icon="waiting", secondary=True, tooltip=why)


def waiting_text(line: int) -> str:
    """`line` is the place among those that wait, from 1; 0 when it is not known."""
    if line <= 0:
        return translate("RecordingWords", "Waiting")
    if line == 1:
        return translate("RecordingWords", "Next in line")
    return translate("RecordingWords", "In line: {place}").format(place=number_text(line))
