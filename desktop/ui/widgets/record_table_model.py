"""RecordTableModel: a list of ids in order, whose rows are read a page at a time when they are shown."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.core.errors import AppError
from desktop.ui.widgets.painting import UNKNOWN_PROGRESS
from desktop.ui.widgets.record_cell import Cell, Column

if TYPE_CHECKING:
    from desktop.core.sheet_cell import SheetCell

__all__ = [
    "UNKNOWN_PROGRESS",
    "Cell",
    "CellRole",
    "Column",
    "IdRole",
    "Index",
    "PlainTextRole",
    "Record",
    "RecordTableModel",
    "RowLook",
]

PAGE_ROWS = 48
"""About two screens: what the first one shows does not wait for ten."""
PAGES_KEPT = 80

CellRole = int(Qt.ItemDataRole.UserRole) + 1
PlainTextRole = int(Qt.ItemDataRole.UserRole) + 2
IdRole = int(Qt.ItemDataRole.UserRole) + 3

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class RowLook(StrEnum):
    NORMAL = "normal"
    LOST_SOON = "lost_soon"


class Record(Protocol):
    """A row as the services give it."""

    @property
    def row_id(self) -> int: ...


RecordT = TypeVar("RecordT", bound=Record)


class RecordTableModel(QAbstractTableModel, Generic[RecordT]):
    """Subclasses name the columns and say what stands in the cells, how a row looks and how it is spoken.

    `rows(ids)` gives the records of a page of ids, in any order; one that is missing shows an empty row.
    """

    ids_about_to_change = Signal()
    ids_changed = Signal(bool)
    """True: another list (search, filter, order); False: the same list, brought up to date."""
    unreadable = Signal(object)
    """Why (an AppError) rows that are to be shown stand empty. Mostly told in the middle of a painting: what
    listens is connected queued."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Callable[[Sequence[int]], Sequence[RecordT]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows = rows
        self._ids = array("q")
        self.whole = True
        """Whether these are all ids, and not only the first of them."""
        self._pages: OrderedDict[int, dict[int, RecordT]] = OrderedDict()

    # -- what subclasses say -------------------------------------------------------------------------

    def cell(self, record: RecordT, column: int) -> Cell:
        """What stands in `column` of this row."""
        raise NotImplementedError

    def sentence(self, record: RecordT) -> str:
        """The whole row as a sentence, for a screen reader."""
        raise NotImplementedError

    def sheet_cells(self, record: RecordT, column: int) -> list[SheetCell]:
        """What a spreadsheet gets of `column`: as many cells as it takes, the same number for each row."""
        from desktop.core.sheet_cell import sheet_shown

        return [sheet_shown(self.cell(record, column).copied, self.columns[column].numeric)]

    def look(self, record: RecordT) -> RowLook:
        """How the row is tinted."""
        return RowLook.NORMAL

    def begin_painting(self) -> None:
        """From now on several cells of each row are asked for, until `end_painting`."""

    def end_painting(self) -> None:
        """What was worked out for that may be another thing the next time."""

    # -- ids and records -----------------------------------------------------------------------------

    @property
    def ids(self) -> array[int]:
        return self._ids

    def replace_ids(
        self, ids: array[int], *, anew: bool = False, whole: bool = True, rows_stay: bool = False
    ) -> None:
        """Shows these ids. A RecordTable keeps what is current, selected and in view.

        `anew`: they are the answer to another question, so the table goes to the top. Not `whole`: they are
        the first of it, and the rest comes with another call. `rows_stay`: what changed in the rows of the
        same ids was said by `invalidate`.
        """
        if ids == self._ids and whole == self.whole and not anew:
            # As mostly when lists are brought up to date.
            if not rows_stay:
                self.invalidate()
            return
        self.ids_about_to_change.emit()
        self.beginResetModel()
        self._ids = ids
        self.whole = whole
        self._pages.clear()
        self.endResetModel()
        self.ids_changed.emit(anew)

    def set_rows_source(self, rows: Callable[[Sequence[int]], Sequence[RecordT]]) -> None:
        """Reads rows elsewhere from now on (another account); `replace_ids` comes next."""
        self._rows = rows
        self._pages.clear()

    def read(self, ids: Sequence[int]) -> Sequence[RecordT]:
        """The records of up to 200 `ids`, past what is kept here."""
        return self._rows(ids)

    def invalidate(self, ids: Iterable[int] | None = None) -> None:
        """Reads these rows (None: all) again when they are next shown."""
        if ids is None:
            self._pages.clear()
            self._emit_changed(0, len(self._ids) - 1)
            return
        for number, first, last in self._read_of(ids):
            self._pages.pop(number, None)
            self._emit_changed(first, last)

    def touch(self, ids: Iterable[int], column: int | None = None) -> None:
        """Draws these rows, or only their `column`, again from what was read already (a download went on)."""
        for _, first, last in self._read_of(ids):
            self._emit_changed(first, last, column)

    @property
    def count(self) -> int:
        """How many of the rows are records, and can be selected."""
        return len(self._ids)

    def id_at(self, row: int) -> int:
        return self._ids[row]

    def row_of(self, record_id: int) -> int | None:
        """The row of this id; None when the list does not hold it."""
        for number, page in self._pages.items():
            # What is asked for was mostly read already: no way through a million ids.
            if record_id in page:
                first = number * PAGE_ROWS
                return first + self._ids[first : first + PAGE_ROWS].index(record_id)
        try:
            return self._ids.index(record_id)
        except ValueError:
            return None

    def record_at(self, row: int) -> RecordT | None:
        """The record in `row`, read if need be; None when it could not be read."""
        if not 0 <= row < len(self._ids):
            return None
        return self._page(row // PAGE_ROWS).get(self._ids[row])

    def _page(self, number: int) -> dict[int, RecordT]:
        page = self._pages.get(number)
        if page is None:
            ids = self._ids[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]
            page = self._pages[number] = self._read_page(ids)
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page

    def _read_page(self, ids: Sequence[int]) -> dict[int, RecordT]:
        try:
            return {record.row_id: record for record in self._rows(ids)}
        except AppError as error:
            self.unreadable.emit(error)
            return {}

    def _read_of(self, ids: Iterable[int]) -> list[tuple[int, int, int]]:
        """Where these are: runs of neighbours, each with its page, its first and its last row. What lies
        between two that changed is not drawn again.

        What was not read is not shown, so thousands of ids cost no more than the pages that are kept.
        """
        wanted, found = set(ids), list[tuple[int, int, int]]()
        for number in self._pages:
            start = number * PAGE_ROWS
            page = enumerate(self._ids[start : start + PAGE_ROWS], start)
            rows = [row for row, record_id in page if record_id in wanted]
            found += [(number, first, last) for first, last in _runs(rows)]
        return found

    def _emit_changed(self, first: int, last: int, column: int | None = None) -> None:
        if last >= first:
            begin, end = (0, len(self.columns) - 1) if column is None else (column, column)
            self.dataChanged.emit(self.index(first, begin), self.index(last, end))

    # -- QAbstractTableModel -------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == IdRole:
            return self._ids[index.row()]
        record = self.record_at(index.row())
        if record is None:
            return Cell() if role == CellRole else None
        if role == CellRole:
            return self.cell(record, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(record)
        if role in (Qt.ItemDataRole.DisplayRole, PlainTextRole):
            return self.cell(record, index.column()).copied
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.cell(record, index.column()).told
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return cell_alignment(self.columns[index.column()])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return cell_alignment(column)
        return None


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Of rising numbers, those that follow each other: (first, last)."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    return runs


def cell_alignment(column: Column) -> Qt.AlignmentFlag:
    """Numbers end at the right in both directions; everything else leads."""
    if column.numeric:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
