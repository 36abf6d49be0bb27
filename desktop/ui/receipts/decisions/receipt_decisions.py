"""ReceiptDecisions: approve, reject, not a receipt; kept and shown at once, told in one message, undone."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import AppError
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import Decided, DecisionReason, Mark, OutboxCounts
from desktop.services.account_scope import AccountScope
from desktop.services.decision_sending import SentDecision
from desktop.ui.receipts.decisions.decision_line import DecisionLine, Turn, marked_ids
from desktop.ui.receipts.decisions.decision_messages import (
    CONFLICT_MESSAGE,
    FAILED_MESSAGE,
    MESSAGE,
    REFUSED_MESSAGE,
    DecisionMessages,
)
from desktop.ui.receipts.decisions.decision_run import DecisionRun
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.undo import Undoable, UndoSteps
from desktop.workers.outbox_sender import OutboxSender
from desktop.workers.task_pool import TaskHandle, TaskPool

__all__ = [
    "CONFLICT_MESSAGE",
    "FAILED_MESSAGE",
    "MESSAGE",
    "REFUSED_MESSAGE",
    "HandedDecisions",
    "ReceiptDecisions",
]


class HandedDecisions(NamedTuple):
    """What one window leaves to the next: what is not made or written yet, what can be undone, and what is
    said still of that could not be written."""

    turns: tuple[Turn, ...]
    runs: tuple[DecisionRun, ...]
    undo: tuple[Undoable[DecisionRun], ...]
    failed: tuple[DecisionRun, ...]


class ReceiptDecisions(QObject):
    """A command is held by the account when its turn comes; in the TaskPool it is written, and so shown, then
    sent."""

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
    trouble_changed = Signal()
    saved = Signal()
    """What the server does not have is another than before."""
    going_back = Signal(object)
    """Ids of receipts that are to go back to what they were, by the key; `undone` comes of it."""
    undone = Signal(object, object)
    """Ids of receipts that were to go back to what they were, by the key; and of those that did."""
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
        self.line = DecisionLine(self._make)
        """What is not made yet, since something before it is asked about."""
        self._runs: deque[DecisionRun] = deque()
        """Held by the account; nothing is known yet of what became of them."""
        self._undo: UndoSteps[DecisionRun] = UndoSteps()
        self._failed: list[DecisionRun] = []
        """What the message says of that could not be written."""
        self.counts = OutboxCounts()
        self._counting: TaskHandle | None = None
        self.trouble: AppError | None = None
        """Why what waits cannot be sent; None: nothing does, or the connection says why."""
        self._sender = OutboxSender(tasks, self)
        self._sender.sent.connect(self._on_sent)
        self._sender.session_lost.connect(self.session_lost)
        self._sender.server_lost.connect(self.server_lost)
        self._sender.troubled.connect(self._on_troubled)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: nothing of the one before is marked or undone any more; it keeps what it has."""
        self._let_go()
        self._scope = scope
        self._failed.clear()
        self._said.dismiss_failure()
        self._said.scope = scope
        self._said.forget()
        self._take_counts(OutboxCounts())
        self.undo_changed.emit()
        self._sender.set_scope(scope)
        self.count()

    def _let_go(self) -> None:
        self.line.clear()
        for run in self._runs:
            run.owner = None
        self._runs.clear()
        self._undo.clear()

    def set_no_server(self, reason: str) -> None:
        """Why what needs the server cannot be done; "" while it can: what waits is sent."""
        self._said.has_server = not reason
        if not reason:
            self._sender.on_server_reachable()

    def say_already(self, status: ReceiptStatus) -> None:
        """A key asked for what the receipt is already."""
        self._said.say_already(status)

    def hand_over(self) -> HandedDecisions:
        """Lets go of it, for another window to take over."""
        failed = tuple(self._failed) if self._said.failing else ()
        handed = HandedDecisions(self.line.turns, tuple(self._runs), self._undo.all, failed)
        self.set_scope(None)
        return handed

    def take_over(self, handed: HandedDecisions) -> None:
        """Goes on where another window stopped."""
        self._undo.take_over(handed.undo)
        self._failed.extend(handed.failed)
        self._say_failed()
        for run in handed.runs:
            run.owner = self
        self._runs.extend(handed.runs)
        self.take_ended()
        for turn in handed.turns:
            self.line.add(turn)
        self.undo_changed.emit()

    @property
    def refused(self) -> Mapping[int, int]:
        """Of what waits, the entries that the server did not take the last time, and their receipts."""
        return self._sender.refused

    @property
    def can_undo(self) -> bool:
        return bool(self._undo or self.line.turns)

    @property
    def busy(self) -> bool:
        """Whether anything is not written yet."""
        return bool(self._runs or self.line.turns)

    def decide(
        self,
        ids: Sequence[int],
        status: ReceiptStatus,
        seen: Mapping[int, ReceiptStatus] | None = None,
        *,
        asks: bool = False,
    ) -> None:
        """Marks these receipts; the message at the end offers to undo it.

        `seen`: what the list shows them as; what it does not say is decided against what they are by then.
        `asks`: `line.ask` comes before it.
        """
        if ids and self._scope is not None:
            own = marked_ids(self.line.turns).union(*(run.ids for run in self._runs))
            known = {number: shown for number, shown in (seen or {}).items() if number not in own}
            self.begun.emit()
            self.line.add(Turn(tuple(ids), status, known, asks))
            self.undo_changed.emit()

    def make_instead(self, turn: Turn, made: Turn | None) -> None:
        """What came of the question about `turn`: this in its place, or nothing."""
        if turn in self.line.turns[:1]:
            if made is not None:
                self._make(made)
            else:
                self.undo_begun.emit()
            self.line.end(turn)
            self.undo_changed.emit()

    @Slot()
    def undo(self) -> None:
        """Takes the last command back, whether it is made by now or not."""
        self.undo_begun.emit()
        if self.line.turns:
            left = self.line.take_out_last()
            self._said.say_undone(len(left.ids))
        elif self._scope is not None and (run := self._undo.take()) is not None:
            of_the_same = (
                one for one in self._runs if one.goes_back and not set(one.ids).isdisjoint(run.ids)
            )
            self._begin(DecisionRun.undoing(self._scope.outbox, run, of_the_same))
        self.undo_changed.emit()

    def take_back(self, entry_ids: Sequence[int]) -> None:
        """These decisions of the history: to what the server said before them."""
        if self._scope is not None:
            outbox, entries = self._scope.outbox, list(entry_ids)
            self._begin(DecisionRun(lambda _: outbox.take_back(entries), entries, None))

    def choose(self, entry_ids: Sequence[int], mine: bool) -> None:
        """What somebody else decided meanwhile is overwritten by these, or left."""
        if self._scope is not None:
            work = self._scope.outbox.hold(partial(self._scope.outbox.choose, list(entry_ids), mine))
            ends = partial(self._on_chosen, self._scope), partial(self._on_failed, self._scope)
            self._tasks.run(work, *ends)

    def finish(self, last: TaskPool) -> None:
        """What was decided is written by `last`, what could not be once more: see `UnsavedNote`."""
        if self._scope is not None:
            if self._said.failing:
                self._again()
            last.run(self._scope.outbox.write, self._on_finished, self._on_finished)

    def is_saved(self) -> bool:
        """False when something is not written, which is said if it cannot be, or has to be asked about
        first."""
        return not (self.busy or self._said.failing)

    # -- writing ---------------------------------------------------------------------------------

    def _make(self, turn: Turn) -> None:
        assert self._scope is not None
        marks = tuple(Mark(number, turn.status, turn.seen.get(number)) for number in turn.ids)
        run = DecisionRun.deciding(self._scope.outbox, marks, turn.status)
        self._undo.add(run)
        self._begin(run)

    def _begin(self, run: DecisionRun) -> None:
        if self._scope is None:
            return
        self._said.dismiss()
        run.owner, run.error = self, None
        if run.goes_back:
            self.going_back.emit(run.ids)
        self._runs.append(run)
        self._tasks.run(self._scope.outbox.hold(run.do), run.on_done, run.on_failed)

    def _on_finished(self, _: object) -> None:
        self.take_ended()

    def take_ended(self) -> None:
        """Says and shows what became of those that are written, or could not be, in their order."""
        written: list[Decided] = []
        while self._runs and self._runs[0].over:
            run = self._runs.popleft()
            if run.decided is not None:
                self._end(run, run.decided)
                written.append(run.decided)
            elif run.error is not None:
                self._fail(run, run.error)
        self.undo_changed.emit()
        if written:
            self._tell([receipt_id for decided in written for receipt_id in decided.ids])

    def _end(self, run: DecisionRun, decided: Decided) -> None:
        self._leave_out_of_failed(run)
        undoable = run in self._undo and bool(decided.undo)
        if not undoable:
            self._forget_undo(run)
        if run.undoes is not None:
            self._undo.end(run.undoes)
            self.undone.emit(run.ids, decided.ids)
        self._said.say_done(run, decided, undoable)

    def _forget_undo(self, run: DecisionRun) -> None:
        """What only the server can say is taken back while it has not heard of it: all are tried."""
        if self._undo.forget(run):
            self.nothing_done.emit()

    def _fail(self, run: DecisionRun, error: AppError) -> None:
        self._forget_undo(run)
        if run.undoes is not None:
            self._give_back(run.undoes)
            self.undone.emit(run.ids, [])
        if not self._said.failing:
            self._failed.clear()
        self._failed.append(run)
        self._say_failed()

    def _give_back(self, run: DecisionRun) -> None:
        """It is what can be undone next, unless it did nothing."""
        if not run.did_anything:
            self._undo.end(run)
        elif self._undo.give_back(run):
            self.begun.emit()

    def _leave_out_of_failed(self, done: DecisionRun) -> None:
        """What was done since is what counts: nobody is to be offered what came before."""
        before = sum(len(run.ids) for run in self._failed)
        for run in self._failed:
            run.leave_out_done_by(done)
        self._failed = [run for run in self._failed if run.ids]
        if self._said.failing and sum(len(run.ids) for run in self._failed) != before:
            self._said.dismiss_failure()
            self._say_failed()

    def _say_failed(self) -> None:
        error = self._failed[-1].error if self._failed else None
        if error is not None:
            self._said.say_failure(self._failed, error, self._again)

    @Slot()
    def _again(self) -> None:
        failed, self._failed = self._failed, []
        self._said.dismiss_failure()
        for run in failed:
            if run.undoes is None or self._undo.take_again(run.undoes):
                self._do_again(run)
        self.undo_changed.emit()

    def _do_again(self, run: DecisionRun) -> None:
        if run.undoes is not None:
            self.undo_begun.emit()
        elif run.status is not None:
            self._undo.add(run)
            self.begun.emit()
        self._begin(run)

    # -- choosing -----------------------------------------------------------------------------------

    def _on_chosen(self, scope: AccountScope, ids: list[int]) -> None:
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

    @Slot(object)
    def _on_troubled(self, error: AppError | None) -> None:
        self.trouble = error
        self._said.note_refused(set(self.refused.values()))
        self.trouble_changed.emit()

    def count(self) -> None:
        """Asks anew how many decisions the server does not have."""
        if self._counting is not None:
            # Its thread may be slower than the next one: what it found is older.
            self._counting.abandon()
        if self._scope is not None:
            ends = partial(self._on_counted, self._scope), partial(self._on_failed, self._scope)
            self._counting = self._tasks.run(self._scope.outbox.counts, *ends)

    def _on_counted(self, scope: AccountScope, counts: OutboxCounts) -> None:
        if scope is self._scope:
            self._take_counts(counts)

    def _take_counts(self, counts: OutboxCounts) -> None:
        before, self.counts = self.counts, counts
        if counts.conflicts != before.conflicts:
            self._said.say_conflicts(counts.conflicts, counts.conflicts > before.conflicts)
        if counts != before:
            self.counts_changed.emit(counts)
