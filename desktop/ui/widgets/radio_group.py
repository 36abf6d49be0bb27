"""RadioGroup: radio buttons of which one is taken, and that is the one which Tab leads to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup


class RadioGroup(QButtonGroup):
    """Qt sees to it only once one of them had the keyboard: before, Tab leads to the first of them, and the
    arrow keys from there to the second, whatever is taken."""

    def addButton(self, button: QAbstractButton, number: int = -1) -> None:
        super().addButton(button, number)
        button.toggled.connect(self._on_toggled)

    @Slot()
    def _on_toggled(self) -> None:
        taken, by_tab = self.checkedButton(), Qt.FocusPolicy.TabFocus
        for button in self.buttons():
            policy = button.focusPolicy()
            button.setFocusPolicy(policy | by_tab if button == taken else policy & ~by_tab)
