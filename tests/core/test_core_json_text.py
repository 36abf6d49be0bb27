"""JSON of no agreed shape as text: nothing is lost of its numbers, and nothing makes it fail."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.json_text import MOST_CHARACTERS, json_text

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(-(10**9), 10**9, places=2) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=12,
)


def test_a_line_for_each_part() -> None:
    found = json_text({"vendor": "דוגמה", "total": Decimal("1482.60"), "items": [1, None], "none": {}})
    assert found.splitlines() == [
        "{",
        '  "vendor": "דוגמה",',
        '  "total": 1482.60,',
        '  "items": [',
        "    1,",
        "    null",
        "  ],",
        '  "none": {}',
        "}",
    ]


@pytest.mark.parametrize("empty", [None, "", {}, []])
def test_nothing_is_nothing(empty: object) -> None:
    assert json_text(empty) == ""


def test_a_text_that_holds_json_is_that_json_and_another_one_stays() -> None:
    assert json_text('{"a": 1.10}') == '{\n  "a": 1.10\n}'
    assert json_text("read by hand") == "read by hand"


@given(ANYTHING)
def test_what_is_written_is_the_same_json(value: object) -> None:
    text = json_text(value)
    if text and not isinstance(value, str):
        assert json.loads(text, parse_float=Decimal) == value


def test_what_is_deep_or_long_ends() -> None:
    deep: list[object] = []
    for _ in range(500):
        deep = [deep]
    assert "…" in json_text(deep)
    assert len(json_text(["x" * 100] * 10_000)) == MOST_CHARACTERS + 1
