"""Searches in receipts against plain Python over the same fields, however wild."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.core.models import Money, Receipt
from desktop.core.query import ReceiptQuery
from desktop.core.search_text import amount_part, normalise
from desktop.store.database import Database
from desktop.store.receipts_repository import ReceiptsRepository
from desktop.store.row_values import text
from tests.fresh_lists import fresh_database
from tests.store.test_store_call_lookup import WILD, WORDS

RECEIPTS = st.lists(st.tuples(WILD, WILD, WILD, WILD, st.integers(-(10**7), 10**7)), min_size=1, max_size=6)


def _receipt(number: int, fields: tuple[str, str, str, str, int]) -> Receipt:
    vendor, subject, email, invoice, minor = fields
    return Receipt(
        number,
        vendor=vendor,
        subject=subject,
        from_email=email,
        invoice_number=invoice,
        amount=Money(minor, "ILS"),
    )


def _holds(receipt: Receipt, wanted: str) -> bool:
    assert receipt.amount is not None
    value = f"{'-' if receipt.amount.minor < 0 else ''}{abs(receipt.amount.minor) // 100}"
    cents = f".{abs(receipt.amount.minor) % 100:02}"
    grouped = f"{int(value.strip('-')):,}"
    amounts = (value + cents, f"{'-' if value.startswith('-') else ''}{grouped}{cents}")
    # An amount of 0 is one that was not recognised: no list shows it as a number.
    shown = amounts if receipt.amount.minor else ()
    fields = (receipt.vendor, receipt.subject, receipt.from_email, receipt.invoice_number, *shown)
    parts = [part for part in (normalise(wanted), amount_part(normalise(wanted))) if part]
    return not parts or any(part in normalise(text(field)) for field in fields for part in parts)


@settings(max_examples=100, deadline=None)
@given(rows=RECEIPTS, words=st.lists(WORDS | st.integers(0, 99_999).map(str), min_size=1, max_size=6))
@example(rows=[("", "", "", "", 0)], words=["0"])
def test_a_search_is_what_python_finds(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str, str, int]], words: list[str]
) -> None:
    database = fresh_database(tmp_path_factory.mktemp("wild"))
    receipts = ReceiptsRepository(database)
    written = [_receipt(number, row) for number, row in enumerate(rows, 1)]
    receipts.upsert(written)
    for wanted in words:
        expected = {receipt.id for receipt in written if _holds(receipt, text(wanted))}
        assert set(receipts.ids(ReceiptQuery(text=wanted))) == expected
    database.close()


def test_a_vendor_is_found_by_its_parts(database: Database) -> None:
    receipts = ReceiptsRepository(database)
    receipts.upsert([Receipt(1, vendor="בזק בינלאומי בע״מ"), Receipt(2, vendor="Sample-Software Ltd.")])
    for typed, found in (("ינלאומ", [1]), ("זק בינ", [1]), ('בע"מ', [1]), ("SOFT", [2]), ("ltd", [2])):
        assert list(receipts.ids(ReceiptQuery(text=typed))) == found


def test_an_amount_is_found_as_lists_show_it(database: Database) -> None:
    receipts = ReceiptsRepository(database)
    receipts.upsert([Receipt(1, amount=Money(123450, "ILS")), Receipt(2, amount=Money(-12000, "USD"))])
    for typed in ("₪1,234.50", "1,234.50 ₪", "1234.5", "\u20661,234.50\u00a0₪\u2069", "1,234.50 NIS"):
        assert list(receipts.ids(ReceiptQuery(text=typed))) == [1], typed
    for typed in ("−$120.00", "-120.00 $", "-120", "$120"):
        assert list(receipts.ids(ReceiptQuery(text=typed))) == [2], typed
