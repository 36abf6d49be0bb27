"""CallActions: every command of the calls page as a QAction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.core.models import CallRow
from desktop.ui.icons import icon

if TYPE_CHECKING:
    from desktop.ui.calls.calls_page import CallsPage


class CallActions(QObject):
    """Texts, icons and keys in one place; the page does what they stand for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.play = self._action("play", self.tr("Play"), "Space")
        # In the table alone: on a button or in a field, Space has its own meaning.
        self.play.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.keep = self._action("kept", self.tr("Keep on this computer"), "Ctrl+D")
        self.cancel = self._action("clear", self.tr("Cancel the download"))
        self.copy_phone = self._action("copy", self.tr("Copy the phone number"), "Ctrl+Shift+C")
        self.reveal = self._action("folder", self.tr("Show in folder"))
        self.find = self._action("search", self.tr("Search"), QKeySequence.StandardKey.Find)

    def _action(
        self, icon_name: str, text: str, key: str | QKeySequence.StandardKey | None = None
    ) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        return action

    def for_page(self) -> list[QAction]:
        """What works wherever the focus is on the page."""
        return [self.keep, self.cancel, self.copy_phone, self.reveal, self.find]

    def context(self) -> list[QAction]:
        """What a right click on the table offers."""
        return [self.play, self.keep, self.cancel, self.copy_phone, self.reveal]

    def wire(self, page: CallsPage) -> None:
        self.play.triggered.connect(page.play_current)
        self.keep.triggered.connect(page.keep_selected)
        self.cancel.triggered.connect(page.cancel_current)
        self.copy_phone.triggered.connect(page.copy_phone)
        self.reveal.triggered.connect(page.reveal_current)
        self.find.triggered.connect(page.focus_search)

    def update_for(self, row: CallRow | None, playing: bool) -> None:
        """What can be done with the current call; what cannot says why."""
        there = row is not None and (row.call.has_recording or row.kept)
        self.play.setText(self.tr("Pause") if playing else self.tr("Play"))
        _allow(self.play, there, self.tr("This call has no recording."))
        _allow(self.keep, there, self.tr("This call has no recording."))
        kept = row is not None and row.kept
        _allow(self.reveal, kept, self.tr("The recording is not on this computer."))
        _allow(self.copy_phone, row is not None and bool(row.call.phone), self.tr("The number is withheld."))
        _allow(self.cancel, row is not None and not kept, self.tr("Nothing is being downloaded."))


def _allow(action: QAction, allowed: bool, reason: str) -> None:
    action.setEnabled(allowed)
    action.setToolTip(action.text() if allowed else reason)
