"""OutboxSender: sends decisions while the server is there, in their order, and waits while it is not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.errors import AppError, Offline, ServerBusy, SignedOut
from desktop.workers.task_pool import TaskHandle, TaskPool

if TYPE_CHECKING:
    from desktop.services.account_scope import AccountScope
    from desktop.services.decision_sending import SentDecision
    from desktop.services.online import OnlineHalf

RETRY_SECONDS = (2.0, 5.0, 15.0, 30.0, 60.0)


class OutboxSender(QObject):
    """Owned by the UI thread. One decision at a time, each a task of its own: nothing waits for all."""

    sent = Signal(object)
    """SentDecision."""
    session_lost = Signal()
    """The server no longer knows who asks: it is asked again once somebody signed in."""
    server_lost = Signal()
    """There was no server to be told."""
    troubled = Signal(object)
    """AppError: why what waits cannot be sent, though the server is there; None: that is over. Also tells
    that `refused` is another."""

    def __init__(self, tasks: TaskPool, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._scope: AccountScope | None = None
        self._handle: TaskHandle | None = None
        self._online: OnlineHalf | None = None
        """The sign-in by which it is sent: one that has ended gives no answer any more."""
        self.refused: Mapping[int, int] = {}
        """Of what waits, the entries that the server did not take the last time, and their receipts."""
        self._trouble: AppError | None = None
        self._failures = 0
        self._again = False
        self._signed_out = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none. What is under way comes to its end, and is noted there."""
        if self._handle is not None:
            self._handle.abandon()
            self._handle = None
        self._timer.stop()
        self._scope = scope
        self._failures = 0
        self._again = self._signed_out = False
        self._tell({}, None)
        self._go()

    @property
    def busy(self) -> bool:
        """Whether anything is under way, or tried again by itself."""
        return self._is_under_way() or self._timer.isActive()

    def _is_under_way(self) -> bool:
        signed_in = self._scope is not None and self._scope.online is self._online
        return signed_in and self._handle is not None

    @Slot()
    def wake(self) -> None:
        """Something was decided. While the server fails, it waits with the others."""
        if not self._timer.isActive() and not self._signed_out:
            self._go()

    @Slot()
    def on_server_reachable(self) -> None:
        """The server answers, perhaps after a while, perhaps to another sign-in."""
        self._failures = 0
        self._signed_out = False
        self._timer.stop()
        self._go()

    @Slot()
    def _go(self) -> None:
        scope = self._scope
        if scope is None or scope.online is None:
            return
        if self._is_under_way():
            self._again = True
            return
        self._again = False
        online = self._online = scope.online
        ends = partial(self._on_sent, scope, online), partial(self._on_not_sent, scope, online)
        self._handle = self._tasks.run(online.decisions.send_next, *ends)

    def _on_sent(self, scope: AccountScope, online: OnlineHalf, sent: SentDecision | None) -> None:
        if scope is not self._scope:
            return
        if sent is not None:
            self.sent.emit(sent)
        if online is not self._online:
            return
        self._handle = None
        self._failures = 0
        refused = online.decisions.refused
        # The server takes them: what keeps the others is of those alone that it did not take.
        self._tell(refused, self._trouble if refused else None)
        if sent is not None or self._again:
            self._go()

    def _on_not_sent(self, scope: AccountScope, online: OnlineHalf, error: AppError) -> None:
        if scope is not self._scope or online is not self._online:
            return
        self._handle = None
        if isinstance(error, SignedOut):
            self._signed_out = True
            self.session_lost.emit()
            return
        self._wait(error)
        self._tell(online.decisions.refused, None if isinstance(error, Offline) else error)
        if isinstance(error, Offline):
            self.server_lost.emit()

    def _tell(self, refused: Mapping[int, int], trouble: AppError | None) -> None:
        if (refused, trouble) != (self.refused, self._trouble):
            self.refused, self._trouble = refused, trouble
            self.troubled.emit(trouble)

    def _wait(self, error: AppError) -> None:
        wait = RETRY_SECONDS[min(self._failures, len(RETRY_SECONDS) - 1)]
        self._failures += 1
        asked = error.retry_after if isinstance(error, ServerBusy) else None
        self._timer.start(round(max(wait, asked or 0.0) * 1000))
