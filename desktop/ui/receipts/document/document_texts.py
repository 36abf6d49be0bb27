"""DocumentTexts: the texts of an open document's pages, as far as they were asked for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AppError
from desktop.core.page_text import PageText
from desktop.ui.receipts.document.document_pages import DocumentPages


class DocumentTexts(QObject):
    """A page whose text cannot be read counts as one without."""

    came = Signal(int)
    """The text of a page is here."""

    def __init__(self, pages: DocumentPages, parent: QObject) -> None:
        super().__init__(parent)
        self._pages = pages
        self._texts: dict[int, PageText] = {}
        self._asked: set[tuple[int, bool]] = set()
        self._document = 0

    def clear(self) -> None:
        """Another document: what is still on its way belongs to none."""
        self._texts.clear()
        self._asked.clear()
        self._document += 1

    def known(self, page: int) -> PageText | None:
        """As it came; None while it did not."""
        return self._texts.get(page)

    def placed(self, page: int) -> PageText | None:
        """The same where it is known where the letters stand."""
        text = self._texts.get(page)
        return text if text is not None and text.has_places else None

    def want(self, page: int, *, places: bool) -> None:
        """Asks for what is neither here nor on its way; `came` follows."""
        here = self.placed(page) if places else self.known(page)
        if here is not None or (page, places) in self._asked:
            return
        self._asked.add((page, places))
        on_text = partial(self._on_text, self._document, page)
        self._pages.ask_text(page, on_text, partial(self._on_error, self._document, page), places=places)

    def _on_text(self, document: int, page: int, text: PageText) -> None:
        if document != self._document:
            return
        if self.placed(page) is None:
            self._texts[page] = text
        self.came.emit(page)

    def _on_error(self, document: int, page: int, _: AppError) -> None:
        if document == self._document:
            self._texts.setdefault(page, PageText(""))
            self.came.emit(page)
