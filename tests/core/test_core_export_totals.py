"""What an export comes to: the same as its receipts added up by hand, however they are mixed."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.export_totals import Totals, totals_sheet
from desktop.core.models import Money, Receipt
from desktop.core.search_text import normalise
from tests.sheet_kit import MOMENTS, TOTALS_WORDS

Line = tuple[str, ...]


def _lines(*receipts: Receipt) -> list[Line]:
    totals = Totals()
    for receipt in receipts:
        totals.add(receipt)
    lines = list(totals.lines(TOTALS_WORDS))
    assert all(len(line) == len(totals_sheet(TOTALS_WORDS).columns) for line in lines)
    return [tuple(cell.text for cell in line) for line in lines]


def _on(month: int, vendor: str, amount: Money | None) -> Receipt:
    noon = datetime(2024, month, 15, 12).astimezone().astimezone(UTC)
    return Receipt(1, noon, vendor=vendor, amount=amount)


def test_currencies_are_never_mixed_and_what_has_no_amount_is_counted_apart() -> None:
    assert _lines(
        _on(2, "Bezeq", Money(10_050, "ILS")),
        _on(1, "BEZEQ", Money(-50, "ILS")),
        _on(1, "Amazon", Money(1500, "JPY")),
        _on(1, "Amazon", None),
        Receipt(5),
    ) == [
        ("currency", "", "ILS", "2", "100.00", ""),
        ("currency", "", "JPY", "1", "1500", ""),
        ("currency", "", "", "", "", "2"),
        ("month", "2024-01", "ILS", "1", "-0.50", ""),
        ("month", "2024-01", "JPY", "1", "1500", ""),
        ("month", "2024-01", "", "", "", "1"),
        ("month", "2024-02", "ILS", "1", "100.50", ""),
        ("month", "", "", "", "", "1"),
        ("vendor", "Amazon", "JPY", "1", "1500", ""),
        ("vendor", "Amazon", "", "", "", "1"),
        ("vendor", "Bezeq", "ILS", "2", "100.00", ""),
        ("vendor", "", "", "", "", "1"),
    ]


def test_nothing_comes_to_nothing() -> None:
    assert _lines() == []


def test_a_sum_of_zero_is_known_and_an_unknown_currency_is_no_missing_amount() -> None:
    lines = _lines(_on(1, "a", Money(100, "")), _on(1, "a", Money(-100, "")))
    assert lines[0] == ("currency", "", "", "2", "0.00", "")


def test_a_vendor_is_spelled_alike_in_all_its_lines() -> None:
    lines = _lines(
        _on(1, "Amazon", Money(1, "USD")), _on(1, "AMAZON", Money(1, "EUR")), _on(1, "amazon", None)
    )
    assert [line[1] for line in lines if line[0] == "vendor"] == ["Amazon"] * 3


AMOUNTS = st.none() | st.builds(
    Money, st.integers(-(10**15), 10**15), st.sampled_from(["ILS", "USD", "JPY", "KWD", ""])
)
FEW = st.builds(
    Receipt,
    st.integers(1, 9),
    received_at=st.none() | MOMENTS,
    vendor=st.sampled_from(["", "Bezeq", "BEZEQ", "בזק", "=1+1"]),
    amount=AMOUNTS,
)


def _by_hand(receipts: list[Receipt]) -> dict[tuple[str, str, str], list[Decimal]]:
    """For each line that there must be: how many with an amount, what they come to, how many without."""
    sums: dict[tuple[str, str, str], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 3)
    for receipt in receipts:
        month = f"{receipt.received_at.astimezone():%Y-%m}" if receipt.received_at else ""
        amount = receipt.amount
        currency = "none" if amount is None else f"in {amount.currency}"
        for by, name in (("currency", ""), ("month", month), ("vendor", normalise(receipt.vendor))):
            found = sums[by, name, currency]
            worth = Decimal(0) if amount is None else Decimal(amount.minor).scaleb(-amount.digits)
            sums[by, name, currency] = [
                found[0] + (amount is not None),
                found[1] + worth,
                found[2] + (amount is None),
            ]
    return sums


@given(st.lists(FEW, max_size=30))
def test_the_lines_are_those_of_a_sum_by_hand(receipts: list[Receipt]) -> None:
    found = {}
    for by, name, currency, count, total, without in _lines(*receipts):
        shown = normalise(name) if by == "vendor" else name
        key = by, shown, "none" if without else f"in {currency}"
        assert key not in found
        assert (count == "") == (total == "") == (without != ""), "unknown is empty"
        found[key] = [Decimal(number or 0) for number in (count, total, without)]
    assert found == _by_hand(receipts)


@given(st.lists(FEW, max_size=30))
def test_their_order_is_that_of_names_whatever_came_first(receipts: list[Receipt]) -> None:
    def places(lines: list[Line]) -> list[tuple[str, str, str]]:
        return [(line[0], normalise(line[1]), line[2]) for line in lines]

    turned = list(reversed(receipts))
    assert places(_lines(*receipts)) == places(_lines(*turned))
