"""PlayerName: whose recording the player holds, what is out of the ordinary about how it is played."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.core.models import Call
from desktop.ui.calls.call_words import call_name, direction_text
from desktop.ui.calls.player import Player
from desktop.ui.calls.player_state import FileWish
from desktop.ui.formatting import duration_text, in_reading_order, moment_text
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.eliding_label import ElidingLabel

NAME_WIDTH = 236
_COMPACT_WIDTH = 180
_LEAST_WIDTH = 72
"""In the status bar of a small window, where the times count more."""
_NARROW_WIDTH = 156
"""Where the waveform needs the room: most names are whole, and the tooltip says the rest."""


class PlayerName(QWidget):
    """It stands for the recording's file too: it can be dragged to another window."""

    def __init__(self, player: Player, parent: QWidget) -> None:
        super().__init__(parent)
        self._player = player
        self._compact = False
        self._pressed: QPoint | None = None
        self._name = ElidingLabel("", self, bold=True)
        self._line = ElidingLabel("", self, role="caption", color="text2")
        # Nothing is heard here: the system's own player may know of an output that this program does not.
        self.open_button = LinkButton(self.tr("Open in the system's player"), self, flush=True)
        self.open_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.open_button.setAccessibleName(self.open_button.text())
        self.open_button.setToolTip(self.open_button.text())
        self.open_button.clicked.connect(self._on_open)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Show this call in the list"))
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addStretch(1)
        column.addWidget(self._name)
        column.addWidget(self._line)
        column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)

    def set_compact(self, compact: bool) -> None:
        """The name alone."""
        self._compact = compact
        self.setMinimumWidth(_LEAST_WIDTH if compact else NAME_WIDTH)
        self.setMaximumWidth(_COMPACT_WIDTH if compact else NAME_WIDTH)
        self._line.setVisible(not compact)
        self.show_call()

    def give_way(self, by: int) -> None:
        """Narrower than usual by `by` px, as far as what is said of a missing sound is still whole."""
        if not self._compact:
            self.setFixedWidth(max(self._narrowest(), NAME_WIDTH - max(0, by)))

    def _narrowest(self) -> int:
        unheard = self._player.call is not None and not self._player.has_sound
        words = (self._line, self.open_button) if unheard else ()
        return min(NAME_WIDTH, max(_NARROW_WIDTH, *(one.sizeHint().width() for one in words), 0))

    @property
    def shown_name(self) -> str:
        return self._name.text()

    @property
    def line(self) -> str:
        """What stands below the name."""
        return self._line.text()

    def show_call(self) -> None:
        """What the player holds now."""
        call, unheard = self._player.call, not self._player.has_sound
        self._name.setText(call_name(call) if call is not None else "")
        self._line.setText(self._line_of(call) if call is not None else "")
        self._line.set_color("warning" if unheard else "text2")
        self.open_button.setVisible(unheard and call is not None and not self._compact)

    def _line_of(self, call: Call) -> str:
        if not self._player.has_sound:
            # Alone: behind anything else there would be no room for it.
            return self.tr("This computer has no sound output")
        parts = [direction_text(call.direction)]
        if call.created_at is not None:
            parts.append(moment_text(call.created_at))
        return " · ".join([*self._extras(), *parts])

    def _extras(self) -> list[str]:
        """What is out of the ordinary about how it is played."""
        player = self._player
        extras = []
        if player.sequence.count:
            words = self.tr("{number} of {count}")
            number = player.sequence.number_of(player.current_sid)
            extras.append(words.format(number=number, count=player.sequence.count))
        start, end = player.jumps.loop
        if start is not None:
            times = f"{duration_text(start / 1000)}–{duration_text(end / 1000) if end is not None else '…'}"
            extras.append(self.tr("loop {times}").format(times=in_reading_order(times)))
        if player.jumps.saved_ms >= 1000:
            extras.append(
                self.tr("{time} of silence saved").format(time=duration_text(player.jumps.saved_ms / 1000))
            )
        return extras

    @Slot()
    def _on_open(self) -> None:
        self._player.file_wanted.emit(FileWish.OPEN)

    # -- dragging it, and going to its call -----------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self._player.file_wanted.emit(FileWish.DRAG)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self.rect().contains(event.position().toPoint()):
            self._player.file_wanted.emit(FileWish.SHOW_CALL)
