"""PlayerActions: what can be done with the recording that is loaded, as QActions with their keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QKeyCombination, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.ui.calls.player import Player
from desktop.ui.icons import icon

SKIP_BACK_SECONDS = 10
SKIP_FORWARD_SECONDS = 30


class PlayerActions(QObject):
    """Right is forward in both languages, as time runs left to right."""

    def __init__(self, player: Player, parent: QWidget) -> None:
        super().__init__(parent)
        self._player = player
        self.play = self._action("play", self.tr("Play"), ["F8", _media(Qt.Key.Key_MediaTogglePlayPause)])
        self.back = self._action("skip-back", self.tr("Back 10 seconds"), ["Ctrl+Left"])
        self.forward = self._action("skip-forward", self.tr("Forward 30 seconds"), ["Ctrl+Right"])
        self.mute = self._action("volume", self.tr("Mute"), [])
        self.close = self._action("clear", self.tr("Close the player"), [])
        self.play.triggered.connect(player.toggle)
        self.back.triggered.connect(partial(player.skip, -SKIP_BACK_SECONDS))
        self.forward.triggered.connect(partial(player.skip, SKIP_FORWARD_SECONDS))
        self.mute.triggered.connect(player.toggle_mute)
        self.close.triggered.connect(player.close)
        player.state_changed.connect(self._on_state_changed)
        player.settings_changed.connect(self._on_settings_changed)
        self._on_state_changed()
        self._on_settings_changed()

    def all(self) -> list[QAction]:
        return [self.play, self.back, self.forward, self.mute, self.close]

    def _action(self, icon_name: str, text: str, keys: Sequence[str | QKeySequence]) -> QAction:
        action = QAction(icon(icon_name, "text2"), text, self)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcuts([QKeySequence(key) for key in keys])
        return action

    @Slot()
    def _on_state_changed(self) -> None:
        loaded = self._player.call is not None
        playing = self._player.playing
        self.play.setText(self.tr("Pause") if playing else self.tr("Play"))
        self.play.setIcon(icon("pause" if playing else "play", "text2"))
        for action in self.all():
            action.setEnabled(loaded)
            action.setToolTip(_named(action) if loaded else self.tr("No recording is open in the player."))

    @Slot()
    def _on_settings_changed(self) -> None:
        muted = self._player.muted
        self.mute.setText(self.tr("Unmute") if muted else self.tr("Mute"))
        self.mute.setIcon(icon("mute" if muted else "volume", "text2"))
        if self.mute.isEnabled():
            self.mute.setToolTip(_named(self.mute))


def _media(key: Qt.Key) -> QKeySequence:
    return QKeySequence(QKeyCombination(key))


def _named(action: QAction) -> str:
    """What the action does, and the key that does it."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{action.text()} ({key})" if key else action.text()
