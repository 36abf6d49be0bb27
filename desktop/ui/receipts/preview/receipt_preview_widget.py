"""ReceiptPreviewWidget: one receipt's document, large, with its tools above and its decisions below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.models import FileKind, Receipt, ReceiptRow
from desktop.services.account_scope import AccountScope
from desktop.ui.receipts.document.document_actions import DocumentActions
from desktop.ui.receipts.document.reading_view import ReadingView
from desktop.ui.receipts.preview.decision_bar import DecisionBar
from desktop.ui.receipts.preview.preview_strip import PreviewStrip
from desktop.ui.receipts.preview.ready_documents import ReadyDocuments
from desktop.ui.receipts.preview.shown_file import ShownFile
from desktop.ui.receipts.receipt_actions import ReceiptActions
from desktop.ui.widgets.drag_start import DragStart
from desktop.ui.widgets.message_bar import MessageBar, Messages
from desktop.ui.widgets.message_room import MessageRoom
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.download_queue import DownloadQueue


class ReceiptPreviewWidget(QWidget):
    """Strip, document, decisions. `step_wanted(-1 or 1)`: arrow keys where there is nothing more to
    scroll, and the keys that always do.

    `file_dragged(ShownFile)`: by its name, or by the document where the mouse has nothing else to do there.
    """

    step_wanted = Signal(int)
    file_dragged = Signal(object)

    def __init__(
        self,
        renderer: DocumentRenderer,
        queue: DownloadQueue,
        actions: ReceiptActions,
        messages: Messages,
        documents: ReadyDocuments,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._memory = renderer.memory
        self.actions_of_document = self._actions = DocumentActions(self)
        self.view = ReadingView(renderer, self._actions, self)
        self.view.setAccessibleName(self.tr("Document"))
        self.addActions(self._actions.for_preview())
        self.view.addActions(
            [
                *self._actions.for_preview(),
                self._actions.switch_file,
                actions.second_window,
                actions.show_large,
            ]
        )
        self.view.addActions([*actions.of_file, actions.copy_picture])
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.shown = ShownFile(queue, self.view, documents, self)
        self.strip = PreviewStrip(self._actions, actions.second_window, self)
        self.bar = DecisionBar(actions, self)
        # Only where the list and its own messages are hidden.
        self.message_bar = MessageBar(messages, self, of_receipts=True)
        self._message_room = MessageRoom(self.message_bar, self.view, self)
        self._lay_out()
        self._connect()
        self.set_large(False)
        self._actions.allow_switch(False)
        self._show_document_state()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.view, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        actions, view = self._actions, self.view
        self.shown.changed.connect(self._on_file_changed)
        self.strip.kind_chosen.connect(self.shown.show_kind)
        view.opened.connect(self._show_document_state)
        view.failed.connect(self._show_document_state)
        view.page_changed.connect(self._show_document_state)
        view.zoom_changed.connect(self._show_document_state)
        view.step_wanted.connect(self.step_wanted)
        actions.previous_receipt.triggered.connect(self._on_previous_receipt)
        actions.next_receipt.triggered.connect(self._on_next_receipt)
        actions.previous_page.triggered.connect(self._on_previous_page)
        actions.next_page.triggered.connect(self._on_next_page)
        actions.zoom_in.triggered.connect(view.zoom_in)
        actions.zoom_out.triggered.connect(view.zoom_out)
        actions.zoom_actual.triggered.connect(view.zoom_actual)
        actions.fit_page.triggered.connect(self._on_fit_page)
        actions.fit_width.triggered.connect(self._on_fit_width)
        actions.rotate.triggered.connect(view.rotate)
        actions.switch_file.triggered.connect(self.shown.switch_kind)
        self._strip_drag = DragStart(self.strip.file_label, self._may_drag, self)
        self._view_drag = DragStart(view.viewport(), self._may_drag_view, self)
        for drag in (self._strip_drag, self._view_drag):
            drag.dragged.connect(self._on_dragged)

    # -- from outside ----------------------------------------------------------------------------

    def set_scope(self, scope: AccountScope | None) -> None:
        if scope is not None:
            self._memory.belong_to(str(scope.account.identity))
        self.shown.set_scope(scope)

    def show_row(self, row: ReceiptRow | None) -> None:
        """Shows its source, or its preview when it has none; None empties the preview."""
        self.strip.facts.show_row(row)
        self.shown.show_receipt(row.receipt if row is not None else None)

    def set_large(self, large: bool) -> None:
        """Alone in the window: then the messages stand here, and what the list says of the receipt."""
        self._message_room.setVisible(large)
        self.strip.show_facts(large)

    @property
    def row(self) -> ReceiptRow | None:
        return self.strip.facts.row

    @property
    def receipt(self) -> Receipt | None:
        return self.shown.receipt

    @property
    def kind(self) -> FileKind:
        return self.shown.kind

    # -- dragging it out -------------------------------------------------------------------------

    def _may_drag(self, _: QMouseEvent) -> bool:
        return self.shown.kept is not None

    def _may_drag_view(self, event: QMouseEvent) -> bool:
        """Over text the mouse selects, and what is larger than its place is moved, unless Alt is held."""
        if self.shown.kept is None or not self.view.page_count:
            return False
        free = not self.view.can_pan() and not self.view.is_text_at(event.position())
        return free or event.modifiers() == Qt.KeyboardModifier.AltModifier

    @Slot()
    def _on_dragged(self) -> None:
        self.file_dragged.emit(self.shown)

    # -- what the tools show ---------------------------------------------------------------------

    @Slot()
    def _on_file_changed(self) -> None:
        self.strip.show_file(self.shown.receipt, self.shown.kind, self.shown.kept)
        self._actions.allow_switch(self.shown.has_both)
        self._show_document_state()

    @Slot()
    def _show_document_state(self) -> None:
        view, actions = self.view, self._actions
        count = view.page_count
        self.strip.show_pages(view.page, count)
        self.strip.show_zoom(view.zoom, count > 0)
        for action in (*actions.of_document, actions.find):
            action.setEnabled(count > 0)
        actions.previous_page.setEnabled(view.page > 0)
        actions.next_page.setEnabled(view.page + 1 < count)
        actions.fit_page.setChecked(count > 0 and view.fit == "page")
        actions.fit_width.setChecked(count > 0 and view.fit == "width")

    @Slot()
    def _on_fit_page(self) -> None:
        self.view.fit_page()
        self._show_document_state()

    @Slot()
    def _on_fit_width(self) -> None:
        self.view.fit_width()
        self._show_document_state()

    @Slot()
    def _on_previous_page(self) -> None:
        self.view.go_to_page(self.view.page - 1)

    @Slot()
    def _on_next_page(self) -> None:
        self.view.go_to_page(self.view.page + 1)

    @Slot()
    def _on_previous_receipt(self) -> None:
        self.step_wanted.emit(-1)

    @Slot()
    def _on_next_receipt(self) -> None:
        self.step_wanted.emit(1)
