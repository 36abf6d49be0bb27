"""read_page_text: the text of a page, as the rendering process answers it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, overload

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
    return partial(on_text, PageText(text, _Boxes(array("f", payload))))


class _Boxes(Sequence[Box]):
    """Four shares of each letter, as they came: as tuples they would take ten times the memory."""

    def __init__(self, shares: array[float]) -> None:
        self._shares = shares

    def __len__(self) -> int:
        return len(self._shares) // 4

    @overload
    def __getitem__(self, place: int) -> Box: ...

    @overload
    def __getitem__(self, place: slice) -> list[Box]: ...

    def __getitem__(self, place: int | slice) -> Box | list[Box]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        left, top, width, height = self._shares[4 * place : 4 * place + 4]
        return left, top, width, height
