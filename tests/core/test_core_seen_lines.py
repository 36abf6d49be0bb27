"""Pieces of a page that stand side by side are one line, in whatever order the file draws them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.reading_order import NOWHERE, Box, reading_order
from desktop.core.search_text import written_forms
from desktop.core.seen_lines import lines_as_seen

LOW, WIDE = 9.0, 6.0


def drawn(*pieces: tuple[str, float, float], high: float = LOW) -> tuple[str, list[Box]]:
    """Each piece on a line of its own, as the reader gives them; `pieces`: words as seen, left and top."""
    boxes: list[Box] = []
    for words, left, top in pieces:
        spots = [(left + WIDE * place, top, WIDE - 1, high) for place in range(len(words))]
        boxes += [NOWHERE if letter.isspace() else spot for letter, spot in zip(words, spots, strict=True)]
        boxes += [NOWHERE, NOWHERE]
    return "\r\n".join(words for words, _, _ in pieces), boxes[:-2]


def read(text: str, boxes: list[Box]) -> list[str]:
    seen, places = lines_as_seen(text, boxes)
    return "".join(seen[place] for place in reading_order(seen, places)).split("\n")


def test_what_is_drawn_last_stands_where_it_is_seen() -> None:
    text, boxes = drawn(
        ("Item", 10, 10), ("Paper", 10, 30), ("Total", 10, 50), ("Qty Amount", 90, 9), ("5", 90, 29),
        ("33.81", 120, 30), ("$332.20", 120, 51),
    )  # fmt: skip
    assert read(text, boxes) == ["Item Qty Amount", "Paper 5 33.81", "Total $332.20"]


def test_lines_from_right_to_left_are_read_from_the_right() -> None:
    text, boxes = drawn(("םולשתל כ״הס", 200, 50), ("לכה", 200, 70), ("₪", 130, 50), ("332.20", 80, 50),
                        ("5", 130, 90), ("-3.50", 80, 90))  # fmt: skip
    assert read(text, boxes) == ["סה״כ לתשלום ₪ 332.20", "הכל", "5 -3.50"]


def test_neither_one_above_the_other_nor_a_tall_one_beside_several_makes_one_line() -> None:
    text, boxes = drawn(("one", 10, 10), ("two", 10, 16), ("a", 200, 11), ("b", 200, 22), ("c", 200, 33))
    text, boxes = (
        f"{text}\r\nLOGO",
        [*boxes, NOWHERE, NOWHERE, *[(80 + 30.0 * n, 10, 28, 32) for n in range(4)]],
    )
    assert read(text, boxes) == ["one LOGO a", "two", "b", "c"], (
        "the first line beside the tall one is its own"
    )


def test_a_dash_and_a_dot_belong_to_their_line() -> None:
    text, boxes = drawn(("Net", 10, 10), ("12", 100, 10))
    text, boxes = f"{text}\r\n-", [*boxes, NOWHERE, NOWHERE, (60, 14, 4, 1)]
    assert read(text, boxes) == ["Net - 12"]


def test_a_page_whose_lines_run_up_stays_as_it_was() -> None:
    text = "Hello\r\nworld"
    boxes = [(20.0, 90 - 6.0 * place, 9.0, 5.0) for place in range(len(text))]
    assert lines_as_seen(text, boxes) == (text, boxes)
    turned = [(90 - 6.0 * place, 20.0, 5.0, 9.0) for place in range(len(text))]
    assert lines_as_seen(text, turned) == (text, turned)


BOXES = st.tuples(*[st.floats(0, 300)] * 2, st.sampled_from([0.0, 5.0]), st.floats(0.25, 40))


@given(st.text("אבab 12.-₪\r\n", max_size=40), st.data())
def test_no_letter_is_lost_and_each_keeps_its_place(text: str, data: st.DataObject) -> None:
    boxes = [(left, top, wide, high) for left, top, wide, high in (data.draw(BOXES) for _ in text)]
    seen, places = lines_as_seen(text, boxes)
    assert len(seen) == len(places)
    before = sorted((letter, box) for letter, box in zip(text, boxes, strict=True) if not letter.isspace())
    after = sorted((letter, box) for letter, box in zip(seen, places, strict=True) if not letter.isspace())
    assert before == after


def test_a_sign_of_currency_stands_on_either_side() -> None:
    assert set(written_forms("332.20 ₪")) == {"332.20₪", "332.20 ₪", "₪332.20", "₪ 332.20"}
    assert set(written_forms("$-5")) == {"-5$", "-5 $", "$-5", "$ -5"}
    for other in ("332.20", "₪", "12 apples", "₪ 5 ₪"):
        assert written_forms(other) == [other]
