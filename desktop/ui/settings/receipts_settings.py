"""ReceiptsSettings: the settings' page about what is left out unseen, and about allocation numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from desktop.core.allocation import MOST_RATE, MOST_THRESHOLD
from desktop.core.settings import Settings
from desktop.ui.formatting import isolate_ltr
from desktop.ui.settings.dated_table import DatedTable
from desktop.ui.settings.settings_page import SettingsPage, place_up_to, small_label
from desktop.ui.widgets.labels import plain_label, text_width

_LEAST = (0, 40, 50, 60, 70, 80, 90, 95)


class ReceiptsSettings(SettingsPage):
    """Shows settings and gives them back with what was chosen here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        usual = Settings()
        self.least_box = self._make_least()
        thresholds, rates = self.tr("Amount before VAT, in ₪"), self.tr("VAT in percent")
        self.thresholds = DatedTable(thresholds, MOST_THRESHOLD, usual.allocation_thresholds, self)
        self.rates = DatedTable(rates, MOST_RATE, usual.vat_rates, self)
        self.add_heading(self.tr("Deciding about several receipts"))
        self._add_least()
        self.column.addSpacing(12)
        self.add_heading(self.tr("Invoices that need an allocation number"))
        self._add_tables()
        self.column.addStretch(1)

    def _make_least(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(self.tr("Leave out under a confidence of"))
        for percent in _LEAST:
            text = isolate_ltr(f"{percent}%") if percent else self.tr("Not a reason")
            box.addItem(text, percent)
        return box

    def _add_least(self) -> None:
        form = self.add_form()
        form.addWidget(plain_label(self.least_box.accessibleName(), wraps=False), 0, 0)
        form.addWidget(self.least_box, 0, 1, Qt.AlignmentFlag.AlignLeading)
        text = self.tr(
            "Also left out: receipts without an amount, those that the server could not read, suspected"
            " duplicates and, from approvals, invoices that need an allocation number. You see how many"
            " before anything is done, and can take them in."
        )
        self.column.addWidget(_wide(small_label(text)))

    def _add_tables(self) -> None:
        text = self.tr(
            "An invoice in shekels needs a number when its amount before VAT is above the one that holds on"
            " its day. The server knows totals alone: they are taken to hold VAT in full."
        )
        self.column.addWidget(_wide(small_label(text)))
        self.column.addSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.thresholds, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.rates, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.column.addLayout(row)

    # -- settings --------------------------------------------------------------------------------

    def show_settings(self, settings: Settings) -> None:
        self.least_box.setCurrentIndex(place_up_to(_LEAST, settings.least_confidence))
        self.thresholds.show_table(settings.allocation_thresholds)
        self.rates.show_table(settings.vat_rates)

    def chosen(self, settings: Settings) -> Settings:
        """What was not touched stays, also where it is no choice."""
        untouched = self.least_box.currentIndex() == place_up_to(_LEAST, settings.least_confidence)
        least = settings.least_confidence if untouched else int(self.least_box.currentData())
        return settings._replace(
            least_confidence=least,
            allocation_thresholds=self.thresholds.written(),
            vat_rates=self.rates.written(),
        )

    def show_problem(self) -> bool:
        wrong = next((table for table in (self.thresholds, self.rates) if table.problem()), None)
        if wrong is not None:
            wrong.take_focus()
        return wrong is not None


def _wide(label: QLabel) -> QLabel:
    label.setMinimumWidth(text_width(60))
    return label
