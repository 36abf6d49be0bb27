"""lines_as_seen: the text of a PDF's page in lines as the eye sees them.

The reader gives the pieces of a page in the order in which its file draws them: where a table's amounts are
drawn last, they stand below everything. Here pieces that stand side by side become one line, and lines follow
one another down the page.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop.core.reading_order import NOWHERE, Box, direction, has_rtl, is_rtl

_SHARED = 0.5
"""So much of the lower one's height do two pieces of one line share."""
_LAPPED = 0.25
"""So much of its height may a piece reach over one beside it, as slanted letters do."""
_MOST_OPEN = 40
"""Lines that a piece may still belong to; more stand at one height in no document that is read."""


class _Piece(NamedTuple):
    """Places in the text that one line takes as they are, and all that they cover."""

    places: Sequence[int]
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    lies: bool = False
    """It is known where it stands, and it runs across the page the right way up."""


class _Line:
    """Pieces side by side, from left to right."""

    def __init__(self, first: _Piece) -> None:
        self.pieces = [first]
        self._top, self._bottom = first.top, first.bottom

    def takes(self, piece: _Piece) -> bool:
        """Whether it stands at the height that all of the line share, and beside each of them."""
        shared = min(self._bottom, piece.bottom) - max(self._top, piece.top)
        low = min(self._bottom - self._top, piece.bottom - piece.top)
        return piece.lies and shared >= low * _SHARED and self._has_room(piece)

    def _has_room(self, piece: _Piece) -> bool:
        lap = (piece.bottom - piece.top) * _LAPPED
        place = bisect(self.pieces, piece.left, key=lambda one: one.left)
        before, after = self.pieces[place - 1 : place], self.pieces[place : place + 1]
        return all(one.right <= piece.left + lap for one in before) and all(
            piece.right <= one.left + lap for one in after
        )

    def take(self, piece: _Piece) -> None:
        place = bisect(self.pieces, piece.left, key=lambda one: one.left)
        self.pieces.insert(place, piece)
        # A dash is no measure of what else stands on its line.
        if piece.bottom - piece.top >= (self._bottom - self._top) * _SHARED:
            self._top, self._bottom = max(self._top, piece.top), min(self._bottom, piece.bottom)


def lines_as_seen(text: str, boxes: Sequence[Box]) -> tuple[str, list[Box]]:
    """The text in new lines and the box of each of its letters; as it was where most of it does not lie.

    No letter is lost but carriage returns and breaks; between pieces that were put together stands a space.
    """
    pieces = [piece for line in _lines(text) for piece in _pieces(text, boxes, line)]
    lying = sum(len(piece.places) for piece in pieces if piece.lies)
    standing = sum(len(piece.places) for piece in pieces if not piece.lies)
    if standing > lying:
        return text, list(boxes)
    order: list[int | str] = []
    page_is_rtl = is_rtl(text, share=1)
    for number, line in enumerate(_gathered(pieces)):
        order += ["\n"] if number else []
        for place, piece in enumerate(_as_read(text, line, page_is_rtl=page_is_rtl)):
            order += [" "] if place else []
            order += piece.places
    return (
        "".join(one if isinstance(one, str) else text[one] for one in order),
        [NOWHERE if isinstance(one, str) else boxes[one] for one in order],
    )


def _as_read(text: str, line: _Line, *, page_is_rtl: bool) -> list[_Piece]:
    """Where a line has letters they say later how it is read; numbers alone are read as the page is."""
    kinds = {direction(text[place]) for piece in line.pieces for place in piece.places}
    return line.pieces[::-1] if page_is_rtl and not kinds & {"R", "L"} else line.pieces


def _lines(text: str) -> Iterator[list[int]]:
    line: list[int] = []
    for place, letter in enumerate(text):
        if letter == "\n":
            yield line
            line = []
        elif letter != "\r":
            line.append(place)
    yield line


def _pieces(text: str, boxes: Sequence[Box], line: list[int]) -> Iterator[_Piece]:
    """Of one line of the reader's, which may have taken two that stand one above the other for one."""
    piece: list[int] = []
    top = bottom = 0.0
    for word in _words(text, line):
        high = [boxes[place] for place in word if text[place].isalnum() and boxes[place][2]]
        if high:
            above, below = min(box[1] for box in high), max(box[1] + box[3] for box in high)
            if top < bottom and (above >= bottom or below <= top):
                yield _piece(text, boxes, piece)
                piece, top, bottom = [], above, below
            top, bottom = (min(top, above), max(bottom, below)) if top < bottom else (above, below)
        piece += word
    yield _piece(text, boxes, piece)


def _words(text: str, line: list[int]) -> Iterator[list[int]]:
    """Each with the spaces before it."""
    word: list[int] = []
    for place in line:
        if text[place].isspace() and word and not text[word[-1]].isspace():
            yield word
            word = []
        word.append(place)
    if word:
        yield word


def _piece(text: str, boxes: Sequence[Box], places: list[int]) -> _Piece:
    stand = [boxes[place] for place in places if boxes[place][2] > 0]
    if not stand:
        return _Piece(places)
    left, top = min(box[0] for box in stand), min(box[1] for box in stand)
    right, bottom = max(box[0] + box[2] for box in stand), max(box[1] + box[3] for box in stand)
    words = "".join(text[place] for place in places)
    lies = len(stand) < 2 or right - left >= bottom - top
    turned = len(stand) > 1 and not has_rtl(words) and stand[0][0] > stand[-1][0]
    return _Piece(places, left, top, right, bottom, lies and not turned)


def _gathered(pieces: list[_Piece]) -> list[_Line]:
    """Down the page; what stands nowhere comes after what it came after."""
    lines: list[_Line] = []
    for piece in sorted(_with_heights(pieces), key=lambda one: one.top):
        still = (line for line in reversed(lines[-_MOST_OPEN:]) if line.takes(piece))
        line = next(still, None)
        if line is None:
            lines.append(_Line(piece))
        else:
            line.take(piece)
    return lines


def _with_heights(pieces: list[_Piece]) -> Iterator[_Piece]:
    top = 0.0
    for piece in pieces:
        if piece.right > piece.left:
            top = piece.top
        yield piece if piece.lies else piece._replace(top=top)
