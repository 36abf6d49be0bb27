"""DiskReport: downloads wait since the disk is full; it stays said until they go on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.ui.error_text import error_text
from desktop.ui.widgets.messages import MessageKind, Messages
from desktop.workers.download_queue import DownloadQueue

MESSAGE = "disk-full"


class DiskReport(QObject):
    """Follows the queue."""

    def __init__(self, queue: DownloadQueue, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._disk = queue.disk
        self._messages = messages
        self._disk.changed.connect(self.say)

    @Slot()
    def say(self) -> None:
        """Says how it is now; also where all that was said is gone."""
        full = self._disk.error
        if full is None:
            self._messages.dismiss(MESSAGE)
            return
        wait = self.tr("Downloads wait, and go on by themselves once you free up space on this disk.")
        sentence = f"{error_text(full).sentence} {wait}"
        self._messages.show(MessageKind.WARNING, sentence, icon_name="disk", key=MESSAGE, lasting=True)
