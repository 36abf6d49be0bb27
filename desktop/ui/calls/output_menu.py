"""OutputMenu: where the sound goes: with the system's, or to one device that the user chooses."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.calls.player import Player
from desktop.ui.formatting import isolate


class OutputMenu(QMenu):
    """Filled when it is opened: devices come and go."""

    def __init__(self, player: Player, parent: QWidget) -> None:
        super().__init__(self.tr("Sound output"), parent)
        self._player = player
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_chosen)
        self.aboutToShow.connect(self.fill)

    @Slot()
    def fill(self) -> None:
        """Lists what is there now; one that was chosen and is unplugged says so."""
        for action in self._group.actions():
            self._group.removeAction(action)
            action.deleteLater()
        self.clear()
        wanted, outputs = self._player.output_id, self._player.outputs()
        self._add("", self.tr("As the system"), not wanted)
        for output in outputs:
            self._add(output.id, isolate(output.name), output.id == wanted)
        if wanted and wanted not in {output.id for output in outputs}:
            self._add(wanted, self.tr("The chosen one, which is not plugged in"), True)

    def _add(self, output_id: str, name: str, chosen: bool) -> None:
        # In a menu, & underlines what follows.
        action = QAction(name.replace("&", "&&"), self._group, checkable=True)
        action.setData(output_id)
        action.setChecked(chosen)
        self.addAction(action)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        self._player.choose_output(str(action.data()))
