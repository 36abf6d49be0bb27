"""RadioChoice: one of a few, under each other, as radio buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from desktop.ui.widgets.radio_group import RadioGroup


class RadioChoice(QWidget):
    """`choices`: keys with their words."""

    def __init__(self, name: str, choices: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = RadioGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for key, text in choices:
            button = self._buttons[key] = QRadioButton(text, self)
            button.setAccessibleName(f"{name}: {text}")
            self._group.addButton(button)
            column.addWidget(button)

    def current(self) -> str:
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def set_current(self, key: str) -> None:
        """An unknown key takes the first."""
        button = self._buttons.get(key) or next(iter(self._buttons.values()))
        button.setChecked(True)
