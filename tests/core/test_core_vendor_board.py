"""The board's rules: who is expected when, what is a gap, and what is not yet one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.models import Money
from desktop.core.vendor_board import (
    GRACE_DAYS,
    MONTHS_LOOKED_BACK,
    BoardRow,
    CellState,
    VendorMonth,
    board_row,
    first_day,
    in_order,
    is_due,
    month_name,
    month_number,
    months_back_to,
    usual,
)

NOW = date(2026, 11, 28)
THIS = month_number(NOW)
ONE = VendorMonth(1, (Money(100, "ILS"),))
SIGNS = {
    CellState.THERE: "x",
    CellState.GAP: "!",
    CellState.NOT_DUE: "?",
    CellState.NONE_EXPECTED: "0",
    CellState.NOTHING: ".",
}


def drawn(came: str, none: Sequence[int] = (), today: date = NOW) -> str:
    """`x` where one came, up to the present month, as the board shows the last twelve; "" for no line."""
    months = {THIS - len(came) + 1 + place: ONE for place, sign in enumerate(came) if sign == "x"}
    row = board_row("key", "Vendor", months, months_back_to(THIS), none, today)
    return "" if row is None else "".join(SIGNS[cell.state] for cell in row.cells)


@pytest.mark.parametrize(
    ("came", "shown"),
    [
        ("xxxxxxxxxxxx.", "xxxxxxxxxxx?"),  # monthly: the present month is not over
        ("xxxxxxxxxxxxx", "xxxxxxxxxxxx"),
        ("xxxxxxx.xxxxx", "xxxxxx!xxxxx"),
        ("xxxxxxx..xxx.", "xxxxxx!!xxx?"),
        (".........xxx.", "........xxx?"),  # three are enough, and before the first nothing is missed
        ("..........xx.", ""),
        (".........x.x.", ""),
        ("xxxxxxx......", "xxxxxx!!!!.."),  # who has stopped is not missed for ever
        ("x.x.x.x.x.x.x", ".x.x.x.x.x.x"),  # every second month: nothing between them
        ("x.x.x...x.x.x", ".x.x.!.x.x.x"),
        (".x.x.x.x.x.x.", "x.x.x.x.x.x."),
        ("x..x..x..x..x", "..x..x..x..x"),  # by the quarter, which takes a longer look back
        ("x.............", ""),
        ("x", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_line_of_the_board(came: str, shown: str) -> None:
    assert drawn(came) == shown


def test_quarters_are_known_from_further_back() -> None:
    assert drawn("x..x..x..x..x.....x..x") == "..x.....x..x".replace("x.....x", "x..!..x")


def test_a_gap_may_be_said_to_be_none() -> None:
    assert drawn("xxxxxxx.xxxxx", none=[THIS - 5]) == "xxxxxx0xxxxx"
    assert drawn("xxxxxxxxxxxxx", none=[THIS - 5]) == "xxxxxxxxxxxx"


def test_the_month_before_is_missed_when_there_was_time_for_it_to_come() -> None:
    came = "xxxxxxxxxxx.."
    early = NOW.replace(day=GRACE_DAYS)
    assert drawn(came, today=early) == "xxxxxxxxxx??"
    assert drawn(came, today=early.replace(day=GRACE_DAYS + 1)) == "xxxxxxxxxx!?"
    assert not is_due(THIS, NOW)
    assert is_due(THIS - 2, date(2026, 11, 1))
    assert not is_due(month_number(date(2026, 12, 31)), date(2027, 1, 1))


def test_what_lies_ahead_is_not_expected() -> None:
    months = dict.fromkeys(range(THIS - 11, THIS + 1), ONE)
    row = board_row("key", "Vendor", months, months_back_to(THIS + 6), (), NOW)
    assert row is not None
    assert [cell.state for cell in row.cells][-6:] == [CellState.NOTHING] * 6


def test_months_have_numbers_and_names() -> None:
    assert first_day(month_number(date(2026, 1, 31))) == date(2026, 1, 1)
    assert first_day(month_number(date(2026, 12, 1))) == date(2026, 12, 1)
    assert month_name(month_number(date(987, 12, 1))) == "0987-12"
    assert months_back_to(THIS)[0] == month_number(date(2025, 12, 1))


@given(st.sets(st.integers(0, 60)), st.integers(0, 60), st.integers(-24, 24))
def test_only_the_months_before_count_and_when_they_are_is_no_matter(
    months: set[int], month: int, later: int
) -> None:
    expected = usual(months, month)
    near = {known for known in months if month - MONTHS_LOOKED_BACK <= known < month}
    # Six months back is a multiple of each rhythm: a shift by one keeps who is with whom.
    assert usual(near, month) == expected
    assert usual({known + later for known in months}, month + later) == expected
    assert not expected or len(near) >= 3


def test_most_gaps_come_first() -> None:
    def row(key: str, came: str) -> BoardRow:
        months = {THIS - len(came) + 1 + place: ONE for place, sign in enumerate(came) if sign == "x"}
        made = board_row(key, key, months, months_back_to(THIS), (), NOW)
        assert made is not None
        return made

    rows = [
        row("b", "xxxxxxxxxxxx"),
        row("a", "xxxxxxxxxxxx"),
        row("c", "xxxxxxxxx.xx"),
        row("d", "xxxxxx..xxxx"),
    ]
    assert [one.key for one in in_order(rows)] == ["d", "c", "a", "b"]
