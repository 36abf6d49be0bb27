"""SearchReach: the line above a list that says how far a search of one or two letters got."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.formatting import date_text
from desktop.ui.widgets.eliding_label import ElidingLabel

translate = QCoreApplication.translate


class SearchReach(QWidget):
    """Hidden while everything was searched."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reached: datetime | None = None
        """See `set_reached`."""
        self._label = ElidingLabel("", self, role="caption", color="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 8)
        row.addWidget(self._label)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; "" while everything was searched."""
        return self._label.text()

    def set_reached(self, reached: datetime | None) -> None:
        """Texts from before `reached` were not looked at; None: all were."""
        self.reached = reached
        self._label.setText("" if reached is None else reach_text(reached))
        self.setAccessibleName(self._label.accessibleName())
        self.setVisible(reached is not None)


def reach_text(reached: datetime) -> str:
    """That texts were searched back to `reached`, and what to do about it."""
    sentence = translate(
        "SearchReach", "Transcripts searched back to {day}; type a third letter to search all."
    )
    return sentence.format(day=date_text(reached))


def searched_back_text(reached: datetime) -> str:
    """As `reach_text`, where there is nothing to do about it any more."""
    return translate("SearchReach", "Transcripts searched back to {day}").format(day=date_text(reached))
