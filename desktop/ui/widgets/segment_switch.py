"""SegmentSwitch: one of a few, side by side (source or preview, list or grid)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from desktop.ui.icons import draw_icon
from desktop.ui.theme import RADIUS, font, theme
from desktop.ui.widgets.painting import draw_rounded
from desktop.ui.widgets.radio_group import RadioGroup

_HEIGHT = 24
_INSET = 3
_PADDING = 10
_ICON = 16


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice; `text` is its name even when only its icon is drawn."""

    key: str
    text: str
    icon_name: str = ""


class SegmentSwitch(QWidget):
    """Emits `changed(key)` when the user takes another segment; arrow keys move between them."""

    changed = Signal(str)

    def __init__(
        self, segments: list[Segment], parent: QWidget | None = None, *, name: str = "", inset: int = _INSET
    ) -> None:
        """`inset`: px of the fill around the segments."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = RadioGroup(self)
        self._buttons: dict[str, _SegmentButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(inset, inset, inset, inset)
        row.setSpacing(0)
        for segment in segments:
            button = _SegmentButton(segment, self)
            self._buttons[segment.key] = button
            # A click leaves the keyboard where it was.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonToggled.connect(self._on_toggled)
        self.set_current(segments[0].key)

    def current(self) -> str:
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def set_current(self, key: str) -> None:
        """Takes `key` without emitting `changed`."""
        blocked = self._group.blockSignals(True)
        self._buttons[key].setChecked(True)
        self._group.blockSignals(blocked)
        self.update()

    def set_segment_enabled(self, key: str, enabled: bool, why_not: str = "") -> None:
        """Lets a segment be taken or not; the tooltip of one that cannot says why."""
        button = self._buttons[key]
        button.setEnabled(enabled)
        button.setToolTip(button.segment.text if enabled else why_not)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_rounded(QPainter(self), self.rect(), RADIUS, theme().color("neutral"))

    @Slot(object, bool)
    def _on_toggled(self, button: _SegmentButton, checked: bool) -> None:
        if checked:
            self.changed.emit(button.segment.key)


class _SegmentButton(QRadioButton):
    """A radio button drawn as a segment."""

    def __init__(self, segment: Segment, parent: QWidget) -> None:
        super().__init__(segment.text, parent)
        self.segment = segment
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(segment.text)
        if segment.icon_name:
            self.setToolTip(segment.text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        # Room for the bold text always, so that nothing moves when the choice does.
        metrics = QFontMetrics(font(bold=True))
        width = 36 if self.segment.icon_name else metrics.horizontalAdvance(self.segment.text) + 2 * _PADDING
        return QSize(width, max(_HEIGHT, metrics.height() + 6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme()
        checked = self.isChecked()
        if checked:
            draw_rounded(painter, self.rect(), RADIUS - 1, colors.color("base"), colors.color("hairline"))
        quiet = "text2" if not self.underMouse() else "text"
        ink = colors.color("disabled" if not self.isEnabled() else "text" if checked else quiet)
        if self.segment.icon_name:
            side = QRect(0, 0, _ICON, _ICON)
            side.moveCenter(self.rect().center())
            draw_icon(painter, side, self.segment.icon_name, ink)
            return
        painter.setFont(font(bold=checked))
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.segment.text)
