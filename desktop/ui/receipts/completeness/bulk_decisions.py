"""BulkDecisions: several receipts at once: what speaks against some of them is asked first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.errors import AppError
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import SETTABLE
from desktop.core.risks import SortedOut
from desktop.services.account_scope import AccountScope
from desktop.ui.receipts.completeness.bulk_dialog import BulkDialog
from desktop.ui.receipts.completeness.doubt_words import that_already_text
from desktop.ui.receipts.completeness.lasting_dialog import LastingDialog
from desktop.ui.receipts.decisions.decision_line import Turn
from desktop.ui.receipts.decisions.receipt_decisions import ReceiptDecisions
from desktop.ui.widgets.messages import Messages
from desktop.workers.task_pool import TaskPool

MANY = 50
"""From here on it is asked, also where nothing speaks against any of them."""
MESSAGE = "bulk-decision"


class Looked(NamedTuple):
    """What was found of receipts that are to be decided together, and what they are shown as by then."""

    found: SortedOut
    shown: Mapping[int, ReceiptStatus]


class BulkDecisions(QObject):
    """Which are decided unseen `core.risks.standing` says.

    `left_wanted(ids)`: those that were left out are to be listed, the first one first.
    `one_decided(id)`: about a single one, asked or not.
    """

    left_wanted = Signal(object)
    one_decided = Signal(object)

    def __init__(
        self, tasks: TaskPool, messages: Messages, decisions: ReceiptDecisions, parent: QWidget
    ) -> None:
        """Whatever is decided after one of these waits for it in the line of `decisions`."""
        super().__init__(parent)
        self._tasks = tasks
        self._messages = messages
        self._decisions = decisions
        self._over = parent
        self._scope: AccountScope | None = None
        self._turn: Turn | None = None
        """What is looked up, or asked."""
        self._refused = False
        """Whether it was decided about once more meanwhile, to which nothing came."""
        self.dialog: BulkDialog | None = None
        self.question: LastingDialog | None = None
        """About a single one."""
        decisions.line.ask, decisions.line.drop = self._look, self._drop

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: nothing of the one before is asked any more."""
        self._scope = scope
        self._forget()

    def decide(
        self, ids: Sequence[int], status: ReceiptStatus, seen: Mapping[int, ReceiptStatus] | None = None
    ) -> None:
        """One is decided at once: whoever does it has it before the eyes; unless nobody could put it back.

        `seen`: see ReceiptDecisions.
        """
        if self._is_asked_about(ids):
            # Meant for the next one, which is not there before the question is answered.
            self._refuse()
            return
        asks = len(ids) > 1 or may_last(ids, seen or {})
        self._decisions.decide(ids, status, seen, asks=asks)

    def _is_asked_about(self, ids: Sequence[int]) -> bool:
        """Whether a single one is looked up or asked about, and these are it."""
        return self._turn is not None and len(self._turn.ids) == 1 and tuple(ids) == self._turn.ids

    def _refuse(self) -> None:
        """A key that came while the question was on its way."""
        self._refused = True
        if self.question is not None:
            self.question.refuse_key()

    def _look(self, turn: Turn) -> None:
        scope = self._scope
        if scope is None:
            return
        self._turn, self._refused = turn, False
        # After what was decided before: that is what these are by then.
        work = scope.outbox.hold(partial(_look_at, scope, turn))
        self._tasks.run(work, partial(self._on_looked, turn), partial(self._on_failed, turn))

    def _drop(self, turn: Turn) -> None:
        if turn is self._turn:
            self._forget()

    def _forget(self) -> None:
        self._turn = None
        for dialog in (self.dialog, self.question):
            if dialog is not None:
                dialog.reject()

    def _on_looked(self, turn: Turn, looked: Looked) -> None:
        if turn is not self._turn:
            return
        found = looked.found
        seen = {**looked.shown, **turn.seen}
        if len(turn.ids) == 1:
            self._take_one(Turn(turn.ids, turn.status, seen), turn, looked)
        elif found.same and len(found.same) == found.count:
            self._messages.note(that_already_text(len(found.same)), key=MESSAGE)
            self._end(turn, None)
        elif _asks(found) or len(turn.ids) >= MANY:
            self._ask(turn, found, seen)
        else:
            self._end(turn, _made(turn, found, seen))

    def _take_one(self, made: Turn, turn: Turn, looked: Looked) -> None:
        """It may be by now what can be put back: that is decided without a word."""
        if looked.found.gone or not may_last(turn.ids, looked.shown):
            self._decide_one(turn, made)
            return
        question = self.question = LastingDialog(turn.status, self._above())
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.accepted.connect(partial(self._decide_one, turn, made))
        question.finished.connect(partial(self._on_finished, turn))
        question.open()
        if self._refused:
            question.refuse_key()

    def _decide_one(self, turn: Turn, made: Turn) -> None:
        self._end(turn, made)
        self.one_decided.emit(turn.ids[0])

    def _above(self) -> QWidget:
        """It stands in front of the window in which it was decided."""
        return QApplication.activeModalWidget() or self._over

    def _end(self, turn: Turn, made: Turn | None) -> None:
        self._turn = None
        self._decisions.make_instead(turn, made)

    def _ask(self, turn: Turn, found: SortedOut, seen: Mapping[int, ReceiptStatus]) -> None:
        assert self._scope is not None
        least = self._scope.completeness.rules.least_confidence
        dialog = self.dialog = BulkDialog(found, turn.status, least, self._above())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._on_accepted, turn, found, seen))
        dialog.show_asked.connect(partial(self._on_show, found))
        dialog.finished.connect(partial(self._on_finished, turn))
        dialog.open()

    def _on_accepted(self, turn: Turn, found: SortedOut, seen: Mapping[int, ReceiptStatus]) -> None:
        dialog = self.dialog
        self._end(turn, _made(turn, found, seen, with_left=dialog is not None and dialog.takes_left))
        if dialog is not None and dialog.shows_left:
            self._on_show(found)

    def _on_show(self, found: SortedOut) -> None:
        self.left_wanted.emit(found.left_ids)

    def _on_finished(self, turn: Turn, _: int) -> None:
        self.dialog = self.question = None
        if turn is self._turn:
            self._end(turn, None)

    def _on_failed(self, turn: Turn, error: AppError) -> None:
        if turn is self._turn:
            again = partial(self.decide, turn.ids, turn.status, turn.seen)
            self._messages.error(error, again, key=MESSAGE)
            self._end(turn, None)


def _asks(found: SortedOut) -> bool:
    """Whether not all of them are simply decided about."""
    return bool(found.left or found.decided or found.lasting(with_left=False))


def _made(
    turn: Turn, found: SortedOut, seen: Mapping[int, ReceiptStatus], *, with_left: bool = False
) -> Turn:
    """Those that are gone from the server are named with the rest, in the sentence at the end."""
    return Turn((*found.chosen(with_left=with_left), *found.gone), turn.status, seen)


def may_last(ids: Sequence[int], shown: Mapping[int, ReceiptStatus]) -> bool:
    """Whether any of these is shown as what only the server can make it again."""
    return any(shown[number] not in SETTABLE for number in ids if number in shown)


def _look_at(scope: AccountScope, turn: Turn) -> Looked:
    return Looked(scope.completeness.sort_out(turn.ids, turn.status), scope.outbox.shown_as(turn.ids))
