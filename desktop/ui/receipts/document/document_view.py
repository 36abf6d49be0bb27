"""DocumentView: a receipt's file as large as the window lets it be: zoom, pan, pages, turns."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.core.errors import AppError
from desktop.ui.error_text import error_text
from desktop.ui.receipts.document.document_keys import take_key
from desktop.ui.receipts.document.document_lock import DocumentLock
from desktop.ui.receipts.document.document_notes import DocumentNotes
from desktop.ui.receipts.document.document_pages import DocumentPages, PageWish
from desktop.ui.receipts.document.opening_words import OpeningWords
from desktop.ui.receipts.document.page_wishes import page_wishes
from desktop.ui.receipts.document.page_words import PageWords
from desktop.ui.receipts.document.pan_area import PanArea
from desktop.ui.theme import theme
from desktop.workers.document_info import DocumentInfo
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.page_fit import PageFit
from desktop.workers.page_layout import (
    LEAST_ZOOM,
    MOST_ZOOM,
    PageLayout,
    shown_sizes,
)
from desktop.workers.pictures import ReadyDocument

Fit = Literal["page", "width", ""]

ZOOM_STEP = 1.25
WHEEL_STEP = 1.15
SETTLE_MS = 70
"""How long zoom and scrolling rest before sharper images are asked for."""
BESIDE_MS = 300
"""So long after those that are seen are the pages beside them drawn."""


class DocumentView(PanArea):
    """Shows one document of the renderer's. `page` counts from 0; `zoom` 1.0 is 100 %.

    `step_wanted(-1 | 1)`: an arrow key with nothing more to scroll, for the receipt before or after.
    """

    opened = Signal(object)
    failed = Signal(object)
    page_changed = Signal(int)
    zoom_changed = Signal()
    step_wanted = Signal(int)
    action_clicked = Signal()
    first_page_drawn = Signal(object)
    """ReadyDocument: the first page as it is fitted into the view; with it the document is here at once."""

    def __init__(self, renderer: DocumentRenderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = DocumentPages(renderer, self)
        self._info: DocumentInfo | None = None
        self._sizes: list[QSizeF] = []
        self._rotation = 0
        self._zoom = 1.0
        self._fit: Fit = "page"
        self._last_fit: Fit = "page"
        self._told_page = -1
        self._layout = PageLayout([], 1.0, 0, 1, 1)
        self.setAccessibleName(self.tr("Document"))
        self.viewport().setAutoFillBackground(False)
        self.notes = DocumentNotes(self.viewport())
        self.notes.action_clicked.connect(self.action_clicked)
        self._lock = DocumentLock(self.notes, renderer.memory, self)
        self._lock.unlocked.connect(self._on_unlocked)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._want_images)
        self.opening = OpeningWords(self.notes, self)
        self.words = PageWords(self._pages, self.viewport())
        self._beside = QTimer(self, singleShot=True, interval=BESIDE_MS)
        self._beside.timeout.connect(self._want_beside)
        self._pages.opened.connect(self._on_opened)
        self._pages.failed.connect(self._on_failed)
        self._pages.changed.connect(self._on_page_image)

    # -- what is shown ---------------------------------------------------------------------------

    def show_document(self, path: Path) -> None:
        """Opens the file; `opened` or `failed` follows, unless another one is shown before."""
        self.clear()
        self._rotation = self._turn_of(path)
        self.opening.start()
        self._pages.open(path, self._page_fit(self._fit, self._rotation))

    def _turn_of(self, path: Path) -> int:
        """How it is turned from the beginning, in degrees."""
        return 0

    def take_ready(self, ready: ReadyDocument) -> None:
        """How the document that is being opened looks, as somebody knew from before."""
        self._pages.take_ready(ready)

    def fitted_size(self, info: DocumentInfo) -> QSize:
        """Of the first page, in device pixels, as it would be fitted here when it is opened."""
        return self._page_fit(self._last_fit, 0).pixels(info)

    @Slot(object)
    def _on_unlocked(self, path: Path) -> None:
        # The field goes away with the next line: its focus is not to land on a button beside.
        self.setFocus()
        self.show_document(path)

    def clear(self) -> None:
        """Shows nothing."""
        self.opening.stop()
        for timer in (self._settle, self._beside):
            timer.stop()
        self._pages.close()
        self.words.clear()
        self._lock.forget()
        self._info = None
        self._sizes = []
        self._rotation = 0
        self._fit = self._last_fit
        self._told_page = -1
        self.notes.clear()
        self._lay_out()

    def show_message(self, sentence: str, action: str = "", icon_name: str = "file") -> None:
        """Says why there is no document; `action` is what helps, `action_clicked` that it was chosen."""
        self.clear()
        self.notes.show_message(sentence, action, icon_name)

    def show_progress(self, share: float | None, sentence: str) -> None:
        """Says how far the document is on its way, as a share of 1; None when nobody knows."""
        if self._sizes or self.opening.active:
            self.clear()
        self.notes.show_progress(share, sentence)

    @property
    def page_count(self) -> int:
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page that fills most of the view."""
        if not self._sizes:
            return 0
        area = self.visible_area()
        seen = {page: self._layout.rect(page).intersected(area) for page in self._layout.pages_in(area)}
        return max(seen, key=lambda page: (seen[page].height() * seen[page].width(), -page), default=0)

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def fit(self) -> Fit:
        return self._fit

    @property
    def rotation(self) -> int:
        return self._rotation

    @property
    def sharp(self) -> bool:
        """Whether all that is seen is drawn at its own size."""
        if not self._sizes or self._settle.isActive():
            return False
        return all(self._pages.settled(wish) for wish in self._wishes() if wish.visible)

    # -- opening ---------------------------------------------------------------------------------

    @Slot(object)
    def _on_opened(self, info: DocumentInfo) -> None:
        self.opening.stop()
        self.notes.clear()
        self._info = info
        self._sizes = shown_sizes(info)
        self._lay_out()
        self.set_origin(QPointF(0, 0))
        self._want_images()
        self.opened.emit(info)
        self._tell_page()
        self.zoom_changed.emit()

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        path, words = self._pages.path, error_text(error)
        self.show_message(words.sentence, words.remedy, words.icon)
        self.failed.emit(error)
        self._lock.ask(path, error)

    @Slot(int)
    def _on_page_image(self, page: int) -> None:
        error = self._pages.error(page)
        if error is not None and self.page_count == 1:
            # Nothing at all can be shown: said with what helps, not on a page of its own.
            self._on_failed(error)
        else:
            self.viewport().update()
            if page == 0:
                self._tell_first_page()

    def first_page(self) -> QImage | None:
        """As it is drawn, at whatever size; None while it is not."""
        drawn = self._pages.image(0)
        return drawn.image if drawn is not None else None

    def _tell_first_page(self) -> None:
        drawn = self._pages.image(0)
        if self._lock.was_opened(self._pages.path):
            # What opens with a password alone is not kept as a picture that anybody opens.
            return
        if drawn is not None and self._info is not None and self._fit and not drawn.wish.rotation:
            self.first_page_drawn.emit(ReadyDocument(self._info, drawn.image))

    # -- zoom, turns, pages ----------------------------------------------------------------------

    @Slot()
    def zoom_in(self) -> None:
        self.set_zoom(self._zoom * ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        self.set_zoom(self._zoom / ZOOM_STEP)

    @Slot()
    def zoom_actual(self) -> None:
        self.set_zoom(1.0)

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Zooms so that what is at `at` (in the viewport; None: its middle) stays there."""
        if not self._sizes:
            return
        at = QRectF(self.viewport().rect()).center() if at is None else at
        page, share = self._layout.place_of(at + self.origin())
        # A page that was fitted may be smaller than the least zoom: it grows from there, not shrinks.
        self._zoom = max(min(LEAST_ZOOM, self._zoom), min(MOST_ZOOM, zoom))
        self._fit = ""
        self._lay_out()
        self.set_origin(self._layout.point_of(page, share) - at)
        self._after_change()

    @Slot()
    def fit_page(self) -> None:
        self._set_fit("page")

    @Slot()
    def fit_width(self) -> None:
        self._set_fit("width")

    def _set_fit(self, fit: Fit) -> None:
        page = self.page
        self._fit = self._last_fit = fit
        self._lay_out()
        self.go_to_page(page)
        self._after_change()

    @Slot()
    def rotate(self) -> None:
        """Turns every page clockwise by a quarter."""
        page = self.page
        self._rotation = (self._rotation + 90) % 360
        self._lay_out()
        self.go_to_page(page)
        self._after_change()

    def go_to_page(self, page: int) -> None:
        """Shows this page from its top; the nearest one when there is none of this number."""
        if not self._sizes:
            return
        rect = self._layout.rect(max(0, min(page, len(self._sizes) - 1)))
        room = self.viewport().height()
        above = (room - rect.height()) / 2 if rect.height() < room else 0
        self.set_origin(QPointF(self.origin().x(), rect.top() - max(0.0, above)))
        self._tell_page()

    def _after_change(self) -> None:
        self._settle.start()
        self._tell_page()
        self.zoom_changed.emit()
        self.viewport().update()

    def _tell_page(self) -> None:
        page = self.page
        if self._sizes and page != self._told_page:
            self._told_page = page
            self.page_changed.emit(page)

    # -- places ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        if self._fit and self._sizes:
            self._zoom = self._page_fit(self._fit, self._rotation).zoom(self._sizes)
        self._layout = PageLayout(
            self._sizes, self._zoom, self._rotation, self.viewport().width(), self.viewport().height()
        )
        self.set_content_size(self._layout.size)
        self.viewport().update()

    def _page_fit(self, fit: Fit, rotation: int) -> PageFit:
        bar = self.verticalScrollBar().sizeHint().width()
        room, ratio = self.maximumViewportSize(), self.devicePixelRatioF()
        return PageFit(room, bar, ratio, width_only=fit == "width", rotation=rotation)

    # -- images ----------------------------------------------------------------------------------

    @Slot()
    def _want_images(self) -> None:
        if self._sizes:
            # Whoever goes through many documents waits for nothing that is not seen.
            wishes = self._wishes()
            self._pages.want(wishes, only_visible=True)
            self.words.watch(wish.page for wish in wishes if wish.visible)
            self._beside.start()

    @Slot()
    def _want_beside(self) -> None:
        if self._sizes:
            self._pages.want(self._wishes())

    def _wishes(self) -> list[PageWish]:
        return page_wishes(self._layout, self.visible_area(), self._rotation, self.devicePixelRatioF())

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme().color("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = self.visible_area()
        for page in self._layout.pages_in(area):
            self._paint_page(painter, page, self._layout.rect(page).translated(-area.topLeft()))
        self.draw_focus(painter)

    def _paint_page(self, painter: QPainter, page: int, rect: QRect) -> None:
        painter.fillRect(rect.adjusted(-1, -1, 1, 1), theme().color("hairline"))
        painter.fillRect(rect, Qt.GlobalColor.white)
        for drawn in (self._pages.image(page), self._pages.detail(page)):
            if drawn is not None and drawn.wish.rotation == self._rotation:
                painter.drawImage(drawn.place_in(rect), drawn.image)
        self.words.draw(painter, page, rect)

    # -- mouse, wheel, keys ----------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            self.set_zoom(self._zoom * WHEEL_STEP**steps, event.position())
            event.accept()
            return
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and self._sizes:
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.set_zoom(self._zoom * (1 + event.value()), event.position())
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or not take_key(self, event.key(), held=event.isAutoRepeat()):
            event.ignore()

    # -- the frame around ------------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        self._settle.start()
        self._tell_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self._layout.place_of(self.origin()) if self._sizes else None
        self.notes.setGeometry(self.viewport().rect())
        before = self._zoom
        self._lay_out()
        if place is not None:
            self.set_origin(self._layout.point_of(*place))
            self._settle.start()
        if self._zoom != before:
            self.zoom_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange):
            self._settle.start()
            self.viewport().update()
