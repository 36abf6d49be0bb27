"""DatedTable: numbers by the day they hold from, each in a row that can be added, changed and taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.core.allocation import Dated, read_hundredths, read_table, written_hundredths, written_table
from desktop.core.amount_range import LONGEST_NUMBER, typed_amount
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import IconButton, LinkButton, control_height
from desktop.ui.widgets.day_field import DayField
from desktop.ui.widgets.labels import plain_label, text_width
from desktop.ui.widgets.period_words import local_today

_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
"""Units stand under units in both languages."""


@dataclass(slots=True, eq=False)
class _Row:
    day: DayField
    number: QLineEdit
    remove: IconButton

    def widgets(self) -> tuple[QWidget, ...]:
        return self.day, self.number, self.remove


class DatedTable(QWidget):
    """`written()` is the table as settings hold it; `problem()` says what is wrong with it.

    `name` names the numbers; `most` is the largest of them; `usual` is what *Reset* brings back.
    """

    changed = Signal()

    def __init__(self, name: str, most: int, usual: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._most = most
        self._usual = usual
        self.rows: list[_Row] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.addWidget(plain_label(self.tr("From"), "caption", secondary=True), 0, 0)
        heading = plain_label(name, "caption", secondary=True, wraps=False)
        heading.setAlignment(_NUMBERS)
        self._grid.addWidget(heading, 0, 1)
        self._grid.setColumnStretch(3, 1)
        self.note = plain_label("", "caption")
        self.note.hide()
        self.add_button = LinkButton(self.tr("Add a line"), self, flush=True)
        self.add_button.clicked.connect(self._on_add)
        self.reset_button = LinkButton(self.tr("Reset this table"), self, flush=True)
        self.reset_button.clicked.connect(self._on_reset)
        for button in (self.add_button, self.reset_button):
            button.setAutoDefault(False)
        self._lay_out()

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(20)
        below.addWidget(self.add_button)
        below.addWidget(self.reset_button)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._grid)
        column.addWidget(self.note)
        column.addLayout(below)

    # -- the table -------------------------------------------------------------------------------

    def show_table(self, written: Mapping[str, str]) -> None:
        """Shows a table as settings hold it; what makes no sense in it is left out."""
        for row in self.rows:
            self._drop(row)
        self.rows = []
        for entry in read_table(written, self._most):
            self._add(entry)
        self._check()

    def written(self) -> dict[str, str]:
        """As settings hold it; of a table with a problem, what makes sense in it."""
        return written_table(self._entries())

    def problem(self) -> str:
        """What is wrong, as a sentence; "" when nothing is."""
        if any(self._number(row) is None for row in self.rows):
            return self.tr("Each line needs a number, from 0 on, such as 5,000 or 17.5.")
        if len({row.day.day() for row in self.rows}) < len(self.rows):
            return self.tr("Two lines hold from the same day.")
        return ""

    def take_focus(self) -> None:
        """To the first line that is wrong, else to the first."""
        wrong = (row for row in self.rows if self._number(row) is None)
        row = next(wrong, self.rows[0] if self.rows else None)
        (row.number if row is not None else self.add_button).setFocus()

    def _entries(self) -> Iterable[Dated]:
        for row in self.rows:
            number = self._number(row)
            if number is not None:
                yield Dated(row.day.day(), number)

    def _number(self, row: _Row) -> int | None:
        """In hundredths; None when what was typed is no number that the table may hold."""
        typed = typed_amount(row.number.text())
        found = None if typed is None else read_hundredths(format(typed, "f"))
        return found if found is not None and found <= self._most else None

    # -- rows ------------------------------------------------------------------------------------

    def _add(self, entry: Dated | None) -> _Row:
        day = entry.day if entry is not None else local_today()
        row = _Row(
            DayField(day, self.tr("Holds from"), self), QLineEdit(self), IconButton("clear", parent=self)
        )
        row.number.setAccessibleName(self._name)
        row.number.setMaxLength(LONGEST_NUMBER)
        row.number.setMinimumHeight(control_height())
        row.number.setFixedWidth(text_width(16))
        # Digits with their point, right to left windows included.
        row.number.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        row.number.setAlignment(_NUMBERS)
        if entry is not None:
            row.number.setText(_shown(entry.hundredths))
        row.remove.set_text(self.tr("Remove this line"))
        row.remove.clicked.connect(partial(self._on_remove, row))
        row.number.textChanged.connect(self._check)
        row.day.dateChanged.connect(self._check)
        place = self._grid.rowCount()
        for column, widget in enumerate(row.widgets()):
            self._grid.addWidget(widget, place, column)
            # At once: what comes into sight later cannot take the focus now.
            widget.show()
        self.rows.append(row)
        return row

    def _drop(self, row: _Row) -> None:
        for widget in row.widgets():
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    @Slot()
    def _on_add(self) -> None:
        self._add(None).number.setFocus()
        self._check()

    def _on_remove(self, row: _Row, _: bool = False) -> None:
        self.rows.remove(row)
        self._drop(row)
        self.add_button.setFocus()
        self._check()

    @Slot()
    def _on_reset(self) -> None:
        self.show_table(self._usual)

    @Slot()
    def _check(self) -> None:
        problem = self.problem()
        self.note.setText(problem)
        self.note.setStyleSheet(f"color: {theme().danger};")
        self.note.setVisible(bool(problem))
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(problem)
        self.changed.emit()


def _shown(number: int) -> str:
    """`5,000`, `17.5`."""
    whole, point, rest = written_hundredths(number).partition(".")
    return f"{int(whole):,}{point}{rest}"
