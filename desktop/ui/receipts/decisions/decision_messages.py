"""DecisionMessages: what is said of decisions: done, left alone, refused, decided otherwise by others."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from desktop.core.errors import AppError
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import SETTABLE, Decided, DecisionReason
from desktop.services.account_scope import AccountScope
from desktop.ui.error_text import error_text
from desktop.ui.receipts.decisions.decision_run import DecisionRun
from desktop.ui.receipts.decisions.decision_words import (
    already_text,
    cannot_undo_text,
    done_text,
    left_alone_text,
    not_decided_text,
    not_taken_yet_text,
    not_undone_at_all_text,
    not_undone_text,
    refused_text,
)
from desktop.ui.receipts.receipt_words import named_text
from desktop.ui.widgets.messages import MessageAction, MessageKind, Messages
from desktop.ui.widgets.undo import undo_action

translate = QCoreApplication.translate

MESSAGE = "receipt-decision"
CONFLICT_MESSAGE = "receipt-conflict"
REFUSED_MESSAGE = "receipt-refused"
FAILED_MESSAGE = "receipt-not-decided"
ALREADY_MESSAGE = "receipt-already"


@dataclass(slots=True)
class _Done:
    """The message that stands: what became of which receipts, what was said beside that."""

    status: ReceiptStatus | None
    ids: set[int]
    more: tuple[str, ...] = ()
    undo: bool = False
    refused: int = 0
    """Of so many the server did not take it, and is asked again."""


class DecisionMessages(QObject):
    """Says the last command; what the server did not take is not told as done any more."""

    def __init__(
        self, messages: Messages, undo: Callable[[], object], history: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._messages = messages
        self._undo = undo
        self._history = history
        self._done = _Done(None, set())
        self._refused: dict[DecisionReason, int] = {}
        self.scope: AccountScope | None = None
        self.has_server = True

    def forget(self) -> None:
        """Another account."""
        self._refused.clear()
        self._done = _Done(None, set())

    def dismiss(self) -> None:
        """Another command: what became of the one before is past."""
        self._messages.dismiss(MESSAGE)
        self._messages.dismiss(ALREADY_MESSAGE)

    def say_already(self, status: ReceiptStatus) -> None:
        """Of the receipt on which the key was pressed, from which it went on to the next one."""
        self._messages.success(already_text(status), key=ALREADY_MESSAGE)

    # -- a command -------------------------------------------------------------------------------

    def say_done(self, run: DecisionRun, decided: Decided, undoable: bool) -> None:
        """What became of it. `undoable`: it can be taken back, as far as is known here."""
        lasting = _incomplete(decided) if undoable else []
        lost = self.has_server and len(lasting) == len(decided.undo)
        more = (self._left_alone(run, decided), self._cannot_undo(decided, lasting))
        told = set() if run.quiet else set(decided.ids)
        self._done = _Done(run.status, told, more, undo=undoable and not lost)
        self._say()

    def say_undone(self, count: int) -> None:
        """What was not made yet is not to be made any more."""
        self._messages.success(done_text(None, count), key=MESSAGE)

    def _say(self) -> None:
        done = self._done
        more = [part for part in (*done.more, not_taken_yet_text(done.refused)) if part]
        sentence = " ".join(part for part in (done_text(done.status, len(done.ids)), *more) if part)
        offer = (
            undo_action(translate("ReceiptDecisions", "Undo"), self._undo) if done.undo and done.ids else None
        )
        if more:
            self._messages.warning(sentence, offer, key=MESSAGE)
        elif sentence:
            self._messages.success(sentence, offer, key=MESSAGE)

    def _left_alone(self, run: DecisionRun, decided: Decided) -> str:
        if run.status is None and not run.quiet and decided.fixed and len(run.ids) == 1:
            return not_undone_text(self._name(run.ids[0]))
        return left_alone_text(decided)

    def _cannot_undo(self, decided: Decided, ids: list[int]) -> str:
        """That what only the server can say is said no more; "" where all can be taken back."""
        name = self._name(ids[0]) if ids and len(decided.undo) == 1 else ""
        return cannot_undo_text(name, len(ids), self.has_server) if ids else ""

    def _name(self, receipt_id: int) -> str:
        receipt = self.scope.receipts.receipt(receipt_id) if self.scope is not None else None
        return named_text(receipt) if receipt is not None else str(receipt_id)

    def not_taken(self, receipt_id: int) -> None:
        """What is said to be done is not, of this receipt."""
        if receipt_id not in self._done.ids:
            return
        self._done.ids.discard(receipt_id)
        if not any(message.key == MESSAGE for message in self._messages.standing):
            return
        if self._done.ids:
            self._say()
        else:
            self.dismiss()

    def note_refused(self, receipt_ids: Set[int]) -> None:
        """The server failed at the decisions on these, which are tried again: said beside what was done."""
        count = len(self._done.ids & receipt_ids)
        before, self._done.refused = self._done.refused, count
        if count != before and any(message.key == MESSAGE for message in self._messages.standing):
            self._say()

    # -- what the server says --------------------------------------------------------------------

    def say_conflicts(self, count: int, more: bool) -> None:
        """A state until the user has chosen: it hides no news, and none hides it. `more`: than before."""
        if more or not count:
            self._messages.dismiss(CONFLICT_MESSAGE)
        if not count:
            return
        sentence = translate(
            "ReceiptDecisions",
            "%Ln receipt(s) had been decided otherwise by somebody else. Choose which decision counts.",
            "",
            count,
        )
        show = MessageAction(translate("ReceiptDecisions", "Choose…"), self._history, stays=True)
        self._messages.show(MessageKind.WARNING, sentence, show, key=CONFLICT_MESSAGE, lasting=True)

    def say_refused(self, reason: DecisionReason) -> None:
        """One more that the server did not take."""
        if not any(message.key == REFUSED_MESSAGE for message in self._messages.standing):
            self._refused.clear()
        self._refused[reason] = self._refused.get(reason, 0) + 1
        show = MessageAction(translate("ReceiptDecisions", "Show decisions"), self._history)
        # It says more than before: to the front.
        self._messages.dismiss(REFUSED_MESSAGE)
        self._messages.warning(refused_text(self._refused), show, key=REFUSED_MESSAGE)

    # -- what failed -----------------------------------------------------------------------------

    def say_failure(self, runs: Sequence[DecisionRun], error: AppError, again: Callable[[], object]) -> None:
        """None of these was written."""
        words = error_text(error)
        decided = {one for run in runs if run.status is not None for one in run.ids}
        undone = {one for run in runs if run.status is None for one in run.ids}
        said = (not_decided_text(len(decided)), not_undone_at_all_text(len(undone)), words.sentence)
        action = MessageAction(words.remedy, again) if words.remedy else None
        self._messages.danger(" ".join(part for part in said if part), action, key=FAILED_MESSAGE)

    @property
    def failing(self) -> bool:
        """Whether it is said still that something was not written."""
        return any(message.key == FAILED_MESSAGE for message in self._messages.standing)

    def dismiss_failure(self) -> None:
        """It is tried again, or past."""
        self._messages.dismiss(FAILED_MESSAGE)

    def say_error(self, error: AppError) -> None:
        self._messages.error(error, key=MESSAGE)


def _incomplete(decided: Decided) -> list[int]:
    """Those that only the server can make again what they were."""
    return [mark.receipt_id for mark in decided.undo if mark.wanted not in SETTABLE]
