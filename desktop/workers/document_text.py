"""read_page_text: the text of a page, as the rendering process answers it."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from typing import Any

from desktop.core.page_text import PageText
from desktop.core.reading_order import Box

OnText = Callable[[PageText], None]
_BYTES_A_LETTER = 16


def text_wish(page: int, *, places: bool) -> dict[str, Any]:
    """What is asked of the process; `places`: where the letters stand, too."""
    return {"do": "text", "page": page, "places": places}


def read_page_text(on_text: OnText, head: dict[str, Any], payload: bytes) -> Callable[[], None]:
    """Raises ValueError for an answer that is none."""
    text = str(head["text"])
    if payload and len(payload) != _BYTES_A_LETTER * len(text):
        raise ValueError("places that are not those of the letters")
    return partial(on_text, PageText(text, _boxes(payload)))


def _boxes(payload: bytes) -> list[Box]:
    shares = iter(array("f", payload))
    return list(zip(shares, shares, shares, shares, strict=True))
