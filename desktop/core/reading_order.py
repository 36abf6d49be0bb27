"""reading_order: the letters of a PDF's page in the order in which a person reads them.

A PDF says where letters stand, not which follows which. The reader's own order is right for lines that run
left to right; in a line with Hebrew it misplaces numbers, punctuation and foreign words. Such a line is put
in order anew, from where its letters stand.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

Box = tuple[float, float, float, float]
"""Left, top, width and height; a letter that stands nowhere, such as a space, has no width."""
NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)

_Word = list[int]
_CURRENCY = frozenset("₪$€£¥%")
"""Belongs to the number that it touches."""
_MINUS = frozenset("-−")
"""Belongs to the number that it stands before."""


def reading_order(text: str, boxes: Sequence[Box]) -> list[int]:
    """Places in `text`, in reading order; the carriage returns are left out. `boxes`: one for each letter."""
    page_is_rtl = is_rtl(text, share=1)
    order: list[int] = []
    line: list[int] = []
    for place, letter in enumerate(text):
        if letter == "\n":
            order += [*_ordered(text, boxes, line, page_is_rtl), place]
            line = []
        elif letter != "\r":
            line.append(place)
    return order + _ordered(text, boxes, line, page_is_rtl)


def direction(letter: str) -> str:
    """`R` for a letter of Hebrew or Arabic, `L` for one of the others, `N` for a digit, "" for the rest."""
    kind = unicodedata.bidirectional(letter)
    return {"R": "R", "AL": "R", "L": "L", "EN": "N", "AN": "N"}.get(kind, "")


def has_rtl(text: str) -> bool:
    return any(direction(letter) == "R" for letter in text)


def is_rtl(text: str, share: int) -> bool:
    """Whether it runs right to left: at least one such letter for `share` of the others."""
    kinds = [direction(letter) for letter in text]
    right = kinds.count("R")
    return right > 0 and right * share >= kinds.count("L")


def _ordered(text: str, boxes: Sequence[Box], line: list[int], page_is_rtl: bool) -> list[int]:
    """One line; as it was where its letters do not say how they stand."""
    words = "".join(text[place] for place in line)
    seen = _as_seen(text, boxes, line) if has_rtl(words) else None
    if seen is None:
        return line
    kind = _Kinds(text)
    in_order = _right_to_left if page_is_rtl or is_rtl(words, share=2) else _left_to_right
    spaces = [place for place in line if text[place].isspace()]
    return _joined(in_order(seen, kind), spaces)


def _joined(words: list[_Word], spaces: list[int]) -> list[int]:
    """A space between each two words; those left over stand at the end."""
    order: list[int] = []
    for number, word in enumerate(words):
        order += word
        if number < len(words) - 1 and number < len(spaces):
            order.append(spaces[number])
    return order + spaces[max(0, len(words) - 1) :]


# -- as it is seen -------------------------------------------------------------------------------


def _as_seen(text: str, boxes: Sequence[Box], line: list[int]) -> list[_Word] | None:
    """The words from left to right, their letters too; None where that cannot be said."""
    word_of = _word_numbers(text, line)
    letters = list(word_of)
    if any(not boxes[place][2] for place in letters) or not _lies(boxes, letters):
        return None
    letters.sort(key=lambda place: boxes[place][0] + boxes[place][2] / 2)
    words: list[_Word] = []
    numbers: list[int] = []
    for place in _marks_after_letters(text, letters):
        if not numbers or word_of[place] != numbers[-1]:
            numbers.append(word_of[place])
            words.append([])
        words[-1].append(place)
    # Words that stand within one another: two lines that the reader took for one.
    return words if len(set(numbers)) == len(numbers) else None


def _word_numbers(text: str, line: list[int]) -> dict[int, int]:
    """The letters of the line, each with the number of the word that it is in."""
    numbers: dict[int, int] = {}
    number = 0
    for place in line:
        if text[place].isspace():
            number += 1
        else:
            numbers[place] = number
    return numbers


def _lies(boxes: Sequence[Box], letters: list[int]) -> bool:
    """Whether the line runs across the page, not up or down."""
    lefts, tops = [boxes[place][0] for place in letters], [boxes[place][1] for place in letters]
    across = max(lefts) - min(lefts)
    return len(letters) < 2 or across >= max(tops) - min(tops)


def _marks_after_letters(text: str, letters: list[int]) -> list[int]:
    """Of points and accents, which stand over their letter, the letter comes last: it is turned round."""
    order: list[int] = []
    for place in letters:
        if order and unicodedata.combining(text[order[-1]]) and not unicodedata.combining(text[place]):
            order.append(place)
        elif order and unicodedata.combining(text[place]):
            order.insert(len(order) - 1, place)
        else:
            order.append(place)
    return order


# -- as it is read -------------------------------------------------------------------------------


class _Kinds:
    """What a letter, and a word, is for the order."""

    def __init__(self, text: str) -> None:
        self._text = text

    def letters(self, word: _Word) -> list[str]:
        """`R`, or `C` for what keeps its order: other letters, numbers with their minus and currency."""
        letters = [self._text[place] for place in word]
        kinds = [direction(letter) for letter in letters]
        out = ["C" if kind in ("L", "N") else kind for kind in kinds]
        for number, letter in enumerate(letters):
            beside = kinds[max(0, number - 1) : number + 2]
            before_number = number == 0 and letter in _MINUS and kinds[1:2] == ["N"]
            if before_number or (letter in _CURRENCY and "N" in beside):
                out[number] = "C"
        return out

    def word(self, word: _Word) -> str:
        """`R` with a letter of Hebrew in it, else `L` with another letter, `N` with a digit, "" for signs."""
        kinds = {direction(self._text[place]) for place in word}
        return next((kind for kind in ("R", "L", "N") if kind in kinds), "")


def _right_to_left(words: list[_Word], kind: _Kinds) -> list[_Word]:
    """Read from the right; foreign words beside one another keep their order."""
    kinds = [kind.word(word) for word in words]
    order: list[_Word] = []
    last = len(words) - 1
    while last >= 0:
        first = _first_of_group(kinds, last, "L", within=("L", "N", ""), ends=("L", "N"))
        order += _foreign(words[first : last + 1], kind)
        last = first - 1
    return order


def _foreign(words: list[_Word], kind: _Kinds) -> list[_Word]:
    """Signs at the outer ends of foreign words belong to the line: they change sides."""
    if len(words) == 1:
        return [_turned(words[0], kind)]
    lead, trail = _signs(kind.letters(words[0])), _signs(kind.letters(words[-1])[::-1])
    ends = words[-1][: len(words[-1]) - trail] + words[0][:lead][::-1]
    begins = words[-1][len(words[-1]) - trail :][::-1] + words[0][lead:]
    return [begins, *words[1:-1], ends]


def _signs(kinds: list[str]) -> int:
    """How many signs stand before the first letter."""
    return next((place for place, kind in enumerate(kinds) if kind), len(kinds))


def _left_to_right(words: list[_Word], kind: _Kinds) -> list[_Word]:
    """Read from the left; Hebrew words beside one another are read from the right."""
    kinds = [kind.word(word) for word in words]
    order: list[_Word] = []
    last = len(words) - 1
    while last >= 0:
        first = _first_of_group(kinds, last, "R", within=("R", "N", ""), ends=("R",))
        group = words[first : last + 1]
        turned = _right_to_left(group, kind) if kinds[last] == "R" else group
        order = [*turned, *order]
        last = first - 1
    return order


def _first_of_group(
    kinds: list[str], last: int, of: str, within: tuple[str, ...], ends: tuple[str, ...]
) -> int:
    """Where the words begin that belong together with the one at `last`, which is its end."""
    first = place = last
    while kinds[last] in ends and place >= 0 and kinds[place] in within:
        if kinds[place] == of:
            first = place
        place -= 1
    return first


def _turned(word: _Word, kind: _Kinds) -> _Word:
    """From right to left, but for what keeps its order."""
    kinds = kind.letters(word)
    order: _Word = []
    last = len(word) - 1
    while last >= 0:
        first = _first_of_group(kinds, last, "C", within=("C", ""), ends=("C",))
        order += word[first : last + 1]
        last = first - 1
    return order
