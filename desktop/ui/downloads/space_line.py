"""SpaceLine: how much room recordings take on this computer, and the way to where that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.core.eviction import GIGABYTE
from desktop.services.space import Room
from desktop.ui.keeping.keeping_words import little_free_text, room_text
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.painting import draw_progress

_BAR = QSize(240, 8)


class SpaceLine(QWidget):
    """Hidden until the room was measured; the bar is there where recordings may take only so much."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = ElidingLabel("", self)
        self.bar = _SpaceBar(self)
        self.little_free = ElidingLabel("", self, color="warning")
        self.change_button = LinkButton(self.tr("Change limit…"), self, bold=True, flush=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 16, 7)
        row.setSpacing(12)
        row.addWidget(self.label)
        row.addWidget(self.bar)
        row.addStretch(1)
        row.addWidget(self.little_free)
        row.addWidget(self.change_button)
        self.hide()

    def show_room(self, room: Room | None, limit_gb: int) -> None:
        """`limit_gb` 0: they may take what there is."""
        self.setVisible(room is not None)
        if room is None:
            return
        self.label.setText(room_text(room, limit_gb))
        self.bar.set_share(room.used / (limit_gb * GIGABYTE) if limit_gb else 0.0)
        self.bar.setVisible(limit_gb > 0)
        self.little_free.setText(little_free_text(room) if room.lacks else "")
        self.little_free.setVisible(bool(room.lacks))


class _SpaceBar(QWidget):
    """The share that is taken; what it says stands beside it in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        self.share = share
        self.update()

    def sizeHint(self) -> QSize:
        return _BAR

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_progress(QPainter(self), self.rect(), self.share, self.layoutDirection())
