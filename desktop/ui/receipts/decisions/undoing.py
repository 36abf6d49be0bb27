"""Undoing: one key takes back what was done last: a decision, a tag, or that receipts are different ones."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from desktop.ui.receipts.completeness.telling_apart import TellingApart
from desktop.ui.receipts.decisions.receipt_decisions import ReceiptDecisions
from desktop.ui.receipts.tags.tagging import Tagging
from desktop.ui.widgets.undo import UNDO_STEPS


class UndoStep(Enum):
    """Who did it."""

    DECISION = "decision"
    TAG = "tag"
    APART = "apart"
    """It was said that receipts are different ones."""


class Doer(Protocol):
    """Takes back its own last command."""

    @property
    def can_undo(self) -> bool: ...

    def undo(self) -> None: ...


class Undoing(QObject):
    """Knows the order alone; how something is undone is known by who did it."""

    changed = Signal()
    """Whether there is anything to undo may be otherwise."""

    def __init__(
        self, decisions: ReceiptDecisions, tagging: Tagging, apart: TellingApart, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._doers: dict[UndoStep, Doer] = {
            UndoStep.DECISION: decisions,
            UndoStep.TAG: tagging,
            UndoStep.APART: apart,
        }
        self._steps: deque[UndoStep] = deque(maxlen=len(UndoStep) * UNDO_STEPS)
        decisions.begun.connect(self._on_decided)
        for over in (decisions.undo_begun, decisions.nothing_done):
            over.connect(self._on_decision_over)
        tagging.done.connect(self._on_tagged)
        tagging.undo_begun.connect(self._on_tag_undone)
        apart.done.connect(self._on_told_apart)
        apart.undo_begun.connect(self._on_apart_undone)
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
        return any(doer.can_undo for doer in self._doers.values())

    @Slot()
    def undo(self) -> None:
        """Takes the last command back."""
        order = [*list(self._steps)[-1:], *UndoStep]
        doers = (self._doers[step] for step in order)
        last = next((doer for doer in doers if doer.can_undo), None)
        if last is not None:
            last.undo()

    @Slot()
    def _on_decided(self) -> None:
        self._steps.append(UndoStep.DECISION)

    @Slot()
    def _on_tagged(self) -> None:
        self._steps.append(UndoStep.TAG)
        self.changed.emit()

    @Slot()
    def _on_told_apart(self) -> None:
        self._steps.append(UndoStep.APART)
        self.changed.emit()

    @Slot()
    def _on_apart_undone(self) -> None:
        self._forget(UndoStep.APART)

    @Slot()
    def _on_decision_over(self) -> None:
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
