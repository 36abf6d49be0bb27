"""BoardModel: the vendors by month as a table: what stands in a cell, what is said of it, what is copied."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.core.sheet_cell import SheetCell, sheet_money, sheet_number, sheet_text
from desktop.core.vendor_board import Board, BoardBy, BoardCell, BoardRow, CellState, first_day
from desktop.ui.formatting import (
    hebrew,
    in_reading_order,
    isolate,
    month_text,
    number_text,
    one_line,
    strip_marks,
)
from desktop.ui.receipts.receipts_foot import totals_text

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
VENDOR_COLUMN = 0
BoardCellRole = int(Qt.ItemDataRole.UserRole) + 1
_NOBODY = Board(BoardBy.INVOICE, (), ())
_SUMS_SAID = 3


translate = QCoreApplication.translate


class BoardModel(QAbstractTableModel):
    """A line for each vendor; the first column names it, the others are months, the earliest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.board = _NOBODY
        self.rows: tuple[BoardRow, ...] = ()
        self._only_gaps = False

    def show_board(self, board: Board, *, only_gaps: bool) -> None:
        self.beginResetModel()
        self.board = board
        self._only_gaps = only_gaps
        self.rows = tuple(row for row in board.rows if row.gaps or not only_gaps)
        self.endResetModel()

    def cell_at(self, index: Index) -> BoardCell | None:
        """The cell of a month; None in the column of names."""
        if not index.isValid() or index.column() == VENDOR_COLUMN:
            return None
        return self.rows[index.row()].cells[index.column() - 1]

    def row_at(self, index: Index) -> BoardRow:
        return self.rows[index.row()]

    def month_at(self, index: Index) -> int:
        return self.board.months[index.column() - 1]

    # -- QAbstractTableModel -------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else 1 + len(self.board.months)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell_at(index)
        if role == BoardCellRole:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return vendor_name(self.row_at(index)) if cell is None else " ".join(cell_lines(cell))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.sentence(index)
        return strip_marks(self.sentence(index)) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if section == VENDOR_COLUMN:
            return translate("BoardModel", "Vendor") if role == Qt.ItemDataRole.DisplayRole else None
        day = first_day(self.board.months[section - 1])
        if role == Qt.ItemDataRole.DisplayRole:
            return short_month(self.board.months[section - 1])
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return month_text(day)
        return None

    # -- words -----------------------------------------------------------------------------------

    def sentence(self, index: Index) -> str:
        """All of a cell: vendor, month, what came or why nothing did."""
        row, cell = self.row_at(index), self.cell_at(index)
        name = isolate(vendor_name(row))
        if cell is None:
            gaps = translate("BoardModel", "%Ln month(s) without a receipt", "", row.gaps)
            return in_reading_order(f"{name}, {gaps}") if row.gaps else name
        return in_reading_order(f"{name}, {month_text(first_day(self.month_at(index)))}: {cell_said(cell)}")

    def sheet(self) -> list[list[SheetCell]]:
        """All lines for a spreadsheet, headings first.

        Of each month how many came, how many of them have an amount, and the sum of those: its number and its
        currency, for each currency that any vendor has in that month.
        """
        width = [max(1, *(len(row.cells[place].totals) for row in self.rows)) if self.rows else 1
                 for place in range(len(self.board.months))]  # fmt: skip
        names = (month_text(first_day(month)) for month in self.board.months)
        heads = [head for name, sums in zip(names, width, strict=True) for head in _heads(name, sums)]
        lines = [[sheet_text(text) for text in (translate("BoardModel", "Vendor"), *heads)]]
        for row in self.rows:
            cells = zip(row.cells, width, strict=True)
            sheets = [sheet for cell, sums in cells for sheet in _sheet_cells(cell, sums)]
            lines.append([sheet_text(row.vendor), *sheets])
        return lines


def vendor_name(row: BoardRow) -> str:
    return one_line(row.vendor)


def cell_lines(cell: BoardCell) -> tuple[str, ...]:
    """What is drawn, one below the other."""
    if cell.state is CellState.THERE:
        return _sum_line(cell), _count_line(cell)
    words = state_words(cell.state)
    return (words,) if words else ()


def state_words(state: CellState) -> str:
    """Of a month in which nothing came; "" where nothing is expected."""
    if state is CellState.GAP:
        return translate("BoardModel", "Missing")
    if state is CellState.NOT_DUE:
        return translate("BoardModel", "Not yet due")
    return translate("BoardModel", "None expected") if state is CellState.NONE_EXPECTED else ""


def cell_said(cell: BoardCell) -> str:
    """A cell as a sentence."""
    if cell.state is not CellState.THERE:
        return state_words(cell.state) or translate("BoardModel", "nothing came, and nothing was expected")
    parts = [translate("BoardModel", "%Ln receipt(s)", "", cell.came)]
    if cell.totals:
        parts.append(totals_text(cell.totals, _SUMS_SAID))
    if cell.without_amount:
        parts.append(translate("BoardModel", "%Ln without an amount", "", cell.without_amount))
    return ", ".join(parts)


def short_month(month: int) -> str:
    """`Nov 2026`, `11.2026`."""
    day = first_day(month)
    if hebrew():
        return f"{day.month}.{day.year}"
    return strip_marks(month_text(day))[:3] + f" {day.year}"


def _sum_line(cell: BoardCell) -> str:
    if not cell.totals:
        return translate("BoardModel", "Not recognised")
    return totals_text(cell.totals, 1)


def _count_line(cell: BoardCell) -> str:
    """With how many of them are in the sum, where not all are."""
    if cell.totals and cell.without_amount:
        text = translate("BoardModel", "{counted} of %Ln receipt(s)", "", cell.came)
        return text.format(counted=number_text(cell.came - cell.without_amount))
    return translate("BoardModel", "%Ln receipt(s)", "", cell.came)


def _heads(month: str, sums: int) -> list[str]:
    """Of the columns of one month."""
    heads = [month, translate("BoardModel", "{month}, with an amount")]
    for number in range(1, sums + 1):
        if number == 1:
            heads += [translate("BoardModel", "{month}, sum"), translate("BoardModel", "{month}, currency")]
        else:
            more = (
                translate("BoardModel", "{month}, sum {number}"),
                translate("BoardModel", "{month}, currency {number}"),
            )
            heads += [text.replace("{number}", number_text(number)) for text in more]
    return [text.replace("{month}", month) for text in heads]


def _sheet_cells(cell: BoardCell, sums: int) -> list[SheetCell]:
    """As `_heads` has them; where nothing came, why, and nothing else."""
    room = 2 * sums
    if cell.state is not CellState.THERE:
        return [sheet_text(state_words(cell.state)), *[sheet_number(None)] * (1 + room)]
    counted = [sheet_number(cell.came), sheet_number(cell.came - cell.without_amount)]
    money = [sheet for total in cell.totals for sheet in sheet_money(total)]
    return [*counted, *money, *[sheet_number(None)] * (room - len(money))]
