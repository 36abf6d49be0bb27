"""Why a receipt is not decided about together with others unseen: what is wrong with it, or may be."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from desktop.core.allocation import NO_ENTRY, AllocationRules, allocation_rules
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import SETTABLE
from desktop.core.settings import Settings


class Risk(StrEnum):
    """In the order in which they are said."""

    BROKEN = "broken"
    NO_AMOUNT = "no_amount"
    LOW_CONFIDENCE = "low_confidence"
    DUPLICATE = "duplicate"
    ALLOCATION = "allocation"
    INCOMPLETE = "incomplete"
    """What it is only the server can say: once decided about, nobody can put that back."""


@dataclass(frozen=True, slots=True)
class ReceiptRules:
    """What the settings say of receipts. `least_confidence`: under it, or when none is known, a receipt is
    not decided about unseen; 0: that is no reason."""

    least_confidence: int
    allocation: AllocationRules


def receipt_rules(settings: Settings) -> ReceiptRules:
    """Those of the settings; what a file may have as it likes is brought between 0 and 100."""
    return ReceiptRules(min(100, max(0, settings.least_confidence)), allocation_rules(settings))


USUAL_RULES = receipt_rules(Settings())


DECISIONS = (ReceiptStatus.APPROVED, ReceiptStatus.REJECTED, ReceiptStatus.NOT_RECEIPT)
"""What somebody said of a receipt, in the order in which it is told."""


class Doubts(NamedTuple):
    """What a receipt is, what speaks against it, and whether the server has it no longer."""

    status: ReceiptStatus
    risks: set[Risk]
    is_gone: bool = False


class Standing(StrEnum):
    """What becomes of a receipt when many are to be given one status."""

    FREE = "free"
    SAME = "same"
    """It is that already."""
    DECIDED = "decided"
    """Somebody said that it goes into no books: an approval of many does not bring it back."""
    RISKY = "risky"
    GONE = "gone"
    """The server has it no longer: nothing can be decided about it."""


_NO_MATTER = {
    ReceiptStatus.APPROVED: frozenset[Risk](),
    ReceiptStatus.REJECTED: frozenset({Risk.ALLOCATION}),
    ReceiptStatus.NOT_RECEIPT: frozenset({Risk.ALLOCATION}),
}
"""What does not speak against that: what goes into no books needs no number for them."""


def standing(doubts: Doubts, status: ReceiptStatus) -> Standing:
    """Back to review is never risky: somebody looks at it there."""
    if doubts.is_gone:
        return Standing.GONE
    if doubts.status is status:
        return Standing.SAME
    if status not in _NO_MATTER:
        return Standing.FREE
    if status is ReceiptStatus.APPROVED and doubts.status in NO_ENTRY:
        return Standing.DECIDED
    return Standing.RISKY if doubts.risks - _NO_MATTER[status] else Standing.FREE


def risks_against(doubts: Doubts, status: ReceiptStatus) -> set[Risk]:
    """For which it is left out where many are to become that."""
    return doubts.risks - _NO_MATTER[status] if standing(doubts, status) is Standing.RISKY else set()


@dataclass(frozen=True, slots=True)
class SortedOut:
    """Receipts that may be decided together, and the others, each once and in the order of the list.

    `with_left`: those that are left out for a risk are decided about as well.
    """

    by: Mapping[Standing, array[int]]
    risky: Mapping[Risk, array[int]]
    """Of those that are left out for a risk; one may have several."""
    were: Mapping[Standing, Mapping[ReceiptStatus, int]] = field(default_factory=dict)
    """What each of these is by now, and how many are."""

    @property
    def free(self) -> array[int]:
        return self.by[Standing.FREE]

    @property
    def same(self) -> array[int]:
        return self.by[Standing.SAME]

    @property
    def decided(self) -> array[int]:
        return self.by[Standing.DECIDED]

    @property
    def gone(self) -> array[int]:
        return self.by[Standing.GONE]

    @property
    def left(self) -> set[int]:
        """Each that is left out for a risk."""
        return set(self.by[Standing.RISKY])

    @property
    def left_ids(self) -> tuple[int, ...]:
        """The same in the order in which they came."""
        return tuple(self.by[Standing.RISKY])

    @property
    def count(self) -> int:
        return sum(map(len, self.by.values()))

    def chosen(self, *, with_left: bool) -> tuple[int, ...]:
        """Those that are decided about."""
        return (*self.free, *self.left_ids) if with_left else tuple(self.free)

    def lasting(self, *, with_left: bool) -> int:
        """How many of those cannot be put back to what they were."""
        were = self._were(with_left)
        return sum(count for status, count in were.items() if status not in SETTABLE)

    def overwritten(self, *, with_left: bool) -> dict[ReceiptStatus, int]:
        """How many of those somebody decided otherwise, and as what."""
        were = self._were(with_left)
        return {decided: were[decided] for decided in DECISIONS if were[decided]}

    def _were(self, with_left: bool) -> Counter[ReceiptStatus]:
        kinds = (Standing.FREE, Standing.RISKY) if with_left else (Standing.FREE,)
        return sum((Counter(self.were.get(kind, {})) for kind in kinds), Counter[ReceiptStatus]())
