"""DecisionLine: decisions in the order in which they were asked for, also where one is asked about first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop.core.models import ReceiptStatus


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """A decision that waits for its turn. `seen`: what the list showed the receipts as, as far as it did.

    `asks`: something has to be looked up, and perhaps asked, before it is made.
    """

    ids: tuple[int, ...]
    status: ReceiptStatus
    seen: Mapping[int, ReceiptStatus]
    asks: bool = False


class DecisionLine:
    """What is asked about holds up all that come after it, until `end`."""

    def __init__(self, make: Callable[[Turn], None]) -> None:
        """`make` carries out what needs no question."""
        self._make = make
        self._turns: deque[Turn] = deque()
        self.ask: Callable[[Turn], None] = self._make_unasked
        """Looks up and asks; `end` comes later."""
        self.drop: Callable[[Turn], None] = _nothing_asked
        """The question need not be answered any more."""

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Those that are not made yet, the one that is asked about first."""
        return tuple(self._turns)

    def add(self, turn: Turn) -> None:
        """It is its turn at once when nothing is asked."""
        self._turns.append(turn)
        if len(self._turns) == 1:
            self._go()

    def end(self, turn: Turn) -> None:
        """It was made, or is not to be made: the next ones come."""
        if self._turns and self._turns[0] is turn:
            self._turns.popleft()
            self._go()

    def take_out_last(self) -> Turn:
        """It is not to be made any more."""
        turn = self._turns.pop()
        if not self._turns:
            self.drop(turn)
        return turn

    def clear(self) -> None:
        """None of them is to be made any more."""
        while self._turns:
            self.take_out_last()

    def _go(self) -> None:
        while self._turns:
            turn = self._turns[0]
            if turn.asks:
                self.ask(turn)
                return
            self._make(turn)
            self._turns.popleft()

    def _make_unasked(self, turn: Turn) -> None:
        self._make(turn)
        self.end(turn)


def _nothing_asked(_: Turn) -> None:
    """Where nobody asks."""


def marked_ids(turns: Sequence[Turn]) -> set[int]:
    """The receipts that any of these is about."""
    return {receipt_id for turn in turns for receipt_id in turn.ids}
