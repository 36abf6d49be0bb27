"""TextSelection: what is selected of a document's text, from one caret to another."""

from __future__ import annotations

from typing import NamedTuple

from desktop.core.page_text import PageText, Spot
from desktop.ui.receipts.document.document_texts import DocumentTexts

_END = 1 << 40
"""After the last letter of a page, however many there are."""


class Caret(NamedTuple):
    """A place between two letters of a page; `spot`: where on it the pointer was that led there."""

    page: int
    place: int
    spot: Spot | None = None


class TextSelection:
    """By reading order within a page, and from page to page."""

    def __init__(self, texts: DocumentTexts) -> None:
        self._texts = texts
        self._begun = self._fixed = self._moving = Caret(0, 0)

    @property
    def empty(self) -> bool:
        return self._fixed == self._moving

    @property
    def pages(self) -> range:
        """Those of which something is selected."""
        first, last = self._ends()
        return range(first.page, last.page + 1) if not self.empty else range(0)

    def _ends(self) -> tuple[Caret, Caret]:
        return min(self._fixed, self._moving), max(self._fixed, self._moving)

    def clear(self) -> None:
        self._begun = self._moving = self._fixed = Caret(0, 0)

    def begin(self, caret: Caret) -> None:
        """From here on, nothing yet."""
        self._begun = self._fixed = self._moving = caret

    def extend(self, caret: Caret) -> None:
        """As far as that: what the eye sees in between."""
        first, last = sorted((self._begun, caret), key=lambda one: (one.page, one.spot or (0, one.place)))
        here, there = self._texts.placed(first.page), self._texts.placed(last.page)
        if first.spot is None or last.spot is None or here is None or there is None:
            self._fixed, self._moving = self._begun, caret
        elif first.page == last.page:
            start, end = here.between(first.spot, last.spot)
            self._fixed, self._moving = Caret(first.page, start), Caret(last.page, end)
        else:
            self._fixed = Caret(first.page, here.start_at(first.spot))
            self._moving = Caret(last.page, there.end_at(last.spot))

    def take(self, page: int, start: int, end: int) -> None:
        """These letters of a page."""
        self._begun = self._fixed = Caret(page, start)
        self._moving = Caret(page, end)

    def take_all(self, pages: int) -> None:
        self._begun = self._fixed = Caret(0, 0)
        self._moving = Caret(max(0, pages - 1), _END)

    def span(self, page: int, text: PageText) -> tuple[int, int]:
        """Start and end of what is selected of a page; (0, 0) for nothing."""
        first, last = self._ends()
        if page not in self.pages:
            return (0, 0)
        start = first.place if page == first.page else 0
        return start, min(len(text.text), last.place if page == last.page else _END)

    def missing(self) -> int | None:
        """The first of its pages whose text is not here."""
        return next((page for page in self.pages if self._texts.known(page) is None), None)

    def text(self) -> str:
        """What is selected, page after page; of those that are here."""
        pieces: list[str] = []
        for page in self.pages:
            text = self._texts.known(page)
            if text is not None:
                start, end = self.span(page, text)
                pieces.append(text.text[start:end])
        return "\n".join(pieces)
