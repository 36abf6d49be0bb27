"""NotePad: a heading, what is written, and a sentence when the note is full."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.core.excerpt import excerpt
from desktop.core.note import LONGEST_NOTE
from desktop.ui.formatting import isolate, number_text, one_line
from desktop.ui.icons import icon
from desktop.ui.notes.note_editor import NoteEditor
from desktop.ui.theme import font, theme
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.labels import plain_label
from desktop.ui.widgets.marked_text import draw_marked

_ICON = 16


class NotePad(QWidget):
    """Shows the note of one call or receipt. `folds`: one line until it is opened."""

    def __init__(self, parent: QWidget | None = None, *, folds: bool = False, side: int = 16) -> None:
        """`side`: margin at both sides, in px."""
        super().__init__(parent)
        self._folds = folds
        self._open = not folds
        self._side = side
        self._words = ""
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._make_parts()
        self._lay_out()
        self._connect()
        self.show_note(None)

    def _make_parts(self) -> None:
        self._picture = QLabel(self)
        self._heading = QLabel(self.tr("Note"), self)
        self._heading.setFont(font("caption", bold=True))
        self._heading.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._line = _Line(self)
        self.fold_button = IconButton("open-list", self.tr("Open the note"), self)
        self.editor = NoteEditor(2, 4 if self._folds else 8, self)
        self.editor.setAccessibleName(self.tr("Note"))
        self.editor.setPlaceholderText(self.tr("Write a note. It stays on this computer."))
        self._full = plain_label("", "caption", secondary=True)
        limit = number_text(LONGEST_NOTE)
        self._full.setText(self.tr("The note is full: it can hold {limit} characters.").format(limit=limit))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        for widget in (self._picture, self._heading):
            head.addWidget(widget)
        head.addWidget(self._line, 1)
        head.addStretch(0 if self._folds else 1)
        head.addWidget(self.fold_button)
        column = QVBoxLayout(self)
        tight = 2 if self._folds else 8
        column.setContentsMargins(self._side, tight, self._side, tight if self._folds else 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addWidget(self._full)

    def _connect(self) -> None:
        self.fold_button.clicked.connect(self._on_fold)
        self._line.clicked.connect(self.write)
        self.editor.filled.connect(self._full.setVisible)
        self.editor.edited.connect(self._show_line)

    # -- what is shown ---------------------------------------------------------------------------

    def show_note(self, text: str | None) -> None:
        """Shows what is written; None: there is nothing to write on."""
        self.setEnabled(text is not None)
        self.editor.set_text(text or "")
        self._show_parts()

    def look_for(self, words: str) -> None:
        """What the list is searched for is marked in the note, too."""
        self._words = words
        self.editor.look_for(words)
        self._show_line()

    def text(self) -> str:
        return self.editor.toPlainText()

    @property
    def line_text(self) -> str:
        """What a folded pad shows."""
        return self._line.text()

    @Slot()
    def write(self) -> None:
        """Opens the pad and puts the keyboard into it, behind what is written."""
        if not self.isEnabled():
            return
        self._open = True
        self._show_parts()
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)

    @Slot()
    def _on_fold(self) -> None:
        if self._open:
            self._open = False
            self._show_parts()
        else:
            self.write()

    def _show_parts(self) -> None:
        self.editor.setVisible(self._open)
        self._full.setVisible(self._open and self.editor.is_full)
        self.fold_button.setVisible(self._folds)
        self.fold_button.set_icon_name("close-list" if not self._open else "open-list")
        self.fold_button.set_text(self.tr("Fold the note") if self._open else self.tr("Open the note"))
        picture = icon("note", "text2").pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF())
        self._picture.setPixmap(picture)
        self._show_line()

    @Slot()
    def _show_line(self) -> None:
        """Folded, the pad says how the note begins, or the words around what is searched for."""
        self._line.setVisible(self._folds)
        if not self._folds:
            return
        begins = isolate(excerpt(self.text(), self._words) or one_line(self.text()[:500]))
        empty = self.tr("Write a note") if self.isEnabled() else ""
        self._line.look_for(self._words)
        self._line.setText("" if self._open else begins if self.text().strip() else empty)


class _Line(ElidingLabel):
    """A line that can be clicked; the button beside it does the same for keys."""

    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent, color="text2")
        self._words = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def look_for(self, words: str) -> None:
        """Marks `words` where they stand in the line."""
        self._words = words.strip()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._words:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        color, direction = theme().color("text2"), self.layoutDirection()
        area, text = self.contentsRect(), self.text()
        draw_marked(painter, area, text, self._words, font=self.font(), color=color, direction=direction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
