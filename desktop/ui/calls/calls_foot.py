"""CallsFoot: what the calls that are listed come to, and those that are selected."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics, QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.call_summary import CallSummary
from desktop.ui.formatting import duration_text, in_reading_order, isolate
from desktop.ui.theme import font
from desktop.ui.widgets.allow import explain
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.fitting_label import FittingLabel

_BETWEEN = " · "


class CallsFoot(QWidget):
    """One line. The counts are there at once, the rest when it is added up: `None` until then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        self._count = -1
        self.shown_label = FittingLabel(self)
        self.selection_label = FittingLabel(self, color="text2")
        self.selection_label.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 5)
        row.setSpacing(24)
        row.addWidget(self.shown_label)
        row.addStretch(1)
        row.addWidget(self.selection_label)
        self.keep_button = LinkButton("", self, bold=True)
        row.insertWidget(1, self.keep_button)
        self.export_button = LinkButton("", self, icon_name="zip")
        row.insertWidget(2, self.export_button)
        self._selected = 0
        self.offer_keeping(0)
        # As high without the button, which comes with the first calls: the list above does not move for it.
        self.setMinimumHeight(max(QFontMetrics(font()).height(), self.export_button.sizeHint().height()) + 9)
        self.show_calls(0, None)
        self.show_selection(0, None)

    def show_calls(self, count: int, summary: CallSummary | None) -> None:
        """What the list shows. Sums of as many calls stay until those of now are there."""
        if summary is None and count == self._count and count:
            return
        self._count = count
        self._offer_export()
        self.shown_label.set_texts(self._lines(self.tr("%Ln call(s)", "", count), summary))

    def offer_keeping(self, count: int) -> None:
        """So many are listed that the server will delete soon; 0: it is another list."""
        self.keep_button.setText(self.tr("Keep these %Ln…", "", count))
        self.keep_button.setVisible(count > 0)

    def _offer_export(self) -> None:
        """With several selected it is for those, else for all that the list shows."""
        text = self.tr("Export %Ln to ZIP", "", max(self._count, 0))
        if self._selected > 1:
            text = self.tr("Export %Ln selected", "", self._selected)
        self.export_button.setText(text)
        self.export_button.setVisible(self._count > 0)

    def follow_export(self, listed: QAction, selected: QAction) -> None:
        """The button does what its words say."""
        self.export_button.clicked.connect(lambda: (selected if self._selected > 1 else listed).trigger())

    def follow(self, keep: QAction) -> None:
        """The button does what `keep` does, as long as that can be done."""
        self.keep_button.clicked.connect(keep.trigger)
        keep.changed.connect(partial(self._show_whether, keep))
        self._show_whether(keep)

    def _show_whether(self, keep: QAction) -> None:
        explain(self.keep_button, keep.isEnabled(), keep.toolTip())

    def show_selection(self, count: int, summary: CallSummary | None) -> None:
        """What is selected."""
        self._selected = count
        self._offer_export()
        texts = self._lines(self.tr("%Ln selected", "", count), summary) if count else []
        self.selection_label.set_texts(texts)

    def _lines(self, counted: str, summary: CallSummary | None) -> list[str]:
        """Where there is no room for all of it, how many they are stays longest."""
        parts = [isolate(part) for part in (counted, *(self._sums(summary) if summary is not None else ()))]
        return [in_reading_order(_BETWEEN.join(parts[:most])) for most in range(len(parts), 0, -1)]

    def _sums(self, summary: CallSummary) -> list[str]:
        parts = []
        if summary.seconds:
            parts.append(self.tr("{time} together").format(time=duration_text(summary.seconds)))
        if summary.kept:
            parts.append(self.tr("%Ln kept here", "", summary.kept))
        if summary.lost_soon:
            parts.append(self.tr("%Ln lost soon", "", summary.lost_soon))
        return parts
