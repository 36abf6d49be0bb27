"""OpeningWords: what is said while a document is being opened, the longer it takes the more."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.ui.receipts.document.document_notes import DocumentNotes

OPENING_MS = 350
"""A document that opens faster than this opens without a word."""
LONG_MS = 1_000
"""After this it is said that it takes long, and what can be done meanwhile."""


class OpeningWords(QObject):
    """From `start` to `stop`."""

    def __init__(self, notes: DocumentNotes, parent: QObject) -> None:
        super().__init__(parent)
        self._notes = notes
        self._opening = QTimer(self, singleShot=True, interval=OPENING_MS)
        self._opening.timeout.connect(self._on_opening)
        self._long = QTimer(self, singleShot=True, interval=LONG_MS)
        self._long.timeout.connect(self._on_long)

    @property
    def active(self) -> bool:
        """Whether there is something left to say."""
        return self._long.isActive()

    def start(self) -> None:
        self._opening.start()
        self._long.start()

    def stop(self) -> None:
        self._opening.stop()
        self._long.stop()

    @Slot()
    def _on_opening(self) -> None:
        self._notes.show_progress(None, self.tr("Opening…"))

    @Slot()
    def _on_long(self) -> None:
        words = self.tr("This file takes long to open. You can go on to another one meanwhile.")
        self._notes.show_progress(None, words)
