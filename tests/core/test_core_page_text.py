"""The order in which a page is read, the letters nearest to a place, words, lines and what they cover."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.page_text import PageText
from desktop.core.reading_order import NOWHERE, Box, reading_order

HEIGHT = 0.02


def placed(seen: str, top: float = 0.1) -> list[Box]:
    """Each letter of `seen` beside the one before, from the left; spaces stand nowhere."""
    return [
        NOWHERE if letter.isspace() else (0.1 + 0.01 * place, top, 0.009, HEIGHT)
        for place, letter in enumerate(seen)
    ]


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("Total 12, for you", "Total 12, for you"),
        ("םולש", "שלום"),
        ("ריעה ,12 ,םולש", "שלום, 12, העיר"),
        ("3 ,Acme Ltd םע הקסע", "עסקה עם Acme Ltd, 3"),
        ("₪ 1,482.60 כ״הס", "סה״כ 1,482.60 ₪"),
        ("₪1,482.60 כ״הס", "סה״כ ₪1,482.60"),
        ("120- הרתי", "יתרה -120"),
        ("-158.14 הרתי", "יתרה -158.14"),
        ("34 12 םירפסמ", "מספרים 12 34"),
        ("05-555-0100 ןופלט", "טלפון 05-555-0100"),
        ("Paid to ןהכ רמ in cash today", "Paid to מר כהן in cash today"),
    ],
)
def test_a_line_is_put_in_the_order_of_reading(seen: str, read: str) -> None:
    """As its letters stand; the reader's own order is spoilt as such readers spoil it: from left to right."""
    order = reading_order(seen, placed(seen))
    assert "".join(seen[place] for place in order) == read


def test_lines_and_letters_that_stand_nowhere_stay() -> None:
    text = "םולש\r\nOne two\r\n"
    order = reading_order(text, [NOWHERE] * len(text))
    assert "".join(text[place] for place in order) == text.replace("\r", "")


def test_points_stay_with_their_letter() -> None:
    seen = "םוֹלשׁ"
    boxes = placed("םולש")
    marked = [boxes[0], boxes[1], boxes[1], boxes[2], boxes[3], boxes[3]]
    order = reading_order(seen, marked)
    assert "".join(seen[place] for place in order) == "שׁלוֹם"


LETTERS = st.text("אבגם abc 12,.-₪\u05b7\r\n()", max_size=60)


@given(LETTERS, st.randoms())
def test_nothing_is_lost_or_made_up(text: str, dice: Random) -> None:
    boxes = placed(text)
    dice.shuffle(boxes)
    order = reading_order(text, boxes)
    assert sorted(order) == [place for place, letter in enumerate(text) if letter != "\r"]


@given(LETTERS.map(lambda text: text.replace("\r", "")), st.floats(-1, 2), st.floats(-1, 2))
def test_carets_words_lines_and_areas_are_always_there(text: str, x: float, y: float) -> None:
    boxes = placed(text)
    page = PageText(text, boxes)
    caret = page.caret_at(x, y)
    assert 0 <= caret <= len(text)
    for start, end in (page.word_at(caret), page.line_at(caret)):
        assert 0 <= start <= end <= len(text)
        areas = page.areas(start, end)
        covered = [box for box in boxes[start:end] if box[2] > 0]
        assert bool(areas) == bool(covered)
        for left, top, width, height in covered:
            assert any(
                area[0] <= left + 1e-6
                and area[1] <= top + 1e-6
                and area[0] + area[2] >= left + width - 1e-6
                and area[1] + area[3] >= top + height - 1e-6
                for area in areas
            )


def test_the_caret_is_on_the_side_where_reading_goes_on() -> None:
    text = "ab אב"
    # Of the Hebrew letters the first one stands at the right.
    page = PageText(text, [*placed("ab ")[:3], (0.15, 0.1, 0.01, HEIGHT), (0.14, 0.1, 0.01, HEIGHT)])
    assert page.caret_at(0.101, 0.11) == 0
    assert page.caret_at(0.118, 0.11) == 2
    assert page.caret_at(0.159, 0.11) == 3
    assert page.caret_at(0.152, 0.11) == 4
    assert page.caret_at(0.141, 0.11) == 5


def test_what_is_read_together_may_stand_apart() -> None:
    text = "abאב"
    page = PageText(text, [(left, 0.1, 0.01, HEIGHT) for left in (0.1, 0.11, 0.13, 0.12)])
    assert len(page.areas(0, 2)) == 1
    assert len(page.areas(1, 3)) == 2


def test_two_columns_are_told_apart() -> None:
    text = "left\nright"
    boxes = [*placed("left"), NOWHERE, *[(0.6 + 0.01 * n, 0.1, 0.009, HEIGHT) for n in range(5)]]
    page = PageText(text, boxes)
    assert page.caret_at(0.2, 0.11) == 4
    assert page.caret_at(0.601, 0.11) == 5
    assert page.covers(0.61, 0.11)
    assert not page.covers(0.4, 0.11)


def test_what_is_seen_up_to_a_number_in_a_line_from_right_to_left() -> None:
    """As it is seen: 250 at the left, 7 in the middle, the word at the right."""
    text, seen = "אב 7 250", "250 7 בא"
    spots = dict(zip(seen, placed(seen), strict=True))
    page = PageText(text, [spots[letter] for letter in text])
    right, left = page.spot_at(0.2, 0.11), page.spot_at(0.05, 0.11)
    assert page.between(right, left) == page.between(left, right) == (0, len(text))
    assert page.between(right, page.spot_at(0.141, 0.11)) == (0, len("אב 7")), "the left edge of the 7"
    number = (page.spot_at(0.101, 0.11), page.spot_at(0.118, 0.11))
    assert page.between(*number) == (5, 7), "a part of a number is that part"
    assert page.between(left, left) == (0, 0)
