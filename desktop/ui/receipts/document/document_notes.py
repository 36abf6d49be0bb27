"""DocumentNotes: what stands where a document will be, or would have been."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop.ui.formatting import percent_text
from desktop.ui.receipts.document.password_form import PasswordForm
from desktop.ui.theme import font, theme
from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.painting import PROGRESS_HEIGHT, UNKNOWN_PROGRESS, draw_progress

_BAR_WIDTH = 220
_TEXT_WIDTH = 440
"""A document has more room than a list: most sentences stand on one line."""


class DocumentNotes(QWidget):
    """A sentence with what helps, or how far the document is on its way; hidden when neither is said."""

    action_clicked = Signal()
    link_clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self._message = EmptyList(self, _TEXT_WIDTH)
        self._message.action_clicked.connect(self.action_clicked)
        self._message.link_clicked.connect(self.link_clicked)
        self._progress = _Progress(self)
        self.password = PasswordForm(self)
        self.password.other_way.connect(self.action_clicked)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.password)
        self._stack.addWidget(self._message)
        self._stack.addWidget(self._progress)
        self.clear()

    @property
    def sentence(self) -> str:
        """What is said at the moment, "" while nothing is."""
        shown = self._stack.currentWidget()
        return "" if shown is None or self.isHidden() else shown.accessibleName()

    def clear(self) -> None:
        self.password.field.clear()
        if self.isAncestorOf(self.window().focusWidget()):
            # Of a button that goes, Qt would lead the focus to whatever comes next in the window.
            self._view.setFocus()
        self.hide()

    def show_message(self, sentence: str, action: str, icon_name: str, link: str = "") -> None:
        lead, stop, rest = sentence.partition(". ")
        # The first sentence leads, what else there is to say stands under it.
        self._message.show_reason(icon_name or "file", lead + stop.strip(), rest, action=action, link=link)
        self._message.setAccessibleName(sentence)
        self._stack.setCurrentWidget(self._message)
        self.show()

    def ask_password(self, sentence: str, link: str, *, refused: bool) -> None:
        """See `PasswordForm.ask`."""
        self.password.ask(sentence, link, refused=refused)
        self._stack.setCurrentWidget(self.password)
        self.show()

    def show_progress(self, share: float | None, sentence: str) -> None:
        self._progress.show_share(share, sentence)
        self._stack.setCurrentWidget(self._progress)
        self.show()


class _Progress(QWidget):
    """A line of words with its percent, and a bar under it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._share: float | None = None
        self._words = ""

    def show_share(self, share: float | None, sentence: str) -> None:
        self._share = share
        self._words = sentence if share is None else f"{sentence} · {percent_text(share)}"
        self.setAccessibleName(self._words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font("lead"))
        painter.setPen(theme().color("text"))
        high = QFontMetrics(font("lead")).height()
        line = QRect(0, self.height() // 2 - high - 6, self.width(), high)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self._words)
        bar = QRect((self.width() - _BAR_WIDTH) // 2, line.bottom() + 10, _BAR_WIDTH, PROGRESS_HEIGHT)
        share = UNKNOWN_PROGRESS if self._share is None else self._share
        draw_progress(painter, bar, share, self.layoutDirection(), track="raised")
