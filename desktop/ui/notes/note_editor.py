"""NoteEditor: plain text to write in, as high as it needs, of a length that has an end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from desktop.core.note import LONGEST_NOTE
from desktop.core.search_text import places
from desktop.ui.widgets.marked_text import text_look, text_span, utf16_places

_MOST_MARKED = 100
_ROOM = 14
"""Frame and margins above and below the lines, in px."""


class NoteEditor(QTextEdit):
    """Each paragraph stands at the side of its own direction.

    Undo goes back to when the note was shown. `most` lines are in view at once, `least` always.
    """

    edited = Signal()
    """The user changed the text; setting it does not tell."""
    left = Signal()
    """Escape: back to where he came from."""
    rested = Signal()
    """The keyboard went elsewhere."""
    filled = Signal(bool)
    """Whether nothing more can be written."""

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self._setting = False
        self._words = ""
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)

    def set_text(self, text: str) -> None:
        """Shows another note; what was undone or done in the one before is forgotten."""
        self._setting = True
        self.setPlainText(text)
        self._setting = False
        self.filled.emit(self.is_full)

    # -- what is searched for --------------------------------------------------------------------

    def look_for(self, words: str) -> None:
        """Marks each place of `words`, while they are in the text; "" marks nothing."""
        self._words = words.strip()
        self._mark_found()

    def _mark_found(self) -> None:
        text = self.toPlainText() if self._words else ""
        units = utf16_places(text)
        found = places(text, self._words, _MOST_MARKED)
        spans = [text_span(self, units(start), units(end)) for start, end in found]
        self.setExtraSelections([text_look(span, "mark", "text") for span in spans])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._mark_found()

    # -- its length ------------------------------------------------------------------------------

    @property
    def room(self) -> int:
        """How many characters more can be written; what is selected gives way."""
        cursor = self.textCursor()
        selected = cursor.selectionEnd() - cursor.selectionStart()
        return LONGEST_NOTE - (self.document().characterCount() - 1 - selected)

    @Slot()
    def _on_text_changed(self) -> None:
        if self._words:
            self._mark_found()
        if not self._setting:
            self.filled.emit(self.is_full)
            self.edited.emit()

    @property
    def is_full(self) -> bool:
        return self.document().characterCount() > LONGEST_NOTE

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Of what is pasted or dropped, as much as there is room for."""
        # As Qt counts: what is beyond U+FFFF twice, and never half of it.
        units = source.text().encode("utf-16-le", "surrogatepass")[: 2 * max(0, self.room)]
        self.insertPlainText(units.decode("utf-16-le", "ignore"))
        self.ensureCursorVisible()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() and self.room <= 0:
            event.setCommitString("")
        super().inputMethodEvent(event)

    # -- its height ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        text = round(self.document().size().height() - 2 * self.document().documentMargin())
        shown = min(max(text, self._least * line), self._most * line)
        return QSize(super().sizeHint().width(), shown + _ROOM)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    @Slot()
    def _on_size_changed(self) -> None:
        self.updateGeometry()

    # -- the keyboard ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self.room > 0 or not _writes(event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.rested.emit()


def _writes(event: QKeyEvent) -> bool:
    """Whether this key would add something."""
    text = event.text()
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (text != "" and text.isprintable())
