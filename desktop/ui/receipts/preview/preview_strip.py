"""PreviewStrip: above the document: which file, its name, its pages, and how large it is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QWidget

from desktop.core.models import FileKind, KeptFile, Receipt
from desktop.services.receipts import has_file
from desktop.ui.formatting import file_name_text, isolate_ltr, number_text, one_line, size_text
from desktop.ui.receipts.document.document_actions import DocumentActions
from desktop.ui.receipts.preview.receipt_facts import ReceiptFacts
from desktop.ui.receipts.receipt_words import gone_text, kind_text
from desktop.ui.theme import font, theme
from desktop.ui.widgets.buttons import IconButton, MenuButton
from desktop.ui.widgets.fitting_label import FittingLabel
from desktop.ui.widgets.painting import fill_area
from desktop.ui.widgets.segment_switch import Segment, SegmentSwitch

STRIP_HEIGHT = 32
_EDGE = 2
_MARGIN = 10
_GAP = 2
_LEAST_NAME = 120
_MOST = 1000
"""As a stretch: all the room there is, beside one of 1."""


class PreviewStrip(QWidget):
    """`kind_chosen(FileKind)`: source or preview; everything else is a command of the page."""

    kind_chosen = Signal(object)

    def __init__(
        self, actions: DocumentActions, second_window: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kinds = (FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW)
        segments = [Segment(kind.value, kind_text(kind)) for kind in kinds]
        self.switch = SegmentSwitch(segments, self, name=self.tr("File of the receipt"), inset=1)
        self.switch.changed.connect(self._on_switch)
        self.file_label = FittingLabel(self, color="text2")
        self.file_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.file_label.setCursor(Qt.CursorShape.OpenHandCursor)
        self.page_label = _number_label(self)
        self._actions = actions
        self._previous = IconButton.of_action(actions.previous_page, self)
        self._next = IconButton.of_action(actions.next_page, self)
        self.find_button = IconButton.of_action(actions.find, self)
        self.second_button = IconButton.of_action(second_window, self)
        self.facts = ReceiptFacts(self)
        self.facts.hide()
        self._tools = {
            action: IconButton.of_action(action, self)
            for action in (
                actions.zoom_out, actions.zoom_in, actions.fit_page, actions.fit_width, actions.rotate,
            )
        }  # fmt: skip
        self._several = False
        """Whether the document has more than one page."""
        self._make_zoom(actions)
        self._lay_out(actions)
        self.setMinimumWidth(320)
        self.show_file(None, FileKind.RECEIPT_SOURCE, None)
        self.show_pages(0, 0)

    def _make_zoom(self, actions: DocumentActions) -> None:
        menu = QMenu(self)
        menu.addActions([actions.fit_page, actions.fit_width, actions.zoom_actual])
        menu.addSeparator()
        # What gives way in a narrow window is here.
        menu.addActions([actions.zoom_in, actions.zoom_out])
        menu.addSeparator()
        menu.addAction(actions.rotate)
        self.zoom_button = MenuButton(menu, self)
        self.zoom_button.setText(_percent_text(1.0))
        self.zoom_button.setToolTip(self.tr("Zoom"))
        self.zoom_button.setFont(font(table=True))
        width = QFontMetrics(font()).horizontalAdvance("800%") + 16
        self.zoom_button.setFixedSize(QSize(width, 28))

    def _lay_out(self, actions: DocumentActions) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 1, _MARGIN, 1)
        row.setSpacing(_GAP)
        row.addWidget(self.switch)
        row.addSpacing(8)
        row.addWidget(self.facts)
        row.addWidget(self.file_label, _MOST)
        row.addStretch(1)
        row.addSpacing(8)
        for widget in (self._previous, self.page_label, self._next):
            row.addWidget(widget)
        row.addSpacing(6)
        row.addWidget(self._tools[actions.zoom_out])
        row.addWidget(self.zoom_button)
        row.addWidget(self._tools[actions.zoom_in])
        row.addSpacing(6)
        for action in (actions.fit_page, actions.fit_width, actions.rotate):
            row.addWidget(self._tools[action])
        row.addWidget(self.find_button)
        row.addWidget(self.second_button)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(STRIP_HEIGHT, QFontMetrics(font()).height() + 14))

    # -- what is shown ---------------------------------------------------------------------------

    def show_file(self, receipt: Receipt | None, kind: FileKind, kept: KeptFile | None) -> None:
        """The switch stands on `kind`; the name and size of the file beside it."""
        self.switch.set_current(kind.value)
        self._edge = ""
        if receipt is not None and has_file(receipt, kind):
            self._edge = "accent" if kind is FileKind.RECEIPT_SOURCE else "preview"
        self.update()
        for one, reason in self._reasons().items():
            there = receipt is not None and has_file(receipt, one)
            self.switch.set_segment_enabled(one.value, there, reason)
        self.file_label.set_texts(self._file_texts(receipt, kind, kept) if receipt is not None else [])

    def _reasons(self) -> dict[FileKind, str]:
        return {
            FileKind.RECEIPT_SOURCE: self.tr("This receipt has no source file."),
            FileKind.RECEIPT_PREVIEW: self.tr("This receipt has no preview."),
        }

    def _file_texts(self, receipt: Receipt, kind: FileKind, kept: KeptFile | None) -> list[str]:
        """With its size, and without, where there is no room for it."""
        file = receipt.source_file if kind is FileKind.RECEIPT_SOURCE else receipt.preview_file
        name = one_line(file.filename) if file is not None else ""
        size = kept.size if kept is not None else file.size if file is not None else None
        parts = [gone_text()] if receipt.gone_at is not None else []
        parts += [file_name_text(name)] if name else []
        if not name and kept is not None:
            parts.append(isolate_ltr(kept.extension.upper()))
        sized = [[*parts, size_text(size)]] if size is not None else []
        return [" · ".join(one) for one in (*sized, parts)]

    def show_pages(self, page: int, count: int) -> None:
        """`page` from 0; nothing is said of a document that is not open."""
        text = ""
        if count:
            text = self.tr("Page {page} of {count}").format(
                page=number_text(page + 1), count=number_text(count)
            )
        self.page_label.setText(text)
        self._several = count > 1
        self._fit()

    def show_zoom(self, zoom: float, open_: bool) -> None:
        """`zoom` 1.0 is 100 %. While nothing is open what was there stands disabled: no hole in the strip,
        and nothing flickers between two documents."""
        self.zoom_button.setEnabled(open_)
        if not open_:
            self.zoom_button.setAccessibleName(self.tr("Zoom"))
            return
        text = _percent_text(zoom)
        self.zoom_button.setText(text)
        self.zoom_button.setAccessibleName(self.tr("Zoom {percent}").format(percent=text))

    @Slot(str)
    def _on_switch(self, kind: str) -> None:
        self.kind_chosen.emit(FileKind(kind))

    # -- a narrow strip --------------------------------------------------------------------------

    def show_facts(self, shown: bool) -> None:
        """Whether what is known of the receipt stands here: where the list does not."""
        self.facts.setVisible(shown)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()

    def _fit(self) -> None:
        """What is not needed most gives way; all but the file's name is in the menu of the zoom, too."""
        hidden: set[QWidget] = set()
        steps = self._steps()
        while steps and self._needed(hidden) > self.width():
            hidden |= steps.pop(0)
        for widget in (self.file_label, self.page_label, self._previous, self._next, *self._tools.values()):
            widget.setVisible(self._is_wanted(widget) and widget not in hidden)
        self._row.setStretchFactor(self.facts, _MOST if self.file_label in hidden else 0)
        # At once: what came back must not be squeezed until the next round.
        self._row.activate()

    def _steps(self) -> list[set[QWidget]]:
        """What gives way first comes first."""
        actions, tools = self._actions, self._tools
        return [
            {self.file_label},
            {tools[actions.zoom_in], tools[actions.zoom_out]},
            {tools[actions.fit_page], tools[actions.fit_width]},
            {self.page_label},
            {tools[actions.rotate]},
            {self._previous, self._next},
        ]

    def _is_wanted(self, widget: QWidget) -> bool:
        if widget is self.page_label:
            return bool(self.page_label.text())
        return self._several if widget in (self._previous, self._next) else True

    def _needed(self, hidden: set[QWidget]) -> int:
        wide = self.switch.sizeHint().width() + self.zoom_button.width() + 2 * _MARGIN + 28
        buttons = [self._previous, self._next, *self._tools.values(), self.find_button, self.second_button]
        shown = [one for one in (*buttons, self.page_label) if self._is_wanted(one) and one not in hidden]
        wide += sum(one.sizeHint().width() + _GAP for one in shown) + 4 * _GAP
        wide += _LEAST_NAME if self.file_label not in hidden else 0
        if self.facts.isHidden():
            return wide
        # Beside what is known of the receipt, the name of its file has what that leaves.
        return wide + (
            self.facts.sizeHint().width() if self.file_label not in hidden else self.facts.short_width()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """An edge in the colour of the file's button: blue over a source, purple over a preview."""
        super().paintEvent(event)
        if self._edge:
            edge = QRect(0, self.height() - _EDGE, self.width(), _EDGE)
            fill_area(QPainter(self), edge, theme().color(self._edge))


def _number_label(parent: QWidget) -> QLabel:
    label = QLabel(parent, alignment=Qt.AlignmentFlag.AlignCenter)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font(table=True))
    return label


def _percent_text(zoom: float) -> str:
    return isolate_ltr(f"{number_text(round(zoom * 100))}%")
