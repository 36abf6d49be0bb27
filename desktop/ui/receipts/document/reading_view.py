"""ReadingView: a document view whose text is selected, copied and searched."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.core.media_type import MediaType
from desktop.core.page_text import PageText
from desktop.core.reading_order import Box
from desktop.ui.receipts.document.document_actions import DocumentActions
from desktop.ui.receipts.document.document_search import DocumentSearch
from desktop.ui.receipts.document.document_texts import DocumentTexts
from desktop.ui.receipts.document.document_view import DocumentView
from desktop.ui.receipts.document.find_bar import FindBar, shortcut_key
from desktop.ui.receipts.document.page_places import area_in_view, place_in_page
from desktop.ui.receipts.document.text_mouse import TextMouse
from desktop.ui.receipts.document.text_selection import Caret, TextSelection
from desktop.ui.theme import LIGHT
from desktop.workers.document_info import DocumentInfo
from desktop.workers.document_renderer import DocumentRenderer

TEXT_REST_MS = 300
"""So long after the images the text is read: who goes on to the next receipt does not wait for it."""
_AROUND_MATCH = 60
"""What is seen around a match that was scrolled to, in px at least."""
_BAR_MARGIN = 8


class ReadingView(DocumentView):
    """Text is known for PDFs alone; of pictures there is none to select."""

    def __init__(
        self, renderer: DocumentRenderer, actions: DocumentActions, parent: QWidget | None = None
    ) -> None:
        super().__init__(renderer, parent)
        self._memory = renderer.memory
        self._actions = actions
        self._reads = False
        self._copies = False
        self.texts = DocumentTexts(self._pages, self)
        self.selection = TextSelection(self.texts)
        self.search = DocumentSearch(self.texts, self)
        self.find_bar = FindBar(actions, self)
        self._mouse = TextMouse(self)
        self._rest = QTimer(self, singleShot=True, interval=TEXT_REST_MS)
        self._rest.timeout.connect(self._read_seen)
        self.viewport().setMouseTracking(True)
        self.addActions(actions.for_view())
        self._connect()

    def _connect(self) -> None:
        actions, bar = self._actions, self.find_bar
        self.texts.came.connect(self._on_text)
        self.search.changed.connect(self._on_search_changed)
        self.search.moved.connect(self._show_match)
        bar.text_changed.connect(self._look_for)
        bar.step_wanted.connect(self.search.step)
        bar.closed.connect(self._on_find_closed)
        actions.find.triggered.connect(self.open_find)
        actions.find_next.triggered.connect(self._on_find_next)
        actions.find_previous.triggered.connect(self._on_find_previous)
        actions.copy.triggered.connect(self.copy_text)
        actions.select_all.triggered.connect(self.select_all)

    # -- the document ----------------------------------------------------------------------------

    def _turn_of(self, path: Path) -> int:
        return self._memory.turn(path)

    def clear(self) -> None:
        super().clear()
        self._reads = self._copies = False
        self._rest.stop()
        self.texts.clear()
        self.selection.clear()
        self.search.clear()
        self._mouse.end()

    @Slot(object)
    def _on_opened(self, info: DocumentInfo) -> None:
        self._reads = info.kind is MediaType.PDF
        super()._on_opened(info)
        if not self.find_bar.isHidden():
            self._look_for(self.find_bar.field.text())

    @Slot()
    def rotate(self) -> None:
        super().rotate()
        self._memory.keep_turn(self._pages.path, self._rotation)

    @Slot()
    def _want_images(self) -> None:
        super()._want_images()
        if self._reads:
            self._rest.start()

    @Slot()
    def _read_seen(self) -> None:
        for page in self._layout.pages_in(self.visible_area()):
            self.texts.want(page, places=True)

    # -- places ----------------------------------------------------------------------------------

    def caret_at(self, point: QPointF) -> Caret | None:
        """The caret nearest to a point of the viewport; None where no text is known."""
        found = self._text_at(point)
        if found is None:
            return None
        page, text, (x, y) = found
        return Caret(page, text.caret_at(x, y), text.spot_at(x, y))

    def is_text_at(self, point: QPointF) -> bool:
        found = self._text_at(point)
        return found is not None and found[1].covers(*found[2])

    def _text_at(self, point: QPointF) -> tuple[int, PageText, tuple[float, float]] | None:
        if not self._sizes:
            return None
        at = point + self.origin()
        page = self._layout.place_of(at)[0]
        text = self.texts.placed(page)
        if text is None:
            return None
        return page, text, place_in_page(at, self._layout.rect(page), self._rotation)

    # -- selecting and copying -------------------------------------------------------------------

    @Slot()
    def select_all(self) -> None:
        if self._reads:
            self.selection.take_all(self.page_count)
            self.viewport().update()

    @Slot()
    def copy_text(self) -> None:
        """To the clipboard, as soon as the text of every selected page is here."""
        self._copies = not self.selection.empty
        self._copy_when_here()

    def _copy_when_here(self) -> None:
        missing = self.selection.missing() if self._copies else None
        if missing is not None:
            self.texts.want(missing, places=False)
        elif self._copies:
            self._copies = False
            QGuiApplication.clipboard().setText(self.selection.text())

    @Slot(int)
    def _on_text(self, page: int) -> None:
        self._copy_when_here()
        match = self.search.current
        if match is not None and match.page == page:
            self._show_match()
        self.viewport().update()

    # -- searching -------------------------------------------------------------------------------

    @Slot()
    def open_find(self) -> None:
        self.find_bar.show_state(self.search)
        self._place_bar()
        self.find_bar.open()
        self._look_for(self.find_bar.field.text())

    @Slot(str)
    def _look_for(self, words: str) -> None:
        self.search.look_for(words, self.page_count, self.page)

    @Slot()
    def _on_find_next(self) -> None:
        self._step_or_open(1)

    @Slot()
    def _on_find_previous(self) -> None:
        self._step_or_open(-1)

    def _step_or_open(self, by: int) -> None:
        if not self.find_bar.isHidden():
            self.search.step(by)
        else:
            self.open_find()

    @Slot()
    def _on_find_closed(self) -> None:
        """What was found last is selected, to be copied."""
        match = self.search.current
        if match is not None:
            self.selection.take(*match)
        self.search.clear()
        self.setFocus()

    @Slot()
    def _on_search_changed(self) -> None:
        self.find_bar.show_state(self.search)
        self._place_bar()
        self.viewport().update()

    @Slot()
    def _show_match(self) -> None:
        match = self.search.current
        if match is None:
            return
        text = self.texts.placed(match.page)
        if text is None:
            self.texts.want(match.page, places=True)
            if match.page not in self._layout.pages_in(self.visible_area()):
                self.go_to_page(match.page)
            return
        page = self._layout.rect(match.page)
        for area in text.areas(match.start, match.end)[:1]:
            self._bring_into_view(area_in_view(area, page, self._rotation))

    def _bring_into_view(self, area: QRectF) -> None:
        seen = QRectF(self.visible_area())
        room = seen.adjusted(_AROUND_MATCH, _AROUND_MATCH, -_AROUND_MATCH, -_AROUND_MATCH)
        if not room.contains(area):
            self.set_origin(area.center() - QPointF(seen.width() / 2, seen.height() / 2))

    # -- painting --------------------------------------------------------------------------------

    def _paint_page(self, painter: QPainter, page: int, rect: QRect) -> None:
        super()._paint_page(painter, page, rect)
        text = self.texts.placed(page)
        if text is None:
            return
        painter.save()
        # As with a marker: what is under it stays to be read. Paper is white in the dark theme, too.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for match, areas in self.search.found_on(page):
            current = match == self.search.current
            self._mark(painter, areas, rect, "mark_current" if current else "mark")
        start, end = self.selection.span(page, text)
        self._mark(painter, text.areas(start, end) if end > start else [], rect, "paper_selected")
        painter.restore()

    def _mark(self, painter: QPainter, areas: list[Box], rect: QRect, color: str) -> None:
        for area in areas:
            painter.fillRect(area_in_view(area, rect, self._rotation), LIGHT.color(color))

    # -- mouse and keys --------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._mouse.press(event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._mouse.move(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.end()
        super().mouseReleaseEvent(event)
        self._mouse.show_cursor(event.position())

    @property
    def dragged(self) -> bool:
        """Whether the page is being moved by the mouse."""
        return self._drag_from is not None

    def scroll_towards(self, point: QPoint) -> None:
        """By a little, when `point` is outside."""
        room = self.viewport().rect()
        inside = QPoint(
            max(room.left(), min(point.x(), room.right())), max(room.top(), min(point.y(), room.bottom()))
        )
        self.set_origin(self.origin() + QPointF(point - inside) / 4)

    def event(self, event: QEvent) -> bool:
        key = shortcut_key(event)
        if key is not None and (self._own_action(key) is not None or self._closes(key)):
            # Not the page's: there the same keys lead to the list and its search.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._own_action(event)
        if action is not None:
            action.trigger()
        elif self._closes(event):
            self.find_bar.close_bar()
            self.selection.clear()
            self.viewport().update()
        else:
            super().keyPressEvent(event)

    def _own_action(self, event: QKeyEvent) -> QAction | None:
        pressed = QKeySequence(event.keyCombination())
        own = (one for one in self._actions.for_view() if one.isEnabled())
        return next((one for one in own if pressed in one.shortcuts()), None)

    def _closes(self, event: QKeyEvent) -> bool:
        """Whether Escape has something to end here."""
        open_ = not self.find_bar.isHidden() or not self.selection.empty
        return event.key() == Qt.Key.Key_Escape and open_

    # -- the frame around ------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_bar()

    def _place_bar(self) -> None:
        """In the upper corner at the end of the line."""
        bar, room = self.find_bar, self.viewport().geometry()
        bar.resize(min(bar.sizeHint().width(), room.width() - 2 * _BAR_MARGIN), bar.sizeHint().height())
        left = room.left() + _BAR_MARGIN if self.isRightToLeft() else room.right() - bar.width() - _BAR_MARGIN
        bar.move(left, room.top() + _BAR_MARGIN)
