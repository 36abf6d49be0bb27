"""Search text: without case, niqqud, quote marks; final letters folded; phones in every form."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.core.search_text import normalise, phone_forms, phone_part, places, with_separators

WILD = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.text("אבםמןנךכףפץצ\u05b0\u05bc\u05c1״׳'\"־ \n\u200f\u2066ßİıſﬁÅa\u0301\u0345Σςσ№℡"),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("שָׁלוֹם", "שלום"),
        ("שלום", "שלומ"),
        ("צה״ל", 'צה"ל'),
        ("צה״ל", "צהל"),
        ("ג׳ירפה", "ג'ירפה"),
        ("ג’ירפה", "גירפה"),
        ("בית־ספר", "בית-ספר"),
        ("Straße", "STRASSE"),
        ("Café", "cafe"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("  two\n\twords ", "two words"),
        ("\u2066+972\u2069", "+972"),
        ("שּׁ", "\ufb2c"),
        ("ﬁne", "fine"),
    ],
)
def test_what_means_the_same_compares_the_same(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), [("שלום", "שלוש"), ("a b", "ab"), ("10%", "100"), ("א-ב", "אב")])
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@given(WILD)
@example("\u0130\u0345")
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(WILD, st.integers(0, 30), st.integers(0, 30))
@example("Σς", 1, 1)
def test_every_part_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    assert normalise(text[start : start + length]) in normalise(text)


@given(WILD)
def test_nothing_compared_has_a_line_break_or_wide_space(text: str) -> None:
    assert normalise(text).split() == [word for word in normalise(text).split(" ") if word]
    assert "  " not in normalise(text)


@pytest.mark.parametrize(
    "typed",
    [
        "052-123",
        "0521234567",
        "+972 52-123-4567",
        "972521234567",
        "00972521234567",
        "+972 (0)52 123",
        "1234",
        "52",
    ],
)
def test_a_phone_is_found_however_it_is_typed(typed: str) -> None:
    for kept in ("+972521234567", "0521234567", "972-52-1234567", "00972521234567"):
        assert any(phone_part(typed) in form for form in phone_forms(kept))


@pytest.mark.parametrize("typed", ["053", "+1521", "0972"])
def test_another_phone_is_not_found(typed: str) -> None:
    assert not any(phone_part(typed) in form for form in phone_forms("+972521234567"))


def test_a_foreign_number_has_one_form() -> None:
    assert phone_forms("+1 (212) 555-0100") == ("12125550100",)
    assert phone_forms("*2700") == ("2700",)
    assert phone_forms("anonymous") == phone_forms("") == ()


@pytest.mark.parametrize("text", ["דני", "a1", "", "+", "052x"])
def test_words_are_no_part_of_a_phone(text: str) -> None:
    assert phone_part(text) == ""


LETTERS = st.text(st.sampled_from("אבשׁםמן ֹ״\u05be\"'abAßﬁ 1\n\t😀é"), max_size=12)


@given(text=LETTERS, wanted=LETTERS)
@example(text="חשבון", wanted="חשבונ")
@example(text="צ״ק צ'ק", wanted="צק")
@example(text="שָׁלוֹם", wanted="שלום")
def test_a_place_holds_what_was_looked_for(text: str, wanted: str) -> None:
    found = places(text, wanted, 100)
    # What one character becomes may begin or end with more than was looked for.
    forms = [form for form in (normalise(wanted), with_separators(normalise(wanted))) if form]
    assert all(any(form in normalise(text[start:end]) for form in forms) for start, end in found)
    assert bool(found) == any(form in normalise(text) for form in forms)
    assert all(first[1] <= second[0] or first[1] - second[0] == 1 for first, second in pairwise(found))


def test_places_are_those_of_the_text_as_it_was_sent() -> None:
    text = "הַחֶשְׁבּוֹן  הגיע, חשבונית"
    assert [text[start:end] for start, end in places(text, "חשבון", 9)] == ["חֶשְׁבּוֹן", "חשבונ"]
    assert places(text, "חשבון", 1) == places(text, "חשבון", 9)[:1]
    assert places(text, "  ", 9) == []


def test_large_numbers_are_found_as_texts_write_them() -> None:
    text = "It is 3,296 and not 3296 or 13,296,001"
    assert [text[start:end] for start, end in places(text, "3296", 9)] == ["3,296", "3296", "3,296"]
    assert with_separators("sum 3296 of 1234567") == "sum 3,296 of 1,234,567"
    for plain in ("0541234567", "12", "329", "3,296", "1.2345", ""):
        assert with_separators(plain) == ""
