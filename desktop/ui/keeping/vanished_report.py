"""VanishedReport: says once what the server deleted before it could be kept, with its days."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.core.errors import AppError, RecordingGone
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Transfer, TransferState
from desktop.services.account_scope import AccountScope
from desktop.services.retention import Vanished, VanishedNews, together
from desktop.ui.keeping.keeping_words import vanished_text
from desktop.ui.widgets.messages import Message, Messages
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskHandle, TaskPool

MESSAGE = "vanished"
GATHER_MS = 300
"""Many may be found gone one after the other, as after a week without the program."""


class VanishedReport(QObject):
    """Of what a rule was to keep, the guard tells; what the user asked for himself stands in the queue.

    It counts as said once it stands among the messages, not before: what was only looked up, and dropped
    since others were looked up meanwhile or the program ended, is looked up again. As long as nobody has
    closed it, what comes is added to it.
    """

    def __init__(self, tasks: TaskPool, queue: DownloadQueue, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._queue = queue
        self._messages = messages
        self._scope: AccountScope | None = None
        self._handle: TaskHandle | None = None
        self._message: Message | None = None
        self.days: tuple[Vanished, ...] = ()
        """As the message says it that was shown last."""
        self._timer = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._timer.timeout.connect(self.look)
        queue.changed.connect(self._on_changed)
        # What the run before left is there.
        queue.paused_changed.connect(self._timer.start)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none; everything that was said is gone."""
        self._scope = scope
        self._message, self.days = None, ()
        self._drop()

    @property
    def gathers(self) -> bool:
        """Whether anything is to be looked up in a moment."""
        return self._timer.isActive()

    @Slot(object)
    def _on_changed(self, key: FileKey) -> None:
        transfer = self._queue.transfer(key) if key.is_recording else None
        if transfer is not None and _is_lost(transfer) and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def look(self) -> None:
        """All that there are, whatever was found of them before: nothing hangs on one signal."""
        scope = self._scope
        asked = {one.key.id: _deleted_at(one) for one in self._queue.transfers() if _is_lost(one)}
        self._drop()
        if scope is not None and asked:
            work, say = partial(scope.retention.vanished_of, asked), partial(self.say, scope)
            self._handle = self._tasks.run(work, say, _not_found)

    def _drop(self) -> None:
        """One at a time: two would both find what is not said yet."""
        if self._handle is not None:
            self._handle.abandon()
            self._handle = None

    def say(self, scope: AccountScope, news: VanishedNews) -> None:
        """From now on it is said."""
        if scope is not self._scope:
            return
        if news.days:
            self._show(together(self.standing_days, news.days))
        scope.retention.note_shown(news)
        self._tasks.run(partial(scope.retention.write_shown, news), _written, _not_found)

    @property
    def standing_days(self) -> tuple[Vanished, ...]:
        """What stands before the user still: nobody has closed it."""
        return self.days if any(one is self._message for one in self._messages.standing) else ()

    def take_over(self, days: tuple[Vanished, ...]) -> None:
        """What stood in the window before this one, in another language."""
        if days:
            self._show(days)

    def _show(self, days: tuple[Vanished, ...]) -> None:
        self.days = days
        self._message = self._messages.warning(vanished_text(days), key=MESSAGE)


def _is_lost(transfer: Transfer) -> bool:
    """Whether the user asked for it, to keep it, and the server deleted it before it came; to whom presses
    play, that is said at once."""
    gone = transfer.state is TransferState.GONE and isinstance(transfer.error, RecordingGone)
    return gone and transfer.key.is_recording and transfer.priority is Priority.ASKED


def _deleted_at(transfer: Transfer) -> datetime:
    """Where the calendar does not tell, it went since it was asked for last, as good as now."""
    error = transfer.error
    since = error.since if isinstance(error, RecordingGone) else None
    return since or datetime.now(UTC)


def _written(_: None) -> None:
    """Nothing is to be done when it went well."""


def _not_found(_: AppError) -> None:
    """It is said another time, or once more by the next run: no reason to disturb."""
