"""What can be taken back with one key: its steps, and how a message offers it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtGui import QKeySequence

from desktop.ui.widgets.messages import MessageAction

UNDO_STEPS = 50

_Step = TypeVar("_Step")


class Undoable(NamedTuple, Generic[_Step]):
    """What was done. `going`: it is being taken back just now."""

    step: _Step
    going: bool = False


class UndoSteps(Generic[_Step]):
    """What was done, the last one last. What is being taken back keeps its place until that has ended: where
    it fails, it is as it was before."""

    def __init__(self) -> None:
        self._all: deque[Undoable[_Step]] = deque(maxlen=UNDO_STEPS)

    def __bool__(self) -> bool:
        """Whether there is anything to take back."""
        return any(not one.going for one in self._all)

    def __contains__(self, step: object) -> bool:
        """Whether it can be taken back."""
        return any(one.step == step and not one.going for one in self._all)

    @property
    def all(self) -> tuple[Undoable[_Step], ...]:
        """For another window to take over."""
        return tuple(self._all)

    def take_over(self, steps: Iterable[Undoable[_Step]]) -> None:
        """Those of another window."""
        self._all.extend(steps)

    def add(self, step: _Step) -> None:
        self._all.append(Undoable(step))

    def take(self) -> _Step | None:
        """The last one, which is to be taken back now; None: there is none."""
        step = next((one.step for one in reversed(self._all) if not one.going), None)
        if step is not None:
            self._put(Undoable(step), Undoable(step, going=True))
        return step

    def end(self, step: _Step) -> None:
        """It was taken back."""
        self._put(Undoable(step, going=True), None)

    def give_back(self, step: _Step) -> bool:
        """It could not be taken back; False when so much was done since that it is forgotten."""
        return self._put(Undoable(step, going=True), Undoable(step))

    def take_again(self, step: _Step) -> bool:
        """This one is to be taken back now; False when it is being, or was, or is forgotten."""
        return self._put(Undoable(step), Undoable(step, going=True))

    def forget(self, step: _Step) -> bool:
        """There is nothing of it to take back; False when it cannot be any more."""
        return self._put(Undoable(step), None)

    def clear(self) -> None:
        self._all.clear()

    def _put(self, before: Undoable[_Step], after: Undoable[_Step] | None) -> bool:
        """In the place of the last one that is like it."""
        for place in range(len(self._all) - 1, -1, -1):
            if self._all[place] == before:
                del self._all[place]
                if after is not None:
                    self._all.insert(place, after)
                return True
        return False


def undo_action(label: str, undo: Callable[[], object]) -> MessageAction:
    """`label` with the key that does the same."""
    key = QKeySequence(QKeySequence.StandardKey.Undo)
    hint = key.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
    return MessageAction(label, undo, hint)
