"""CancelledDownloads: how many were cancelled is said, and one click puts them back at their places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from desktop.core.models import FileKey
from desktop.core.transfer import KeptTransfer, Transfer, TransferState
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.workers.download_queue import DownloadQueue

MESSAGE = "downloads-cancelled"


class CancelledDownloads(QObject):
    """Of one command each; the message goes with the account."""

    def __init__(self, queue: DownloadQueue, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._queue = queue
        self._messages = messages
        self.is_left_out: Callable[[FileKey], bool] = lambda _: False
        """Whether a rule asks no more, either, for what was cancelled."""

    def cancel(self, chosen: Sequence[Transfer]) -> None:
        """Ends those of `chosen` that are not over."""
        under_way = [transfer for transfer in chosen if not transfer.state.final]
        known = (self._queue.kept_transfer(transfer.key) for transfer in under_way)
        # An export was told that its files do not come, and waits for them no longer.
        mine = [one for one in known if one is not None]
        self._queue.cancel(*(transfer.key for transfer in under_way))
        self._say([transfer for transfer in under_way if not transfer.in_passing], mine)

    def _say(self, cancelled: Sequence[Transfer], mine: Sequence[KeptTransfer]) -> None:
        if cancelled:
            undo = MessageAction(self.tr("Undo"), partial(self._put_back, mine)) if mine else None
            said = [self.tr("%Ln download(s) cancelled.", "", len(cancelled))]
            if left_out := sum(self.is_left_out(transfer.key) for transfer in cancelled):
                said.append(
                    self.tr("%Ln recording(s) will not be kept by themselves any more.", "", left_out)
                )
            self._messages.success(" ".join(said), undo, key=MESSAGE)

    def _put_back(self, before: Sequence[KeptTransfer]) -> None:
        """Not what was asked for anew since."""
        self._queue.put_back([one for one in before if self._is_still_cancelled(one)])

    def _is_still_cancelled(self, before: KeptTransfer) -> bool:
        now = self._queue.transfer(before.key)
        return now is None or now.state is TransferState.CANCELLED
