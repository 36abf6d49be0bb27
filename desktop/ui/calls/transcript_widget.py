"""TranscriptWidget: what was said, to read, select and search in."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.core.search_text import places
from desktop.ui.calls.spoken_text import MARGIN, SpokenText
from desktop.ui.theme import font
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.marked_text import text_look, text_span, utf16_places
from desktop.ui.widgets.search_field import SearchField

_SIDE = 16
_PARAGRAPH_GAP = 9
_LINE_HEIGHT = 20
_MOST_MARKED = 500
_LONG_WORD = re.compile(r"(\S{1000})(?=\S)")
_LONG_PARAGRAPH = re.compile(r"([^\n]{20000}\S*) ")
"""Qt lays out a paragraph at once, and a word in time that grows with its square."""


class TranscriptWidget(QWidget):
    """Plain text, each paragraph in its own direction; found words are marked, the current one stronger."""

    counted = Signal(int, int)
    """Which of how many is the current one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: list[QTextCursor] = []
        self._current = 0
        self._spoken: QTextCursor | None = None
        self._list_words = self._taken_words = ""
        """What the list is searched for, and what of it stands in the field."""
        self._heading = QLabel(self.tr("Transcript"), self)
        self._heading.setFont(font("caption", bold=True))
        self._heading.setForegroundRole(self._heading.palette().ColorRole.PlaceholderText)
        self.find_field = SearchField(self.tr("Find in the transcript"), self)
        self.find_field.search_changed.connect(self._on_search)
        self._previous = IconButton("close-list", self.tr("Previous match"), self)
        self._next = IconButton("open-list", self.tr("Next match"), self)
        self._text = SpokenText(self)
        self._text.setAccessibleName(self.tr("Transcript"))
        self._place = ElidingLabel("", self, role="caption", color="text2")
        self._place.hide()
        self._lay_out()
        self._previous.clicked.connect(partial(self._on_step, -1))
        self._next.clicked.connect(partial(self._on_step, 1))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        for part in (head, self._place):
            part.setContentsMargins(MARGIN, 0, MARGIN, 0)
        head.addWidget(self._heading, 1)
        for widget in (self.find_field, self._previous, self._next):
            head.addWidget(widget)
        self.find_field.setMaximumWidth(180)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE - MARGIN, 8, _SIDE - MARGIN, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._place)
        column.addWidget(self._text, 1)

    @property
    def reader(self) -> SpokenText:
        """What has the keyboard while somebody reads."""
        return self._text

    def text(self) -> str:
        return self._text.toPlainText()

    @property
    def has_text(self) -> bool:
        """Whether what is shown was said by somebody."""
        return not self.find_field.isHidden()

    @property
    def is_searched(self) -> bool:
        """Whether somebody looks for something here."""
        return bool(self._found)

    @property
    def place_text(self) -> str:
        """What is said of the mark; "" while nothing is marked."""
        return "" if self._place.isHidden() else self._place.text()

    def mark_spoken(self, part: QTextCursor | None, said: str) -> None:
        """Tints what is spoken about now, and says how that is known; None: nothing is."""
        before, self._spoken = self._spoken, part
        self._place.setText(said)
        self._place.setVisible(part is not None)
        if part != before:
            self._text.setToolTip(self.tr("A click goes to about this place.") if part is not None else "")
            self._text.show_spoken(part)
            self._show_marks()

    def set_text(self, text: str) -> None:
        """Shows `text`; "" says that there is no transcript."""
        self._spoken = None
        self._text.set_text(_in_parts(text) or self.tr("No transcript"))
        for widget in (self.find_field, self._previous, self._next):
            widget.setVisible(bool(text))
        self._space_paragraphs()
        self._take_list_words()
        self._on_search(self.find_field.text())

    def forget(self) -> None:
        """Another account: neither the text nor what was looked for in it stays."""
        self._list_words = self._taken_words = ""
        self.find_field.set_text_silently("")
        self.set_text("")

    def look_for(self, words: str) -> None:
        """What the list is searched for is marked here, too, unless the reader looks for something else."""
        self._list_words = words
        self._take_list_words()
        self._on_search(self.find_field.text())

    def _take_list_words(self) -> None:
        # In this call it may be the number or the name that was found.
        words = self._list_words if self._find_all(self._list_words) else ""
        if self.find_field.text() == self._taken_words:
            self._taken_words = words
            self.find_field.set_text_silently(words)

    def _space_paragraphs(self) -> None:
        spaced = QTextBlockFormat()
        spaced.setBottomMargin(_PARAGRAPH_GAP)
        line = max(_LINE_HEIGHT, self._text.fontMetrics().height() + 2)
        spaced.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self._text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)

    # -- finding ---------------------------------------------------------------------------------

    @Slot(str)
    def _on_search(self, words: str) -> None:
        self._found = self._find_all(words.strip())
        self._current = 0
        self._show_found()

    def _find_all(self, words: str) -> list[QTextCursor]:
        if not words.strip():
            return []
        text = self._text.toPlainText()
        units = utf16_places(text)
        found = places(text, words, _MOST_MARKED)
        return [text_span(self._text, units(start), units(end)) for start, end in found]

    @property
    def follows_list(self) -> bool:
        """Whether what the list is searched for is looked for here, and nothing else."""
        return bool(self._list_words.strip()) and self.find_field.text() == self._taken_words

    def step(self, by: int, *, around: bool = True) -> bool:
        """To the next (1) or previous (-1) match, `around` the ends or not; False when there is none."""
        place = self._current + by
        if not self._found or not (around or 0 <= place < len(self._found)):
            return False
        self._current = place % len(self._found)
        self._show_found()
        return True

    def go_to_last(self) -> None:
        """To the last match, for who comes from below."""
        self._current = max(0, len(self._found) - 1)
        self._show_found()

    def _on_step(self, by: int, _: bool = False) -> None:
        self.step(by)

    def _show_found(self) -> None:
        self._show_marks()
        several = bool(self._found)
        self._previous.setEnabled(several)
        self._next.setEnabled(several)
        self._note()
        if several:
            place = QTextCursor(self._found[self._current])
            place.clearSelection()
            self._text.setTextCursor(place)
            self._text.ensureCursorVisible()
        self.counted.emit(self._current + 1 if several else 0, len(self._found))

    def _show_marks(self) -> None:
        found = [text_look(span, "mark") for span in self._found]
        if found:
            current = self._found[self._current]
            found[self._current] = text_look(current, "mark_current", "on_mark_current")
        self._text.setExtraSelections([*self._text.spoken_looks(), *found])

    def _note(self) -> None:
        if not self.find_field.text().strip():
            self.find_field.set_note("")
            return
        shown = self._current + 1 if self._found else 0
        note = self.tr("{current} of {count}").format(current=shown, count=len(self._found))
        self.find_field.set_note(note)


def _in_parts(text: str) -> str:
    """`text` with a line's end where a word or a paragraph is longer than anybody speaks."""
    return _LONG_PARAGRAPH.sub(r"\1\n", _LONG_WORD.sub(r"\1\n", text))
