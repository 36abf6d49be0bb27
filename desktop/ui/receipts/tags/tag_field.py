"""TagField: a field for tags, which completes what is typed from those that are in use."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from desktop.core.search_text import normalise
from desktop.core.tag import typed_tags
from desktop.ui.receipts.document.find_bar import shortcut_key
from desktop.ui.theme import font, theme
from desktop.ui.widgets.buttons import control_height
from desktop.ui.widgets.labels import leading_alignment

_LETTERS = 18
_DIVIDERS = (",", ";")
_POPUP = """
QListView {{ background: {raised}; color: {text}; border: 1px solid {border}; padding: 1px; outline: none; }}
QListView::item {{ padding: 5px 8px; }}
QListView::item:selected {{ background: {selected}; color: {on_selected}; }}
"""


class TagField(QLineEdit):
    """Enter, a comma or a choice of what is offered is a tag."""

    entered = Signal(object)
    """Tags (a list of str) that are to be added."""
    left = Signal()
    """Escape: back to where the user came from."""
    back_wanted = Signal()
    """Backspace where there is nothing to delete: to the tag before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: Sequence[str] = ()
        self.setPlaceholderText(self.tr("Add a tag"))
        self.setAlignment(leading_alignment())
        self.setAccessibleName(self.tr("Add a tag"))
        self._offered = QStringListModel(self)
        self._popup = QListView()
        self._completer = QCompleter(self._offered, self)
        self._completer.setPopup(self._popup)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._on_chosen)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_changed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font())
        return QSize(metrics.averageCharWidth() * _LETTERS + 24, control_height())

    def offer(self, tags: Sequence[str]) -> None:
        """What is completed from: tags in use that the receipt does not have."""
        self._known = tags
        if self._popup.isVisible():
            self._show_offers()

    @property
    def offers(self) -> list[str]:
        """What is offered for what is typed."""
        return self._offered.stringList()

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        if any(divider in text for divider in _DIVIDERS):
            last = max(text.rfind(divider) for divider in _DIVIDERS)
            self.setText(text[last + 1 :].lstrip())
            self._enter(text[:last])
        if self.text().strip():
            self._show_offers()

    @Slot(str)
    def _on_changed(self, text: str) -> None:
        if not text:
            self._popup.hide()

    def _show_offers(self) -> None:
        """Those that begin so first, then those that have it within."""
        wanted = normalise(self.text())
        fitting = [tag for tag in self._known if wanted in normalise(tag)]
        fitting.sort(key=lambda tag: not normalise(tag).startswith(wanted))
        self._offered.setStringList(fitting)
        if fitting:
            self._popup.setStyleSheet(_POPUP.format(**theme()._asdict()))
            all_seen = len(fitting) <= self._completer.maxVisibleItems()
            bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if all_seen else Qt.ScrollBarPolicy.ScrollBarAsNeeded
            self._popup.setVerticalScrollBarPolicy(bar)
            self._completer.complete()
        else:
            self._popup.hide()

    @Slot(str)
    def _on_chosen(self, tag: str) -> None:
        self.clear()
        self._enter(tag)

    @Slot()
    def drop_begun(self) -> None:
        """What was begun was meant for the receipt that was there."""
        self._popup.hide()
        self.clear()

    def _take_text(self) -> None:
        text = self.text()
        self.drop_begun()
        self._enter(text)

    def _enter(self, text: str) -> None:
        tags = typed_tags(text)
        if tags:
            self.entered.emit(tags)

    def event(self, event: QEvent) -> bool:
        # Escape is the page's otherwise, for which the list comes back.
        key = shortcut_key(event)
        if key is not None and key.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter(event)
        elif event.key() == Qt.Key.Key_Down:
            self._show_offers()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _on_enter(self, event: QKeyEvent) -> None:
        if self._popup.isVisible() and self._popup.currentIndex().isValid():
            # The list of offers has asked here first: what is marked there is meant.
            event.ignore()
        else:
            self._take_text()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            # What was begun was meant for the receipt that was there.
            self.clear()
