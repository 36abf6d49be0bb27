"""The words for a transfer: its size, how it goes, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.core.errors import AppError, DiskFull, NoSlot, PreparationFailed, ServerBusy
from desktop.core.expected_file import ExpectedFile
from desktop.core.transfer import QueueCounts, QueueRules, Transfer, TransferState
from desktop.ui.error_text import error_text
from desktop.ui.formatting import duration_text, number_text, percent_text, size_text, wait_text
from desktop.ui.widgets.record_table_model import UNKNOWN_PROGRESS, Cell

translate = QCoreApplication.translate

_LONG_SIZE = 88 * 1024**2 + 888 * 1024
"""In bytes: `88.9 MB`."""
SHORT_PREPARING_SECONDS = 10
"""Until here it is as long as most take, which is said."""
LONG_PREPARING_SECONDS = 60
"""From here on it is no longer usual, and the user is told when the server is asked again."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A transfer as it is now, on the queue's clock (s); `rate` in bytes a second, 0 while not known."""

    transfer: Transfer
    now: float
    online: bool = True
    signed_out: bool = False
    """Not online, for want of a sign-in."""
    rate: float = 0.0
    shorter: bool = False
    """Whether what came is shorter than the call."""


def counts_text(counts: QueueCounts) -> str:
    """`3 of 3 active, 7 waiting`, `4 paused`, why all wait; "" when nothing is under way."""
    going, paused = _going_text(counts), counts.paused
    if counts.held and not going:
        if not paused:
            return translate("TransferWords", "Downloads paused")
        return translate("TransferWords", "Downloads paused, %Ln waiting", "", paused)
    if paused and going:
        return translate("TransferWords", "{others}, %Ln paused", "", paused).format(others=going)
    return going or (translate("TransferWords", "%Ln paused", "", paused) if paused else "")


def _going_text(counts: QueueCounts) -> str:
    if not counts.moving and (counts.preparing or counts.waiting):
        return _standing_text(counts)
    if not counts.transferring and not counts.preparing:
        return _waiting_count(counts.waiting) if counts.waiting else ""
    return _active_text(counts).format(
        active=number_text(counts.transferring),
        most=number_text(QueueRules().transfers),
        preparing=number_text(counts.preparing),
    )


def _active_text(counts: QueueCounts) -> str:
    """With places for the numbers but for the last one; of none that wait nothing is said."""
    waiting = counts.waiting
    if not counts.transferring:
        if not waiting:
            return translate("TransferWords", "%Ln being prepared", "", counts.preparing)
        return translate("TransferWords", "{preparing} being prepared, %Ln waiting", "", waiting)
    if not waiting:
        return translate("TransferWords", "{active} of {most} active")
    return translate("TransferWords", "{active} of {most} active, %Ln waiting", "", waiting)


def _standing_text(counts: QueueCounts) -> str:
    """Nothing moves: for what it waits."""
    n = counts.waiting + counts.preparing
    if counts.no_session:
        return translate("TransferWords", "%Ln waiting for the server", "", n)
    if counts.no_room:
        return translate("TransferWords", "%Ln waiting for room on this disk", "", n)
    if counts.silent:
        return translate("TransferWords", "%Ln waiting for the server's recording service", "", n)
    if counts.busy:
        return translate("TransferWords", "%Ln waiting, the server is busy", "", n)
    if counts.refused:
        return translate("TransferWords", "%Ln waiting, the server is busy with other recordings", "", n)
    if counts.unheard:
        return translate("TransferWords", "%Ln waiting for what the server was asked for before", "", n)
    return _waiting_count(counts.waiting)


def _waiting_count(waiting: int) -> str:
    return translate("TransferWords", "%Ln waiting", "", waiting)


def lost_badge(expected: ExpectedFile) -> Cell:
    """Where it is time that it comes; an empty cell where it is not."""
    if expected.days_left is None or expected.days_left > 2:
        return Cell()
    if expected.days_left == 2:
        return Cell(translate("TransferWords", "2 days left"), badge="warning")
    return Cell(translate("TransferWords", "Lost in 1 day"), badge="lost")


def size_cell(transfer: Transfer, about: int = 0) -> Cell:
    """How much of how much; `about`: what is thought of one that has not begun to come, in bytes."""
    whole = transfer.total or transfer.received
    if whole and transfer.state is TransferState.DONE:
        return Cell(size_text(whole), numeric=True, secondary=True)
    if transfer.total:
        return Cell(_part_text(transfer.received, transfer.total), numeric=True, secondary=True)
    if transfer.received and not transfer.state.final:
        return Cell(_so_far_text(transfer.received), numeric=True, secondary=True)
    if about and not transfer.state.final:
        return Cell(_about_text(about), numeric=True, secondary=True)
    return Cell(numeric=True)


def widest_sizes() -> list[str]:
    """The longest texts of `size_cell` in this language."""
    return [_part_text(_LONG_SIZE, _LONG_SIZE), _so_far_text(_LONG_SIZE), _about_text(_LONG_SIZE)]


def _part_text(received: int, total: int) -> str:
    words = translate("TransferWords", "{received} of {total}")
    return words.format(received=size_text(received), total=size_text(total))


def _so_far_text(received: int) -> str:
    return translate("TransferWords", "{received} so far").format(received=size_text(received))


def _about_text(size: int) -> str:
    return translate("TransferWords", "about {size}").format(size=size_text(size))


def state_cell(seen: Seen) -> Cell:
    """How it goes, in words."""
    transfer = seen.transfer
    match transfer.state:
        case TransferState.TRANSFERRING:
            return _transferring_cell(seen)
        case TransferState.PREPARING:
            return Cell(_preparing_text(seen), icon="preparing", icon_color="warning")
        case TransferState.WAITING:
            icon = "disk" if seen.online and isinstance(transfer.error, DiskFull) else "waiting"
            return Cell(_waiting_text(seen), icon=icon, secondary=True)
        case TransferState.PAUSED:
            return Cell(translate("TransferWords", "Paused"), icon="pause", secondary=True)
        case TransferState.FAILED | TransferState.GONE:
            return _failed_cell(transfer)
        case TransferState.DONE:
            return _done_cell(seen)
    return Cell(translate("TransferWords", "Cancelled"), icon="clear", secondary=True)


def _done_cell(seen: Seen) -> Cell:
    if seen.shorter:
        words = translate("TransferWords", "Kept on this computer, shorter than the call")
        return Cell(words, icon="kept", icon_color="success", mark="warning")
    words = translate("TransferWords", "Kept on this computer, checked")
    return Cell(words, icon="kept", icon_color="success")


def retry_text(transfer: Transfer) -> str:
    """`Try again` where that may help; "" where the server has nothing to give any more."""
    if transfer.error is not None and not error_text(transfer.error).remedy:
        return ""
    return translate("TransferWords", "Try again")


def _transferring_cell(seen: Seen) -> Cell:
    transfer = seen.transfer
    if not transfer.total:
        return Cell(translate("TransferWords", "Downloading, size not known yet"), progress=UNKNOWN_PROGRESS)
    share = transfer.received / transfer.total
    words = translate("TransferWords", "{percent} Downloading")
    left = ""
    if seen.rate > 0:
        words = translate("TransferWords", "{percent} Downloading, {speed} a second, about {time} left")
        left = wait_text((transfer.total - transfer.received) / seen.rate)
    speed = size_text(round(seen.rate))
    return Cell(words.format(percent=percent_text(share), speed=speed, time=left), progress=share)


def _preparing_text(seen: Seen) -> str:
    passed = max(0.0, seen.now - seen.transfer.since)
    next_at = seen.transfer.next_at
    if seen.transfer.worker_silent and next_at is not None:
        words = translate(
            "TransferWords", "The server's recording service does not answer. Asking again in {wait}"
        )
        return words.format(wait=duration_text(max(0.0, next_at - seen.now)))
    if passed >= SHORT_PREPARING_SECONDS and (passed < LONG_PREPARING_SECONDS or next_at is None):
        words = translate("TransferWords", "Being prepared by the server for {time}")
        return words.format(time=duration_text(passed))
    if passed < SHORT_PREPARING_SECONDS or next_at is None:
        words = translate(
            "TransferWords",
            "Being prepared by the server for {time}. Usually 1 to 5 seconds, long calls up to 3 minutes",
        )
        return words.format(time=duration_text(passed))
    words = translate("TransferWords", "Still being prepared after {time}. Asking again in {wait}")
    wait = duration_text(max(0.0, next_at - seen.now))
    return words.format(time=duration_text(passed), wait=wait)


def _waiting_text(seen: Seen) -> str:
    transfer = seen.transfer
    if not seen.online:
        return _offline_text(seen)
    if isinstance(transfer.error, DiskFull):
        return translate("TransferWords", "Waits for room on this disk, and goes on by itself")
    if transfer.unheard:
        return translate(
            "TransferWords",
            "The server may still prepare what it was asked for before. It is asked anew within minutes",
        )
    if transfer.next_at is not None and transfer.next_at > seen.now + 1.0:
        return _later_text(transfer.error, wait_text(transfer.next_at - seen.now))
    if isinstance(transfer.error, ServerBusy):
        return translate("TransferWords", "Server busy, asked again now")
    if isinstance(transfer.error, NoSlot):
        return translate("TransferWords", "Server busy with other recordings, asked again now")
    if transfer.line <= 1:
        return translate("TransferWords", "Next in line")
    return translate("TransferWords", "In line: {place}").format(place=number_text(transfer.line))


def _later_text(error: AppError | None, wait: str) -> str:
    """Why the server is asked again, and when."""
    words = translate("TransferWords", "The server is asked again in {wait}")
    if isinstance(error, ServerBusy):
        words = translate("TransferWords", "Server busy, asked again in {wait}")
    elif isinstance(error, NoSlot):
        words = translate("TransferWords", "Server busy with other recordings, asked again in {wait}")
    elif isinstance(error, PreparationFailed):
        words = translate("TransferWords", "The server could not prepare it. It is asked again in {wait}")
    elif error is not None:
        words = translate("TransferWords", "Asked again in {wait}. {why}")
    return words.format(wait=wait, why=error_text(error).sentence if error is not None else "")


def _offline_text(seen: Seen) -> str:
    if seen.signed_out:
        return translate("TransferWords", "Goes on when you sign in")
    return translate("TransferWords", "Goes on when the server can be reached")


def _failed_cell(transfer: Transfer) -> Cell:
    if transfer.error is None:
        return Cell(translate("TransferWords", "Failed"), icon="warning", icon_color="danger")
    words = error_text(transfer.error)
    return Cell(words.sentence, icon=words.icon, icon_color="danger")
