"""ReceiptsFilterBar: search, chips, order and the ZIP button: together one ReceiptQuery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.models import ReceiptStatus
from desktop.core.query import Period, ReceiptQuery, ReceiptSort
from desktop.ui.formatting import number_text, one_line
from desktop.ui.receipts.chip_row import ChipRow
from desktop.ui.receipts.receipt_words import status_text
from desktop.ui.receipts.sort_button import SortButton
from desktop.ui.receipts.vendor_menu import VendorMenu
from desktop.ui.theme import font
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.choice_menu import ChoiceMenu
from desktop.ui.widgets.filter_chip import FilterChip
from desktop.ui.widgets.period_menu import PeriodMenu
from desktop.ui.widgets.search_field import SearchField

_MOST_VALUE = 128
"""Widest value of a chip in px: four of them share a narrow column."""


class ReceiptsFilterBar(QWidget):
    """`query_changed(ReceiptQuery)` after each choice; `export_clicked` for the ZIP button."""

    query_changed = Signal(object)

    def __init__(self, export: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.query = ReceiptQuery()
        self._words: dict[FilterChip, str] = {}
        self._offered: tuple[Sequence[str], Sequence[str]] = ((), ())
        find = QKeySequence(QKeySequence.StandardKey.Find)
        self.search_field = SearchField(self.tr("Vendor, amount, invoice number"), self, key=find)
        self.search_field.search_changed.connect(self._on_search)
        self._export = export
        self.export_button = PlainButton(export.text(), self, icon_name="zip")
        self.export_button.clicked.connect(export.trigger)
        export.changed.connect(self._on_export_changed)
        self._make_chips()
        self.sort_button = SortButton(self)
        self.sort_button.chosen.connect(self.set_sort)
        self._lay_out()
        self._on_export_changed()

    def _make_chips(self) -> None:
        self.period_chip = FilterChip(
            self.tr("Date"), self, icon_name="calendar", hint=self.tr("Filter by date")
        )
        period_menu = PeriodMenu(self.period_chip)
        period_menu.chosen.connect(self._on_period)
        self.period_chip.set_menu(period_menu)
        self.status_chip = FilterChip(self.tr("Status"), self, hint=self.tr("Filter by status"))
        self.status_menu = ChoiceMenu(_statuses(), self.status_chip)
        self.status_menu.chosen.connect(self._on_statuses)
        self.status_chip.set_menu(self.status_menu)
        self.vendor_chip = FilterChip(self.tr("Vendor"), self, hint=self.tr("Filter by vendor"))
        self.vendor_menu = VendorMenu(self.vendor_chip)
        self.vendor_menu.chosen.connect(self._on_vendors)
        self.vendor_chip.set_menu(self.vendor_menu)
        self.currency_chip = FilterChip(self.tr("Currency"), self, hint=self.tr("Filter by currency"))
        self.currency_menu = ChoiceMenu([], self.currency_chip)
        self.currency_menu.chosen.connect(self._on_currencies)
        self.currency_chip.set_menu(self.currency_menu)
        self._chips = (self.period_chip, self.status_chip, self.vendor_chip, self.currency_chip)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        self.search_field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search_field.setMinimumWidth(120)
        first.addWidget(self.search_field, 1)
        first.addWidget(self.export_button)
        second = ChipRow(list(self._chips), self.sort_button, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 9, 10, 7)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(second)
        self.setTabOrder(self.search_field, self.export_button)

    # -- from outside ----------------------------------------------------------------------------

    def set_choices(self, vendors: Sequence[str], currencies: Sequence[str]) -> None:
        """The vendors and currencies there are."""
        if (vendors, currencies) == self._offered:
            return
        self._offered = (vendors, currencies)
        named = [(vendor, one_line(vendor)) for vendor in vendors]
        self.vendor_menu.set_choices([("", self.tr("Unknown vendor")), *named])
        self.currency_menu.set_choices([(currency, currency) for currency in currencies])

    @Slot(object, bool)
    def set_sort(self, sort: ReceiptSort, descending: bool) -> None:
        self.sort_button.show_order(sort, descending)
        self._change(replace(self.query, sort=sort, descending=descending))

    @Slot()
    def clear(self, tell: bool = True) -> None:
        """Takes every filter away; the order stays."""
        self.search_field.set_text_silently("")
        for chip in self._chips:
            self._say(chip, "")
        for menu in (self.status_menu, self.currency_menu):
            menu.set_values(())
        self.vendor_menu.set_values(())
        self.query = ReceiptQuery(sort=self.query.sort, descending=self.query.descending)
        if tell:
            self.query_changed.emit(self.query)

    def clear_period(self) -> None:
        """Searches all dates."""
        self._on_period(Period(), "")

    def filters_text(self) -> str:
        """The filters in words, for an empty list."""
        return ", ".join(self._words[chip] for chip in self._chips if self._words.get(chip))

    def all_filters_text(self) -> str:
        """As `filters_text`, the search words first."""
        searched = self.tr("“{words}”").format(words=self.query.text) if self.query.text else ""
        return ", ".join(part for part in (searched, self.filters_text()) if part)

    # -- choices ---------------------------------------------------------------------------------

    def _change(self, query: ReceiptQuery) -> None:
        if query != self.query:
            self.query = query
            self.query_changed.emit(query)

    def _say(self, chip: FilterChip, words: str, count: int = 1) -> None:
        self._words[chip] = words
        metrics = QFontMetrics(font())
        if count > 1 and metrics.horizontalAdvance(words) > _MOST_VALUE:
            chip.set_value(self.tr("{count} chosen").format(count=number_text(count)))
        else:
            chip.set_value(metrics.elidedText(words, Qt.TextElideMode.ElideRight, _MOST_VALUE))
        if words:
            chip.setToolTip(words)

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self._change(replace(self.query, text=text.strip()))

    @Slot(object, str)
    def _on_period(self, period: Period, words: str) -> None:
        self._say(self.period_chip, words)
        self._change(replace(self.query, period=period))

    @Slot(object, str)
    def _on_statuses(self, values: tuple[ReceiptStatus, ...], words: str) -> None:
        self._say(self.status_chip, words, len(values))
        self._change(replace(self.query, statuses=values))

    @Slot(object, str)
    def _on_vendors(self, values: tuple[str, ...], words: str) -> None:
        self._say(self.vendor_chip, words, len(values))
        self._change(replace(self.query, vendors=values))

    @Slot(object, str)
    def _on_currencies(self, values: tuple[str, ...], words: str) -> None:
        self._say(self.currency_chip, words, len(values))
        self._change(replace(self.query, currencies=values))

    @Slot()
    def _on_export_changed(self) -> None:
        self.export_button.setText(self._export.text())
        self.export_button.setEnabled(self._export.isEnabled())
        self.export_button.setToolTip(self._export.toolTip())


def _statuses() -> list[tuple[object, str]]:
    known = (status for status in ReceiptStatus if status is not ReceiptStatus.UNKNOWN)
    return [(status, status_text(status)) for status in known]
