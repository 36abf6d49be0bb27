"""SettingsPage: what the pages of the settings share: room around, headings, names beside their controls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.core.settings import Settings
from desktop.ui.widgets.labels import plain_label, text_width


class SettingsPage(QWidget):
    """Subclasses fill `column`; those that hold settings show them and give them back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 22, 24, 24)
        self.column.setSpacing(6)
        self.setMinimumSize(text_width(66), text_width(52))

    def show_settings(self, settings: Settings) -> None:
        """Shows what they say; what a file may have as it likes is shown as a choice near it."""

    def chosen(self, settings: Settings) -> Settings:
        """`settings` with what is chosen here."""
        return settings

    def show_problem(self) -> bool:
        """Whether something here cannot be taken as it is; the focus goes there."""
        return False

    def add_heading(self, title: str) -> None:
        self.column.addWidget(plain_label(title, "lead"))
        self.column.addSpacing(8)

    def add_form(self) -> QGridLayout:
        form = QGridLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        form.setColumnMinimumWidth(0, text_width(18))
        form.setColumnStretch(1, 1)
        self.column.addLayout(form)
        return form


def small_label(text: str) -> QLabel:
    """What a control means, below it."""
    return plain_label(text, "caption", secondary=True)


def place_up_to(choices: Sequence[int], wanted: int) -> int:
    """The place of the largest of `choices` that is not more than `wanted`; 0 is itself alone."""
    if wanted <= 0 and 0 in choices:
        return choices.index(0)
    fitting = [choice for choice in choices if 0 < choice <= wanted]
    return choices.index(max(fitting, default=min(filter(None, choices))))
