"""PlayerBar: the player's controls, docked at the foot; compact on other pages."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QSlider, QVBoxLayout, QWidget

from desktop.core.models import Call
from desktop.ui.calls.call_words import call_name, direction_text
from desktop.ui.calls.player import SPEEDS, Player
from desktop.ui.calls.time_bar import TimeBar
from desktop.ui.formatting import duration_text, isolate_ltr, moment_text
from desktop.ui.icons import draw_icon
from desktop.ui.theme import font, theme
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.filter_chip import FilterChip
from desktop.ui.widgets.painting import draw_rounded

HEIGHT = 72
COMPACT_HEIGHT = 36
SKIP_BACK_SECONDS = 10
SKIP_FORWARD_SECONDS = 30
_NAME_WIDTH = 236


class PlayerBar(QWidget):
    """Transport keys, elapsed time, bar and total stand left to right in both languages; the rest mirrors."""

    closed = Signal()

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._compact = False
        self.setAccessibleName(self.tr("Player"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._make_parts()
        self._lay_out()
        self._connect()
        self.set_compact(False)
        self._on_state_changed()

    def _make_parts(self) -> None:
        self.back_button = _SkipButton("skip-back", SKIP_BACK_SECONDS, self.tr("Back 10 seconds"), self)
        self.forward_button = _SkipButton(
            "skip-forward", SKIP_FORWARD_SECONDS, self.tr("Forward 30 seconds"), self
        )
        self.play_button = _PlayButton(self)
        self._name = ElidingLabel("", self, bold=True)
        self._line = ElidingLabel("", self, role="caption", color="text2")
        self._elapsed = ElidingLabel("", self)
        self._total = ElidingLabel("", self, color="text2")
        self.time_bar = TimeBar(self)
        self._speed = FilterChip("", self)
        self._speed.set_menu(self._make_speed_menu())
        self.mute_button = IconButton("volume", self.tr("Mute"), self)
        self._volume = QSlider(Qt.Orientation.Horizontal, self)
        self._volume.setRange(0, 100)
        self._volume.setFixedWidth(80)
        self._volume.setAccessibleName(self.tr("Volume"))
        self._close = IconButton("clear", self.tr("Close the player"), self)

    def _make_speed_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for speed in SPEEDS:
            action = QAction(_speed_text(speed), group, checkable=True)
            action.setData(speed)
            menu.addAction(action)
        group.triggered.connect(self._on_speed_chosen)
        self._speeds = group
        return menu

    def _lay_out(self) -> None:
        self._keys = self._left_to_right((self.back_button, self.play_button, self.forward_button), 10)
        self._names = QWidget(self)
        column = QVBoxLayout(self._names)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addStretch(1)
        column.addWidget(self._name)
        column.addWidget(self._line)
        column.addStretch(1)
        timeline = self._left_to_right((self._elapsed, self.time_bar, self._total), 12)
        row = self._row = QHBoxLayout(self)
        row.setSpacing(16)
        for widget in (self._keys, self._names):
            row.addWidget(widget)
        row.addWidget(timeline, 1)
        for widget in (self._speed, self.mute_button, self._volume, self._close):
            row.addWidget(widget)

    def _left_to_right(self, widgets: tuple[QWidget, ...], spacing: int) -> QWidget:
        holder = QWidget(self)
        holder.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(spacing)
        for widget in widgets:
            row.addWidget(widget, 1 if isinstance(widget, TimeBar) else 0)
        return holder

    def _connect(self) -> None:
        player = self._player
        self.play_button.clicked.connect(player.toggle)
        self.back_button.clicked.connect(partial(player.skip, -SKIP_BACK_SECONDS))
        self.forward_button.clicked.connect(partial(player.skip, SKIP_FORWARD_SECONDS))
        self.mute_button.clicked.connect(player.toggle_mute)
        self._volume.valueChanged.connect(player.set_volume)
        self._close.clicked.connect(self._on_close)
        self.time_bar.seek_requested.connect(player.seek)
        player.state_changed.connect(self._on_state_changed)
        player.position_changed.connect(self._on_position)
        player.duration_changed.connect(self._on_duration)
        player.settings_changed.connect(self._on_settings_changed)
        self._on_settings_changed()

    # -- how it looks ----------------------------------------------------------------------------

    def set_compact(self, compact: bool) -> None:
        """One line of 36 px, for the pages beside the calls."""
        self._compact = compact
        for widget in (self.back_button, self.forward_button, self._volume):
            widget.setVisible(not compact)
        self._line.setVisible(not compact)
        self._close.setVisible(compact)
        self.play_button.set_compact(compact)
        self._names.setFixedWidth(_NAME_WIDTH if not compact else 180)
        self._row.setContentsMargins(16, 1, 16, 0)
        self.updateGeometry()

    @property
    def shown_duration(self) -> str:
        return self._total.text()

    def sizeHint(self) -> QSize:
        return QSize(600, COMPACT_HEIGHT if self._compact else HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("window"))
        painter.fillRect(QRect(0, 0, self.width(), 1), theme().color("hairline"))

    # -- what the player says --------------------------------------------------------------------

    @Slot()
    def _on_state_changed(self) -> None:
        call = self._player.call
        self.setVisible(call is not None)
        self.play_button.set_playing(self._player.playing)
        if call is not None:
            self._name.setText(call_name(call))
            self._line.setText(self._line_of(call))

    def _line_of(self, call: Call) -> str:
        parts = [direction_text(call.direction)]
        if call.created_at is not None:
            parts.append(moment_text(call.created_at))
        return " · ".join(part for part in parts if part)

    @Slot(object)
    def _on_position(self, milliseconds: int) -> None:
        self._elapsed.setText(duration_text(milliseconds / 1000))
        self.time_bar.set_position(milliseconds)

    @Slot(object)
    def _on_duration(self, milliseconds: int) -> None:
        self._total.setText(duration_text(milliseconds / 1000))
        # The elapsed time keeps its place while it grows.
        room = self._elapsed.fontMetrics().horizontalAdvance("0" * len(self._total.text())) + 4
        self._elapsed.setMinimumWidth(room)
        self.time_bar.set_duration(milliseconds)

    @Slot()
    def _on_settings_changed(self) -> None:
        player = self._player
        self._speed.set_label(_speed_text(player.speed))
        for action in self._speeds.actions():
            action.setChecked(action.data() == player.speed)
        self.mute_button.set_icon_name("mute" if player.muted else "volume")
        self.mute_button.set_text(self.tr("Unmute") if player.muted else self.tr("Mute"))
        self._volume.setValue(player.volume)

    @Slot(QAction)
    def _on_speed_chosen(self, action: QAction) -> None:
        self._player.set_speed(action.data())

    @Slot()
    def _on_close(self) -> None:
        self._player.close()
        self.closed.emit()


class _PlayButton(QAbstractButton):
    """The round button: play, or pause while it plays."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._playing = False
        self._size = 40
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_playing(False)

    def set_playing(self, playing: bool) -> None:
        self._playing = playing
        text = self.tr("Pause") if playing else self.tr("Play")
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.update()

    def set_compact(self, compact: bool) -> None:
        self._size = 26 if compact else 40
        self.setFixedSize(self._size, self._size)

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme()
        active = self.isDown() or self.underMouse()
        fill = colors.color("accent_hover" if active else "accent")
        draw_rounded(painter, self.rect(), self._size / 2, fill)
        side = 20 if self._size >= 40 else 14
        place = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        draw_icon(painter, place, "pause" if self._playing else "play", colors.color("on_accent"))


class _SkipButton(IconButton):
    """A turning arrow with its seconds in it."""

    def __init__(self, icon_name: str, seconds: int, text: str, parent: QWidget) -> None:
        super().__init__(icon_name, text, parent, size=22)
        self._seconds = seconds

    def sizeHint(self) -> QSize:
        return QSize(32, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        small = font("caption", bold=True)
        small.setPointSizeF(small.pointSizeF() * 0.72)
        painter.setFont(small)
        painter.setPen(theme().color("text2" if self.isEnabled() else "disabled"))
        painter.drawText(self.rect().adjusted(0, 1, 0, 1), Qt.AlignmentFlag.AlignCenter, str(self._seconds))


def _speed_text(speed: float) -> str:
    return isolate_ltr(f"{speed:g}×")
