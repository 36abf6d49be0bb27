"""BoardDialog: who usually sends a receipt, month by month, and where one is missing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.errors import AppError
from desktop.core.periods import month_of
from desktop.core.query import ReceiptQuery
from desktop.core.vendor_board import COUNTED, MONTHS_SHOWN, Board, BoardBy, BoardCell, CellState, first_day
from desktop.services.completeness import CompletenessService
from desktop.ui.error_text import error_text
from desktop.ui.formatting import month_text
from desktop.ui.receipts.completeness.board_model import BoardModel
from desktop.ui.receipts.completeness.board_table import BoardTable
from desktop.ui.widgets.buttons import FilledButton, IconButton, PlainButton
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.hairline import Hairline
from desktop.ui.widgets.record_copy import sheet_data
from desktop.ui.widgets.segment_switch import Segment, SegmentSwitch
from desktop.workers.task_pool import TaskHandle, TaskPool

_WIDTH, _HEIGHT = 1340, 640
_ROOM_AROUND = 32


class BoardDialog(Dialog):
    """`query_chosen(ReceiptQuery)`: the receipts of a cell, or of a vendor, are to be listed."""

    query_chosen = Signal(object)

    def __init__(self, service: CompletenessService, tasks: TaskPool, parent: QWidget) -> None:
        super().__init__(parent, grows=True)
        self.setWindowTitle(self.tr("Vendors by month"))
        self._service = service
        self._tasks = tasks
        self._last: int | None = None
        self._newest = 0
        self._handle: TaskHandle | None = None
        self._current: tuple[str, int] | None = None
        self.model = BoardModel(self)
        self.table = BoardTable(self.model, self)
        self.table.setAccessibleName(self.windowTitle())
        self.empty = EmptyList(self)
        self._make_controls()
        self._lay_out()
        self._connect()
        whole = parent.window().size()
        self.resize(min(_WIDTH, whole.width() - _ROOM_AROUND), min(_HEIGHT, whole.height() - _ROOM_AROUND))

    def _make_controls(self) -> None:
        kinds = [
            Segment(BoardBy.INVOICE, self.tr("By invoice date")),
            Segment(BoardBy.RECEIVED, self.tr("By date received")),
        ]
        self.by_switch = SegmentSwitch(kinds, self, name=self.tr("Month of a receipt"))
        self.earlier_button = IconButton("previous", self.tr("Twelve months earlier"), self)
        self.later_button = IconButton("next", self.tr("Twelve months later"), self)
        self.months_label = ElidingLabel("", self, bold=True)
        self.gaps_box = QCheckBox(self.tr("Only vendors with a gap"), self)
        self.cell_label = ElidingLabel("", self, color="text2")
        self.expect_button = PlainButton("", self)
        self.show_button = PlainButton(self.tr("Show these receipts"), self)
        self.copy_button = PlainButton(self.tr("Copy"), self, icon_name="copy")
        self.close_button = FilledButton(self.tr("Close"), self)
        for button in (self.expect_button, self.show_button, self.copy_button, self.close_button):
            # Enter is the table's.
            button.setAutoDefault(False)
        self.copy_button.setToolTip(
            self.tr("All of it, for a spreadsheet: of each month how many, and the sum")
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(8)
        head.addWidget(self.by_switch)
        head.addSpacing(8)
        head.addWidget(self.earlier_button)
        head.addWidget(self.months_label)
        head.addWidget(self.later_button)
        head.addStretch(1)
        head.addWidget(self.gaps_box)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.summary_label = ElidingLabel("", self)
        below = QHBoxLayout()
        below.setContentsMargins(16, 8, 16, 8)
        below.setSpacing(8)
        below.addWidget(self.cell_label, 1)
        below.addWidget(self.expect_button)
        below.addWidget(self.show_button)
        content = QVBoxLayout()
        content.setSpacing(0)
        content.addLayout(head)
        content.addWidget(Hairline(self))
        content.addWidget(self._stack, 1)
        content.addWidget(Hairline(self))
        content.addLayout(below)
        self.set_content(content)
        self.set_foot([self.summary_label], [self.copy_button, self.close_button])

    def _connect(self) -> None:
        self.by_switch.changed.connect(self.refresh)
        self.earlier_button.clicked.connect(partial(self._on_months, -MONTHS_SHOWN))
        self.later_button.clicked.connect(partial(self._on_months, MONTHS_SHOWN))
        self.gaps_box.toggled.connect(self._on_only_gaps)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.asked.connect(self._on_asked)
        self.table.expect_asked.connect(self._on_expect)
        self.table.copy_asked.connect(self._on_copy)
        self.show_button.clicked.connect(self._on_show)
        self.expect_button.clicked.connect(self._on_expect_clicked)
        self.copy_button.clicked.connect(self._on_copy)
        self.close_button.clicked.connect(self.accept)

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def by(self) -> BoardBy:
        return BoardBy(self.by_switch.current())

    @Slot()
    def refresh(self) -> None:
        """Reads the board again, for the months and the date that are chosen."""
        if self._handle is not None:
            self._handle.abandon()
        work = partial(self._service.board, self.by, self._last)
        self._handle = self._tasks.run(work, self._on_board, self._on_failed)

    def done(self, result: int) -> None:
        if self._handle is not None:
            self._handle.abandon()
        super().done(result)

    def _on_board(self, board: Board) -> None:
        first, last = (month_text(first_day(month)) for month in (board.months[0], board.months[-1]))
        if self._last is None:
            self._last = board.months[-1]
            self._newest = self._last
        self.months_label.setText(self.tr("{first} to {last}").format(first=first, last=last))
        self.later_button.setEnabled(self._last < self._newest)
        self._show(board)

    def _show(self, board: Board) -> None:
        self.model.show_board(board, only_gaps=self.gaps_box.isChecked())
        there = bool(self.model.rows)
        self._stack.setCurrentWidget(self.table if there else self.empty)
        if not there:
            self._say_why_empty(board)
        self.copy_button.setEnabled(there)
        self.summary_label.setText(self._summary(board))
        self._take_current()
        self._on_current_changed()

    def _say_why_empty(self, board: Board) -> None:
        if board.rows:
            lead = self.tr("No gaps")
            self.empty.show_reason(
                "check", lead, self.tr("Whoever usually sends a receipt sent one each time.")
            )
        else:
            lead = self.tr("Nobody usually sends receipts in these months")
            why = self.tr(
                "Vendors are listed who sent one in at least 3 of 6 months, or second months, or quarters."
            )
            self.empty.show_reason("calendar", lead, why)

    def _summary(self, board: Board) -> str:
        parts = [self.tr("%Ln vendor(s)", "", len(board.rows)), self.tr("%Ln gap(s)", "", board.gaps)]
        if board.undated:
            parts.append(self.tr("%Ln receipt(s) without this date are in no month", "", board.undated))
        return " · ".join(parts)

    def _take_current(self) -> None:
        """The cell of before, as far as it is there; else the first gap, else the newest month."""
        places = {(row.key, month): (line, column) for line, row in enumerate(self.model.rows)
                  for column, month in enumerate(self.model.board.months, 1)}  # fmt: skip
        place = places.get(self._current) if self._current is not None else None
        if place is None:
            place = self._first_gap() or (0, len(self.model.board.months))
        self.table.setCurrentIndex(self.model.index(*place))

    def _first_gap(self) -> tuple[int, int] | None:
        for line, row in enumerate(self.model.rows):
            for column, cell in enumerate(row.cells, 1):
                if cell.state is CellState.GAP:
                    return line, column
        return None

    def _on_failed(self, error: AppError) -> None:
        words = error_text(error)
        self.empty.show_reason(words.icon, words.sentence)
        self._stack.setCurrentWidget(self.empty)

    # -- choices ---------------------------------------------------------------------------------

    def _on_months(self, by: int, _: bool = False) -> None:
        if self._last is not None:
            self._last = min(self._last + by, self._newest)
            self._current = None
            self.refresh()

    @Slot()
    def _on_only_gaps(self) -> None:
        self._show(self.model.board)

    @Slot()
    def _on_current_changed(self) -> None:
        index = self.table.currentIndex()
        cell = self.model.cell_at(index)
        if cell is not None:
            self._current = (self.model.row_at(index).key, self.model.month_at(index))
        self.cell_label.setText(self.model.sentence(index) if index.isValid() else "")
        came = cell is not None and cell.state is CellState.THERE
        shown = self.tr("Show these receipts") if came else self.tr("Show this vendor's receipts")
        self.show_button.setText(shown)
        self.show_button.setEnabled(index.isValid())
        self.expect_button.setVisible(_may_be_said(cell))
        again = cell is not None and cell.state is CellState.NONE_EXPECTED
        self.expect_button.setText(self.tr("Expect one again") if again else self.tr("No receipt expected"))

    @Slot(object)
    def _on_asked(self, index: QModelIndex) -> None:
        """The receipts of this cell; where none came, all of the vendor's."""
        cell, row = self.model.cell_at(index), self.model.row_at(index)
        query = ReceiptQuery(vendors=(row.vendor,), statuses=COUNTED)
        if cell is not None and cell.state is CellState.THERE:
            days = month_of(first_day(self.model.month_at(index)))
            by_invoice = self.model.board.by is BoardBy.INVOICE
            query = replace(query, invoice_period=days) if by_invoice else replace(query, period=days)
        self.accept()
        self.query_chosen.emit(query)

    @Slot()
    def _on_show(self) -> None:
        self._on_asked(self.table.currentIndex())

    @Slot()
    def _on_expect_clicked(self) -> None:
        self._on_expect(self.table.currentIndex())
        self.table.setFocus()

    @Slot(object)
    def _on_expect(self, index: QModelIndex) -> None:
        cell = self.model.cell_at(index)
        if cell is None or not _may_be_said(cell):
            return
        key, month = self.model.row_at(index).key, self.model.month_at(index)
        work = partial(self._service.expect, key, month, none=cell.state is not CellState.NONE_EXPECTED)
        self._tasks.run(work, self._on_expected, self._on_failed)

    def _on_expected(self, _: None) -> None:
        self.refresh()

    @Slot()
    def _on_copy(self) -> None:
        if self.model.rows:
            QGuiApplication.clipboard().setMimeData(sheet_data(self.model.sheet()))
            self.cell_label.setText(self.tr("%Ln vendor(s) copied", "", len(self.model.rows)))


def _may_be_said(cell: BoardCell | None) -> bool:
    """Whether the user may say that none is to come, or take that back."""
    missed = (CellState.GAP, CellState.NOT_DUE, CellState.NONE_EXPECTED)
    return cell is not None and cell.state in missed
