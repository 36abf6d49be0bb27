"""ReceiptsPage: the receipts with their sums on one side, one receipt's document on the other."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.errors import AppError
from desktop.core.models import FileKey, FileKind, ReceiptRow
from desktop.core.note import NoteKey, NoteKind
from desktop.core.query import ReceiptQuery
from desktop.core.saved_view import ViewPage
from desktop.services.account_scope import AccountScope
from desktop.ui.notes.note_keeper import NoteKeeper
from desktop.ui.notes.note_pad import NotePad
from desktop.ui.receipts.completeness.completeness import Completeness
from desktop.ui.receipts.decisions.deciding import Deciding
from desktop.ui.receipts.decisions.decision_keys import DecisionKeys
from desktop.ui.receipts.export.list_export import ListExport
from desktop.ui.receipts.export.receipt_export import ReceiptExport
from desktop.ui.receipts.list_and_preview import ListAndPreview
from desktop.ui.receipts.no_receipts import NoReceipts, why_no_document
from desktop.ui.receipts.place_in_list import PlaceInList
from desktop.ui.receipts.preview.receipt_preview_widget import ReceiptPreviewWidget
from desktop.ui.receipts.preview.second_window import SecondWindow
from desktop.ui.receipts.receipt_actions import ActionFacts, ReceiptActions
from desktop.ui.receipts.receipt_downloads import ReceiptDownloads
from desktop.ui.receipts.receipt_extras import ReceiptExtras
from desktop.ui.receipts.receipt_queries import FoundReceipts, find_receipts, kept_kinds
from desktop.ui.receipts.receipt_sums import ReceiptSums
from desktop.ui.receipts.receipt_words import file_text
from desktop.ui.receipts.receipts_filter_bar import ReceiptsFilterBar
from desktop.ui.receipts.receipts_foot import EMPTY, ReceiptsFoot
from desktop.ui.receipts.receipts_printing import ReceiptsPrinting
from desktop.ui.receipts.receipts_saving import ReceiptsSaving
from desktop.ui.receipts.receipts_table import ReceiptsTable
from desktop.ui.receipts.receipts_table_model import SORTS, ReceiptColumn
from desktop.ui.receipts.thumbnails.receipt_pictures import ReceiptPictures
from desktop.ui.views.saved_views import SavedViews
from desktop.ui.widgets.list_loading import ListLoading, ListWork
from desktop.ui.widgets.list_side import ListSide
from desktop.ui.widgets.message_bar import MessageBar
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.wanted_record import WantedRecord
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

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
        self.loading = ListLoading(tasks, self._work, self)
        self._no_server = ""
        self._make_parts(renderer)
        self._lay_out()
        self._connect()
        self._update_actions()

    def _make_parts(self, renderer: DocumentRenderer) -> None:
        self.commands = ReceiptActions(self)
        self.message_bar = MessageBar(self._messages, self, of_receipts=True)
        self.filter_bar = ReceiptsFilterBar(self.commands, self)
        self.views = SavedViews(ViewPage.RECEIPTS, self.filter_bar, self._tasks, self._messages, self)
        self.table = ReceiptsTable(self)
        self.model = self.table.receipts
        self.printing = ReceiptsPrinting(self.table, self._tasks, self._messages, self)
        self.saving = ReceiptsSaving(self.table, self._tasks, self._messages, self)
        self.table.context_actions = [*self.commands.context(), self.saving.command, self.printing.command]
        self.table.addAction(self.commands.show_large)
        self._decision_keys = DecisionKeys(self.commands, self._messages, self, self.table)
        self.wanted = WantedRecord(self.table, self.filter_bar, self)
        self.place = PlaceInList(self.table, self.wanted, self)
        self.empty = NoReceipts(self)
        self.note = NotePad(self, folds=True, side=12)
        self.notes = NoteKeeper(self.note, self._tasks, self._messages, self)
        self.foot = ReceiptsFoot(self)
        self.sums = ReceiptSums(self._tasks, self.foot, self._say, self)
        self.pictures = ReceiptPictures(self.table, self._tasks, self._queue, renderer, self)
        shared = (renderer, self._queue, self.commands, self._messages, self.pictures.documents)
        self.preview = ReceiptPreviewWidget(*shared, self)
        self.second = SecondWindow(*shared, self.preview, self)
        self.pictures.attach(self.preview, self.filter_bar)
        self._decision_keys.work_in(self.pictures.grid, self.preview)
        self.downloads = ReceiptDownloads(self._tasks, self._queue, self._messages, self)
        self.deciding = Deciding(self.table, self._tasks, self._messages, self)
        self.decisions = self.deciding.decisions
        common = self._tasks, self._queue, self._messages
        self.export = ReceiptExport(*common, self)
        self.list_export = ListExport(self.export, *common, renderer.memory, self)
        self.completeness = Completeness(self._tasks, self._queue, renderer, self._messages, self)
        self.deciding.ask_first(self.completeness.decide)
        self.extras = ReceiptExtras(self._tasks, self._queue, renderer, self._messages, self)
        self.addActions([*self.commands.for_page(), *self.preview.actions_of_document.for_page()])
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        # Hundreds of requests come in one turn, and most are no business of the current receipt.
        self._actions = QTimer(self, singleShot=True, interval=FOLLOW_MS)

    def _lay_out(self) -> None:
        below = (self.extras.tagging.bar, self.note, self.foot)
        shown = (self.pictures.views, self.empty, self.message_bar)
        self._side = ListSide(*shown, (self.filter_bar,), below, self)
        self._side.add_under_list(self.completeness.bar)
        self.splitter = ListAndPreview(self._side, self.preview, self.extras.details.pane, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _connect(self) -> None:
        self._follow.timeout.connect(self._show_current)
        self._actions.timeout.connect(self._update_actions)
        self.filter_bar.search_field.list_wanted.connect(self.table.enter)
        self.filter_bar.query_changed.connect(self._on_query_changed)
        self.table.sort_requested.connect(self._on_sort_requested)
        self.table.current_id_changed.connect(self._on_current_changed)
        self.table.selected_ids_changed.connect(self._on_selection_changed)
        self.table.row_activated.connect(self._on_row_activated)
        self.loading.found.connect(self._on_found)
        self.loading.failed.connect(self._on_not_found)
        self.model.unreadable.connect(self._say, Qt.ConnectionType.QueuedConnection)
        self.wanted.not_listed.connect(self.refresh)
        self.wanted.cleared.connect(self._on_filters_cleared)
        self.sums.summed.connect(self._update_actions)
        self.empty.action_clicked.connect(self._on_empty_action)
        self.empty.link_clicked.connect(self.filter_bar.clear_period)
        self.preview.step_wanted.connect(self.place.step)
        self.downloads.folder_changed.connect(self._on_folder_changed)
        self.notes.saved.connect(self._on_notes_saved)
        self.note.editor.left.connect(self.table.setFocus)
        self.export.folder_changed.connect(self._on_folder_changed)
        self.decisions.changed.connect(self._on_statuses_changed)
        self.deciding.history.receipt_asked.connect(self.show_record)
        self.extras.undoing.changed.connect(self._update_actions)
        self.extras.details.toggled.connect(self.splitter.show_details)
        self._queue.counts_changed.connect(self._actions.start)
        for part in (self.completeness, self.deciding, self.commands):
            part.wire(self)

    # -- whose receipts --------------------------------------------------------------------------

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: nothing of the one before stays on the screen."""
        self._scope = scope
        self._refusal = None
        self.loading.drop()
        self.table.forget()
        self._follow.stop()
        self.filter_bar.clear(tell=False)
        self.note.look_for("")
        self.wanted.forget()
        self.filter_bar.set_choices([], [])
        self.model.replace_ids(array("q"), anew=True)
        self.foot.show_summary(EMPTY)
        parts = (self.downloads, self.deciding, self.export, self.preview, self.notes, self.views)
        lists = self.list_export, self.printing, self.saving
        for part in (*parts, *lists, self.pictures, self.completeness, self.extras):
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

    def set_names(self, template: str) -> None:
        """What files are called that leave the program, see NameTemplate."""
        self.export.names = self.downloads.names = self.extras.files.names = template

    def set_no_server(self, reason: str) -> None:
        """Why what needs the server cannot be done; "" while it can."""
        self._no_server = reason
        self.decisions.set_no_server(reason)
        self._update_actions()
        self.preview.shown.on_connection_changed()
        self.pictures.on_connection_changed()

    @Slot(str)
    def _on_folder_changed(self, _: str) -> None:
        self.folders_changed.emit(self.downloads.folder, self.export.folder)

    # -- the list --------------------------------------------------------------------------------

    def _work(self) -> ListWork | None:
        scope, query = self._scope, self.filter_bar.query
        return ListWork(partial(find_receipts, scope, query)) if scope is not None else None

    @Slot()
    def refresh(self) -> None:
        """Reads the list again, once more after what is under way."""
        if self._scope is not None:
            self.loading.refresh()
        else:
            self._on_found(FoundReceipts(self.filter_bar.query, array("q"), EMPTY, 0, [], []), anew=False)

    @Slot(object, bool)
    def _on_found(self, found: FoundReceipts, anew: bool) -> None:
        self.model.replace_ids(found.ids, anew=anew)
        self.views.refresh_open()
        self.printing.note_filters(self.filter_bar)
        self.filter_bar.set_choices(found.vendors, found.currencies)
        self.foot.show_summary(found.summary)
        self.wanted.on_listed(more=self.loading.busy)
        self._side.show_list(bool(found.ids))
        if not found.ids:
            synced = self._scope is not None and self._scope.synced_at is not None
            self.empty.show_why(self._refusal, found, self.filter_bar.filters_text(), synced)
        if self.isVisible():
            self.place.take()
        self._on_selection_changed()
        self._show_current()

    @Slot(object)
    def _on_not_found(self, error: AppError) -> None:
        self.wanted.forget()
        self._say(error)

    def _say(self, error: AppError) -> None:
        self._messages.error(error, self.refresh, key="receipts")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.place.take()

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
        self.place.forget()
        self.wanted.forget()
        self.loading.ask()

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
        self.place.note()
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
        self.preview.show_row(row)
        self.completeness.show_row(row)
        self._show_note()
        if row is None and not self.loading.busy:
            filtered = self.filter_bar.query.filters and self._refusal is None
            self.preview.view.show_message(why_no_document(bool(self.model.ids), filtered))
        self._update_actions()

    def _show_note(self) -> None:
        row_id = self.table.current_id()
        self.notes.show(None if row_id is None else NoteKey.receipt(row_id))

    @Slot()
    def _on_selection_changed(self) -> None:
        self.sums.show_selection(self._scope, self.table.selected_ids())
        self._update_actions()

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
            kept_kinds(self._scope, receipt, bool(self._no_server)),
            self.sums.gone,
            self.sums.files,
            self.sums.decidable,
        )
        self.commands.update_for(facts)
        self.commands.update_undo(self.extras.undoing.possible)

    # -- commands --------------------------------------------------------------------------------

    @Slot(object)
    def _on_statuses_changed(self, ids: Sequence[int]) -> None:
        self.model.invalidate(ids)
        self.refresh()

    @Slot(object)
    def show_record(self, record_id: int, words: str = "") -> None:
        """Goes to this receipt; filters that hide it are taken away."""
        self.commands.show_large.setChecked(False)
        self.wanted.show(record_id, words, at_once=not self.loading.unanswered)

    @Slot()
    def _on_filters_cleared(self) -> None:
        self._messages.note(self.tr("The filters were cleared to show this receipt."), key="cleared")

    def show_search(self, words: str) -> None:
        """Lists what `words` find, and filters by nothing else."""
        self.commands.show_large.setChecked(False)
        order = self.filter_bar.query
        self.filter_bar.take_query(ReceiptQuery(words.strip(), sort=order.sort, descending=order.descending))

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
        self._side.setVisible(not large)
        self.preview.set_large(large)
        self.commands.leave_large.setEnabled(large)
        (self.preview.view if large else self.table).setFocus()

    def describe(self, key: FileKey) -> str:
        """A file in a few words, for the list of downloads."""
        receipt = self._scope.receipts.receipt(int(key.id)) if self._scope is not None else None
        return file_text(FileKind(key.kind), receipt)
