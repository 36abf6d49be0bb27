"""ChoiceMenu: some of a few values, each with its words; none chosen filters nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


class ChoiceMenu(QMenu):
    """`chosen(values, words)`: a tuple in the menu's order, and what a chip says of it."""

    chosen = Signal(object, str)

    def __init__(
        self, choices: Sequence[tuple[Any, str]], parent: QWidget | None = None, *, single: bool = False
    ) -> None:
        super().__init__(parent)
        self._single = single
        self._all = self.addAction(self.tr("All"))
        self._all.setCheckable(True)
        self._all.triggered.connect(self.clear_choice)
        self.addSeparator()
        self._choices: list[QAction] = []
        # Qt's own data() would give a plain str for each StrEnum.
        self._values: dict[QAction, Any] = {}
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offers these; what was chosen and is offered again stays chosen."""
        chosen = set(self.values())
        for action in self._choices:
            self.removeAction(action)
            action.deleteLater()
        self._values.clear()
        self._choices = [self._offer(value, words, value in chosen) for value, words in choices]
        self._tick_all()

    def values(self) -> tuple[Any, ...]:
        return tuple(self._values[action] for action in self._choices if action.isChecked())

    @Slot()
    def clear_choice(self) -> None:
        self.set_values(())
        self._tell()

    def set_values(self, values: tuple[Any, ...]) -> None:
        """Chooses without saying so."""
        for action in self._choices:
            action.setChecked(self._values[action] in values)
        self._tick_all()

    def words(self) -> str:
        return ", ".join(action.text() for action in self._choices if action.isChecked())

    def _offer(self, value: Any, words: str, checked: bool) -> QAction:
        action = QAction(words, self, checkable=True, checked=checked)
        action.setData(value)
        self._values[action] = value
        action.triggered.connect(self._on_triggered)
        self.addAction(action)
        return action

    @Slot()
    def _on_triggered(self) -> None:
        sender = self.sender()
        if self._single:
            for action in self._choices:
                if action is not sender:
                    action.setChecked(False)
        self._tick_all()
        self._tell()

    def _tick_all(self) -> None:
        """None chosen is all of them."""
        self._all.setChecked(not self.values())

    def _tell(self) -> None:
        self.chosen.emit(self.values(), self.words())
