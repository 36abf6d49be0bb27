"""ReceiptsFoot: the sums of what the list shows, and of what is selected."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.core.models import Money, ReceiptStatus, ReceiptSummary
from desktop.ui.formatting import PDI, RLI, hebrew, in_reading_order, isolate_ltr, money_text, number_text
from desktop.ui.theme import font
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.fitting_label import FittingLabel

_BETWEEN = "   "
_MOST_OF_SELECTION = 2
EMPTY = ReceiptSummary(0, (), 0, {})


class ReceiptsFoot(QWidget):
    """First line: count, each currency apart, how many lack an amount. Second: selection and statuses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        self.count_label = ElidingLabel("", self, bold=True)
        self.totals_label = TotalsLabel(self)
        self.missing_label = ElidingLabel("", self, color="text2")
        self.selection_label = FittingLabel(self, color="text2")
        self.statuses_label = FittingLabel(self, color="text2")
        self._lay_out()
        self.show_summary(EMPTY)
        self.show_selection(0, EMPTY)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 7)
        column.setSpacing(2)
        column.addLayout(_line(self.count_label, self.totals_label, self.missing_label))
        column.addLayout(_line(self.selection_label, None, self.statuses_label))
        high = QFontMetrics(font()).height()
        self.setMinimumHeight(2 * high + 16)

    def show_summary(self, summary: ReceiptSummary) -> None:
        """What the list shows."""
        self.count_label.setText(self.tr("%Ln receipt(s)", "", summary.count))
        self.totals_label.set_totals(summary.totals)
        missing = self.tr("%Ln without an amount", "", summary.without_amount)
        self.missing_label.setText(missing if summary.without_amount else "")
        self.statuses_label.set_texts(self._statuses(summary) if summary.count else [])

    def show_selection(self, count: int, summary: ReceiptSummary) -> None:
        """What is selected; `summary` may lag behind, then it is empty."""
        selected = whole = self.tr("%Ln selected", "", count) if count else ""
        if count and summary.without_amount:
            # The sums are of the others. Where there is no room for that, the tooltip says it.
            whole = f"{selected} ({self.tr('%Ln without an amount', '', summary.without_amount)})"
        with_sums = self.tr("{selected}: {sums}")
        most = min(len(summary.totals), _MOST_OF_SELECTION) if count else 0
        sums = [totals_text(summary.totals, shown) for shown in range(most, 0, -1)]
        said = dict.fromkeys((whole, selected))
        texts = [with_sums.format(selected=words, sums=text) for words in said for text in sums]
        self.selection_label.set_texts([*texts, *said])

    def _statuses(self, summary: ReceiptSummary) -> list[str]:
        """What is still to do stays longest."""
        by = summary.by_status
        review, approved = by.get(ReceiptStatus.PENDING_REVIEW, 0), by.get(ReceiptStatus.APPROVED, 0)
        other = summary.count - review - approved
        parts = [self.tr("%Ln to review", "", review), self.tr("%Ln approved", "", approved)]
        if other:
            parts.append(self.tr("%Ln other", "", other))
        return [" · ".join(parts[:shown]) for shown in range(len(parts), 0, -1)]


class TotalsLabel(FittingLabel):
    """Sums by currency: as many as fit whole, then how many more there are."""

    def set_totals(self, totals: tuple[Money, ...]) -> None:
        self.set_texts([totals_text(totals, most) for most in range(len(totals), 0, -1)])

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())


def totals_text(totals: tuple[Money, ...], most: int) -> str:
    """Each currency apart, the most frequent first; after `most` of them, how many more there are."""
    parts = [money_text(money) for money in totals[:most]]
    if len(totals) > most:
        parts.append(isolate_ltr(f"+{number_text(len(totals) - most)}"))
    text = _BETWEEN.join(parts)
    # Amounts alone hold no letter that would tell the direction of the line.
    return f"{RLI}{text}{PDI}" if hebrew() and text else text


def summary_text(summary: ReceiptSummary) -> str:
    """Count, each currency apart, how many lack an amount: one line, for paper."""
    translate, missing = QCoreApplication.translate, summary.without_amount
    parts = [translate("ReceiptsFoot", "%Ln receipt(s)", "", summary.count)]
    if summary.totals:
        parts.append(totals_text(summary.totals, len(summary.totals)))
    if missing:
        parts.append(translate("ReceiptsFoot", "%Ln without an amount", "", missing))
    return in_reading_order(_BETWEEN.join(parts))


def _line(leading: QLabel, middle: QLabel | None, trailing: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(14)
    row.addWidget(leading)
    if middle is not None:
        row.addWidget(middle, 1)
    row.addStretch(0 if middle is not None else 1)
    row.addWidget(trailing)
    return row
