"""TextSelection: what is selected of a document's text, from one caret to another."""

from __future__ import annotations

from typing import NamedTuple

from desktop.core.page_text import PageText
from desktop.ui.receipts.document.document_texts import DocumentTexts

_END = 1 << 40
"""After the last letter of a page, however many there are."""


class Caret(NamedTuple):
    """A place between two letters of a page."""

    page: int
    place: int


class TextSelection:
    """By reading order within a page, and from page to page."""

    def __init__(self, texts: DocumentTexts) -> None:
        self._texts = texts
        self._fixed = self._moving = Caret(0, 0)

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
        self._moving = self._fixed = Caret(0, 0)

    def begin(self, caret: Caret) -> None:
        """From here on, nothing yet."""
        self._fixed = self._moving = caret

    def extend(self, caret: Caret) -> None:
        self._moving = caret

    def take(self, page: int, start: int, end: int) -> None:
        """These letters of a page."""
        self._fixed, self._moving = Caret(page, start), Caret(page, end)

    def take_all(self, pages: int) -> None:
        self._fixed, self._moving = Caret(0, 0), Caret(max(0, pages - 1), _END)

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
