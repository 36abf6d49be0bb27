"""ListAndPreview: the list beside the document, as wide as drawn until the user shares it otherwise."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.hairline import HairlineSplitter

LIST_WIDTH = 520
LIST_WIDTH_NARROW = 488
LIST_LEAST = 400
PREVIEW_LEAST = 520
NARROW_PAGE = 1340


class ListAndPreview(HairlineSplitter):
    """What becomes wider is the preview."""

    def __init__(self, records: QWidget, preview: QWidget, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._shared_by_user = False
        records.setMinimumWidth(LIST_LEAST)
        self.addWidget(records)
        self.addWidget(preview)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._on_moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self._shared_by_user:
            width = LIST_WIDTH if self.width() >= NARROW_PAGE else LIST_WIDTH_NARROW
            width = max(LIST_LEAST, min(width, self.width() - PREVIEW_LEAST))
            self.setSizes([width, max(1, self.width() - width)])
        super().resizeEvent(event)

    @Slot()
    def _on_moved(self) -> None:
        self._shared_by_user = True
