"""ReceiptDecisions: approve, reject, not a receipt; kept and shown at once, told in one message, undone."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import AppError
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import Decided, DecisionReason, Marks, OutboxCounts
from desktop.services.account_scope import AccountScope
from desktop.services.decision_sending import SentDecision
from desktop.ui.receipts.decisions.decision_messages import (
    CONFLICT_MESSAGE,
    MESSAGE,
    REFUSED_MESSAGE,
    DecisionMessages,
)
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.undo import UNDO_STEPS
from desktop.workers.outbox_sender import OutboxSender
from desktop.workers.task_pool import TaskHandle, TaskPool

__all__ = [
    "CONFLICT_MESSAGE",
    "MESSAGE",
    "REFUSED_MESSAGE",
    "Command",
    "HandedDecisions",
    "ReceiptDecisions",
]


class Command(NamedTuple):
    """One decision on one or many receipts; `status` None: they go back to what each one was."""

    marks: Marks
    status: ReceiptStatus | None


class HandedDecisions(NamedTuple):
    """What one window leaves to the next: what it was not told of yet, and what can be undone."""

    commands: tuple[Command, ...]
    undo: tuple[Marks, ...]


class ReceiptDecisions(QObject):
    """A command is held by the account at once; in the TaskPool it is written, and so shown, then sent."""

    changed = Signal(object)
    """Ids (a list) of receipts that are shown as something else now."""
    settled = Signal(object)
    """Ids (a list) of receipts whose decision the server has by now, or waits for the user."""
    undo_changed = Signal()
    begun = Signal()
    """A command that can be undone."""
    nothing_done = Signal()
    """It changed nothing: there is nothing of it to undo."""
    undo_begun = Signal()
    counts_changed = Signal(object)
    """OutboxCounts."""
    saved = Signal()
    """What the server does not have is another than before."""
    undone = Signal(object)
    """Ids (a list) of receipts that went back to what they were, by the key."""
    history_asked = Signal()
    session_lost = Signal()
    """The server no longer knows who asks."""
    server_lost = Signal()
    """There was no server to be told."""

    def __init__(self, tasks: TaskPool, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._said = DecisionMessages(messages, self.undo, self.history_asked.emit, self)
        self._scope: AccountScope | None = None
        self._commands: deque[Command] = deque()
        """Held by the account; nothing is known yet of what became of them."""
        self._handle: TaskHandle | None = None
        self._undo: deque[Marks] = deque(maxlen=UNDO_STEPS)
        self._undo_wanted = 0
        self.counts = OutboxCounts()
        self._sender = OutboxSender(tasks, self)
        self._sender.sent.connect(self._on_sent)
        self._sender.session_lost.connect(self.session_lost)
        self._sender.server_lost.connect(self.server_lost)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: nothing of the one before is marked or undone any more; it keeps what it has."""
        if self._handle is not None:
            self._handle.abandon()
            self._handle = None
        self._scope = scope
        self._commands.clear()
        self._undo.clear()
        self._undo_wanted = 0
        self._said.scope = scope
        self._said.forget()
        self._take_counts(OutboxCounts())
        self.undo_changed.emit()
        self._sender.set_scope(scope)
        self.count()

    def set_no_server(self, reason: str) -> None:
        """Why what needs the server cannot be done; "" while it can: what waits is sent."""
        self._said.has_server = not reason
        if not reason:
            self._sender.on_server_reachable()

    def hand_over(self) -> HandedDecisions:
        """Lets go of it, for another window to take over."""
        handed = HandedDecisions(tuple(self._commands), tuple(self._undo))
        self.set_scope(None)
        return handed

    def take_over(self, handed: HandedDecisions) -> None:
        """Goes on where another window stopped."""
        self._undo.extend(handed.undo)
        self._commands.extend(handed.commands)
        self.undo_changed.emit()
        self._write()

    @property
    def can_undo(self) -> bool:
        return bool(self._undo) or any(command.status is not None for command in self._commands)

    @property
    def busy(self) -> bool:
        """Whether anything is not written yet."""
        return bool(self._commands)

    def decide(self, ids: Sequence[int], status: ReceiptStatus) -> None:
        """Marks these receipts; the message at the end offers to undo it."""
        self._begin(Command(tuple((receipt_id, status) for receipt_id in ids), status))
        self.begun.emit()

    @Slot()
    def undo(self) -> None:
        """Takes the last command back, once it is known what it did."""
        self.undo_begun.emit()
        self._undo_wanted += 1
        if not self._commands:
            self._undo_last()

    def take_back(self, entry_ids: Sequence[int]) -> None:
        """These decisions of the history: to what the server said before them."""
        if self._scope is not None:
            self._run(self._scope, partial(self._scope.outbox.take_back, list(entry_ids)))

    def choose(self, entry_ids: Sequence[int], mine: bool) -> None:
        """What somebody else decided meanwhile is overwritten by these, or left."""
        if self._scope is not None:
            self._run(self._scope, partial(self._scope.outbox.choose, list(entry_ids), mine))

    # -- writing ---------------------------------------------------------------------------------

    def _begin(self, command: Command) -> None:
        if not command.marks or self._scope is None:
            return
        self._said.dismiss()
        self._scope.outbox.hold(command.marks)
        self._commands.append(command)
        self.undo_changed.emit()
        self._write()

    def _write(self) -> None:
        if self._scope is not None and self._handle is None:
            ends = (partial(end, self._scope) for end in (self._on_written, self._on_not_written))
            self._handle = self._tasks.run(self._scope.outbox.write, *ends)

    def _on_written(self, scope: AccountScope, _: None) -> None:
        if scope is not self._scope:
            return
        self._handle = None
        written = scope.outbox.take_written()
        for marks, decided in written:
            self._end(self._command_of(marks), decided)
        self._tell([receipt_id for _, decided in written for receipt_id in decided.ids])
        self._go_on(scope)

    def _command_of(self, marks: Marks) -> Command:
        """Those before it failed for another window, which was not told any more."""
        while self._commands:
            command = self._commands.popleft()
            if command.marks is marks:
                return command
        return Command(marks, None)

    def _on_not_written(self, scope: AccountScope, error: AppError) -> None:
        if scope is not self._scope:
            return
        self._handle = None
        failed = [command for command in self._commands if command.marks]
        self._commands.clear()
        self._undo_wanted = 0
        self.undo_changed.emit()
        self._say_failure(failed, error)

    def _go_on(self, scope: AccountScope) -> None:
        if scope.outbox.holds:
            self._write()
            return
        self._commands.clear()
        if self._undo_wanted:
            self._undo_last()

    def _end(self, command: Command, decided: Decided) -> None:
        undoable = command.status is not None and self._remember(decided)
        if command.status is not None and not undoable:
            self.nothing_done.emit()
        if command.status is None:
            self.undone.emit(decided.ids)
        self._said.say_done(command.status, command.marks, decided)

    def _remember(self, decided: Decided) -> bool:
        """What only the server can say is taken back while it has not heard of it: all are tried."""
        if decided.before:
            self._undo.append(decided.before)
            self.undo_changed.emit()
        return bool(decided.before)

    def _undo_last(self) -> None:
        wanted, self._undo_wanted = self._undo_wanted, 0
        while wanted and self._undo:
            wanted -= 1
            self._begin(Command(self._undo.pop(), None))
        self.undo_changed.emit()

    # -- choosing and taking back ----------------------------------------------------------------

    def _run(self, scope: AccountScope, work: partial[list[int]]) -> None:
        self._tasks.run(work, partial(self._on_changed, scope), partial(self._on_failed, scope))

    def _on_changed(self, scope: AccountScope, ids: list[int]) -> None:
        if scope is self._scope:
            self._tell(ids)

    def _on_failed(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._said.say_error(error)

    def _tell(self, ids: list[int]) -> None:
        """Of what is shown otherwise from now on."""
        self.changed.emit(ids)
        self.saved.emit()
        self.count()
        self._sender.wake()

    # -- what the server says --------------------------------------------------------------------

    @Slot(object)
    def _on_sent(self, sent: SentDecision) -> None:
        if sent.reason is DecisionReason.REPLACED:
            return
        if sent.reason or sent.conflict:
            self._said.not_taken(sent.receipt_id)
        if sent.reason:
            self._said.say_refused(sent.reason)
            self.changed.emit([sent.receipt_id])
        else:
            self.settled.emit([sent.receipt_id])
        self.saved.emit()
        self.count()

    def count(self) -> None:
        """Asks anew how many decisions the server does not have."""
        if self._scope is not None:
            done = partial(self._on_counted, self._scope)
            self._tasks.run(self._scope.outbox.counts, done, partial(self._on_failed, self._scope))

    def _on_counted(self, scope: AccountScope, counts: OutboxCounts) -> None:
        if scope is self._scope:
            self._take_counts(counts)

    def _take_counts(self, counts: OutboxCounts) -> None:
        before, self.counts = self.counts, counts
        if counts.conflicts != before.conflicts:
            self._said.say_conflicts(counts.conflicts, counts.conflicts > before.conflicts)
        if counts != before:
            self.counts_changed.emit(counts)

    # -- saying ----------------------------------------------------------------------------------

    def _say_failure(self, failed: Sequence[Command], error: AppError) -> None:
        again = partial(self._again, tuple(failed))
        self._said.say_failure([command.marks for command in failed], error, again)

    def _again(self, failed: Sequence[Command]) -> None:
        for command in failed:
            self._begin(command)
