"""CancelledDownloads: how many were cancelled is said, and one click asks for the same ones again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from desktop.core.transfer import Transfer, TransferState
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.workers.download_queue import DownloadQueue

MESSAGE = "downloads-cancelled"


class CancelledDownloads(QObject):
    """Of one command each; the message goes with the account."""

    def __init__(self, queue: DownloadQueue, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._queue = queue
        self._messages = messages

    def say(self, cancelled: Sequence[Transfer]) -> None:
        """`cancelled`: as they were before that, in the order in which they had been asked for."""
        listed = [transfer for transfer in cancelled if not transfer.in_passing]
        if listed:
            undo = MessageAction(self.tr("Undo"), partial(self._ask_again, listed))
            said = self.tr("%Ln download(s) cancelled.", "", len(listed))
            self._messages.success(said, undo, key=MESSAGE)

    def _ask_again(self, cancelled: Sequence[Transfer]) -> None:
        """Each with its own priority, one after the other: so they go in the order in which they went."""
        again = [transfer for transfer in cancelled if self._is_still_cancelled(transfer)]
        for transfer in again:
            self._queue.request(transfer.key, transfer.priority)
        self._queue.pause([one.key for one in again if one.state is TransferState.PAUSED])

    def _is_still_cancelled(self, transfer: Transfer) -> bool:
        now = self._queue.transfer(transfer.key)
        return now is None or now.state is TransferState.CANCELLED
