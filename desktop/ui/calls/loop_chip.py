"""LoopChip: the player's A–B button."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.ui.formatting import isolate_ltr
from desktop.ui.widgets.filter_chip import FilterChip


class LoopChip(FilterChip):
    """On from A on; its tooltip says what a click does next."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        """`action` sets A, then B, then neither."""
        self._words = isolate_ltr(QCoreApplication.translate("LoopChip", "A–B"))
        super().__init__(self._words, parent, icon_name="loop-ab")
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    def set_on(self, on: bool) -> None:
        """Whether a loop is begun, or runs."""
        self.set_value(self._words if on else "")
        self._on_action_changed()

    @Slot()
    def _on_action_changed(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setAccessibleName(self._action.text())
        self.setToolTip(self._action.toolTip())
