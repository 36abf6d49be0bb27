"""DocumentSearch: where in a document's text stands what the user looks for, page after page."""

from __future__ import annotations

from collections import deque
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.reading_order import Box
from desktop.core.search_text import normalise, places, written_forms
from desktop.ui.receipts.document.document_texts import DocumentTexts

MOST_IN_PAGE = 2000
STEP_SECONDS = 0.008
"""The window answers in between."""


class Match(NamedTuple):
    """Letters of a page from `start` to before `end`."""

    page: int
    start: int
    end: int


class Found(NamedTuple):
    """A match, and the areas of its page that it covers."""

    match: Match
    areas: list[Box]


class DocumentSearch(QObject):
    """Compares as every search of the program does: without niqqud, final letters, gershayim and case.

    It begins with the page that is seen. `changed`: other matches, or another current one. `moved`: the
    current one is to be shown.
    """

    changed = Signal()
    moved = Signal()

    def __init__(self, texts: DocumentTexts, parent: QObject) -> None:
        super().__init__(parent)
        self._texts = texts
        self._wanted = ""
        self._left: deque[int] = deque()
        self._matches: dict[int, list[Match]] = {}
        self._areas: dict[int, list[Found]] = {}
        self._with_text = False
        self.current: Match | None = None
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)
        texts.came.connect(self._on_text)

    @property
    def busy(self) -> bool:
        """Whether there are pages left to look at."""
        return bool(self._left)

    @property
    def wanted(self) -> str:
        return self._wanted

    @property
    def no_text(self) -> bool:
        """Every page was looked at, and none has a text: scanned ones."""
        return bool(self._wanted) and not self.busy and not self._with_text

    @property
    def count(self) -> int:
        return sum(map(len, self._matches.values()))

    @property
    def number(self) -> int:
        """Of the current match, from 1; 0 for none."""
        if self.current is None:
            return 0
        before = sum(len(found) for page, found in self._matches.items() if page < self.current.page)
        return before + self._matches[self.current.page].index(self.current) + 1

    def on_page(self, page: int) -> list[Match]:
        return self._matches.get(page, [])

    def found_on(self, page: int) -> list[Found]:
        """Its matches with what they cover; none while it is not known where its letters stand."""
        text = self._texts.placed(page)
        if text is None:
            return []
        if page not in self._areas:
            # Once: a page is painted anew with each page that is looked at.
            found = self.on_page(page)
            self._areas[page] = [Found(match, text.areas(match.start, match.end)) for match in found]
        return self._areas[page]

    def clear(self) -> None:
        self.look_for("", 0, 0)

    def look_for(self, words: str, pages: int, first: int) -> None:
        """Looks through so many `pages`, beginning with `first`."""
        self._wanted = words if normalise(words) else ""
        self._matches.clear()
        self._areas.clear()
        self.current = None
        self._with_text = False
        numbers = range(pages) if self._wanted else range(0)
        self._left = deque([*numbers[first:], *numbers[:first]])
        self.changed.emit()
        self._timer.start()

    @Slot(int)
    def _on_text(self, page: int) -> None:
        self._areas.pop(page, None)
        if self._left and self._left[0] == page:
            self._timer.start()

    @Slot()
    def _go_on(self) -> None:
        ends = perf_counter() + STEP_SECONDS
        looked = False
        while self._left and perf_counter() < ends:
            text = self._texts.known(self._left[0])
            if text is None:
                self._texts.want(self._left[0], places=False)
                break
            self._look_at(self._left.popleft(), text.text)
            looked = True
        else:
            if self._left:
                self._timer.start()
        if looked:
            self.changed.emit()

    def _look_at(self, page: int, text: str) -> None:
        plain = normalise(text)
        self._with_text = self._with_text or bool(plain)
        forms = [form for form in written_forms(self._wanted) if normalise(form) in plain]
        spans = sorted(span for form in forms for span in places(text, form, MOST_IN_PAGE))
        found = [Match(page, *span) for span in _apart(spans)[:MOST_IN_PAGE]]
        if not found:
            return
        self._matches[page] = found
        self._areas.pop(page, None)
        if self.current is None:
            self.current = found[0]
            self.moved.emit()

    def step(self, by: int) -> None:
        """To the next match, or the one before (-1), round the ends."""
        if self.current is None:
            return
        all_found = [one for page in sorted(self._matches) for one in self._matches[page]]
        place = all_found.index(self.current)
        self.current = all_found[(place + by) % len(all_found)]
        self.changed.emit()
        self.moved.emit()


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that begin after the end of the one before."""
    apart: list[tuple[int, int]] = []
    for span in spans:
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
    return apart
