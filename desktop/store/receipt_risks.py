"""What speaks against a receipt, and whether its invoice needs an allocation number, as SQL.

Days and numbers are the rules' own.
"""

from __future__ import annotations

from desktop.core.allocation import MOST_WORTH, NO_ENTRY, SHEKELS, AllocationNeed, AllocationRules
from desktop.core.outbox import SETTABLE
from desktop.core.risks import ReceiptRules, Risk
from desktop.store.duplicates_repository import AMONG_DUPLICATES
from desktop.store.where import local_midnight

_NO_ENTRY = ", ".join(f"'{status}'" for status in NO_ENTRY)
_SETTABLE = ", ".join(f"'{status}'" for status in sorted(SETTABLE))
_NOT_NEEDED, _CANNOT_TELL = f"'{AllocationNeed.NOT_NEEDED}'", f"'{AllocationNeed.CANNOT_TELL}'"


def need_sql(rules: AllocationRules) -> str:
    """An AllocationNeed of a row of `receipts`."""
    steps = rules.steps()
    if not steps:
        return _NOT_NEEDED
    undated = _compared(min(step.most for step in steps), _CANNOT_TELL)
    above = f"CASE currency WHEN '{SHEKELS}' THEN '{AllocationNeed.NEEDED}' ELSE {_CANNOT_TELL} END"
    cases = [
        f"WHEN status IN ({_NO_ENTRY}) THEN {_NOT_NEEDED}",
        f"WHEN invoice_date IS NULL AND received_at IS NULL THEN {undated}",
    ]
    for day, most in steps:
        came = f"invoice_date IS NULL AND received_at >= {local_midnight(day)}"
        cases.append(f"WHEN invoice_date >= '{day.isoformat()}' OR {came} THEN {_compared(most, above)}")
    return f"CASE {' '.join(cases)} ELSE {_NOT_NEEDED} END"


def _compared(most: int, above: str) -> str:
    """`most`: agorot; `above`: what it is with a larger amount."""
    of_its_money = f"CASE WHEN currency IN ('{SHEKELS}', '') THEN {most} ELSE {most // MOST_WORTH} END"
    known = f"WHEN amount_minor <= {of_its_money} THEN {_NOT_NEEDED} ELSE {above}"
    return f"CASE WHEN amount_minor IS NULL THEN {_CANNOT_TELL} {known} END"


def risk_conditions(rules: ReceiptRules, duplicate: str = AMONG_DUPLICATES) -> dict[Risk, str]:
    """A condition for each, of a row of `receipts`; none is ever NULL."""
    least = rules.least_confidence
    unsure = f"confidence IS NULL OR confidence < {least}" if least > 0 else "0"
    return {
        Risk.BROKEN: "error_message <> ''",
        Risk.NO_AMOUNT: "amount_minor IS NULL",
        Risk.LOW_CONFIDENCE: unsure,
        Risk.DUPLICATE: duplicate,
        Risk.ALLOCATION: f"{need_sql(rules.allocation)} = '{AllocationNeed.NEEDED}'",
        Risk.INCOMPLETE: f"status NOT IN ({_SETTABLE})",
    }


def risky(rules: ReceiptRules) -> str:
    """The condition that any of them speaks against a row."""
    return " OR ".join(f"({condition})" for condition in risk_conditions(rules).values())
