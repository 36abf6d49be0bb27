"""PlayingSettings: the settings' page about how far the player's keys skip, and where a recording goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.core.settings import Settings
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.widgets.labels import plain_label, text_width

_BACK = (5, 10, 15, 20, 30)
_FORWARD = (5, 10, 15, 30, 60)
_STEP_BACK = (0, 1, 2, 3, 5, 10)


class PlayingSettings(SettingsPage):
    """Shows settings and gives them back with what was chosen here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back_box = self._box(self.tr("Skip back"), _BACK)
        self.forward_box = self._box(self.tr("Skip forward"), _FORWARD)
        self.step_back_box = self._box(self.tr("Go on before the place where it was left"), _STEP_BACK)
        self.add_heading(self.tr("Player"))
        form = self.add_form()
        form.setVerticalSpacing(10)
        # Each as wide as the widest of them.
        form.setColumnStretch(1, 0)
        form.setColumnStretch(2, 1)
        for row, box in enumerate((self.back_box, self.forward_box, self.step_back_box)):
            label = plain_label(box.accessibleName())
            label.setFixedWidth(text_width(26))
            form.addWidget(label, row, 0)
            form.addWidget(box, row, 1)
        self.column.addStretch(1)

    def _box(self, name: str, choices: Sequence[int]) -> QComboBox:
        box = QComboBox(self)
        for seconds in choices:
            text = self.tr("%n second(s)", "", seconds) if seconds else self.tr("Exactly there")
            box.addItem(text, seconds)
        box.setAccessibleName(name)
        return box

    def show_settings(self, settings: Settings) -> None:
        _show(self.back_box, settings.skip_back_s)
        _show(self.forward_box, settings.skip_forward_s)
        _show(self.step_back_box, settings.step_back_s)

    def chosen(self, settings: Settings) -> Settings:
        """What was not touched stays, also where it is no choice."""
        return settings._replace(
            skip_back_s=_chosen(self.back_box, settings.skip_back_s),
            skip_forward_s=_chosen(self.forward_box, settings.skip_forward_s),
            step_back_s=_chosen(self.step_back_box, settings.step_back_s),
        )


def _show(box: QComboBox, seconds: int) -> None:
    box.setCurrentIndex(_nearest(box, seconds))


def _nearest(box: QComboBox, seconds: int) -> int:
    return min(range(box.count()), key=lambda place: abs(int(box.itemData(place)) - seconds))


def _chosen(box: QComboBox, before: int) -> int:
    """What was not changed stays as it was, even where it is none of the choices."""
    return before if box.currentIndex() == _nearest(box, before) else int(box.currentData())
