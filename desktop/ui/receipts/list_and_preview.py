"""ListAndPreview: the list beside the document, as wide as drawn until the user shares it otherwise."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.hairline import HairlineSplitter

LIST_WIDTH = 520
LIST_WIDTH_NARROW = 488
LIST_LEAST = 400
PREVIEW_LEAST = 520
NARROW_PAGE = 1340
DETAILS_WIDTH = 376
DETAILS_WIDTH_NARROW = 320
BESIDE_DETAILS = 400
"""The least room in which a document is shown between the list and the details."""


class ListAndPreview(HairlineSplitter):
    """What becomes wider is the preview. Where the details leave it no room, they stand in its place."""

    def __init__(self, records: QWidget, preview: QWidget, details: QWidget, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._shared_by_user = False
        self._records, self._preview, self._details = records, preview, details
        self._with_details = False
        records.setMinimumWidth(LIST_LEAST)
        for part in (records, preview, details):
            self.addWidget(part)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._on_moved)
        records.installEventFilter(self)
        self._show_parts()

    @Slot(bool)
    def show_details(self, on: bool) -> None:
        """With the details of the receipt, or without."""
        self._with_details = on
        self._show_parts()
        self._share()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._show_parts()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show_parts()
        if not self._shared_by_user:
            self._share()
        super().resizeEvent(event)

    def _show_parts(self) -> None:
        self._details.setVisible(self._with_details)
        self._preview.setVisible(not self._with_details or self._room() >= BESIDE_DETAILS)

    def _room(self) -> int:
        """What list and details, at their least, leave to the document."""
        listed = 0 if self._records.isHidden() else LIST_LEAST
        return self.width() - listed - self._details.minimumWidth() - 2

    def _share(self) -> None:
        width = self.width()
        listed = LIST_WIDTH if width >= NARROW_PAGE else LIST_WIDTH_NARROW
        listed = max(LIST_LEAST, min(listed, width - PREVIEW_LEAST))
        if not self._with_details:
            self.setSizes([listed, max(1, width - listed), 0])
            return
        # The details become wider from what the list leaves: the names of the vendors come first.
        listed = max(LIST_LEAST, min(listed, width - DETAILS_WIDTH_NARROW - PREVIEW_LEAST))
        told = max(DETAILS_WIDTH_NARROW, min(DETAILS_WIDTH, width - listed - PREVIEW_LEAST))
        self.setSizes([listed, max(1, width - listed - told), told])

    @Slot()
    def _on_moved(self) -> None:
        self._shared_by_user = True
