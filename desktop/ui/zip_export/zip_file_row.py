"""ZipFileRow: the finished ZIP as a file that can be dragged away; and the line that says how a copy goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop.services.zip_copies import CopyProgress
from desktop.ui.icons import icon
from desktop.ui.theme import RADIUS, theme
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.drag_start import DragStart
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.painting import draw_rounded
from desktop.ui.zip_export.zip_copying import ZipCopying

_ICON = 20


class ZipFileRow(QWidget):
    """A file that one takes with the mouse. Who has none copies it by the button for that."""

    def __init__(self, path: Path, words: str, more: str, copying: ZipCopying, parent: QWidget) -> None:
        """`words` name it, `more` stands below."""
        super().__init__(parent)
        self._path = path
        self._copying = copying
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(self.tr("Drag it into a mail or a folder\n{path}").format(path=path))
        mark = QLabel(self)
        mark.setPixmap(icon("zip", "text2").pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        labels = (ElidingLabel(words, self), ElidingLabel(more, self, role="caption", color="text2"))
        # The mouse is the row's own, and so is the tooltip.
        for part in (mark, *labels):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(10)
        row.addWidget(mark)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        for label in labels:
            texts.addWidget(label)
        row.addLayout(texts, 1)
        DragStart(self, _always, self).dragged.connect(self._on_dragged)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme()
        draw_rounded(QPainter(self), self.rect(), RADIUS, colors.color("window"), colors.color("hairline"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Taken, so that the moves that follow come here."""

    @Slot()
    def _on_dragged(self) -> None:
        self._copying.drag(self._path)


def _always(_: QMouseEvent) -> bool:
    return True


class CopyLine(QWidget):
    """How far the copy is, with a number, and how it ended; hidden while nothing was copied."""

    def __init__(self, copying: ZipCopying, parent: QWidget) -> None:
        super().__init__(parent)
        self._copying = copying
        self.label = ElidingLabel("", self, color="text2")
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.cancel_button = LinkButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self._on_cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.label, 1)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel_button)
        copying.changed.connect(self._on_changed)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        task = self._copying.task
        if task is not None:
            task.progressed.connect(self._on_progressed)
        for part in (self.bar, self.cancel_button):
            part.setVisible(task is not None)
        self.setVisible(task is not None or bool(self._copying.said))
        self._on_progressed()

    @Slot()
    def _on_progressed(self) -> None:
        task = self._copying.task
        self.label.set_color("danger" if self._copying.failed else "text2")
        self.label.setText(self._copying.progress_text() if task is not None else self._copying.said)
        progress = task.progress if task is not None else None
        if isinstance(progress, CopyProgress) and progress.total:
            self.bar.setValue(progress.done * 1000 // progress.total)

    @Slot()
    def _on_cancel(self) -> None:
        if self._copying.task is not None:
            self._copying.task.cancel()
