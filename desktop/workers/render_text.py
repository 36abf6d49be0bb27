"""The text of a PDF's page as the rendering process reads it: its letters, and where each of them stands."""

from __future__ import annotations

from array import array
from collections import defaultdict
from time import monotonic
from typing import Any

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel

from desktop.core.reading_order import NOWHERE, Box, reading_order
from desktop.core.seen_lines import lines_as_seen

MOST_LETTERS = 40_000
"""Of one page; what is beyond is not there."""
PLACES_SECONDS = 2.0
"""Where the letters stand takes no longer; those that are not found by then stand nowhere."""
_LEAST_WIDTH = 0.25
"""In points: Qt gives whole ones, and a thin letter none."""


def page_text(document: QPdfDocument, page: int, *, places: bool) -> tuple[dict[str, Any], bytes]:
    """The text in reading order; with `places` four 32-bit floats for each letter, in shares of the page.

    Letters are put in lines and in order by where they stand, with or without `places`.
    """
    text = document.getAllText(page).text()[:MOST_LETTERS]
    text, boxes = lines_as_seen(text, _letter_boxes(document, page, text))
    order = reading_order(text, boxes)
    words = "".join(text[place] for place in order)
    return {"text": words}, _shares(boxes, order, document.pagePointSize(page)) if places else b""


def _letter_boxes(document: QPdfDocument, page: int, text: str) -> list[Box]:
    """Where each letter stands, in points.

    To ask for each letter reads the page anew each time. A search finds all that are alike in one go, and in
    the order of the text: as many searches as there are different letters.
    """
    boxes = [NOWHERE] * len(text)
    search = QPdfSearchModel()
    search.setDocument(document)
    ends = monotonic() + PLACES_SECONDS
    for letter, alike in _alike(text).items():
        if monotonic() > ends:
            break
        search.setSearchString(letter)
        found = search.resultsOnPage(page)
        if len(found) == len(alike):
            for place, one in zip(alike, found, strict=True):
                boxes[place] = _box(one.rectangles())
        else:
            _ask_each(document, page, alike, boxes, ends)
    return boxes


def _alike(text: str) -> dict[str, list[int]]:
    """Where each letter is; a search does not tell capitals from small ones."""
    alike: dict[str, list[int]] = defaultdict(list)
    for place, letter in enumerate(text):
        if not letter.isspace():
            small = letter.lower()
            alike[small if len(small) == 1 else letter].append(place)
    return alike


def _ask_each(document: QPdfDocument, page: int, alike: list[int], boxes: list[Box], ends: float) -> None:
    """What the search takes for something else than the text does, such as a ligature."""
    for place in alike:
        if monotonic() > ends:
            return
        boxes[place] = _box([document.getSelectionAtIndex(page, place, 1).boundingRectangle()])


def _box(found: list[QRectF]) -> Box:
    whole = QRectF()
    for one in found:
        whole = whole.united(one.normalized())
    if whole.isEmpty() and not (whole.width() or whole.height()):
        return NOWHERE
    return (whole.x(), whole.y(), max(_LEAST_WIDTH, whole.width()), max(_LEAST_WIDTH, whole.height()))


def _shares(boxes: list[Box], order: list[int], size: QSizeF) -> bytes:
    across, down = max(1.0, size.width()), max(1.0, size.height())
    shares = array("f")
    for place in order:
        left, top, width, height = boxes[place]
        shares.extend((left / across, top / down, width / across, height / down))
    return shares.tobytes()
