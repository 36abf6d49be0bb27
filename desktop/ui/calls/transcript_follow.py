"""TranscriptFollow: what is said about now is marked while its recording plays; a click goes there."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor

from desktop.core.spoken_parts import Part, SpokenParts
from desktop.ui.calls.player import Player
from desktop.ui.calls.transcript_widget import TranscriptWidget
from desktop.ui.formatting import duration_text
from desktop.ui.widgets.marked_text import utf16_places

QUIET_SECONDS = 8.0
"""After the reader moved the text, it is not moved under his eyes for so long."""


class TranscriptFollow(QObject):
    """`set_sid`: whose transcript is shown. The place is an estimate from its letters, and says so."""

    def __init__(self, transcript: TranscriptWidget, player: Player, parent: QObject) -> None:
        super().__init__(parent)
        self._transcript = transcript
        self._text = transcript.reader
        self._player = player
        self._sid = ""
        self._words = ""
        self._parts = SpokenParts("")
        self._marked: Part | None = None
        self._cursor: QTextCursor | None = None
        self._moved_at = -QUIET_SECONDS
        self._pressed_at = -1
        player.position_changed.connect(self._on_position)
        player.state_changed.connect(self._show)
        self._text.moved.connect(self._on_moved)
        self._text.resized.connect(self._on_resized)
        self._text.viewport().installEventFilter(self)
        self._text.installEventFilter(self)

    def set_sid(self, sid: str) -> None:
        """Another call is shown, or this one's transcript has changed; "" for none."""
        words = self._transcript.text() if sid else ""
        if sid != self._sid or words != self._words:
            self._sid, self._words = sid, words
            self._parts = SpokenParts(words)
            self._marked = self._cursor = None
            self._moved_at = -QUIET_SECONDS
        self._show()

    @property
    def _plays_this(self) -> bool:
        return self._sid != "" and self._player.current_sid == self._sid and self._player.duration > 0

    @Slot(object)
    def _on_position(self, _: int) -> None:
        self._show()

    @Slot()
    def _show(self) -> None:
        if not self._plays_this or not self._transcript.has_text:
            self._marked = self._cursor = None
            self._transcript.mark_spoken(None, "")
            return
        position = self._player.position
        part = self._parts.at(position / self._player.duration)
        time_said = duration_text(position / 1000)
        said = self.tr("About {time} · position estimated").format(time=time_said)
        moved = part != self._marked or self._is_lost
        if moved:
            self._marked = part
            self._cursor = self._cursor_of(part) if part is not None else None
        self._transcript.mark_spoken(self._cursor, said)
        if moved and self._cursor is not None and self._may_scroll():
            self._text.bring_spoken_into_view()

    @property
    def _is_lost(self) -> bool:
        """The text was set anew: what marked a part of it marks nothing any more."""
        return self._cursor is not None and not self._cursor.hasSelection()

    # -- scrolling -------------------------------------------------------------------------------

    @property
    def _reader_is_busy(self) -> bool:
        """Somebody selects, or looks for something."""
        return self._text.textCursor().hasSelection() or self._transcript.is_searched

    def _may_scroll(self) -> bool:
        """Not while somebody reads elsewhere, either."""
        rests = time.monotonic() - self._moved_at >= QUIET_SECONDS
        return self._player.playing and rests and not self._reader_is_busy

    @Slot()
    def _on_moved(self) -> None:
        self._moved_at = time.monotonic()

    @Slot(bool)
    def _on_resized(self, seen: bool) -> None:
        """What the reader had before him stays there."""
        if seen and not self._is_lost and not self._reader_is_busy:
            self._text.bring_spoken_into_view()

    # -- going there -----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            self._on_mouse(event)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_mouse(self, event: QMouseEvent) -> None:
        """A click goes there; a drag selects."""
        place = self._text.cursorForPosition(event.position().toPoint()).position()
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed_at = -1 if self._text.textCursor().hasSelection() else place
        elif event.type() == QEvent.Type.MouseButtonRelease and place == self._pressed_at:
            # A click into a selection takes that away first.
            self._go(place)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not self._plays_this:
            return False
        self._go(self._text.textCursor().position())
        return True

    def _go(self, units: int) -> None:
        if self._plays_this and self._transcript.has_text:
            before = self._words.encode("utf-16-le", "surrogatepass")[: 2 * units]
            character = len(before.decode("utf-16-le", "ignore"))
            self._player.seek(round(self._parts.share_of(character) * self._player.duration))

    def _cursor_of(self, part: Part) -> QTextCursor:
        units = utf16_places(self._words)
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(units(part.start))
        cursor.setPosition(units(part.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor
