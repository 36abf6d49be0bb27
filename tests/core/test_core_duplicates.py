"""The numbers of invoices as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.duplicates import number_key


@pytest.mark.parametrize(
    "number",
    [
        "INV-0012",
        "inv 12",
        "Inv12",
        "\u200fINV\u201312",
        "\u2067inv\u2212 012\u2069",
        " INV\u05be\u00a012\n",
        "ＩＮＶ１２",
    ],
)
def test_a_number_is_the_same_however_it_is_written(number: str) -> None:
    assert number_key(number) == "inv12"


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("0", "0"),
        ("000", "0"),
        ("100", "100"),
        ("1-007", "1007"),
        ("A00-12", "a12"),
        ("2024/015", "2024/15"),
        ("", ""),
        (" - ", ""),
        ("\u200f", ""),
        ("חשבונית 00123", "חשבונית123"),
    ],
)
def test_zeros_that_make_another_number_stay(number: str, key: str) -> None:
    assert number_key(number) == key


@given(st.text(alphabet="0123aB-־– \u200f/", max_size=9))
def test_doing_it_twice_changes_nothing(number: str) -> None:
    assert number_key(number_key(number)) == number_key(number)
