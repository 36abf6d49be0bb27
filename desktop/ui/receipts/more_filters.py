"""MoreFilters: the panel of the rarer filters: dates, amount, currency, tags, confidence, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.core.amount_range import LONGEST_NUMBER, typed_amount
from desktop.core.query import AmountRange, ConfidenceBand, Period, ReceiptQuery
from desktop.ui.receipts.rare_filters import (
    BOXES,
    RareFilter,
    band_text,
    box_choices,
    box_value,
    number_words,
    rare_words,
    untagged_words,
    with_choice,
    without,
)
from desktop.ui.receipts.vendor_menu import VendorMenu
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import LinkButton, control_height
from desktop.ui.widgets.choice_menu import ChoiceMenu
from desktop.ui.widgets.filter_chip import FilterChip
from desktop.ui.widgets.labels import leading_alignment, plain_label, text_width
from desktop.ui.widgets.period_menu import PeriodMenu
from desktop.ui.widgets.period_words import period_words
from desktop.ui.widgets.popover import Popover

_BESIDE = 2
"""Boxes in a line."""


class MoreFilters(Popover):
    """`changed(ReceiptQuery)` after each choice; the panel stays open."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("More filters"))
        self._query = ReceiptQuery()
        self._showing = False
        self._make_dates()
        self._make_amounts()
        self._make_currency()
        self._make_tags()
        self._make_confidence()
        self.boxes = {kind: self._make_box(kind) for kind in BOXES}
        self.clear_button = LinkButton(self.tr("Clear these filters"), self, flush=True)
        self.clear_button.clicked.connect(self._on_clear)
        self._lay_out()
        self.show_query(self._query)

    # -- what it is made of ----------------------------------------------------------------------

    def _make_dates(self) -> None:
        self.invoice_chip = FilterChip(
            self.tr("All dates"), self, icon_name="calendar", clearable=True, hint=self.tr("Invoice date")
        )
        self.invoice_menu = PeriodMenu(self.invoice_chip)
        self.invoice_menu.chosen.connect(self._on_invoice_period)
        self.invoice_chip.set_menu(self.invoice_menu)
        self.invoice_chip.cleared.connect(self._on_invoice_cleared)

    def _make_amounts(self) -> None:
        self.least_field = self._field(self.tr("From"), self.tr("Amount from"))
        self.most_field = self._field(self.tr("To"), self.tr("Amount up to"))
        self.amount_note = plain_label("", "caption", wraps=False)
        self.amount_note.hide()
        self.unknown_box = QCheckBox(self.tr("Amount not recognised"), self)
        self.unknown_box.toggled.connect(self._on_unknown)

    def _make_currency(self) -> None:
        label, hint = self.tr("All currencies"), self.tr("Filter by currency")
        self.currency_chip = FilterChip(label, self, clearable=True, hint=hint)
        self.currency_menu = ChoiceMenu([], self.currency_chip)
        self.currency_menu.chosen.connect(self._on_currencies)
        self.currency_chip.set_menu(self.currency_menu)
        self.currency_chip.cleared.connect(self.currency_menu.clear_choice)

    def _make_tags(self) -> None:
        label, hint = self.tr("All tags"), self.tr("Filter by tag")
        self.tags_chip = FilterChip(label, self, clearable=True, hint=hint)
        self.tags_menu = VendorMenu(self.tags_chip, name=self.tr("Tags"), every=label)
        self.tags_menu.chosen.connect(self._on_tags)
        self.tags_chip.set_menu(self.tags_menu)
        self.tags_chip.cleared.connect(self.tags_menu.clear_choice)
        self.set_tags([])

    def set_tags(self, tags: Sequence[str]) -> None:
        """The tags there are."""
        self.tags_menu.set_choices([("", untagged_words()), *((tag, tag) for tag in tags)])
        self.tags_menu.set_values(self._query.tags)

    def _make_confidence(self) -> None:
        self.band_boxes = {band: QCheckBox(band_text(band), self) for band in ConfidenceBand}
        for box in self.band_boxes.values():
            box.toggled.connect(self._on_bands)
        self.percent_field = self._field(self.tr("0 to 100"), self.tr("Lowest confidence in percent"))
        self.percent_field.setValidator(QIntValidator(0, 100, self.percent_field))

    def _field(self, placeholder: str, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(placeholder)
        field.setAccessibleName(name)
        field.setAlignment(leading_alignment())
        field.setMaxLength(LONGEST_NUMBER)
        field.setMinimumHeight(control_height())
        field.editingFinished.connect(self._on_typed)
        return field

    def _make_box(self, kind: RareFilter) -> QComboBox:
        box = QComboBox(self)
        box.addItems([self.tr("All"), *(words for _, words in box_choices(kind))])
        box.setMinimumHeight(control_height())
        box.setAccessibleName(self._name_of(kind))
        box.currentIndexChanged.connect(self._on_boxes)
        return box

    def _name_of(self, kind: RareFilter) -> str:
        names = {
            RareFilter.SOURCE: self.tr("Source"),
            RareFilter.PREVIEW: self.tr("Preview"),
            RareFilter.NOTES: self.tr("Notes"),
            RareFilter.DATE: self.tr("Date received"),
            RareFilter.DATED: self.tr("Has invoice date"),
            RareFilter.NUMBER: self.tr("Invoice number"),
            RareFilter.DUPLICATE: self.tr("Duplicates"),
            RareFilter.ALLOCATION: self.tr("Allocation number"),
            RareFilter.RISKY: self.tr("Doubts"),
        }
        return names[kind]

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self._add(grid, self.tr("Invoice date"), self.invoice_chip)
        self._add(grid, self.tr("Amount"), _beside(self.least_field, self.most_field))
        self._add(grid, "", self.amount_note)
        self._add(grid, "", self.unknown_box)
        self._add(grid, self.tr("Currency"), self.currency_chip)
        self._add(grid, self.tr("Tags"), self.tags_chip)
        bands = list(self.band_boxes.values())
        self._add(grid, self.tr("Confidence"), _beside(*bands[:2]))
        self._add(grid, "", _beside(*bands[2:]))
        self._add(grid, self.tr("At least, in percent"), self.percent_field)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        boxes = self._boxes_in_lines()
        for part in (grid, boxes):
            # All controls begin at one edge.
            part.setColumnMinimumWidth(0, max(_first_column(one) for one in (grid, boxes)))
            column.addLayout(part)
        column.addWidget(self.clear_button)
        self.setMinimumWidth(text_width(62))

    def _boxes_in_lines(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for place, (kind, box) in enumerate(self.boxes.items()):
            line, side = divmod(place, _BESIDE)
            name = plain_label(self._name_of(kind), secondary=True, wraps=False)
            grid.addWidget(name, line, 2 * side)
            grid.addWidget(box, line, 2 * side + 1)
            grid.setColumnStretch(2 * side + 1, 1)
        return grid

    def _add(self, grid: QGridLayout, name: str, control: QWidget | QHBoxLayout) -> None:
        row = grid.rowCount()
        if name:
            grid.addWidget(plain_label(name, secondary=True, wraps=False), row, 0)
        if isinstance(control, QHBoxLayout):
            grid.addLayout(control, row, 1)
        else:
            grid.addWidget(control, row, 1)

    # -- the query -------------------------------------------------------------------------------

    def show_query(self, query: ReceiptQuery) -> None:
        """Shows what is filtered by, and says nothing of it."""
        self._query = query
        self._showing = True
        self.invoice_chip.set_value(period_words(query.invoice_period, self.invoice_menu.today()))
        self.invoice_menu.period = query.invoice_period
        self._show_amounts(query)
        self.currency_menu.set_values(query.currencies)
        self.currency_chip.set_value(", ".join(query.currencies))
        self.tags_menu.set_values(query.tags)
        self.tags_chip.set_value(rare_words(query, RareFilter.TAGS, self.invoice_menu.today()))
        for band, check in self.band_boxes.items():
            check.setChecked(band in query.confidences)
        percent = query.least_confidence
        self.percent_field.setText("" if percent is None else str(percent))
        for kind, box in self.boxes.items():
            box.setCurrentIndex(_values(kind).index(box_value(query, kind)))
        self._showing = False

    def _show_amounts(self, query: ReceiptQuery) -> None:
        ends = (query.amounts.least, query.amounts.most)
        for field, end in zip((self.least_field, self.most_field), ends, strict=True):
            if typed_amount(field.text()) != end:
                field.setText("" if end is None else number_words(end))
            field.setEnabled(not query.without_amount)
        self.unknown_box.setChecked(query.without_amount)

    def _change(self, query: ReceiptQuery) -> None:
        if query != self._query and not self._showing:
            self.show_query(query)
            self.changed.emit(query)

    @Slot(object)
    def _on_invoice_period(self, period: Period) -> None:
        self._on_typed()
        self._change(replace(self._query, invoice_period=period))

    @Slot()
    def _on_invoice_cleared(self) -> None:
        self._on_invoice_period(Period())

    @Slot()
    def _on_typed(self) -> None:
        """What is no number filters nothing, and is said.

        A click elsewhere asks for it too: on macOS it need not take the focus from what is typed.
        """
        if self._showing:
            return
        fields = (self.least_field, self.most_field)
        least, most = (typed_amount(field.text()) for field in fields)
        wrong = any(field.text().strip() and typed_amount(field.text()) is None for field in fields)
        note = self.tr("An amount is a number such as 1,482.60 or -120.") if wrong else ""
        if least is not None and most is not None and most < least:
            note = self.tr("The second amount is smaller than the first.")
        self.amount_note.setText(note)
        self.amount_note.setStyleSheet(f"color: {theme().danger};")
        self.amount_note.setVisible(bool(note))
        percent = self.percent_field.text()
        lowest = int(percent) if percent.isdecimal() and int(percent) <= 100 else None
        self._change(replace(self._query, amounts=AmountRange(least, most), least_confidence=lowest))

    @Slot(bool)
    def _on_unknown(self, on: bool) -> None:
        self._change(replace(self._query, without_amount=on, amounts=AmountRange()))

    @Slot(object)
    def _on_currencies(self, values: tuple[str, ...]) -> None:
        self._on_typed()
        self._change(replace(self._query, currencies=values))

    @Slot(object)
    def _on_tags(self, values: tuple[str, ...]) -> None:
        self._on_typed()
        self._change(replace(self._query, tags=values))

    @Slot()
    def _on_bands(self) -> None:
        self._on_typed()
        bands = tuple(band for band, box in self.band_boxes.items() if box.isChecked())
        self._change(replace(self._query, confidences=bands))

    @Slot()
    def _on_boxes(self) -> None:
        self._on_typed()
        if not self._showing:
            query = self._query
            for kind, box in self.boxes.items():
                query = with_choice(query, kind, _values(kind)[box.currentIndex()])
            self._change(query)

    @Slot()
    def _on_clear(self) -> None:
        query = self._query
        for kind in RareFilter:
            query = without(query, kind)
        self._change(query)
        self.least_field.clear()
        self.most_field.clear()
        self._on_typed()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed counts, though a click beside closed the panel."""
        self._on_typed()
        super().hideEvent(event)


def _values(kind: RareFilter) -> tuple[object, ...]:
    """As its box offers them: all first."""
    return (None, *(value for value, _ in box_choices(kind)))


def _first_column(grid: QGridLayout) -> int:
    """How wide its longest name is. An item of a grid that is in no window yet says that it needs nothing."""
    items = (grid.itemAtPosition(row, 0) for row in range(grid.rowCount()))
    names = (item.widget() for item in items if item is not None)
    return max(name.sizeHint().width() for name in names if name is not None)


def _beside(*controls: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for control in controls:
        row.addWidget(control, 1)
    return row
