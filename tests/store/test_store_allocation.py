"""Whether an invoice needs an allocation number: the database says what the model does, of any money."""

from __future__ import annotations

from datetime import date
from itertools import product

from desktop.core.allocation import AllocationNeed, allocation_rules
from desktop.core.models import Money, Receipt, ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.core.risks import ReceiptRules
from desktop.core.settings import Settings
from desktop.store.database import Database
from desktop.store.receipts_repository import ReceiptsRepository
from tests.core.risks_model import need_of

DAYS = (None, date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 1))
AMOUNTS = (None, -2_000_000, 29_500, 29_501, 59_000, 59_001, 590_000, 590_001, 1_180_001)


def _receipts() -> list[Receipt]:
    made = product(("ILS", "", "USD", "KWD"), DAYS, AMOUNTS, (ReceiptStatus.APPROVED, ReceiptStatus.REJECTED))
    return [
        Receipt(
            number,
            amount=None if minor is None else Money(minor, currency),
            currency=currency,
            invoice_date=day,
            status=status,
        )
        for number, (currency, day, minor, status) in enumerate(made, 1)
    ]


def test_each_is_what_the_model_says(database: Database) -> None:
    receipts, rows = ReceiptsRepository(database), _receipts()
    receipts.rules = ReceiptRules(0, allocation_rules(Settings()))
    receipts.upsert(rows)
    for need in AllocationNeed:
        found = set(receipts.ids(ReceiptQuery(allocation=need)))
        assert found == {row.id for row in rows if need_of(row, receipts.rules.allocation) is need}
        assert any(row.currency == "USD" for row in rows if row.id in found) is not (need == "needed")
