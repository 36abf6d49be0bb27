"""What speaks against a receipt, as a person would say it: the model that the database is compared with."""

from __future__ import annotations

from desktop.core.allocation import (
    MOST_WORTH,
    NO_ENTRY,
    SHEKELS,
    AllocationNeed,
    AllocationRules,
    day_of,
)
from desktop.core.models import Receipt
from desktop.core.outbox import SETTABLE
from desktop.core.risks import ReceiptRules, Risk


def risks_of(receipt: Receipt, duplicate: bool, rules: ReceiptRules) -> set[Risk]:
    """`duplicate`: whether it is suspected to be one."""
    confidence, least = receipt.confidence, rules.least_confidence
    found = {
        Risk.BROKEN: bool(receipt.error_message),
        Risk.NO_AMOUNT: receipt.amount is None,
        Risk.LOW_CONFIDENCE: least > 0 and (confidence is None or confidence < least),
        Risk.DUPLICATE: duplicate,
        Risk.ALLOCATION: need_of(receipt, rules.allocation) is AllocationNeed.NEEDED,
        Risk.INCOMPLETE: receipt.status not in SETTABLE,
    }
    return {risk for risk, there in found.items() if there}


def need_of(receipt: Receipt, rules: AllocationRules) -> AllocationNeed:
    """By the day of the invoice, else by the one on which it came here."""
    steps = rules.steps()
    if not steps or receipt.status in NO_ENTRY:
        return AllocationNeed.NOT_NEEDED
    day = day_of(receipt)
    if day is None:
        # Whatever its day, it is under all of them.
        return _compared(receipt, min(step.most for step in steps), sure=False)
    step = next((step for step in steps if step.day <= day), None)
    if step is None:
        return AllocationNeed.NOT_NEEDED
    return _compared(receipt, step.most, sure=receipt.currency == SHEKELS)


def _compared(receipt: Receipt, most: int, *, sure: bool) -> AllocationNeed:
    if receipt.currency not in (SHEKELS, ""):
        # What it comes to in shekels is not known, but not more than so many.
        most //= MOST_WORTH
    if receipt.amount is not None and receipt.amount.minor <= most:
        return AllocationNeed.NOT_NEEDED
    known = sure and receipt.amount is not None
    return AllocationNeed.NEEDED if known else AllocationNeed.CANNOT_TELL
