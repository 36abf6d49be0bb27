"""GivingWay: what is drawn ahead stands back while a page is drawn that somebody waits for."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.workers.document_renderer import DocumentRenderer

LIGHT_BYTES = 24 << 20
"""With no more than this what is under way goes on beside it."""
HEAVY_BYTES = 48 << 20
"""With more than this in front, behind there is not even an idle process."""
LOOK_MS = 50


class GivingWay(QObject):
    """Of two processes at most one holds a large document: together with the window they stay small."""

    def __init__(self, front: DocumentRenderer, behind: DocumentRenderer, parent: QObject) -> None:
        super().__init__(parent)
        self._front, self._behind = front, behind
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)
        front.at_work_changed.connect(self._on_at_work_changed)

    @Slot(bool)
    def _on_at_work_changed(self, at_work: bool) -> None:
        self._behind.hold_back(at_work)
        if at_work:
            self._look.start()
            self._on_look()
        else:
            self._look.stop()

    @Slot()
    def _on_look(self) -> None:
        if self._behind.document_bytes > LIGHT_BYTES or self._front.document_bytes > HEAVY_BYTES:
            self._behind.put_off()
