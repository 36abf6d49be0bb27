"""CallsPage: the calls, one call's details, and the line from pressing play to hearing it."""

from __future__ import annotations

from array import array
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.bookmark import Bookmark
from desktop.core.errors import AppError
from desktop.core.models import CallRow, FileKey
from desktop.core.note import NoteKey, NoteKind
from desktop.core.query import CallQuery
from desktop.core.saved_view import ViewPage
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.bookmarks.bookmark_keeper import BookmarkKeeper
from desktop.ui.calls.call_actions import CallActions
from desktop.ui.calls.call_details_widget import CallDetailsWidget
from desktop.ui.calls.call_marking import CallMarking
from desktop.ui.calls.call_queries import ListedCalls, first_ids, list_calls
from desktop.ui.calls.call_sums import CallSums
from desktop.ui.calls.call_words import call_and_moment
from desktop.ui.calls.calls_filter_bar import CallsFilterBar
from desktop.ui.calls.calls_foot import CallsFoot
from desktop.ui.calls.calls_printing import CallsPrinting
from desktop.ui.calls.calls_saving import CallsSaving
from desktop.ui.calls.calls_table import CallsTable
from desktop.ui.calls.calls_table_model import SORTS, CallColumn
from desktop.ui.calls.match_steps import MatchSteps
from desktop.ui.calls.no_calls import NoCalls
from desktop.ui.calls.player import Player
from desktop.ui.calls.read_calls import ReadCalls
from desktop.ui.calls.recording.call_recordings import CallRecordings
from desktop.ui.calls.recording.listening import Listening
from desktop.ui.calls.recording.play_flow import PlayFlow
from desktop.ui.calls.recording.recording_keeper import RecordingKeeper
from desktop.ui.calls.recording.recording_rows import RecordingRows
from desktop.ui.calls.recording.whole_list import WholeList
from desktop.ui.calls.search_reach import SearchReach
from desktop.ui.calls.transcript_follow import TranscriptFollow
from desktop.ui.notes.note_keeper import NoteKeeper
from desktop.ui.views.saved_views import SavedViews
from desktop.ui.widgets.hairline import HairlineSplitter
from desktop.ui.widgets.list_loading import ListLoading, ListWork
from desktop.ui.widgets.list_side import ListSide
from desktop.ui.widgets.message_bar import MessageBar
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.refused_keys import RefusedKeys
from desktop.ui.widgets.wanted_record import WantedRecord
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

SEARCH_REST_MS = 200
"""While something is searched for: the next letter should not wait for all that the last one finds."""
RECOUNT_MS = 300
_PLAY_KEYS = (Qt.Key.Key_MediaPlay, Qt.Key.Key_MediaTogglePlayPause)


class CallsPage(QWidget):
    """Draws from the scope's services; asks the queue for recordings; tells the player what to play."""

    sync_asked = Signal()
    server_wanted = Signal()
    """See CallRecordings."""
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
        self.loading = ListLoading(tasks, self._work, self)
        self._recount = QTimer(self, singleShot=True, interval=RECOUNT_MS)
        # Which calls the list holds may be others then; of those that stay, no more is new than was said.
        self._recount.timeout.connect(self.loading.refresh)
        self._rows_stay = False
        """Each row that changed since the list was read was said by itself."""
        self._read = ReadCalls(self.model)
        self.listening = Listening(player, tasks, self)
        self.flow = PlayFlow(queue, player, self.listening, messages, self)
        self.keeper = RecordingKeeper(tasks, queue, messages, self)
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self.message_bar = MessageBar(self._messages, self)
        self.filter_bar = CallsFilterBar(self)
        self.views = SavedViews(ViewPage.CALLS, self.filter_bar, self._tasks, self._messages, self)
        self.foot = CallsFoot(self)
        self.sums = CallSums(self._tasks, self.foot, self._say, self)
        self.filter_bar.set_columns(self.table.column_actions())
        self.reach = SearchReach(self)
        self.wanted = WantedRecord(self.table, self.filter_bar, self)
        self.empty = NoCalls(self)
        self.details = CallDetailsWidget(self)
        self.notes = NoteKeeper(self.details.note, self._tasks, self._messages, self)
        self.matches = MatchSteps(self.table, self.details.transcript, self)
        self.commands = CallActions(self)
        self.foot.follow_export(self.commands.export, self.commands.export_selected)
        bar, does = self.details.recording, (self.flow, self.keeper, self._tasks, self._queue, self._messages)
        self.recordings = CallRecordings(self.table, self.commands, bar, *does, self)
        rows = self.table, self._read, self.recordings
        self.recording_rows = RecordingRows(self._queue, *rows, self)
        marks, flow = self.details.bookmarks, self.flow
        marks.focus_lost.connect(self.table.setFocus)
        self.bookmarks = BookmarkKeeper(marks, flow, self._player, self._tasks, self._messages, self)
        self.marking = CallMarking(self._tasks, self.table, self.commands, self._messages, self)
        self.marking.undo_steps_of(self.bookmarks)
        self.listening.heard_out.connect(self.marking.mark_heard)
        keeps = self._tasks, self._queue, self.keeper
        self.whole_list = WholeList(*keeps, self.filter_bar, self._messages, self)
        self.follow = TranscriptFollow(self.details.transcript, self._player, self)
        self.printing = CallsPrinting(self.table, self._messages, self)
        self.saving = CallsSaving(self.table, self._tasks, self._messages, self)
        of_list = [self.saving.command, self.printing.command]
        self.table.context_actions = [*self.commands.context(), *of_list]
        self.addActions(self.commands.for_page())
        self.table.addActions(self.commands.of_table())
        self._refused = RefusedKeys([self.commands.remove], self._messages, self)
        self._refused.watch(self.table)
        for place in (self.table, self.details.transcript.reader):
            place.addAction(self.commands.play)
        self.filter_bar.set_more([*self.commands.more(), *of_list])

    def _lay_out(self) -> None:
        above = (self.filter_bar, self.reach)
        self._side = ListSide(self.table, self.empty, self.message_bar, above, (self.foot,), self)
        self._side.listed.connect(self.details.note_listed)
        self._side.setAutoFillBackground(True)
        self._side.setBackgroundRole(QPalette.ColorRole.Base)
        self.splitter = HairlineSplitter(parent=self)
        self.splitter.addWidget(self._side)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([1000, 376])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _connect(self) -> None:
        self.filter_bar.query_changed.connect(self._on_query_changed)
        self.table.sort_requested.connect(self._on_sort_requested)
        self.table.current_id_changed.connect(self._on_current_changed)
        self.table.selected_ids_changed.connect(self._on_selection_changed)
        self.table.row_activated.connect(self._on_row_activated)
        self.details.note.editor.rested.connect(self._on_note_left)
        self.filter_bar.search_field.list_wanted.connect(self.table.enter)
        self.table.first_rows_painted.connect(self.loading.go_on)
        self.loading.first_found.connect(self._on_first)
        self.loading.found.connect(self._on_found)
        self.loading.failed.connect(self._on_not_found)
        self.model.unreadable.connect(self._say, Qt.ConnectionType.QueuedConnection)
        self.wanted.not_listed.connect(self.refresh)
        self.wanted.reached.connect(self.details.look_for)
        self.wanted.cleared.connect(self._on_filters_cleared)
        self.notes.saved.connect(self._on_notes_saved)
        self.bookmarks.saved.connect(self._on_bookmark_saved)
        self.details.note.editor.left.connect(self.table.setFocus)
        self.empty.action_clicked.connect(self._on_empty_action)
        self.empty.link_clicked.connect(self.filter_bar.clear_period)
        self.recording_rows.kept.connect(self._on_recording_kept)
        self._player.state_changed.connect(self.recordings.show)
        self._player.file_wanted.connect(self.recordings.on_file_wanted)
        self.recordings.lost.lost.connect(self.refresh)
        self.recordings.server_wanted.connect(self.server_wanted)
        self.marking.changed.connect(self._recount.start)
        self.commands.wire(self)

    # -- whose calls -----------------------------------------------------------------------------

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: nothing of the one before stays on the screen."""
        self._scope = scope
        self._read.set_scope(scope)
        self.loading.drop()
        self.table.forget()
        for part in (self.recordings, self.marking, self.whole_list, self.printing, self.saving, self.views):
            part.set_scope(scope)
        self.sums.show_calls(None, self.filter_bar.query, array("q"))
        self.filter_bar.set_lost_soon(0)
        self.flow.set_scope(scope)
        self.bookmarks.set_scope(scope)
        self.follow.set_sid("")
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
            self.model.set_rows_source(self._read.rows)
            self.model.invalidate()
        self._read.forget()
        if scope is None:
            self._side.show_list(False)
            self.empty.show_none_yet(False)
        elif shown:
            self.details.note_listed(bool(self.model.ids))
            self.loading.refresh()
        else:
            self.loading.ask()

    def set_no_server(self, reason: str) -> None:
        """Why what needs the server cannot be done; "" while it can."""
        self.recordings.set_no_server(reason)

    # -- the list --------------------------------------------------------------------------------

    def _work(self) -> ListWork | None:
        if self._scope is None:
            return None
        query = self.filter_bar.query
        # The first rows of a million too are there at once.
        first = partial(first_ids, self._scope, query)
        return ListWork(partial(list_calls, self._scope, query), first, SEARCH_REST_MS if query.text else 0)

    @Slot()
    def refresh(self) -> None:
        """Reads the list again, once more after what is under way."""
        self._rows_stay = False
        self.loading.refresh()

    @Slot(object)
    def _on_first(self, ids: array[int]) -> None:
        """The first rows are shown; the rest follows below them once they were painted."""
        self.model.replace_ids(ids, anew=True, whole=False)
        self._side.show_list(True)
        self.wanted.on_listed(more=True)

    @Slot(object, bool)
    def _on_found(self, found: ListedCalls, anew: bool) -> None:
        self.model.replace_ids(found.ids, anew=anew, rows_stay=self._rows_stay)
        self._rows_stay = True
        self.views.refresh_open()
        self.printing.note_filters(self.filter_bar)
        self.reach.set_reached(found.reached if found.ids else None)
        self.wanted.on_listed(more=self.loading.busy)
        self._side.show_list(bool(found.ids))
        if not found.ids:
            self._say_why_empty(found)
        self.sums.show_calls(self._scope, found.query, found.ids)
        self.filter_bar.set_lost_soon(found.lost_soon)
        self.lost_soon_changed.emit(found.lost_soon)
        self._on_selection_changed()
        self._show_current()

    @Slot(object)
    def _on_not_found(self, error: AppError) -> None:
        self.table.drop_put_off()
        self.wanted.forget()
        self._say(error)

    def _say(self, error: AppError) -> None:
        self._messages.error(error, self.refresh, key="calls")

    def _say_why_empty(self, found: ListedCalls) -> None:
        if found.count and found.query.filters:
            self.empty.show_nothing_matches(found, self.filter_bar.filters_text())
        else:
            self.empty.show_none_yet(self._scope is not None and self._scope.synced_at is not None)

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
        self.wanted.forget()
        self.loading.ask()

    @Slot(int, bool)
    def _on_sort_requested(self, column: int, descending: bool) -> None:
        self.filter_bar.set_sort(SORTS[CallColumn(column)], descending)

    # -- the current call ------------------------------------------------------------------------

    def current_row(self) -> CallRow | None:
        return self.recordings.current_row()

    @Slot(object)
    def _on_current_changed(self, _: int | None) -> None:
        self.recordings.forget_nothing()
        self._show_current()

    @Slot()
    def _on_selection_changed(self) -> None:
        if self.model.whole:
            self.sums.show_selection(self._scope, self.table.selected_ids())
        self.recordings.show()

    @Slot(object)
    def _on_row_activated(self, _: int) -> None:
        self.recordings.play_current()

    def _show_current(self) -> None:
        row = self.current_row()
        call = self._scope.calls.call(row.call.sid) if row is not None and self._scope is not None else None
        if call is None and self.details.note.editor.hasFocus():
            # It left the list while its note is written: both stay until the note is left.
            return
        self.details.set_call(call)
        self.notes.show(NoteKey.call(call.sid) if call is not None else None)
        self.bookmarks.show(call.sid if call is not None else "")
        self.follow.set_sid(call.sid if call is not None else "")
        self.recordings.show()
        self.details.settle()

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
        self._read.invalidate(key.id for key in keys if key.kind is NoteKind.CALL)

    @Slot(object)
    def _on_bookmark_saved(self, bookmark: Bookmark) -> None:
        self._read.invalidate([bookmark.sid])

    # -- recordings ------------------------------------------------------------------------------

    @Slot()
    def _on_recording_kept(self) -> None:
        if self._scope is not None:
            # One that is kept here is not lost any more: it leaves counts and filters, not each by itself.
            self._recount.start()

    def describe(self, key: FileKey) -> str:
        """A recording in a few words, for the list of downloads."""
        call = self._scope.calls.call(key.id) if self._scope is not None else None
        return call_and_moment(call) if call is not None else self.tr("Recording")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keyboard's own key for playing: the player has it only while it holds a recording."""
        if event.key() in _PLAY_KEYS and self._player.call is None:
            self.recordings.play_current()
        else:
            super().keyPressEvent(event)

    # -- other commands --------------------------------------------------------------------------

    def show_record(self, record_id: int, words: str) -> None:
        """Goes to this call, and marks `words` in it; filters that hide it are taken away."""
        self.wanted.show(record_id, words, at_once=not self.loading.unanswered)

    @Slot()
    def _on_filters_cleared(self) -> None:
        self._messages.note(self.tr("The filters were cleared to show this call."), key="cleared")

    def show_search(self, words: str) -> None:
        """Lists what `words` find, and filters by nothing else."""
        order = self.filter_bar.query
        self.filter_bar.take_query(CallQuery(words.strip(), sort=order.sort, descending=order.descending))

    @Slot()
    def focus_search(self) -> None:
        self.filter_bar.search_field.setFocus()
        self.filter_bar.search_field.selectAll()
