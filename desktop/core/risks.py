"""Why a receipt is not approved together with others unseen: what is wrong with it, or may be."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from desktop.core.allocation import NO_ENTRY, AllocationRules, allocation_rules
from desktop.core.models import ReceiptStatus
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
    not approved unseen; 0: that is no reason."""

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


def standing(doubts: Doubts, status: ReceiptStatus) -> Standing:
    """Only approving is risky: nobody has to look at each of what goes into no books, or back to review."""
    if doubts.is_gone:
        return Standing.GONE
    if doubts.status is status:
        return Standing.SAME
    if status is not ReceiptStatus.APPROVED:
        return Standing.FREE
    if doubts.status in NO_ENTRY:
        return Standing.DECIDED
    return Standing.RISKY if doubts.risks else Standing.FREE


@dataclass(frozen=True, slots=True)
class SortedOut:
    """Receipts that may be decided together, and the others, each once and in the order of the list."""

    by: Mapping[Standing, array[int]]
    risky: Mapping[Risk, array[int]]
    """Of those that are left out for a risk; one may have several."""
    lasting: int = 0
    """So many of those that are free cannot be put back to what they were."""
    overwritten: Mapping[ReceiptStatus, int] = field(default_factory=dict)
    """Of those that are free, how many somebody decided otherwise, and as what."""

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
