"""The estimate of where in a transcript somebody is: it goes forward, and there and back again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.spoken_parts import SpokenParts

TEXTS = st.text(alphabet="abשלום \n.?", max_size=600)


@given(TEXTS, st.floats(0, 1), st.floats(0, 1))
def test_later_is_never_further_up(text: str, one: float, other: float) -> None:
    parts = SpokenParts(text)
    first, last = (parts.at(share) for share in sorted((one, other)))
    assert (first is None) == (last is None) == (not any(letter.isalnum() for letter in text))
    if first is not None and last is not None:
        assert first <= last
        assert text[first.start : first.end].strip()


@given(TEXTS.filter(lambda text: any(letter.isalnum() for letter in text)), st.data())
def test_where_a_letter_is_said_it_is_marked(text: str, data: st.DataObject) -> None:
    parts = SpokenParts(text)
    letters = [place for place, letter in enumerate(text) if letter.isalnum()]
    place = data.draw(st.sampled_from(letters))
    share = parts.share_of(place)
    part = parts.at(share + 1e-9)
    assert 0 <= share < 1
    assert part is not None and part.start <= place < part.end


def test_a_long_paragraph_is_marked_by_its_sentences() -> None:
    text = "Good morning. " * 40 + "\n" + "Short."
    assert len(SpokenParts(text).parts) == 41
    assert SpokenParts(text).share_of(len(text)) == 1.0


def test_what_has_no_letters_has_no_place() -> None:
    for text in ("", " \n\n ", "... \n ?"):
        assert SpokenParts(text).at(0.5) is None
        assert SpokenParts(text).share_of(3) == 0.0
