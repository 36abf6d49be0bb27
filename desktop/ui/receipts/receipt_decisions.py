"""ReceiptDecisions: approve, reject, not a receipt; told in one message, undone with one key."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import AppError, Offline, SignedOut
from desktop.core.models import ReceiptStatus
from desktop.services.account_scope import AccountScope
from desktop.services.decisions import DecisionOutcome
from desktop.ui.error_text import error_text
from desktop.ui.formatting import number_text
from desktop.ui.receipts.receipt_words import left_out_text
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.ui.widgets.undo import UNDO_STEPS, undo_action
from desktop.workers.task_pool import TaskHandle, TaskPool

MESSAGE = "receipt-decision"
PROGRESS_FROM = 4
"""With this many receipts and more, the message says how far it is."""

Marks = tuple[tuple[int, ReceiptStatus], ...]
_SETTABLE = {
    ReceiptStatus.PENDING_REVIEW,
    ReceiptStatus.APPROVED,
    ReceiptStatus.REJECTED,
    ReceiptStatus.NOT_RECEIPT,
}
"""What the server lets one set; `incomplete` is its own word alone."""


@dataclass(slots=True, eq=False)
class _Run:
    """One decision on one or many receipts; `status` None: they go back to what each one was."""

    marks: Marks
    status: ReceiptStatus | None
    left: deque[tuple[int, ReceiptStatus]] = field(default_factory=deque)
    outcomes: list[DecisionOutcome] = field(default_factory=list)
    stopped: bool = False
    undoable: bool = False

    @property
    def done(self) -> list[DecisionOutcome]:
        return [outcome for outcome in self.outcomes if outcome.done]

    @property
    def error(self) -> AppError | None:
        return next((outcome.error for outcome in self.outcomes if outcome.error is not None), None)

    @property
    def unsent(self) -> Marks:
        """What did not come through and may be tried again."""
        failed = {outcome.receipt_id for outcome in self.outcomes if outcome.error is not None}
        return tuple(mark for mark in self.marks if mark[0] in failed) + tuple(self.left)


class HandedDecisions(NamedTuple):
    """What one window leaves to the next: what is still to be sent, and what can be undone."""

    runs: tuple[_Run, ...]
    undo: tuple[Marks, ...]


class ReceiptDecisions(QObject):
    """One receipt after the other, so that it can be stopped and says how far it is."""

    changed = Signal(object)
    """Ids (a list) of receipts whose status changed on this computer."""
    undo_changed = Signal()
    session_lost = Signal()
    """The server no longer knows who asks."""
    server_lost = Signal()
    """There was no server to be told."""

    def __init__(self, tasks: TaskPool, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._messages = messages
        self._scope: AccountScope | None = None
        self._runs: deque[_Run] = deque()
        self._handle: TaskHandle | None = None
        self._undo: deque[Marks] = deque(maxlen=UNDO_STEPS)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: nothing of the one before is marked or undone any more."""
        if self._handle is not None:
            self._handle.abandon()
            self._handle = None
        self._scope = scope
        self._runs.clear()
        self._undo.clear()
        self.undo_changed.emit()

    def hand_over(self) -> HandedDecisions:
        """Lets go of it, for another window to take over; what is on its way is sent again there."""
        handed = HandedDecisions(tuple(self._runs), tuple(self._undo))
        self.set_scope(self._scope)
        return handed

    def take_over(self, handed: HandedDecisions) -> None:
        """Goes on where another window stopped."""
        self._undo.extend(handed.undo)
        self.undo_changed.emit()
        self._runs.extend(handed.runs)
        if self._runs:
            self._next()

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def busy(self) -> bool:
        return bool(self._runs)

    def decide(self, ids: Sequence[int], status: ReceiptStatus) -> None:
        """Marks these receipts; the message at the end offers to undo it."""
        self._begin(tuple((receipt_id, status) for receipt_id in ids), status)

    @Slot()
    def undo(self) -> None:
        """Takes the last decision back."""
        if self._undo:
            marks = self._undo.pop()
            self.undo_changed.emit()
            self._begin(marks, None)

    @Slot()
    def stop(self) -> None:
        """Sends no more of the decision under way; what was sent stays."""
        if self._runs:
            self._runs[0].stopped = True

    # -- one after the other ---------------------------------------------------------------------

    def _begin(self, marks: Marks, status: ReceiptStatus | None) -> None:
        if not marks or self._scope is None:
            return
        self._messages.dismiss(MESSAGE)
        self._runs.append(_Run(marks, status, deque(marks)))
        if len(self._runs) == 1:
            self._next()

    def _next(self) -> None:
        run = self._runs[0]
        online = self._scope.online if self._scope is not None else None
        if not run.left or run.stopped:
            self._end(run)
        elif online is None:
            self._take(DecisionOutcome(run.left[0][0], ReceiptStatus.UNKNOWN, error=Offline()))
        else:
            receipt_id, status = run.left[0]
            work = partial(online.decisions.mark, [receipt_id], status)
            self._handle = self._tasks.run(work, self._on_marked, self._on_not_marked)

    def _on_marked(self, outcomes: list[DecisionOutcome]) -> None:
        self._take(outcomes[0])

    def _on_not_marked(self, error: AppError) -> None:
        self._take(DecisionOutcome(self._runs[0].left[0][0], ReceiptStatus.UNKNOWN, error=error))

    def _take(self, outcome: DecisionOutcome) -> None:
        run = self._runs[0]
        self._handle = None
        run.left.popleft()
        run.outcomes.append(outcome)
        if isinstance(outcome.error, Offline | SignedOut):
            # The rest would fail in the same way, each after its own wait.
            run.stopped = True
        if isinstance(outcome.error, SignedOut):
            self.session_lost.emit()
        if isinstance(outcome.error, Offline):
            self.server_lost.emit()
        if outcome.error is None:
            self.changed.emit([outcome.receipt_id])
        if run.left and len(run.marks) >= PROGRESS_FROM:
            self._say_progress(run)
        self._next()

    def _end(self, run: _Run) -> None:
        self._runs.popleft()
        self._messages.dismiss(MESSAGE)
        if run.status is not None:
            self._remember(run)
        self._say_end(run)
        if self._runs:
            self._next()

    def _remember(self, run: _Run) -> None:
        back = [(one.receipt_id, one.before) for one in run.done]
        marks = tuple(mark for mark in back if mark[1] in _SETTABLE and mark[1] is not run.status)
        if marks:
            run.undoable = True
            self._undo.append(marks)
            self.undo_changed.emit()

    # -- saying ----------------------------------------------------------------------------------

    def _say_progress(self, run: _Run) -> None:
        done, count = number_text(len(run.outcomes)), number_text(len(run.marks))
        sentence = self.tr("Sending decisions: {done} of {count}").format(done=done, count=count)
        stop = MessageAction(self.tr("Stop"), self.stop, stays=True)
        self._messages.note(sentence, stop, key=MESSAGE)

    def _say_end(self, run: _Run) -> None:
        left_alone = self._left_alone_text(run.outcomes)
        sentence = " ".join(part for part in (self._done_text(run.status, len(run.done)), left_alone) if part)
        if run.error is not None:
            self._say_failure(run, sentence)
        elif left_alone:
            self._messages.warning(sentence, self._undo_action(run), key=MESSAGE)
        elif sentence:
            self._messages.success(sentence, self._undo_action(run), key=MESSAGE)

    def _left_alone_text(self, outcomes: Sequence[DecisionOutcome]) -> str:
        """Of how many nothing was changed, and why."""
        elsewhere = sum(outcome.changed_elsewhere is not None for outcome in outcomes)
        gone = sum(outcome.gone for outcome in outcomes)
        parts = []
        if elsewhere:
            text = self.tr("%Ln receipt(s) had been decided elsewhere and stay as they are.", "", elsewhere)
            parts.append(text)
        if gone:
            parts.append(left_out_text(gone))
        return " ".join(parts)

    def _say_failure(self, run: _Run, sentence: str) -> None:
        assert run.error is not None
        words = error_text(run.error)
        again = None
        if words.remedy:
            # After a sign-in they are sent again: that is asked for elsewhere, and once.
            label = self.tr("Try again") if isinstance(run.error, SignedOut) else words.remedy
            again = MessageAction(label, partial(self._begin, run.unsent, run.status))
        left = self.tr("%Ln receipt(s) not decided.", "", len(run.unsent))
        parts = (sentence, left, words.sentence)
        self._messages.danger(" ".join(part for part in parts if part), again, key=MESSAGE)

    def _done_text(self, status: ReceiptStatus | None, count: int) -> str:
        if not count:
            return ""
        if status is ReceiptStatus.APPROVED:
            return self.tr("%Ln receipt(s) approved.", "", count)
        if status is ReceiptStatus.REJECTED:
            return self.tr("%Ln receipt(s) rejected.", "", count)
        if status is ReceiptStatus.NOT_RECEIPT:
            return self.tr("%Ln marked as not a receipt.", "", count)
        if status is ReceiptStatus.PENDING_REVIEW:
            return self.tr("%Ln receipt(s) back to review.", "", count)
        return self.tr("Undone for %Ln receipt(s).", "", count)

    def _undo_action(self, run: _Run) -> MessageAction | None:
        return undo_action(self.tr("Undo"), self.undo) if run.undoable else None
