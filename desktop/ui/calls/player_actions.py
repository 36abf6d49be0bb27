"""PlayerActions: what can be done with the recording that is loaded, as QActions with their keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QKeyCombination, QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.ui.calls.player import Player
from desktop.ui.calls.player_state import FileWish
from desktop.ui.icons import icon
from desktop.ui.widgets.allow import allow
from desktop.ui.widgets.key_words import with_key

HEBREW_B = "\u05e0"
"""What the key B writes on a Hebrew keyboard."""


class PlayerActions(QObject):
    """Right is forward in both languages, as time runs left to right."""

    def __init__(self, player: Player, parent: QWidget) -> None:
        super().__init__(parent)
        self._player = player
        self._make_transport()
        self._make_rare()
        self._make_of_file()
        self._connect(player)
        self._on_settings_changed()
        self._on_state_changed()

    def _make_transport(self) -> None:
        keys = (Qt.Key.Key_MediaTogglePlayPause, Qt.Key.Key_MediaPlay)
        self.play = self._action("play", self.tr("Play"), ["F8", *map(_media, keys)])
        self.pause = self._action("pause", self.tr("Pause"), [_media(Qt.Key.Key_MediaPause)])
        self.stop = self._action("pause", self.tr("Stop"), [_media(Qt.Key.Key_MediaStop)])
        self.back = self._action("skip-back", "", ["Ctrl+Left"])
        self.forward = self._action("skip-forward", "", ["Ctrl+Right"])
        keys_on = ("Ctrl+Shift+Right", _media(Qt.Key.Key_MediaNext))
        self.next = self._action("next", self.tr("Next recording"), keys_on)
        keys_back = ("Ctrl+Shift+Left", _media(Qt.Key.Key_MediaPrevious))
        self.previous = self._action("previous", self.tr("Previous recording"), keys_back)

    def _make_rare(self) -> None:
        self.bookmark = self._action("bookmark", self.tr("Add a bookmark here"), ["B", HEBREW_B, "Ctrl+B"])
        self.loop = self._action("loop-ab", "", ["Ctrl+L"])
        self.clear_loop = self._action("clear", self.tr("Clear the loop"), ["Ctrl+Shift+L"])
        self.skip_silence = self._action("skip-forward", self.tr("Skip silence"), [])
        self.skip_silence.setCheckable(True)
        self.mute = self._action("volume", self.tr("Mute"), [])
        self.close = self._action("clear", self.tr("Close the player"), [])

    def _make_of_file(self) -> None:
        """What is done with its file."""
        self.file = QActionGroup(self)
        wishes = {
            FileWish.SHOW_CALL: ("calls", self.tr("Show this call in the list")),
            FileWish.SAVE_COPY: ("file", self.tr("Save a copy of the recording…")),
            FileWish.REVEAL: ("folder", self.tr("Show in folder")),
            FileWish.OPEN: ("volume", self.tr("Open in the system's player")),
        }
        for wish, (icon_name, text) in wishes.items():
            action = self._action(icon_name, text, [])
            action.setData(wish)
            self.file.addAction(action)

    @Slot(QAction)
    def _on_file_wanted(self, action: QAction) -> None:
        self._player.file_wanted.emit(action.data())

    def _connect(self, player: Player) -> None:
        self.play.triggered.connect(player.toggle)
        self.pause.triggered.connect(player.pause)
        self.stop.triggered.connect(player.pause)
        self.back.triggered.connect(player.skip_back)
        self.forward.triggered.connect(player.skip_forward)
        self.next.triggered.connect(player.sequence.go_on)
        self.previous.triggered.connect(player.sequence.go_back)
        self.bookmark.triggered.connect(player.bookmark_asked)
        self.loop.triggered.connect(player.step_loop)
        self.clear_loop.triggered.connect(player.jumps.clear_loop)
        self.skip_silence.toggled.connect(player.jumps.set_skips_silence)
        self.file.triggered.connect(self._on_file_wanted)
        self.mute.triggered.connect(player.toggle_mute)
        self.close.triggered.connect(player.close)
        for signal in (player.state_changed, player.jumps.loop_changed, player.jumps.silences_changed):
            signal.connect(self._on_state_changed)
        player.sequence.changed.connect(self._on_state_changed)
        player.settings_changed.connect(self._on_settings_changed)

    def transport(self) -> list[QAction]:
        """What is always possible while a recording is loaded."""
        return [self.play, self.pause, self.stop, self.back, self.forward, self.bookmark, self.loop]

    def menu(self) -> list[QAction]:
        """What stands behind the three dots."""
        steps = [self.previous, self.next]
        return [self.play, self.bookmark, self.loop, self.clear_loop, self.skip_silence, *steps]

    def all(self) -> list[QAction]:
        rest = [self.next, self.previous, self.clear_loop, self.skip_silence, self.mute, self.close]
        return [*self.transport(), *rest, *self.file.actions()]

    def _action(self, icon_name: str, text: str, keys: Sequence[str | QKeySequence]) -> QAction:
        action = QAction(icon(icon_name, "text2"), text, self)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcuts([QKeySequence(key) for key in keys])
        return action

    @Slot()
    def _on_state_changed(self) -> None:
        player = self._player
        playing = player.playing
        self.play.setText(self.tr("Pause") if playing else self.tr("Play"))
        self.play.setIcon(icon("pause" if playing else "play", "text2"))
        self._name_loop()
        loaded, why = player.call is not None, self.tr("No recording is open in the player.")
        for action in (*self.transport(), self.mute, self.close, *self.file.actions()):
            allow(action, loaded, why, with_key(action))
        sequence = player.sequence
        alone = self.tr("Nothing more is played in sequence.")
        allow(self.next, sequence.has_next, alone if loaded else why, with_key(self.next))
        allow(self.previous, sequence.has_previous, alone if loaded else why, with_key(self.previous))
        no_loop = self.tr("No loop is set.")
        allow(self.clear_loop, player.jumps.loop.start is not None, no_loop, with_key(self.clear_loop))
        none = self.tr("Somebody speaks all the time in this recording.")
        if not player.jumps.silences_known:
            none = self.tr("It is not known where nobody speaks in this recording.")
        self.skip_silence.setChecked(player.jumps.skips_silence)
        allow(self.skip_silence, player.jumps.has_silences, none if loaded else why)

    def _name_loop(self) -> None:
        start, end = self._player.jumps.loop
        if start is None:
            text = self.tr("Loop: begin here (A)")
        elif end is None:
            text = self.tr("Loop: end here (B)")
        else:
            text = self.tr("End the loop")
        self.loop.setText(text)

    @Slot()
    def _on_settings_changed(self) -> None:
        player = self._player
        self.back.setText(self.tr("Back %n second(s)", "", player.skip_back_s))
        self.forward.setText(self.tr("Forward %n second(s)", "", player.skip_forward_s))
        self.mute.setText(self.tr("Unmute") if player.muted else self.tr("Mute"))
        self.mute.setIcon(icon("mute" if player.muted else "volume", "text2"))
        for action in (self.back, self.forward, self.mute):
            if action.isEnabled():
                action.setToolTip(with_key(action))


def _media(key: Qt.Key) -> QKeySequence:
    return QKeySequence(QKeyCombination(key))
