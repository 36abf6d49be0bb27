"""ReceiptsPage: the receipts with their sums on one side, one receipt's document on the other."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.core.errors import AppError
from desktop.core.models import FileKey, FileKind, Receipt, ReceiptRow, ReceiptStatus
from desktop.core.note import NoteKey, NoteKind
from desktop.core.query import ReceiptQuery
from desktop.core.saved_view import ViewPage
from desktop.services.account_scope import AccountScope
from desktop.ui.error_text import error_text
from desktop.ui.notes.note_keeper import NoteKeeper
from desktop.ui.notes.note_pad import NotePad
from desktop.ui.receipts.export.receipt_export import ReceiptExport
from desktop.ui.receipts.list_and_preview import ListAndPreview
from desktop.ui.receipts.no_receipts import NoReceipts
from desktop.ui.receipts.preview.receipt_preview_widget import ReceiptPreviewWidget
from desktop.ui.receipts.receipt_actions import ActionFacts, ReceiptActions, set_tooltips
from desktop.ui.receipts.receipt_decisions import ReceiptDecisions
from desktop.ui.receipts.receipt_downloads import ReceiptDownloads
from desktop.ui.receipts.receipt_queries import FoundReceipts, find_receipts, read_receipts
from desktop.ui.receipts.receipt_words import kind_text, received_text, vendor_text
from desktop.ui.receipts.receipts_filter_bar import ReceiptsFilterBar
from desktop.ui.receipts.receipts_foot import EMPTY, ReceiptsFoot
from desktop.ui.receipts.receipts_printing import ReceiptsPrinting
from desktop.ui.receipts.receipts_table_model import SORTS, ReceiptColumn, ReceiptsTableModel
from desktop.ui.views.saved_views import SavedViews
from desktop.ui.widgets.hairline import Hairline
from desktop.ui.widgets.message_bar import MessageBar
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.record_table import RecordTable
from desktop.ui.widgets.wanted_record import WantedRecord
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskHandle, TaskPool

FOLLOW_MS = 90
"""While arrow keys repeat, the preview waits this long for the list to rest."""


class ReceiptsPage(QWidget):
    """Draws from the scope's services; what is done with receipts is done by the parts it holds."""

    sync_asked = Signal()
    folders_changed = Signal(str, str)
    """Download folder, export folder."""

    def __init__(
        self,
        tasks: TaskPool,
        queue: DownloadQueue,
        renderer: DocumentRenderer,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._queue = queue
        self._messages = messages
        self._scope: AccountScope | None = None
        self._refusal: AppError | None = None
        self._loading: TaskHandle | None = None
        self._summing: TaskHandle | None = None
        self._last_row = 0
        self._no_server = ""
        self._make_parts(renderer)
        self._lay_out()
        self._connect()
        self._update_actions()

    def _make_parts(self, renderer: DocumentRenderer) -> None:
        self.commands = ReceiptActions(self)
        self.message_bar = MessageBar(self._messages, self)
        self.filter_bar = ReceiptsFilterBar(self.commands.export, self)
        self.views = SavedViews(ViewPage.RECEIPTS, self.filter_bar, self._tasks, self._messages, self)
        self.model = ReceiptsTableModel(self)
        self.table = RecordTable(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Receipts"))
        self.table.set_sorted(ReceiptColumn.DATE, True)
        self.printing = ReceiptsPrinting(self.table, self.filter_bar, self._tasks, self._messages, self)
        self.table.context_actions = [*self.commands.context(), self.printing.command]
        self.table.addAction(self.commands.show_large)
        self.addActions(self.commands.for_page())
        self.wanted = WantedRecord(self.table, self.filter_bar, self)
        self.empty = NoReceipts(self)
        self.note = NotePad(self, folds=True, side=12)
        self.notes = NoteKeeper(self.note, self._tasks, self._messages, self)
        self.foot = ReceiptsFoot(self)
        self.preview = ReceiptPreviewWidget(renderer, self._queue, self.commands, self._messages, self)
        self.downloads = ReceiptDownloads(self._tasks, self._queue, self._messages, self)
        self.decisions = ReceiptDecisions(self._tasks, self._messages, self)
        self.export = ReceiptExport(self._tasks, self._queue, self._messages, self)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.setBackgroundRole(QPalette.ColorRole.Base)
        self._stack.setAutoFillBackground(True)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._list = QWidget(self)
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.message_bar, self.filter_bar, Hairline(self)):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        column.addWidget(Hairline(self))
        column.addWidget(self.note)
        column.addWidget(Hairline(self))
        column.addWidget(self.foot)
        self.splitter = ListAndPreview(self._list, self.preview, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _connect(self) -> None:
        self._follow.timeout.connect(self._show_current)
        self.filter_bar.search_field.list_wanted.connect(self.table.setFocus)
        self.filter_bar.query_changed.connect(self._on_query_changed)
        self.table.sort_requested.connect(self._on_sort_requested)
        self.table.current_id_changed.connect(self._on_current_changed)
        self.table.selected_ids_changed.connect(self._on_selection_changed)
        self.table.row_activated.connect(self._on_row_activated)
        self.empty.action_clicked.connect(self._on_empty_action)
        self.empty.link_clicked.connect(self.filter_bar.clear_period)
        self.preview.step_wanted.connect(self.step)
        self.preview.shown.download_asked.connect(self._on_download_asked)
        self.downloads.folder_changed.connect(self._on_folder_changed)
        self.notes.saved.connect(self._on_notes_saved)
        self.note.editor.left.connect(self.table.setFocus)
        self.export.folder_changed.connect(self._on_folder_changed)
        self.decisions.changed.connect(self._on_statuses_changed)
        self.decisions.undo_changed.connect(self._update_actions)
        self._queue.counts_changed.connect(self._update_actions)
        self._wire_commands()

    def _wire_commands(self) -> None:
        commands = self.commands
        commands.download_source.triggered.connect(self.download_source)
        commands.download_preview.triggered.connect(self.download_preview)
        commands.choose_folder.triggered.connect(self.downloads.ask_for_folder)
        commands.export.triggered.connect(self.export_list)
        commands.export_selected.triggered.connect(self.export_selected)
        commands.find.triggered.connect(self.focus_search)
        commands.note.triggered.connect(self.write_note)
        for action, status in commands.decisions.items():
            action.triggered.connect(partial(self._decide, status))
        commands.undo.triggered.connect(self.decisions.undo)
        commands.show_large.toggled.connect(self.show_large)
        commands.leave_large.triggered.connect(partial(commands.show_large.setChecked, False))
        set_tooltips([commands.find, commands.undo, commands.previous_page, commands.next_page])
        set_tooltips(commands.of_document)

    # -- whose receipts --------------------------------------------------------------------------

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: nothing of the one before stays on the screen."""
        self._scope = scope
        self._refusal = None
        self._drop_loading()
        self._follow.stop()
        self.filter_bar.clear(tell=False)
        self.note.look_for("")
        self.wanted.forget()
        self.filter_bar.set_choices([], [])
        self.model.replace_ids(array("q"), anew=True)
        self.foot.show_summary(EMPTY)
        parts = (self.downloads, self.decisions, self.export, self.preview, self.notes, self.views)
        for part in (*parts, self.printing):
            part.set_scope(scope)
        if scope is not None:
            self.model.set_rows_source(scope.receipts.rows)
        self.refresh()

    def set_refusal(self, error: AppError | None) -> None:
        """Why this user gets no receipts at all, said by the next `refresh`; None: he does."""
        self._refusal = error

    def set_folders(self, download: str, export: str) -> None:
        """Where files went the last time; "" asks."""
        self.downloads.folder = download
        self.export.folder = export

    def set_no_server(self, reason: str) -> None:
        """Why what needs the server cannot be done; "" while it can."""
        self._no_server = reason
        self._update_actions()
        self.preview.shown.on_connection_changed()

    @Slot(str)
    def _on_folder_changed(self, _: str) -> None:
        self.folders_changed.emit(self.downloads.folder, self.export.folder)

    # -- the list --------------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Reads the list again; the answer comes through the TaskPool, an older one is dropped."""
        self._load(anew=False)

    def _load(self, anew: bool) -> None:
        self._drop_loading()
        self.views.refresh_open()
        if self._scope is None:
            self._on_found(anew, FoundReceipts(self.filter_bar.query, array("q"), EMPTY, 0, [], []))
            return
        work = partial(find_receipts, self._scope, self.filter_bar.query)
        self._loading = self._tasks.run(work, partial(self._on_found, anew), self._on_not_found)

    def _drop_loading(self) -> None:
        for handle in (self._loading, self._summing):
            if handle is not None:
                handle.abandon()
        self._loading = self._summing = None

    def _on_found(self, anew: bool, found: FoundReceipts) -> None:
        self._loading = None
        self.model.replace_ids(found.ids, anew=anew)
        self.printing.note_filters()
        self.filter_bar.set_choices(found.vendors, found.currencies)
        self.foot.show_summary(found.summary)
        self.wanted.on_listed()
        if found.ids:
            self._stack.setCurrentWidget(self.table)
        else:
            self._show_empty(found)
        self._take_row()
        self._on_selection_changed()
        self._show_current()

    def _on_not_found(self, error: AppError) -> None:
        self._loading = None
        self._messages.danger(error_text(error).sentence, key="receipts")

    def _take_row(self) -> None:
        """A list that is seen has a current row; when the one before left it, the next in its place."""
        if self.model.ids and self.table.current_id() is None and self.isVisible():
            row = min(self._last_row, len(self.model.ids) - 1)
            self.table.set_current_id(self.model.id_at(row))

    def _show_empty(self, found: FoundReceipts) -> None:
        self._stack.setCurrentWidget(self.empty)
        if self._refusal is not None:
            self.empty.show_refusal(self._refusal)
        elif found.count and found.query.filters:
            self.empty.show_nothing_matches(found.query, self.filter_bar.filters_text(), found.count)
        else:
            self.empty.show_none_yet(self._scope is not None and self._scope.synced_at is not None)

    @Slot()
    def _on_empty_action(self) -> None:
        if self.filter_bar.query.filters and self._refusal is None:
            self.filter_bar.clear()
        else:
            self.sync_asked.emit()

    @Slot(object)
    def _on_query_changed(self, query: ReceiptQuery) -> None:
        self.export.forget_nothing()
        self.note.look_for(query.text)
        column = next(column for column, sort in SORTS.items() if sort is query.sort)
        self.table.set_sorted(column, query.descending)
        self._last_row = 0
        self._load(anew=True)

    @Slot(int, bool)
    def _on_sort_requested(self, column: int, descending: bool) -> None:
        self.filter_bar.set_sort(SORTS[ReceiptColumn(column)], descending)

    # -- the current receipt ---------------------------------------------------------------------

    def current_row(self) -> ReceiptRow | None:
        record_id = self.table.current_id()
        row = self.model.row_of(record_id) if record_id is not None else None
        return self.model.record_at(row) if row is not None else None

    @Slot(object)
    def _on_current_changed(self, _: int | None) -> None:
        row = self.table.currentIndex().row()
        self._last_row = row if row >= 0 else self._last_row
        # At once, unlike the document: what is typed next is meant for this row.
        self._show_note()
        if self._follow.isActive():
            # Keys repeat: the document waits for the last of them.
            self._follow.start()
            return
        self._follow.start()
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        row = self.current_row()
        self.preview.show_receipt(row.receipt if row is not None else None)
        self._show_note()
        if row is None and self._loading is None:
            self.preview.view.show_message(self._why_no_document())
        self._update_actions()

    def _show_note(self) -> None:
        row_id = self.table.current_id()
        self.notes.show(NoteKey.receipt(row_id) if row_id is not None else None)

    def _why_no_document(self) -> str:
        if self.model.ids:
            return self.tr("No receipt is chosen. Choose one in the list.")
        if self.filter_bar.query.filters and self._refusal is None:
            return self.tr("No receipt matches the filters, so there is none to show.")
        return self.tr("There is no receipt to show yet.")

    @Slot(int)
    def step(self, by: int) -> None:
        """Goes `by` rows down the list."""
        row = self.table.currentIndex().row() + by
        if 0 <= row < len(self.model.ids):
            self.table.set_current_id(self.model.id_at(row))

    @Slot()
    def _on_selection_changed(self) -> None:
        self._update_actions()
        if self._summing is not None:
            self._summing.abandon()
            self._summing = None
        ids = self.table.selected_ids()
        self.foot.show_selection(len(ids), EMPTY)
        if ids and self._scope is not None:
            work = partial(self._scope.receipts.summary_of, ids)
            show = partial(self.foot.show_selection, len(ids))
            self._summing = self._tasks.run(work, show, self._on_not_found)

    @Slot(object)
    def _on_row_activated(self, _: int) -> None:
        self.commands.show_large.setChecked(True)

    @Slot()
    def _update_actions(self) -> None:
        row = self.current_row()
        receipt = row.receipt if row is not None else None
        facts = ActionFacts(
            self.table.selected_count(),
            receipt,
            self._no_server,
            self._scope is not None,
            len(self.model.ids),
            self._kept_files(receipt),
        )
        self.commands.update_for(facts)
        self.commands.update_undo(self.decisions.can_undo, self._no_server)

    def _kept_files(self, receipt: Receipt | None) -> frozenset[FileKind]:
        """Asked for where it matters alone: without a server, or of a receipt that it has no longer."""
        if self._scope is None or receipt is None or not (self._no_server or receipt.gone_at is not None):
            return frozenset()
        kept = self._scope.receipts.kept
        kinds = (FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW)
        return frozenset(kind for kind in kinds if kept(FileKey(kind, str(receipt.id))) is not None)

    # -- commands --------------------------------------------------------------------------------

    @Slot()
    def download_source(self) -> None:
        self._download(FileKind.RECEIPT_SOURCE)

    @Slot()
    def download_preview(self) -> None:
        self._download(FileKind.RECEIPT_PREVIEW)

    def _download(self, kind: FileKind) -> None:
        if self._scope is not None:
            work = partial(read_receipts, self._scope, self.table.selected_ids())
            begin = partial(self._on_read, self._scope, kind)
            self._tasks.run(work, begin, self._on_not_found)

    def _on_read(self, scope: AccountScope, kind: FileKind, receipts: list[Receipt]) -> None:
        if scope is self._scope:
            self.downloads.download(receipts, kind)

    @Slot()
    def _on_download_asked(self) -> None:
        receipt = self.preview.receipt
        if receipt is not None:
            self.downloads.download([receipt], self.preview.kind)

    @Slot()
    def export_list(self) -> None:
        """Everything the list shows, into one ZIP."""
        filters = self.filter_bar.all_filters_text()
        query = self.filter_bar.query.on(self.filter_bar.today())
        self.export.export_query(query, len(self.model.ids), filters)

    @Slot()
    def export_selected(self) -> None:
        self.export.export_ids(self.table.selected_ids())

    def _decide(self, status: ReceiptStatus, _: bool = False) -> None:
        self.decisions.decide(list(self.table.selected_ids()), status)

    @Slot(object)
    def _on_statuses_changed(self, ids: Sequence[int]) -> None:
        self.model.invalidate(ids)
        self.refresh()

    def show_record(self, record_id: int, words: str) -> None:
        """Goes to this receipt; filters that hide it are taken away."""
        self.commands.show_large.setChecked(False)
        if not self.wanted.show(record_id):
            self._messages.note(self.tr("The filters were cleared to show this receipt."), key="cleared")

    def show_search(self, words: str) -> None:
        """Lists what `words` find, and filters by nothing else."""
        self.commands.show_large.setChecked(False)
        self.filter_bar.clear(tell=False)
        self.filter_bar.search_field.setText(words)
        self.filter_bar.search_field.search_now()

    @Slot()
    def focus_search(self) -> None:
        self.commands.show_large.setChecked(False)
        self.filter_bar.search_field.setFocus()
        self.filter_bar.search_field.selectAll()

    @Slot()
    def write_note(self) -> None:
        """On the current receipt; the list, under which it stands, comes back for it."""
        self.commands.show_large.setChecked(False)
        self.note.write()

    @Slot(object)
    def _on_notes_saved(self, keys: list[NoteKey]) -> None:
        self.model.invalidate(int(key.id) for key in keys if key.kind is NoteKind.RECEIPT)

    @Slot(bool)
    def show_large(self, large: bool) -> None:
        """The document alone, or the list beside it again."""
        self._list.setVisible(not large)
        self.preview.set_large(large)
        self.commands.leave_large.setEnabled(large)
        (self.preview.view if large else self.table).setFocus()

    def describe(self, key: FileKey) -> str:
        """A file in a few words, for the list of downloads."""
        kind = FileKind(key.kind)
        receipt = self._scope.receipts.receipt(int(key.id)) if self._scope is not None else None
        if receipt is None:
            return kind_text(kind)
        return f"{kind_text(kind)}: {vendor_text(receipt)}, {received_text(receipt)}"

    # -- the window ------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_row()
