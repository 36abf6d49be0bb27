"""Why a receipt is not approved together with others unseen: what is wrong with it, or may be."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.core.allocation import AllocationNeed, AllocationRules, allocation_rules
from desktop.core.models import Receipt
from desktop.core.settings import Settings


class Risk(StrEnum):
    """In the order in which they are said."""

    BROKEN = "broken"
    NO_AMOUNT = "no_amount"
    LOW_CONFIDENCE = "low_confidence"
    DUPLICATE = "duplicate"
    ALLOCATION = "allocation"


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


@dataclass(frozen=True, slots=True)
class SortedOut:
    """Receipts that may be decided together, and those that are left out, by reason; one may have several."""

    free: array[int]
    risky: Mapping[Risk, array[int]]
    gone: array[int]
    """Those that the server has no longer: nothing can be decided about them."""
    first_left: int | None = None
    """Of those left out, the one that came first."""

    @property
    def left(self) -> set[int]:
        """Each that is left out for a reason, once."""
        return {receipt_id for ids in self.risky.values() for receipt_id in ids}

    @property
    def count(self) -> int:
        return len(self.free) + len(self.left) + len(self.gone)

    def without_risks(self) -> SortedOut:
        """The same for a decision that nothing speaks against."""
        return SortedOut(self.free + array("q", sorted(self.left, reverse=True)), {}, self.gone)


def risks_of(receipt: Receipt, duplicate: bool, rules: ReceiptRules) -> set[Risk]:
    """What speaks against it. `duplicate`: whether it is suspected to be one."""
    confidence, least = receipt.confidence, rules.least_confidence
    found = {
        Risk.BROKEN: bool(receipt.error_message),
        Risk.NO_AMOUNT: receipt.amount is None,
        Risk.LOW_CONFIDENCE: least > 0 and (confidence is None or confidence < least),
        Risk.DUPLICATE: duplicate,
        Risk.ALLOCATION: rules.allocation.need_of(receipt) is AllocationNeed.NEEDED,
    }
    return {risk for risk, there in found.items() if there}
