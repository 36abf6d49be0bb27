"""OpeningWords: what is said while a document is being opened, the longer it takes the more."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.ui.receipts.document.document_notes import DocumentNotes

OPENING_MS = 350
"""A document that opens faster than this opens without a word."""
LONG_MS = 800
"""After this it is said that it takes long, and what can be done meanwhile: before a second is over, with
what a timer is late and what the list waits for whoever goes on through it."""


class OpeningWords(QObject):
    """From `start` to `stop`."""

    took_long = Signal(str)
    """It is still being opened; what was said of it, for who knows another way to it."""

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
        words = self.tr(
            "This file takes long to open. It is still being tried; you can go on to another one meanwhile."
        )
        self._notes.show_progress(None, words)
        self.took_long.emit(words)
