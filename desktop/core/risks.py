"""Why a receipt is not approved together with others unseen: what is wrong with it, or may be."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

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
    """What the settings say of receipts. `least_confidence`: under it, or when none is known, a receipt is not
    approved unseen; 0: that is no reason."""

    least_confidence: int
    allocation: AllocationRules


def receipt_rules(settings: Settings) -> ReceiptRules:
    """Those of the settings; what a file may have as it likes is brought between 0 and 100."""
    return ReceiptRules(min(100, max(0, settings.least_confidence)), allocation_rules(settings))


USUAL_RULES = receipt_rules(Settings())


class SortedOut(NamedTuple):
    """Receipts that may be decided together, and those that are left out, by reason; one may have several."""

    free: array[int]
    risky: Mapping[Risk, array[int]]

    @property
    def left(self) -> set[int]:
        """Each that is left out, once."""
        return {receipt_id for ids in self.risky.values() for receipt_id in ids}


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
