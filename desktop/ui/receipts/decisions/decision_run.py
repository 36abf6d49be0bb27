"""DecisionRun: one command on its way to the disk, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from typing import TYPE_CHECKING

from desktop.core.errors import AppError
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import Decided, Marks
from desktop.services.outbox import OutboxService

if TYPE_CHECKING:
    from desktop.ui.receipts.decisions.receipt_decisions import ReceiptDecisions

_Work = Callable[[Container[int]], Decided]
"""Does it, of these ids."""


class DecisionRun:
    """Its answer goes to the window that is there by then (`owner`), or to none.

    `status` None: receipts go back to what they were. `undoes`: the command that it takes back, by the key;
    None: it is none that does, or it takes back what stands in the history. Nothing is said of what that did.
    """

    def __init__(
        self,
        work: _Work,
        ids: Iterable[int],
        status: ReceiptStatus | None,
        *,
        undoes: DecisionRun | None = None,
        after: Iterable[DecisionRun] = (),
    ) -> None:
        """`after`: what has to be done before it; where one of them fails, it does, too."""
        self.owner: ReceiptDecisions | None = None
        self.ids = tuple(ids)
        self.status = status
        self.undoes = undoes
        self.decided: Decided | None = None
        """None: it is not written yet, or could not be."""
        self.error: AppError | None = None
        self._work = work
        self._after = tuple(after)

    @classmethod
    def deciding(cls, outbox: OutboxService, marks: Marks, status: ReceiptStatus) -> DecisionRun:
        ids = (mark.receipt_id for mark in marks)
        return cls(lambda ids: outbox.decide(_of(ids, marks)), ids, status)

    @classmethod
    def undoing(
        cls, outbox: OutboxService, run: DecisionRun, after: Iterable[DecisionRun] = ()
    ) -> DecisionRun:
        """Takes back what that one will have done by then."""

        def undo(ids: Container[int]) -> Decided:
            return outbox.decide(_of(ids, run.decided.undo if run.decided else ()))

        return cls(undo, run.ids, None, undoes=run, after=after)

    @property
    def over(self) -> bool:
        return self.decided is not None or self.error is not None

    @property
    def goes_back(self) -> bool:
        """Whether it is an undo, by its key."""
        return self.undoes is not None

    @property
    def quiet(self) -> bool:
        """Whether nothing is said of what it did."""
        return self.status is None and self.undoes is None

    @property
    def did_anything(self) -> bool:
        return self.decided is not None and bool(self.decided.undo)

    def leave_out_done_by(self, done: DecisionRun) -> None:
        """This one failed, and that was done since: of the same receipts, that is what counts."""
        if done.undoes is not None:
            settled = self.ids if done.undoes in (self, self.undoes) else ()
        elif self.quiet or done.decided is None:
            settled = ()
        else:
            settled = tuple(done.decided.ids if done.quiet else done.ids)
        self.ids = tuple(one for one in self.ids if one not in set(settled))

    def do(self) -> Decided:
        """On whichever thread its turn comes. Raises DiskFull, DiskFailed, Cancelled."""
        try:
            self._raise_for_those_before()
            self.decided = self._work(set(self.ids))
        except AppError as error:
            self.error = error
            raise
        return self.decided

    def _raise_for_those_before(self) -> None:
        for run in self._after:
            if run.error is not None and not set(run.ids).isdisjoint(self.ids):
                raise run.error

    def on_done(self, _: Decided) -> None:
        if self.owner is not None:
            self.owner.take_ended()

    def on_failed(self, _: AppError) -> None:
        if self.owner is not None:
            self.owner.take_ended()


def _of(ids: Container[int], marks: Marks) -> Marks:
    return tuple(mark for mark in marks if mark.receipt_id in ids)
