"""A match in its context: it is in it, on one line, and what is cut says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.excerpt import excerpt
from desktop.core.search_text import normalise, places

LONG = "word " * 100


@pytest.mark.parametrize(
    ("text", "wanted", "line"),
    [
        ("An invoice came.", "INVOICE", "An invoice came."),
        ("שָׁלוֹם\nלכולם", "לכולמ", "שָׁלוֹם לכולם"),
        ("nothing", "else", ""),
        ("", "", ""),
        (f"{LONG}here", "here", "…word word word word word word here"),
        ("x" * 50 + "here", "here", "…" + "x" * 32 + "here"),
        (f"here {'x' * 200}", "here", f"here {'x' * 119}…"),
    ],
)
def test_what_stands_around_it(text: str, wanted: str, line: str) -> None:
    assert excerpt(text, wanted) == line


@given(text=st.text(max_size=300), cut=st.tuples(st.integers(0, 300), st.integers(1, 12)))
def test_the_match_is_in_it(text: str, cut: tuple[int, int]) -> None:
    wanted = text[cut[0] : cut[0] + cut[1]]
    found = excerpt(text, wanted)
    assert bool(found) == bool(places(text, wanted, 1))
    assert len(found.splitlines()) <= 1
    if found:
        assert normalise(wanted) in normalise(found)
