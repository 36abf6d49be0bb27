"""ReceiptsFilterBar: search, chips, order and the ZIP button: together one ReceiptQuery."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.models import ReceiptStatus
from desktop.core.query import Period, ReceiptQuery, ReceiptSort
from desktop.ui.formatting import number_text, one_line
from desktop.ui.receipts.chip_row import ChipRow
from desktop.ui.receipts.export.export_buttons import ExportButtons
from desktop.ui.receipts.more_filters import MoreFilters
from desktop.ui.receipts.rare_filters import RareFilter, invoice_date_words, rare_words, without
from desktop.ui.receipts.receipt_actions import ReceiptActions
from desktop.ui.receipts.receipt_words import status_text
from desktop.ui.receipts.sort_button import SortButton
from desktop.ui.receipts.vendor_menu import VendorMenu
from desktop.ui.theme import font
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.choice_menu import ChoiceMenu
from desktop.ui.widgets.filter_chip import FilterChip
from desktop.ui.widgets.period_menu import PeriodMenu
from desktop.ui.widgets.period_words import local_today, period_days_words, period_words
from desktop.ui.widgets.search_field import SearchField

_MOST_VALUE = 128
"""Widest value of a chip in px: four of them share a narrow column."""
_SIDE = 10
_LEAST_SEARCH = 180
"""In px: before the search has less, the ZIP button gives up its words."""
_MOST_OF_RARE = 200
"""Of those that stand alone: two of them share it."""


class ReceiptsFilterBar(QWidget):
    """`query_changed(ReceiptQuery)` after each choice."""

    query_changed = Signal(object)

    def __init__(self, commands: ReceiptActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.query = ReceiptQuery()
        self.today = local_today
        """Gives the day that moving periods are counted from."""
        self._words: dict[FilterChip, str] = {}
        self._offered: tuple[Sequence[str], Sequence[str]] = ((), ())
        find = QKeySequence(QKeySequence.StandardKey.Find)
        self.search_field = SearchField(self.tr("Vendor, amount, number"), self, key=find)
        self.search_field.setAccessibleName(self.tr("Vendor, amount, invoice number"))
        self.search_field.search_changed.connect(self._on_search)
        self.export_buttons = ExportButtons(commands, self)
        self.views_button = IconButton("pin", self.tr("Saved views"), self)
        self.board_button = IconButton.of_action(commands.board, self)
        self._make_chips()
        self._make_more()
        self.sort_button = SortButton(self)
        self.sort_button.chosen.connect(self.set_sort)
        self._lay_out()

    def _make_chips(self) -> None:
        self.period_chip = FilterChip(
            self.tr("Date"), self, icon_name="calendar", hint=self.tr("Filter by date")
        )
        self.period_menu = PeriodMenu(self.period_chip)
        self.period_menu.chosen.connect(self.set_period)
        self.period_chip.set_menu(self.period_menu)
        self.status_chip = FilterChip(self.tr("Status"), self, hint=self.tr("Filter by status"))
        self.status_menu = ChoiceMenu(_statuses(), self.status_chip)
        self.status_menu.chosen.connect(self._on_statuses)
        self.status_chip.set_menu(self.status_menu)
        self.vendor_chip = FilterChip(self.tr("Vendor"), self, hint=self.tr("Filter by vendor"))
        self.vendor_menu = VendorMenu(self.vendor_chip)
        self.vendor_menu.chosen.connect(self._on_vendors)
        self.vendor_chip.set_menu(self.vendor_menu)
        self._chips = (self.period_chip, self.status_chip, self.vendor_chip)

    def _make_more(self) -> None:
        """The rarer filters behind one chip; those that are on stand beside it, each with its cross."""
        self.more_chip = FilterChip(
            self.tr("More"),
            self,
            hint=self.tr(
                "More filters: invoice date, amount, currency, tags, confidence, what is missing, doubts"
            ),
        )
        self.more_filters = MoreFilters(self.more_chip)
        self.more_filters.changed.connect(self._change)
        self.currency_menu = self.more_filters.currency_menu
        self.more_chip.set_menu(self.more_filters)
        self.rare_chips = {kind: FilterChip("", self, clearable=True) for kind in RareFilter}
        for kind, chip in self.rare_chips.items():
            chip.hide()
            chip.clicked.connect(self.more_chip.click)
            chip.cleared.connect(partial(self.clear_rare, kind))

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        self.search_field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search_field.setMinimumWidth(120)
        self._tool_buttons: list[QWidget] = [self.views_button, self.board_button]
        first.addWidget(self.search_field, 1)
        first.addWidget(self.views_button)
        first.addWidget(self.board_button)
        first.addWidget(self.export_buttons)
        self._tools = first
        chips = [*self._chips, self.more_chip, *self.rare_chips.values()]
        second = ChipRow(list(chips), self.sort_button, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 9, _SIDE, 7)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(second)
        buttons = [*self._tool_buttons, self.export_buttons.button, self.export_buttons.arrow]
        order = [self.search_field, *buttons, *chips, self.sort_button]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    # -- from outside ----------------------------------------------------------------------------

    def add_tool(self, button: QWidget) -> None:
        """Beside the search, before the saved views."""
        self._tools.insertWidget(1, button)
        self._tool_buttons.append(button)
        self.setTabOrder(self.search_field, button)
        self.setTabOrder(button, self.views_button)

    def follow_day(self, today: Callable[[], date]) -> None:
        """Counts moving periods from `today()`, and says what they mean now."""
        self.today = self.period_menu.today = self.more_filters.invoice_menu.today = today
        self._show_query()

    def set_choices(self, vendors: Sequence[str], currencies: Sequence[str]) -> None:
        """The vendors and currencies there are."""
        if (vendors, currencies) == self._offered:
            return
        self._offered = (vendors, currencies)
        named = [(vendor, one_line(vendor)) for vendor in vendors]
        self.vendor_menu.set_choices([("", self.tr("Unknown vendor")), *named])
        self.currency_menu.set_choices([(currency, currency) for currency in currencies])
        # A view may have been chosen before its vendors were there to be offered.
        self.vendor_menu.set_values(self.query.vendors)
        self.currency_menu.set_values(self.query.currencies)

    @Slot(object, bool)
    def set_sort(self, sort: ReceiptSort, descending: bool) -> None:
        self._change(replace(self.query, sort=sort, descending=descending))

    @property
    def present_query(self) -> ReceiptQuery:
        return self.query

    def take_query(self, query: ReceiptQuery) -> None:
        """Filters and sorts by `query`, as if each of it had been chosen."""
        self.search_field.set_text_silently(query.text)
        self._change(query)

    @Slot()
    def clear(self, tell: bool = True) -> None:
        """Takes every filter away; the order stays."""
        self.search_field.set_text_silently("")
        self.query = ReceiptQuery(sort=self.query.sort, descending=self.query.descending)
        self._show_query()
        if tell:
            self.query_changed.emit(self.query)

    @Slot(object)
    def set_period(self, period: Period) -> None:
        """Filters by these days of the received date."""
        self._change(replace(self.query, period=period))

    def clear_period(self) -> None:
        """Searches all dates."""
        self.set_period(Period())

    def clear_rare(self, kind: RareFilter) -> None:
        """Takes this one of the rarer filters away."""
        had_keys = self.rare_chips[kind].hasFocus()
        self._change(without(self.query, kind))
        if had_keys:
            # Qt would lead them on to whatever stands behind it.
            self.more_chip.setFocus()

    def filters_text(self) -> str:
        """The filters in words, for an empty list."""
        chips = (*self._chips, *self.rare_chips.values())
        return ", ".join(self._words[chip] for chip in chips if self._words.get(chip))

    def all_filters_text(self) -> str:
        """As `filters_text`, the search words first."""
        searched = self.tr("“{words}”").format(words=self.query.text) if self.query.text else ""
        return ", ".join(part for part in (searched, self.filters_text()) if part)

    def printed_filters_text(self) -> str:
        """As `filters_text`, with the days of moving periods."""
        query, today = self.query, self.today()
        invoiced = period_days_words(query.invoice_period, today)
        printed = {
            self.period_chip: period_days_words(query.period, today),
            self.rare_chips[RareFilter.INVOICE_DATE]: invoice_date_words(invoiced),
        }
        chips = (*self._chips, *self.rare_chips.values())
        return ", ".join(words for chip in chips if (words := printed.get(chip, self._words.get(chip, ""))))

    # -- choices ---------------------------------------------------------------------------------

    @Slot(object)
    def _change(self, query: ReceiptQuery) -> None:
        if query != self.query:
            self.query = query
            self._show_query()
            self.query_changed.emit(query)

    def _show_query(self) -> None:
        """Chips and menus say what the query is, wherever it came from."""
        query, today = self.query, self.today()
        self.period_menu.period = query.period
        self._say(self.period_chip, period_words(query.period, today))
        self.status_menu.set_values(query.statuses)
        self._say_all(self.status_chip, list(map(status_text, query.statuses)))
        self.vendor_menu.set_values(query.vendors)
        self._say_all(
            self.vendor_chip, [one_line(name) or self.tr("Unknown vendor") for name in query.vendors]
        )
        for kind, chip in self.rare_chips.items():
            self._say(chip, rare_words(query, kind, today), most=_MOST_OF_RARE)
            chip.setVisible(bool(self._words[chip]))
        self.more_filters.show_query(query)
        self.sort_button.show_order(query.sort, query.descending)

    def _say_all(self, chip: FilterChip, values: Sequence[str]) -> None:
        self._say(chip, ", ".join(values), len(values))

    def _say(self, chip: FilterChip, words: str, count: int = 1, most: int = _MOST_VALUE) -> None:
        self._words[chip] = words
        metrics = QFontMetrics(font())
        if count > 1 and metrics.horizontalAdvance(words) > most:
            chip.set_value(self.tr("{count} chosen").format(count=number_text(count)))
        else:
            chip.set_value(metrics.elidedText(words, Qt.TextElideMode.ElideRight, most))
        if words:
            chip.setToolTip(words)

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self._change(replace(self.query, text=text.strip()))

    @Slot(object)
    def _on_statuses(self, values: tuple[ReceiptStatus, ...]) -> None:
        self._change(replace(self.query, statuses=values))

    @Slot(object)
    def _on_vendors(self, values: tuple[str, ...]) -> None:
        self._change(replace(self.query, vendors=values))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margins = self.contentsMargins()
        taken = sum(button.sizeHint().width() for button in self._tool_buttons)
        gaps = self._tools.spacing() * (len(self._tool_buttons) + 1)
        sides = 2 * _SIDE + margins.left() + margins.right()
        self.export_buttons.fit(self.width() - sides - gaps - taken - _LEAST_SEARCH)


def _statuses() -> list[tuple[object, str]]:
    known = (status for status in ReceiptStatus if status is not ReceiptStatus.UNKNOWN)
    return [(status, status_text(status)) for status in known]
