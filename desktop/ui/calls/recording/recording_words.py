"""What is said of a call's recording: where it is, how its transfer goes, how many days are left."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.core.call import RECORDING_DELETED_AFTER
from desktop.core.errors import RecordingGone, RecordingMissing
from desktop.ui.formatting import day_text, local
from desktop.ui.widgets.record_table_model import Cell

if TYPE_CHECKING:
    from desktop.core.call import Call
    from desktop.core.transfer import Transfer

translate = QCoreApplication.translate


class RecordingFacts(NamedTuple):
    """All that decides what is said of a recording. `now` is the server's time."""

    call: Call
    kept: bool
    transfer: Transfer | None
    now: datetime
    shorter: bool = False
    """Whether what is kept is shorter than the call."""
    reviewed: bool = False
    pinned: bool = False
    cut: bool = False
    """Whether it is that because it was cut on this computer."""

    @property
    def is_there(self) -> bool:
        """Whether it can be heard, once it is fetched if need be."""
        return self.kept or (self.call.has_recording and self.call.gone_at is None)

    @property
    def found_gone(self) -> bool:
        """Whether the server, when it was last asked, said that it has no such recording."""
        if self.kept or self.transfer is None or not self.transfer.state.final:
            return False
        return isinstance(self.transfer.error, RecordingGone | RecordingMissing)

    @property
    def deleted_at(self) -> datetime | None:
        """When the server deleted it, as far as the calendar tells; None while it is there."""
        expires_at = self.call.expires_at
        if expires_at is None or self.now < expires_at + RECORDING_DELETED_AFTER:
            return None
        return expires_at + RECORDING_DELETED_AFTER


def reviewed_cell(facts: RecordingFacts) -> Cell:
    """The table's cell: a mark."""
    if not facts.reviewed:
        return Cell()
    words = reviewed_text()
    return Cell(plain=words, icon="check", icon_color="success", tooltip=words)


def reviewed_text() -> str:
    return translate("RecordingWords", "Reviewed")


def pinned_text() -> str:
    return translate("RecordingWords", "Pinned: it stays on this computer")


def recording_cell(facts: RecordingFacts) -> Cell:
    """The table's cell."""
    if not facts.call.has_recording and not facts.kept:
        return Cell(translate("RecordingWords", "No recording"), secondary=True)
    comes_again = facts.cut and facts.transfer is not None and not facts.transfer.state.final
    if facts.transfer is not None and (not facts.kept or comes_again):
        # The first list is painted before anything is under way.
        from desktop.ui.calls.recording.transfer_words import transfer_cell

        cell = transfer_cell(facts.transfer)
        if cell is not None:
            return cell
    if facts.found_gone:
        return _found_gone_cell()
    if facts.call.gone_at is not None:
        return _gone_cell(facts)
    if facts.kept:
        return _kept_cell(facts)
    deleted_at = facts.deleted_at
    if deleted_at is not None:
        return Cell(deleted_text(deleted_at), icon="gone", secondary=True)
    return Cell(translate("RecordingWords", "On server"), icon="on-server", secondary=True)


def _kept_cell(facts: RecordingFacts) -> Cell:
    if not facts.shorter:
        return Cell(translate("RecordingWords", "Kept here"), icon="kept", icon_color="success")
    # The mark needs room: nothing is to be cut for it.
    short, why = translate("RecordingWords", "Kept"), why_cut() if facts.cut else why_shorter()
    if facts.cut:
        plain = translate("RecordingWords", "Kept here, a part is missing")
    else:
        plain = translate("RecordingWords", "Kept here, shorter than the call")
    return Cell(short, plain=plain, icon="kept", icon_color="success", mark="warning", tooltip=why)


def why_in_player() -> str:
    """Why it cannot be removed from this computer."""
    return translate("RecordingWords", "The recording is in the player. Close the player first.")


def why_cut() -> str:
    return translate(
        "RecordingWords", "A part of the recording is missing: the file was cut on this computer."
    )


def played_cell(cell: Cell, playing: bool) -> Cell:
    """The same of the recording that the player holds."""
    told = f"{cell.told}, {played_text(playing)}"
    return cell._replace(icon="volume" if playing else "pause", icon_color="link", tooltip=told)


def played_text(playing: bool) -> str:
    if playing:
        return translate("RecordingWords", "playing now")
    return translate("RecordingWords", "paused now")


def why_shorter() -> str:
    return translate(
        "RecordingWords", "The recording is shorter than the call. The server gave no more of it."
    )


def gone_text() -> str:
    return translate("RecordingWords", "Only on this computer")


def why_gone() -> str:
    return translate("RecordingWords", "Only on this computer: the server has this call no longer.")


def _gone_cell(facts: RecordingFacts) -> Cell:
    if facts.kept:
        short, plain = translate("RecordingWords", "Only here"), translate("RecordingWords", "Kept here")
        return Cell(short, plain=plain, icon="kept", icon_color="warning", tooltip=why_gone())
    return Cell(translate("RecordingWords", "Not on server"), icon="gone", secondary=True, tooltip=why_gone())


def _found_gone_cell() -> Cell:
    short, told = translate("RecordingWords", "Not on server"), found_gone_text(None)
    return Cell(short, plain=told, icon="gone", secondary=True, tooltip=told)


def found_gone_text(found_at: datetime | None) -> str:
    """`found_at`: when the server said so; None where that is not known."""
    if found_at is None:
        return translate("RecordingWords", "Not on the server any more")
    words = translate("RecordingWords", "Not on the server any more (asked {day})")
    return words.format(day=day_text(local(found_at).date(), datetime.now(UTC).astimezone().date()))


def deleted_text(moment: datetime) -> str:
    return translate("RecordingWords", "Deleted {day}").format(
        day=day_text(local(moment).date(), datetime.now(UTC).astimezone().date())
    )


def days_left(facts: RecordingFacts) -> int | None:
    """Days until the recording may be lost, rounded up; None when there is nothing to lose."""
    expires_at = facts.call.expires_at
    if facts.kept or not facts.is_there or facts.found_gone:
        return None
    if expires_at is None or facts.deleted_at is not None:
        return None
    seconds = (expires_at - facts.now).total_seconds()
    return max(1, -int(-seconds // 86400))


def days_text(days: int) -> str:
    """The last one is no number to be counted on; two have a word of their own in Hebrew, which Qt's plural
    forms do not know."""
    if days <= 1:
        return translate("RecordingWords", "Last day")
    if days == 2:
        return translate("RecordingWords", "2 days")
    return translate("RecordingWords", "{count} days").format(count=days)


def days_left_cell(facts: RecordingFacts) -> Cell:
    days = days_left(facts)
    if days is None:
        # Where nothing runs out there is room for why.
        return Cell(icon="pin", tooltip=pinned_text()) if facts.pinned else Cell()
    text = days_text(days)
    if days <= 1:
        return Cell(text, badge="lost")
    return Cell(text, badge="warning") if days == 2 else Cell(text, secondary=True)


def lost_soon(facts: RecordingFacts) -> bool:
    """Whether the row is tinted: one day or less is left."""
    days = days_left(facts)
    return days is not None and days <= 1
