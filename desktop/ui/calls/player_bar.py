"""PlayerBar: the player's controls, docked at the foot; compact on other pages."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QSlider, QWidget

from desktop.ui.calls.loop_chip import LoopChip
from desktop.ui.calls.output_menu import OutputMenu
from desktop.ui.calls.player import SPEEDS, Player
from desktop.ui.calls.player_actions import PlayerActions
from desktop.ui.calls.player_name import NAME_WIDTH, PlayerName
from desktop.ui.calls.time_bar import TimeBar
from desktop.ui.formatting import duration_text, isolate_ltr, strip_marks
from desktop.ui.icons import draw_icon, icon
from desktop.ui.theme import font, theme
from desktop.ui.widgets.buttons import IconButton, MenuButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.filter_chip import FilterChip
from desktop.ui.widgets.painting import draw_rounded

HEIGHT = 72
COMPACT_HEIGHT = 36
ROOMY_WIDTH = 1160
"""In px: from here on there is room for a loop and a bookmark beside the waveform."""
_MARGIN = 16
_GAP, _TIGHT_GAP = 16, 10
_SLIDER, _SHORT_SLIDER = 80, 48


class PlayerBar(QWidget):
    """Transport keys, elapsed time, bar and total stand left to right in both languages; the rest mirrors."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.player = player
        self._compact = False
        self.commands = PlayerActions(player, self)
        self.addActions(self.commands.all())
        self.setAccessibleName(self.tr("Player"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._make_parts()
        self._lay_out()
        self._connect()
        self.set_compact(False)
        self._on_state_changed()

    def _make_parts(self) -> None:
        commands = self.commands
        self.previous_button = _StepButton(commands.previous, self)
        self.back_button = _SkipButton(commands.back, self)
        self.play_button = _PlayButton(commands.play, self)
        self.forward_button = _SkipButton(commands.forward, self)
        self.next_button = _StepButton(commands.next, self)
        self.name = PlayerName(self.player, self)
        self.elapsed_label = ElidingLabel("", self)
        # Beside the waveform, as the total is on its other side.
        self.elapsed_label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.total_label = ElidingLabel("", self, color="text2")
        self.time_bar = TimeBar(self)
        self.loop_chip = LoopChip(commands.loop, self)
        self.bookmark_button = IconButton.of_action(commands.bookmark, self)
        self.speed_chip = FilterChip("", self)
        self.speed_chip.set_menu(self._make_speed_menu())
        self.mute_button = IconButton.of_action(commands.mute, self)
        self.volume_slider = QSlider(Qt.Orientation.Horizontal, self)
        self.volume_slider.setRange(0, 100)
        self.volume_slider.setFixedWidth(_SLIDER)
        self.volume_slider.setAccessibleName(self.tr("Volume"))
        self.more_button = self._make_more_button()
        self.close_button = IconButton.of_action(commands.close, self)

    def _make_more_button(self) -> MenuButton:
        """What is rarely wanted, so that the bar stays calm."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.addActions(self.commands.menu())
        menu.addSeparator()
        self.output_menu = OutputMenu(self.player, menu)
        menu.addMenu(self.output_menu)
        menu.addSeparator()
        menu.addActions(self.commands.file.actions())
        menu.addAction(self.commands.close)
        button = MenuButton(menu, self)
        button.setIcon(icon("more", "text2"))
        button.setAccessibleName(self.tr("More for this recording"))
        button.setToolTip(self.tr("More for this recording"))
        return button

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
        steps = (self.previous_button, self.next_button)
        keys = (steps[0], self.back_button, self.play_button, self.forward_button, steps[1])
        self._keys = self._left_to_right(keys, 10)
        timeline = self._left_to_right((self.elapsed_label, self.time_bar, self.total_label), 12)
        row = self._row = QHBoxLayout(self)
        row.setSpacing(_GAP)
        for widget in (self._keys, self.name):
            row.addWidget(widget)
        self._timeline = timeline
        row.addWidget(timeline, 1)
        for widget in self._end():
            row.addWidget(widget)

    def _end(self) -> tuple[QWidget, ...]:
        rest = self.mute_button, self.volume_slider, self.more_button, self.close_button
        return self.loop_chip, self.bookmark_button, self.speed_chip, *rest

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
        player = self.player
        self.volume_slider.valueChanged.connect(self._on_volume_moved)
        self.time_bar.seek_requested.connect(player.seek)
        player.state_changed.connect(self._on_state_changed)
        player.position_changed.connect(self._on_position)
        player.duration_changed.connect(self._on_duration)
        player.device_changed.connect(self._on_state_changed)
        player.jumps.loop_changed.connect(self._on_loop_changed)
        player.marks_changed.connect(self._on_marks_changed)
        player.jumps.silences_changed.connect(self._on_state_changed)
        player.sequence.changed.connect(self._on_state_changed)
        player.settings_changed.connect(self._on_settings_changed)
        self._on_settings_changed()

    # -- how it looks ----------------------------------------------------------------------------

    def set_compact(self, compact: bool) -> None:
        """One line of 36 px, for the pages beside the calls."""
        self._compact = compact
        for widget in (self.back_button, self.forward_button, self.volume_slider, self.more_button):
            widget.setVisible(not compact)
        self.name.set_compact(compact)
        self.close_button.setVisible(compact)
        self.play_button.set_compact(compact)
        self._row.setContentsMargins(_MARGIN, 1, _MARGIN, 0)
        self._fit_rare()
        self._share_width()
        self.updateGeometry()

    def _fit_rare(self) -> None:
        """What stands behind the three dots as well gives way to the waveform."""
        fits = not self._compact and self.width() >= ROOMY_WIDTH
        self.loop_chip.setVisible(fits)
        self.bookmark_button.setVisible(fits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The status bar is lower than a line of its own."""
        super().resizeEvent(event)
        self._fit_rare()
        room = self.height() - 2
        self.play_button.fit(room)
        for widget in (self.speed_chip, self.mute_button, self.more_button, self.close_button):
            # A maximum of one's own counts more than the size that it asks for.
            widget.setMaximumHeight(min(room, widget.sizeHint().height()))
        self._share_width()

    def _share_width(self) -> None:
        """The waveform comes first: gaps, then the volume, then the name give way to it."""
        shown = [one for one in (self._keys, self._timeline, *self._end()) if not one.isHidden()]
        wanted = sum(one.sizeHint().width() for one in shown if one is not self.volume_slider)
        wanted += NAME_WIDTH + (0 if self._compact else _SLIDER) + _GAP * len(shown) + 2 * _MARGIN
        lacking = 0 if self._compact else wanted - self.width()
        self._row.setSpacing(_TIGHT_GAP if lacking > 0 else _GAP)
        self.volume_slider.setFixedWidth(_SHORT_SLIDER if lacking > 0 else _SLIDER)
        self.name.give_way(lacking - (_GAP - _TIGHT_GAP) * len(shown) - (_SLIDER - _SHORT_SLIDER))
        # At once: nothing may lie over its neighbour until the next round.
        self._row.activate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays and pauses where it means nothing else, as after a click on the waveform."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Space and plain and not event.isAutoRepeat():
            self.player.toggle()
        else:
            super().keyPressEvent(event)

    @property
    def shown_name(self) -> str:
        return self.name.shown_name

    def speed_actions(self) -> list[QAction]:
        return self._speeds.actions()

    def controls(self) -> list[QWidget]:
        """Everything that takes the focus, in its order."""
        steps = self.previous_button, self.next_button
        keys = (steps[0], self.back_button, self.play_button, self.forward_button, steps[1])
        return [*keys, self.name.open_button, self.time_bar, *self._end()]

    def sizeHint(self) -> QSize:
        return QSize(600, COMPACT_HEIGHT if self._compact else HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Compact, no less than all of it takes: it may stand beside the words of the status bar."""
        least = self._row.minimumSize().width() if self._compact else 200
        return QSize(least, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("window"))
        painter.fillRect(QRect(0, 0, self.width(), 1), theme().color("hairline"))

    # -- what the player says --------------------------------------------------------------------

    @Slot()
    def _on_state_changed(self) -> None:
        self.setVisible(self.player.call is not None)
        self.name.show_call()
        in_sequence = self.player.sequence.count > 0 and not self._compact
        self.previous_button.setVisible(in_sequence)
        self.next_button.setVisible(in_sequence)
        self._share_width()

    # -- on the bar of time ----------------------------------------------------------------------

    @Slot()
    def _on_loop_changed(self) -> None:
        self._on_state_changed()
        loop = self.player.jumps.loop
        self.time_bar.set_range(*loop)
        self.loop_chip.set_on(loop.start is not None)

    @Slot()
    def _on_marks_changed(self) -> None:
        self.time_bar.set_marks(self.player.marks)

    @Slot(object)
    def _on_position(self, milliseconds: int) -> None:
        self.elapsed_label.setText(duration_text(milliseconds / 1000))
        self.time_bar.set_position(milliseconds)

    @Slot(object)
    def _on_duration(self, milliseconds: int) -> None:
        self.total_label.setText(duration_text(milliseconds / 1000))
        # The elapsed time keeps its place while it grows.
        digits = "0" * len(strip_marks(self.total_label.text()))
        room = self.elapsed_label.fontMetrics().horizontalAdvance(digits) + 4
        self.elapsed_label.setMinimumWidth(room)
        self.total_label.setMinimumWidth(self.total_label.sizeHint().width())
        self.time_bar.set_duration(milliseconds)
        self._share_width()

    @Slot()
    def _on_settings_changed(self) -> None:
        player = self.player
        self.back_button.set_seconds(player.skip_back_s)
        self.forward_button.set_seconds(player.skip_forward_s)
        speed = _speed_text(player.speed)
        self.speed_chip.set_label(speed)
        self.speed_chip.setAccessibleName(self.tr("Speed {speed}").format(speed=strip_marks(speed)))
        self.speed_chip.setToolTip(self.tr("Speed"))
        for action in self._speeds.actions():
            action.setChecked(action.data() == player.speed)
        self.volume_slider.setValue(player.volume)

    @Slot(int)
    def _on_volume_moved(self, volume: int) -> None:
        """Whoever moves it wants to hear it: what was muted is heard again."""
        if volume == self.player.volume:
            return
        self.player.set_volume(volume)
        if self.player.muted:
            self.player.toggle_mute()

    @Slot(QAction)
    def _on_speed_chosen(self, action: QAction) -> None:
        self.player.set_speed(action.data())


class _PlayButton(QAbstractButton):
    """The round button: play, or pause while it plays."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._action = action
        self._size = self._whole = 40
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    @Slot()
    def _on_action_changed(self) -> None:
        self.setText(self._action.text())
        self.setAccessibleName(self._action.text())
        self.setToolTip(self._action.toolTip())
        self.setIcon(self._action.icon())
        self.setEnabled(self._action.isEnabled())
        self.update()

    def set_compact(self, compact: bool) -> None:
        self._whole = 26 if compact else 40
        self.fit(self._whole)

    def fit(self, room: int) -> None:
        """As large as it is meant to be, or as `room` px of height allow."""
        self._size = min(self._whole, room)
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
        draw_icon(painter, place, self.icon().name(), colors.color("on_accent"))


class _StepButton(IconButton):
    """To the next or the previous recording. Time runs left to right here, whatever the language."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent=parent, size=16)
        self.setDefaultAction(action)
        self.setAccessibleName(action.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.layoutDirection() == QGuiApplication.layoutDirection():
            super().paintEvent(event)
            return
        # The drawing points along the reading direction: the other one of the two points along time.
        painter = QPainter(self)
        ink = theme().color("text2" if self.isEnabled() else "disabled")
        other = "previous" if self.icon().name() == "next" else "next"
        draw_icon(painter, self.rect().adjusted(6, 6, -6, -6), other, ink)


class _SkipButton(IconButton):
    """A turning arrow with its seconds in it."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent=parent, size=22)
        self.setDefaultAction(action)
        self._seconds = 0

    def set_seconds(self, seconds: int) -> None:
        """How far it skips; its action says the same in words."""
        self._seconds = seconds
        self.setAccessibleName(self.text())
        self.update()

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
