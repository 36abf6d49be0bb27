"""CallsPage: the calls, one call's details, and the line from pressing play to hearing it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.core.errors import AppError
from desktop.core.models import CallRow, FileKey, KeptFile
from desktop.core.note import NoteKey, NoteKind
from desktop.core.query import CallQuery
from desktop.core.saved_view import ViewPage
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.call_actions import CallActions
from desktop.ui.calls.call_details_widget import CallDetailsWidget
from desktop.ui.calls.call_queries import ListedCalls, first_ids, list_calls
from desktop.ui.calls.call_sums import CallSums
from desktop.ui.calls.call_words import call_name
from desktop.ui.calls.calls_filter_bar import CallsFilterBar
from desktop.ui.calls.calls_foot import CallsFoot
from desktop.ui.calls.calls_printing import CallsPrinting
from desktop.ui.calls.calls_table import CallsTable
from desktop.ui.calls.calls_table_model import SORTS, CallColumn
from desktop.ui.calls.match_steps import MatchSteps
from desktop.ui.calls.player import Player
from desktop.ui.calls.recording.play_flow import PLAY_MESSAGE, PlayFlow
from desktop.ui.calls.recording.recording_keeper import RecordingKeeper
from desktop.ui.calls.recording.transfer_watch import TransferWatch
from desktop.ui.calls.search_reach import SearchReach, reach_text
from desktop.ui.formatting import in_reading_order, isolate, moment_text, strip_marks
from desktop.ui.notes.note_keeper import NoteKeeper
from desktop.ui.reveal import reveal_in_folder
from desktop.ui.views.saved_views import SavedViews
from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.hairline import Hairline, HairlineSplitter
from desktop.ui.widgets.message_bar import MessageBar
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.wanted_record import WantedRecord
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskHandle, TaskPool

REST_MS = 100
"""How long the rest of a list waits for its first rows to be painted: a list that nobody sees paints none."""
SEARCH_REST_MS = 200
"""While something is searched for: the next letter should not wait for all that the last one finds."""


RECOUNT_MS = 300


class CallsPage(QWidget):
    """Draws from the scope's services; asks the queue for recordings; tells the player what to play."""

    sync_asked = Signal()
    server_wanted = Signal()
    """Something was asked for that needs the server, which cannot be reached: perhaps the user can help."""
    lost_soon_changed = Signal(int)

    def __init__(
        self,
        tasks: TaskPool,
        queue: DownloadQueue,
        player: Player,
        messages: Messages,
        table: CallsTable,
        parent: QWidget | None = None,
    ) -> None:
        """`table` may stand on the screen already: it is taken over as it is."""
        super().__init__(parent)
        self.table = table
        self.table.complete()
        self.model = table.calls
        self._tasks = tasks
        self._queue = queue
        self._player = player
        self._messages = messages
        self._scope: AccountScope | None = None
        self._loading: TaskHandle | None = None
        self._again = False
        """Whether the list is to be read once more after what is under way."""
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._load_rest)
        self._recount = QTimer(self, singleShot=True, interval=RECOUNT_MS)
        self._recount.timeout.connect(self.refresh)
        self._no_server = ""
        self._sids: dict[str, int] = {}
        """The row ids of the calls that were read."""
        self.flow = PlayFlow(queue, player, messages, self)
        self.keeper = RecordingKeeper(tasks, queue, messages, self)
        self.transfers = TransferWatch(queue, self)
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self.message_bar = MessageBar(self._messages, self)
        self.filter_bar = CallsFilterBar(self)
        self.views = SavedViews(ViewPage.CALLS, self.filter_bar, self._tasks, self._messages, self)
        self.foot = CallsFoot(self)
        self.sums = CallSums(self._tasks, self.foot, self._on_not_found, self)
        self.model.transfer = self.transfers.transfer
        self.filter_bar.set_columns(self.table.column_actions())
        self.reach = SearchReach(self)
        self.wanted = WantedRecord(self.table, self.filter_bar, self)
        self.empty = EmptyList(self)
        self.details = CallDetailsWidget(self)
        self.notes = NoteKeeper(self.details.note, self._tasks, self._messages, self)
        self.matches = MatchSteps(self.table, self.details.transcript, self)
        self.commands = CallActions(self)
        self.printing = CallsPrinting(self.table, self.filter_bar, self._messages, self)
        self.table.context_actions = [*self.commands.context(), self.printing.command]
        self.addActions(self.commands.for_page())
        self.table.addAction(self.commands.play)
        self.filter_bar.set_more([*self.commands.more(), self.printing.command])

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        left = QWidget(self)
        left.setAutoFillBackground(True)
        left.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.message_bar, self.filter_bar, self.reach, Hairline(self)):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        column.addWidget(Hairline(self))
        column.addWidget(self.foot)
        self.splitter = HairlineSplitter(parent=self)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([1000, 376])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        # The table is older than the page.
        self.setTabOrder(self.filter_bar.last_control, self.table)

    def _connect(self) -> None:
        self.filter_bar.query_changed.connect(self._on_query_changed)
        self.table.sort_requested.connect(self._on_sort_requested)
        self.table.current_id_changed.connect(self._on_current_changed)
        self.table.selected_ids_changed.connect(self._on_selection_changed)
        self.table.row_activated.connect(self._on_row_activated)
        self.details.note.editor.rested.connect(self._on_note_left)
        self.filter_bar.search_field.list_wanted.connect(self.table.setFocus)
        self.table.first_rows_painted.connect(self._on_first_rows_painted)
        recording = self.details.recording
        recording.play_clicked.connect(self.play_current)
        recording.keep_clicked.connect(self.keep_current)
        recording.cancel_clicked.connect(self.cancel_current)
        recording.reveal_clicked.connect(self.reveal_current)
        self.notes.saved.connect(self._on_notes_saved)
        self.details.note.editor.left.connect(self.table.setFocus)
        self.empty.action_clicked.connect(self._on_empty_action)
        self.empty.link_clicked.connect(self.filter_bar.clear_period)
        self.transfers.changed.connect(self._on_transfers_changed)
        self._queue.ready.connect(self._on_ready)
        self._player.state_changed.connect(self._show_recording)
        self.commands.wire(self)

    # -- whose calls -----------------------------------------------------------------------------

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: nothing of the one before stays on the screen."""
        self._scope = scope
        self._drop_loading()
        self.keeper.stop()
        self.printing.set_scope(scope)
        self.views.set_scope(scope)
        self.sums.show_calls(None, self.filter_bar.query, array("q"))
        self.filter_bar.set_lost_soon(0)
        self.flow.set_scope(scope)
        self.filter_bar.clear(tell=False)
        self.wanted.forget()
        self.reach.set_reached(None)
        self.details.look_for("")
        shown = scope is not None and self.table.shown is scope
        if not shown:
            self.model.replace_ids(array("q"), anew=True)
        self.table.shown = None
        self.details.forget()
        self.notes.set_scope(scope)
        if scope is not None:
            self.model.server_now = scope.clock.now
            self.model.set_rows_source(self._read_rows)
            self.model.invalidate()
        self._sids.clear()
        self._load(anew=not shown)

    def set_no_server(self, reason: str) -> None:
        """Why what needs the server cannot be done; "" while it can."""
        self._no_server = reason
        self._show_recording()

    def _read_rows(self, ids: Sequence[int]) -> list[CallRow]:
        rows = self._scope.calls.rows(ids) if self._scope is not None else []
        self._sids.update((row.call.sid, row.row_id) for row in rows)
        return rows

    @Slot()
    def refresh(self) -> None:
        """Reads the list again, once more after what is under way: a long one must come to its end."""
        if self._loading is not None or self._rest.isActive():
            self._again = True
        else:
            self._load(anew=False)

    def _load(self, anew: bool) -> None:
        self._again = False
        self._drop_loading()
        self.views.refresh_open()
        if self._scope is None:
            self._show_empty(ListedCalls(self.filter_bar.query, array("q"), 0, 0))
            return
        query = self.filter_bar.query
        if anew:
            # The first rows of a million too are there at once.
            first = partial(first_ids, self._scope, query)
            self._loading = self._tasks.run(first, self._on_first, self._on_not_found)
        else:
            self._load_all(self._scope, anew)

    def _load_all(self, scope: AccountScope, anew: bool) -> None:
        work = partial(list_calls, scope, self.filter_bar.query)
        self._loading = self._tasks.run(work, partial(self._on_found, anew), self._on_not_found)

    def _on_first(self, ids: array[int]) -> None:
        """The first rows are shown; the rest follows below them once they were painted."""
        if ids:
            self.model.replace_ids(ids, anew=True, whole=False)
            self._stack.setCurrentWidget(self.table)
            self._rest.start(REST_MS)
        elif self._scope is not None:
            self._load_all(self._scope, anew=True)

    @Slot()
    def _on_first_rows_painted(self) -> None:
        # Once: they are painted again wherever the mouse goes.
        if self._rest.isActive() and self._rest.interval() == REST_MS:
            self._rest.start(SEARCH_REST_MS if self.filter_bar.query.text else 0)

    @Slot()
    def _load_rest(self) -> None:
        if self._scope is not None:
            self._load_all(self._scope, anew=False)

    def _drop_loading(self) -> None:
        self._rest.stop()
        if self._loading is not None:
            self._loading.abandon()
            self._loading = None

    def _on_found(self, anew: bool, found: ListedCalls) -> None:
        self._loading = None
        self.model.replace_ids(found.ids, anew=anew)
        self.printing.note_filters()
        self.reach.set_reached(found.reached if found.ids else None)
        self.wanted.on_listed()
        if found.ids:
            self._stack.setCurrentWidget(self.table)
        else:
            self._show_empty(found)
        self.sums.show_calls(self._scope, found.query, found.ids)
        self.filter_bar.set_lost_soon(found.lost_soon)
        self.lost_soon_changed.emit(found.lost_soon)
        self._on_selection_changed()
        self._show_current()
        if self._again:
            self._load(anew=False)

    def _on_not_found(self, error: AppError) -> None:
        self._loading = None
        self._again = False
        self._messages.error(error, self.refresh, key="calls")

    def _show_empty(self, found: ListedCalls) -> None:
        self._stack.setCurrentWidget(self.empty)
        if found.count and found.query.filters:
            self._show_nothing_matches(found)
        elif self._scope is not None and self._scope.synced_at is not None:
            sentence = self.tr("Calls appear here a few minutes after they end.")
            self.empty.show_reason(
                "calls", self.tr("No calls yet"), sentence, action=self.tr("Sync now"), action_icon="retry"
            )
        else:
            sentence = self.tr("The list fills when the server answers.")
            lead = self.tr("Not synced on this computer yet")
            self.empty.show_reason("offline", lead, sentence, action=self.tr("Try now"), action_icon="retry")

    def _show_nothing_matches(self, found: ListedCalls) -> None:
        query = found.query
        lead = self.tr("Nothing matches")
        if query.text:
            lead = self.tr("Nothing matches “{words}”").format(words=isolate(query.text))
        link = self.tr("Search all dates") if query.period else ""
        words = self.filter_bar.filters_text()
        if found.reached is not None:
            words = "\n".join(part for part in (words, reach_text(found.reached)) if part)
        self.empty.show_reason("search", lead, words, action=self.tr("Clear filters"), link=link)

    @Slot()
    def _on_empty_action(self) -> None:
        if self.filter_bar.query.filters:
            self.filter_bar.clear()
        else:
            self.sync_asked.emit()

    @Slot(object)
    def _on_query_changed(self, query: CallQuery) -> None:
        self.details.look_for(query.text)
        column = next(column for column, sort in SORTS.items() if sort is query.sort)
        self.table.set_sorted(column, query.descending)
        self._load(anew=True)

    @Slot(int, bool)
    def _on_sort_requested(self, column: int, descending: bool) -> None:
        sort = SORTS.get(CallColumn(column))
        if sort is not None:
            self.filter_bar.set_sort(sort, descending)

    # -- the current call ------------------------------------------------------------------------

    def current_row(self) -> CallRow | None:
        record_id = self.table.current_id()
        row = self.model.row_of(record_id) if record_id is not None else None
        return self.model.record_at(row) if row is not None else None

    @Slot(object)
    def _on_current_changed(self, _: int | None) -> None:
        self._show_current()

    @Slot()
    def _on_selection_changed(self) -> None:
        if self.model.whole:
            self.sums.show_selection(self._scope, self.table.selected_ids())
        self._show_recording()

    @Slot(object)
    def _on_row_activated(self, _: int) -> None:
        self.play_current()

    def _show_current(self) -> None:
        row = self.current_row()
        call = self._scope.calls.call(row.call.sid) if row is not None and self._scope is not None else None
        if call is None and self.details.note.editor.hasFocus():
            # It left the list while its note is written: both stay until the note is left.
            return
        self.details.set_call(call)
        self.notes.show(NoteKey.call(call.sid) if call is not None else None)
        self._show_recording()

    @Slot()
    def _on_note_left(self) -> None:
        if self.current_row() is None:
            self._show_current()

    @Slot()
    def leave_note(self) -> None:
        """Before another call is gone to: the note that was written is not its."""
        if self.details.note.editor.hasFocus():
            self.table.setFocus()

    @Slot(object)
    def _on_notes_saved(self, keys: list[NoteKey]) -> None:
        sids = [key.id for key in keys if key.kind is NoteKind.CALL]
        self.model.invalidate(self._sids[sid] for sid in sids if sid in self._sids)

    @Slot()
    def _show_recording(self) -> None:
        row = self.current_row()
        facts = self.model.facts(row) if row is not None else None
        playing = facts is not None and self._plays(facts.call.sid)
        self.commands.update_for(facts, playing, self.table.selected_count(), self._no_server)
        if facts is None or self._scope is None:
            return
        kept = self._scope.calls.kept(facts.call.sid) if facts.kept else None
        recording = self.details.recording
        recording.set_recording(facts, kept, playing, self._queue.now(), self._no_server)
        if facts.kept and kept is None:
            self._look_for_file(self._scope, FileKey.recording(facts.call.sid))

    def _look_for_file(self, scope: AccountScope, key: FileKey) -> None:
        """A file that the list calls kept is not found: the list says so, once that is certain."""
        work = partial(scope.recovery.forget_gone, key)
        self._tasks.run(work, partial(self._on_looked, scope), self._on_not_found)

    def _on_looked(self, scope: AccountScope, gone: bool) -> None:
        if gone and scope is self._scope:
            self.refresh()

    def _plays(self, sid: str) -> bool:
        return self._player.playing and self._player.current_sid == sid

    # -- recordings ------------------------------------------------------------------------------

    @Slot()
    def play_current(self) -> None:
        """Plays the current call, pauses it when it plays; fetches its recording first if need be."""
        row = self.current_row()
        if row is None or not self.model.facts(row).is_there:
            return
        if self._no_server and not row.kept:
            # The row itself was activated: its command cannot be.
            self._messages.warning(self._no_server, key=PLAY_MESSAGE)
            self.server_wanted.emit()
            return
        self.flow.press(row.call.sid)
        self._show_recording()

    @Slot()
    def keep_current(self) -> None:
        record_id = self.table.current_id()
        if record_id is not None and self._scope is not None:
            self.keeper.keep(self._scope, [record_id])

    @Slot()
    def keep_selected(self) -> None:
        """Fetches the recordings of the selected calls, to be kept on this computer."""
        ids = self.table.selected_ids()
        if ids and self._scope is not None:
            self.keeper.keep(self._scope, ids)

    @Slot()
    def cancel_current(self) -> None:
        row = self.current_row()
        if row is not None:
            self._queue.cancel(FileKey.recording(row.call.sid))

    @Slot()
    def cancel_selected(self) -> None:
        """Cancels what is under way of the selected calls."""
        selected = set(self.table.selected_ids())
        for transfer in self._queue.transfers():
            mine = transfer.key.is_recording and self._sids.get(transfer.key.id) in selected
            if mine and not transfer.state.final:
                self._queue.cancel(transfer.key)

    @Slot(object)
    def _on_transfers_changed(self, sids: frozenset[str]) -> None:
        self.model.touch(self._sids[sid] for sid in sids if sid in self._sids)
        row = self.current_row()
        if row is not None and row.call.sid in sids:
            self._show_recording()

    @Slot(object, object)
    def _on_ready(self, key: FileKey, kept: KeptFile) -> None:
        if key.is_recording and key.id in self._sids:
            self.model.invalidate([self._sids[key.id]])
            self._show_recording()
            # One that is kept here is not lost any more: it leaves counts and filters, not each by itself.
            self._recount.start()

    def describe(self, key: FileKey) -> str:
        """A recording in a few words, for the list of downloads."""
        call = self._scope.calls.call(key.id) if self._scope is not None else None
        if call is None:
            return self.tr("Recording")
        name = isolate(call_name(call))
        if call.created_at is None:
            return name
        return in_reading_order(f"{name}, {moment_text(call.created_at)}")

    # -- other commands --------------------------------------------------------------------------

    @Slot()
    def reveal_current(self) -> None:
        row = self.current_row()
        kept = self._scope.calls.kept(row.call.sid) if row is not None and self._scope is not None else None
        if kept is not None:
            reveal_in_folder(kept.path)
        else:
            self._show_recording()

    @Slot()
    def copy_phone(self) -> None:
        row = self.current_row()
        if row is not None and row.call.phone:
            QGuiApplication.clipboard().setText(strip_marks(row.call.phone))

    def show_record(self, record_id: int, words: str) -> None:
        """Goes to this call, and marks `words` in it; filters that hide it are taken away."""
        if not self.wanted.show(record_id):
            self._messages.note(self.tr("The filters were cleared to show this call."), key="cleared")
        self.details.look_for(words)

    def show_search(self, words: str) -> None:
        """Lists what `words` find, and filters by nothing else."""
        self.filter_bar.clear(tell=False)
        self.filter_bar.search_field.setText(words)
        self.filter_bar.search_field.search_now()

    @Slot()
    def focus_search(self) -> None:
        self.filter_bar.search_field.setFocus()
        self.filter_bar.search_field.selectAll()
