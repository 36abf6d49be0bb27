"""TransfersTableModel: each transfer in its section, with its state in words."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QFont, QFontMetrics

from desktop.core.expected_file import ExpectedFile
from desktop.core.models import FileKey
from desktop.core.transfer import QueueRules, Transfer, TransferState
from desktop.core.transfer_items import DONE_REMEMBERED
from desktop.ui.downloads.row_actions import RowAction, action_text, actions_width, row_actions
from desktop.ui.downloads.transfer_words import (
    Seen,
    lost_badge,
    size_cell,
    state_cell,
    widest_sizes,
)
from desktop.ui.formatting import in_reading_order, number_text, strip_marks
from desktop.ui.theme import font
from desktop.ui.widgets.record_delegate import PADDING
from desktop.ui.widgets.record_table_model import Cell, Column, Index, RecordTableModel

translate = QCoreApplication.translate

RATE_AFTER_SECONDS = 1.5
"""An estimate from less would jump."""

EXPECTED_SECONDS = 30.0
"""So long holds what is said of the days that are left."""


class TransferColumn(IntEnum):
    WHAT = 0
    SIZE = 1
    STATE = 2
    ACTION = 3


class Section(IntEnum):
    """What goes on first, then what needs a decision: below thousands that wait nobody would see it."""

    NOW = 0
    PREPARING = 1
    DECISION = 2
    WAITING = 3
    PAUSED = 4
    FINISHED = 5
    CANCELLED = 6


_SECTIONS = {
    TransferState.TRANSFERRING: Section.NOW,
    TransferState.PREPARING: Section.PREPARING,
    TransferState.WAITING: Section.WAITING,
    TransferState.PAUSED: Section.PAUSED,
    TransferState.GONE: Section.DECISION,
    TransferState.FAILED: Section.DECISION,
    TransferState.DONE: Section.FINISHED,
    TransferState.CANCELLED: Section.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A transfer, or the heading of a section (`transfer` None) with the number of its rows."""

    row_id: int
    section: Section
    transfer: Transfer | None = None
    count: int = 0


class TransfersTableModel(RecordTableModel[TransferRow]):
    """`show(transfers)` takes a snapshot of the queue; a key keeps its row id while it is there."""

    def __init__(
        self, describe: Callable[[FileKey], str], now: Callable[[], float], parent: QObject | None = None
    ) -> None:
        super().__init__(_columns(), self._read, parent)
        self.online = True
        self.signed_out = False
        """Not online, for want of a sign-in."""
        self.is_shorter: Callable[[FileKey], bool] = _as_long
        """Whether the file that is here is a recording shorter than its call."""
        self._describe = describe
        self._now = now
        self.expected: Callable[[FileKey], ExpectedFile] = _nothing_known
        """What is known of a recording that is not here yet."""
        self._expected: dict[FileKey, tuple[float, ExpectedFile]] = {}
        self._last_number = 0
        self._numbers: dict[FileKey, int] = {}
        self._words: dict[FileKey, str] = {}
        self._begun: dict[FileKey, tuple[float, int]] = {}
        self._ends: dict[FileKey, int] = {}
        """Of what is over, the one that ended last with the highest number."""
        self._last_end = 0
        self._shown: dict[int, TransferRow] = {}
        self.moved: set[int] = set()
        """Those that are in another section than before they were shown last."""

    def show(self, transfers: Sequence[Transfer]) -> None:
        """Shows these; what is current and selected stays."""
        self._forget_all_but({transfer.key for transfer in transfers})
        self._note_beginnings(transfers)
        self._note_ends(transfers)
        rows = self._in_sections(transfers)
        before, self._shown = self._shown, {row.row_id: row for row in rows}
        self.moved = {row.row_id for row in rows if _section(before, row.row_id) is not row.section}
        ids = array("q", self._shown)
        if ids == self.ids:
            self.invalidate()
        else:
            self.replace_ids(ids)

    def transfer_of(self, row_id: int) -> Transfer | None:
        """The transfer in this row; None for a heading and for one that left."""
        row = self._shown.get(row_id)
        return row.transfer if row is not None else None

    def actions_at(self, row: int) -> tuple[RowAction, ...]:
        """What can be done at the end of this row."""
        return row_actions(self.transfer_of(self.id_at(row)))

    @property
    def count(self) -> int:
        """Without the headings."""
        return sum(row_id > 0 for row_id in self.ids)

    def is_heading(self, row: int) -> bool:
        return self.id_at(row) < 0

    def _in_sections(self, transfers: Sequence[Transfer]) -> list[TransferRow]:
        rows: list[TransferRow] = []
        for section in Section:
            mine = [transfer for transfer in transfers if _SECTIONS[transfer.state] is section]
            if mine:
                rows.append(TransferRow(-1 - section, section, count=len(mine)))
            mine.sort(key=self._rank)
            rows += [TransferRow(self._number(one.key), section, one) for one in mine]
        return rows

    def _rank(self, transfer: Transfer) -> tuple[float, float]:
        """What waits, in the order in which it goes; what is over, what ended last first."""
        if transfer.state.final:
            return -self._ends[transfer.key], 0
        return transfer.line, transfer.since

    def note_end(self, key: FileKey) -> None:
        """It came to its end just now, whether or not the list is shown."""
        self._last_end += 1
        self._ends[key] = self._last_end

    def _note_ends(self, transfers: Sequence[Transfer]) -> None:
        """What ended without a word ended since the list was shown last."""
        for transfer in sorted(transfers, key=lambda one: one.since):
            if not transfer.state.final:
                self._ends.pop(transfer.key, None)
            elif transfer.key not in self._ends:
                self.note_end(transfer.key)

    def _number(self, key: FileKey) -> int:
        if key not in self._numbers:
            self._last_number += 1
            self._numbers[key] = self._last_number
        return self._numbers[key]

    def _forget_all_but(self, keys: set[FileKey]) -> None:
        for kept in (self._numbers, self._words, self._begun, self._ends, self._expected):
            for key in kept.keys() - keys:
                del kept[key]

    def _note_beginnings(self, transfers: Sequence[Transfer]) -> None:
        for transfer in transfers:
            if transfer.state is TransferState.TRANSFERRING:
                self._begun.setdefault(transfer.key, (self._now(), transfer.received))
            else:
                self._begun.pop(transfer.key, None)

    def _rate(self, transfer: Transfer, now: float) -> float:
        """Bytes a second since it began to arrive; 0 while it is too early to say."""
        at, received = self._begun.get(transfer.key, (now, 0))
        if now - at < RATE_AFTER_SECONDS:
            return 0.0
        return max(0.0, (transfer.received - received) / (now - at))

    def _read(self, ids: Sequence[int]) -> list[TransferRow]:
        return [self._shown[row_id] for row_id in ids if row_id in self._shown]

    # -- what is shown ---------------------------------------------------------------------------

    def cell(self, record: TransferRow, column: int) -> Cell:
        transfer = record.transfer
        if transfer is None:
            return Cell(heading_text(record)) if column == TransferColumn.WHAT else Cell()
        if column == TransferColumn.WHAT:
            name = "calls" if transfer.key.is_recording else "receipts"
            return Cell(self._what(transfer.key), icon=name)
        if column == TransferColumn.SIZE:
            return size_cell(transfer, self._expect(transfer).size)
        if column == TransferColumn.STATE:
            return state_cell(self._seen(transfer))
        # Drawn by themselves: there may be several.
        return Cell(plain=", ".join(map(action_text, row_actions(transfer))))

    def badge_at(self, row: int) -> Cell:
        """What stands behind the state of one that may be lost before it comes."""
        transfer = self.transfer_of(self.id_at(row))
        return Cell() if transfer is None else lost_badge(self._expect(transfer))

    def _expect(self, transfer: Transfer) -> ExpectedFile:
        """Asked for now and then: to say it of a call, the whole of it is read."""
        key, now = transfer.key, self._now()
        if not key.is_recording or transfer.state.final:
            return ExpectedFile()
        if key not in self._expected or now - self._expected[key][0] > EXPECTED_SECONDS:
            self._expected[key] = now, self.expected(key)
        return self._expected[key][1]

    def _seen(self, transfer: Transfer) -> Seen:
        now = self._now()
        shorter = transfer.state is TransferState.DONE and self.is_shorter(transfer.key)
        return Seen(transfer, now, self.online, self.signed_out, self._rate(transfer, now), shorter)

    def _what(self, key: FileKey) -> str:
        # Asked once: to describe a call, the whole of it is read.
        if key not in self._words:
            # It may begin with an English word or name, and still is a row of this language.
            self._words[key] = in_reading_order(self._describe(key))
        return self._words[key]

    def sentence(self, record: TransferRow) -> str:
        columns = [column for column in TransferColumn if column != TransferColumn.ACTION]
        cells = [self.cell(record, column) for column in columns]
        if record.transfer is not None:
            cells.append(lost_badge(self._expect(record.transfer)))
        return ", ".join(cell.copied for cell in cells if cell.copied)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over by the keys and cannot be selected."""
        if index.isValid() and self.is_heading(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


def _nothing_known(_: FileKey) -> ExpectedFile:
    return ExpectedFile()


def _section(rows: dict[int, TransferRow], row_id: int) -> Section | None:
    return rows[row_id].section if row_id in rows else None


def heading_text(row: TransferRow) -> str:
    """`Now · 3 of 3`, `Waiting · 7`."""
    most = {Section.NOW: QueueRules().transfers, Section.PREPARING: QueueRules().preparing}
    count = number_text(row.count)
    if row.section in most:
        words = translate("TransfersTableModel", "{count} of {most}")
        count = words.format(count=count, most=number_text(most[row.section]))
    elif row.section is Section.FINISHED and row.count >= DONE_REMEMBERED:
        # Those before them are not remembered.
        count = f"{count}+"
    return f"{_heading(row.section)} · {count}"


def _heading(section: Section) -> str:
    match section:
        case Section.NOW:
            return translate("TransfersTableModel", "Now")
        case Section.PREPARING:
            return translate("TransfersTableModel", "The server is preparing")
        case Section.WAITING:
            return translate("TransfersTableModel", "Waiting")
        case Section.PAUSED:
            return translate("TransfersTableModel", "Paused")
        case Section.DECISION:
            return translate("TransfersTableModel", "Needs a decision")
        case Section.CANCELLED:
            return translate("TransfersTableModel", "Cancelled")
    return translate("TransfersTableModel", "Finished since the start")


def _as_long(_: FileKey) -> bool:
    return False


def _columns() -> list[Column]:
    """Sizes and what can be done are as wide as their words are in this language: neither is ever cut."""
    action = strip_marks(translate("TransfersTableModel", "What can be done"))
    size_width = _width(widest_sizes(), font(table=True))
    return [
        Column("what", translate("TransfersTableModel", "What"), 300, sortable=False, fixed=True),
        Column("size", translate("TransfersTableModel", "Size"), size_width, numeric=True, sortable=False),
        Column("state", translate("TransfersTableModel", "State"), 420, stretch=True, sortable=False),
        Column("action", "", actions_width(), sortable=False, fixed=True, name=action),
    ]


def _width(texts: Sequence[str], made: QFont) -> int:
    metrics = QFontMetrics(made)
    return max(metrics.horizontalAdvance(text) for text in texts) + 2 * PADDING + 2
