"""Where in a transcript somebody is, by an estimate: no times are given, and letters take about the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

LONGEST_PART = 240
"""Characters: a longer paragraph is marked by its sentences."""
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_SENTENCE = re.compile(r"\S.*?(?:[.?!…:]+(?=\s|$)|$)")


class Part(NamedTuple):
    """From and to, in characters."""

    start: int
    end: int


class SpokenParts:
    """The paragraphs or sentences of a transcript, each as long as its letters say."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.parts = [part for found in _PARAGRAPH.finditer(text) for part in _split(text, found.span())]
        letters = [_letters(text[part.start : part.end]) for part in self.parts]
        self._before = [0, *accumulate(letters)]

    def at(self, share: float) -> Part | None:
        """What is said about there; `share` of the recording, 0 to 1. None in a text without a letter."""
        if not self._before[-1]:
            return None
        spoken = min(max(share, 0.0), 1.0) * self._before[-1]
        place = bisect_right(self._before, spoken) - 1
        return self.parts[min(place, len(self.parts) - 1)]

    def share_of(self, character: int) -> float:
        """About where in the recording this character is said, 0 to 1."""
        if not self._before[-1]:
            return 0.0
        place = max(0, bisect_right(self.parts, Part(character, len(self._text))) - 1)
        part = self.parts[place]
        said = _letters(self._text[part.start : min(max(character, part.start), part.end)])
        return (self._before[place] + said) / self._before[-1]


def _split(text: str, span: tuple[int, int]) -> list[Part]:
    if span[1] - span[0] <= LONGEST_PART:
        return [Part(*span)]
    return [Part(*found.span()) for found in _SENTENCE.finditer(text, *span)]


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)
