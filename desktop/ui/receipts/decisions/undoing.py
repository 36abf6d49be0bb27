"""Undoing: one key takes back what was done last, whether that was a decision or a tag."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QObject, Signal, Slot

from desktop.ui.receipts.decisions.receipt_decisions import ReceiptDecisions
from desktop.ui.receipts.tags.tagging import Tagging
from desktop.ui.widgets.undo import UNDO_STEPS


class UndoStep(Enum):
    """Who did it."""

    DECISION = "decision"
    TAG = "tag"


class Undoing(QObject):
    """Knows the order alone; how something is undone is known by who did it."""

    changed = Signal()
    """Whether there is anything to undo may be otherwise."""

    def __init__(self, decisions: ReceiptDecisions, tagging: Tagging, parent: QObject) -> None:
        super().__init__(parent)
        self._decisions, self._tagging = decisions, tagging
        self._steps: deque[UndoStep] = deque(maxlen=2 * UNDO_STEPS)
        decisions.begun.connect(self._on_decided)
        decisions.undo_begun.connect(self._on_decision_undone)
        tagging.done.connect(self._on_tagged)
        tagging.undo_begun.connect(self._on_tag_undone)
        decisions.undo_changed.connect(self.changed)

    @property
    def steps(self) -> tuple[UndoStep, ...]:
        """What was done, the last one last."""
        return tuple(self._steps)

    def take_over(self, steps: Sequence[UndoStep]) -> None:
        """Those of another window."""
        self._steps.extend(steps)
        self.changed.emit()

    def forget(self) -> None:
        """Another account: what was done before is not undone any more."""
        self._steps.clear()
        self.changed.emit()

    @property
    def possible(self) -> bool:
        return self._decisions.can_undo or self._tagging.can_undo

    @Slot()
    def undo(self) -> None:
        """Takes the last command back."""
        tags = (bool(self._steps) and self._steps[-1] is UndoStep.TAG) or not self._decisions.can_undo
        if tags and self._tagging.can_undo:
            self._tagging.undo()
        else:
            self._decisions.undo()

    @Slot()
    def _on_decided(self) -> None:
        self._steps.append(UndoStep.DECISION)

    @Slot()
    def _on_tagged(self) -> None:
        self._steps.append(UndoStep.TAG)
        self.changed.emit()

    @Slot()
    def _on_decision_undone(self) -> None:
        self._forget(UndoStep.DECISION)

    @Slot()
    def _on_tag_undone(self) -> None:
        self._forget(UndoStep.TAG)

    def _forget(self, step: UndoStep) -> None:
        """The last of its kind, which a message's button may have undone out of turn."""
        for place in range(len(self._steps) - 1, -1, -1):
            if self._steps[place] is step:
                del self._steps[place]
                break
        self.changed.emit()
