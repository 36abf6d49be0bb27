"""PageText: the text of one page of a document, and where on the page each of its letters stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from desktop.core.reading_order import NOWHERE, Box, direction, has_rtl, is_rtl

_IN_WORD = frozenset("'\"׳״’.,-־/:@_%")
"""Within a word or a number, between two letters of it."""
_FLAT = 1e-9
_SLACK = 0.004
"""So near to the letters one is on them still: a point or two."""


class Line(NamedTuple):
    """Places in the text from `start` to before `end`, and all that they cover."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def upright(self) -> bool:
        """Whether it runs up or down the page."""
        return self.end - self.start > 2 and self.bottom - self.top > 2 * (self.right - self.left)

    def distance(self, x: float, y: float) -> tuple[float, float]:
        """Across the line first, then along it."""
        across = max(self.top - y, y - self.bottom, 0.0)
        along = max(self.left - x, x - self.right, 0.0)
        return (along, across) if self.upright else (across, along)


class Spot(NamedTuple):
    """Where in a line the pointer is: so many of its letters, as they are seen, come before it."""

    line: int
    before: int


class PageText:
    """`boxes` are in shares of the page's width and height, one for each letter; none: only words are known.

    A caret is a place between two letters: that of the letter after it.
    """

    def __init__(self, text: str, boxes: Sequence[Box] = ()) -> None:
        self.text = text
        self._boxes = boxes

    @property
    def has_places(self) -> bool:
        """Whether it is known where the letters stand."""
        return bool(self._boxes) or not self.text.strip()

    def box(self, place: int) -> Box:
        return self._boxes[place] if place < len(self._boxes) else NOWHERE

    @cached_property
    def lines(self) -> list[Line]:
        """Those of which something stands somewhere."""
        lines: list[Line] = []
        start = 0
        for words in self.text.split("\n"):
            end = start + len(words)
            stand = [box for box in (self.box(place) for place in range(start, end)) if box[2] > 0]
            if stand:
                lines.append(_line(start, end, stand))
            start = end + 1
        return lines

    # -- where the pointer is --------------------------------------------------------------------

    def covers(self, x: float, y: float) -> bool:
        """Whether there is text at this place of the page."""
        return any(max(line.distance(x, y)) <= _SLACK for line in self.lines)

    def caret_at(self, x: float, y: float) -> int:
        """The caret nearest to a place of the page."""
        if not self.lines:
            return 0
        line = min(self.lines, key=lambda one: one.distance(x, y))
        place = self._nearest(line, x, y)
        left, top, width, height = self.box(place)
        past = y - (top + height / 2) if line.upright else x - (left + width / 2)
        after = past < 0 if direction(self.text[place]) == "R" else past > 0
        return place + 1 if after else place

    def _nearest(self, line: Line, x: float, y: float) -> int:
        def distance(place: int) -> float:
            left, top, width, height = self.box(place)
            if line.upright:
                return max(top - y, y - top - height)
            return max(left - x, x - left - width)

        stand = (place for place in range(line.start, line.end) if self.box(place)[2] > 0)
        return min(stand, key=distance)

    # -- from one spot to another ----------------------------------------------------------------

    def spot_at(self, x: float, y: float) -> Spot:
        """The one nearest to a place of the page."""
        if not self.lines:
            return Spot(0, 0)
        number = min(range(len(self.lines)), key=lambda one: self.lines[one].distance(x, y))
        line, seen = self.lines[number], self._as_seen(number)
        if not self._is_mixed(line):
            return Spot(number, self.caret_at(x, y) - line.start)
        middles = [self.box(place)[0] + self.box(place)[2] / 2 for place in seen]
        onward = -1 if self._runs_left(line) else 1
        return Spot(number, sum(1 for middle in middles if (x - middle) * onward > 0))

    def between(self, one: Spot, other: Spot) -> tuple[int, int]:
        """Start and end of what the eye sees from one spot to the other, whichever is the first.

        A number in a Hebrew line is read the other way round: who sees half of it reads all of it.
        """
        first, last = min(one, other), max(one, other)
        if first == last or not self.lines:
            return (0, 0)
        if first.line == last.line:
            places = self._as_seen(first.line)[first.before : last.before]
            return min(places), max(places) + 1
        return self.start_at(first), self.end_at(last)

    def start_at(self, spot: Spot) -> int:
        """Where what comes after it begins."""
        if not self.lines:
            return 0
        return min(self._as_seen(spot.line)[spot.before :], default=self.lines[spot.line].end)

    def end_at(self, spot: Spot) -> int:
        """Where what comes before it ends."""
        if not self.lines:
            return 0
        return max(self._as_seen(spot.line)[: spot.before], default=self.lines[spot.line].start - 1) + 1

    def _as_seen(self, number: int) -> Sequence[int]:
        """The places of a line, from where the eye begins."""
        line = self.lines[number]
        places = range(line.start, line.end)
        if not self._is_mixed(line):
            return places
        stand = (place for place in places if self.box(place)[2] > 0)
        return sorted(stand, key=lambda place: self.box(place)[0], reverse=self._runs_left(line))

    @cached_property
    def _is_rtl(self) -> bool:
        return is_rtl(self.text, share=1)

    def _is_mixed(self, line: Line) -> bool:
        """Whether what is read from left to right stands beside what is read from right to left."""
        kinds = {direction(letter) for letter in self.text[line.start : line.end]} - {""}
        return not line.upright and "R" in kinds and len(kinds) > 1

    def _runs_left(self, line: Line) -> bool:
        words = self.text[line.start : line.end]
        return has_rtl(words) and (self._is_rtl or is_rtl(words, share=2))

    # -- what belongs together -------------------------------------------------------------------

    def word_at(self, caret: int) -> tuple[int, int]:
        """Start and end of the word or number at the caret; of a single sign where there is none."""
        start = end = min(caret, max(0, len(self.text) - 1))
        if not self._in_word(start) and self._in_word(start - 1):
            start = end = start - 1
        while self._in_word(start - 1):
            start -= 1
        while self._in_word(end):
            end += 1
        return (start, end) if end > start else (start, min(len(self.text), start + 1))

    def _in_word(self, place: int) -> bool:
        if not 0 <= place < len(self.text):
            return False
        if self.text[place] in _IN_WORD:
            return self._is_letter(place - 1) and self._is_letter(place + 1)
        return self._is_letter(place)

    def _is_letter(self, place: int) -> bool:
        if not 0 <= place < len(self.text):
            return False
        return self.text[place].isalnum() or unicodedata.category(self.text[place]) in ("Mn", "Sc")

    def line_at(self, caret: int) -> tuple[int, int]:
        """Start and end of the line that the caret is in."""
        start = self.text.rfind("\n", 0, caret) + 1
        end = self.text.find("\n", caret)
        return start, len(self.text) if end < 0 else end

    # -- what is marked --------------------------------------------------------------------------

    def areas(self, start: int, end: int) -> list[Box]:
        """What the letters from `start` to before `end` cover: as few areas as there can be."""
        areas: list[Box] = []
        for line in self.lines:
            if line.start < end and start < line.end:
                areas += self._areas_in(line, start, end)
        return areas

    def _areas_in(self, line: Line, start: int, end: int) -> list[Box]:
        """In mixed lines what is read together may stand apart."""
        side = 1 if line.upright else 0
        boxes = ((place, self.box(place)) for place in range(line.start, line.end))
        stand = [(place, box) for place, box in boxes if box[2] > 0]
        stand.sort(key=lambda one: one[1][side] + one[1][side + 2] / 2)
        areas: list[Box] = []
        run: list[Box] = []
        for place, box in stand:
            if start <= place < end:
                run.append(box)
            elif run:
                areas.append(_hull(line, run))
                run = []
        return [*areas, _hull(line, run)] if run else areas


def _line(start: int, end: int, boxes: list[Box]) -> Line:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right = max(box[0] + box[2] for box in boxes)
    return Line(start, end, left, top, right, max(box[1] + box[3] for box in boxes))


def _hull(line: Line, boxes: list[Box]) -> Box:
    """As high as the line, however low its letters are."""
    if line.upright:
        top = min(box[1] for box in boxes)
        bottom = max(box[1] + box[3] for box in boxes)
        return (line.left, top, max(_FLAT, line.right - line.left), bottom - top)
    left = min(box[0] for box in boxes)
    right = max(box[0] + box[2] for box in boxes)
    return (left, line.top, right - left, max(_FLAT, line.bottom - line.top))
