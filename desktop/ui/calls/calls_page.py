"""CallsPage: the calls, one call's details, and the line from pressing play to hearing it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.core.errors import AppError, Offline
from desktop.core.models import CallRow, FileKey, KeptFile, Priority
from desktop.core.query import CallQuery
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.call_actions import CallActions
from desktop.ui.calls.call_details_widget import CallDetailsWidget
from desktop.ui.calls.call_words import call_name
from desktop.ui.calls.calls_filter_bar import CallsFilterBar
from desktop.ui.calls.calls_table import CallsTable
from desktop.ui.calls.calls_table_model import SORTS, CallColumn
from desktop.ui.calls.player import Player
from desktop.ui.error_text import error_text
from desktop.ui.formatting import moment_text, strip_marks
from desktop.ui.reveal import reveal_in_folder
from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.hairline import Hairline, HairlineSplitter
from desktop.ui.widgets.message_bar import MessageBar
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskHandle, TaskPool

REPAINT_MS = 100
PLAY_MESSAGE = "play"


@dataclass(frozen=True, slots=True)
class _Found:
    """The answer to a query: which rows, how many will be lost soon, how many calls there are at all."""

    query: CallQuery
    ids: array[int]
    lost_soon: int
    count: int


class CallsPage(QWidget):
    """Draws from the scope's services; asks the queue for recordings; tells the player what to play."""

    sync_asked = Signal()
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
        self.model = table.calls
        self._tasks = tasks
        self._queue = queue
        self._player = player
        self._messages = messages
        self._scope: AccountScope | None = None
        self._wanted = ""
        self._loading: TaskHandle | None = None
        self._touched: set[str] = set()
        self._sids: dict[str, int] = {}
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self.message_bar = MessageBar(self._messages, self)
        self.filter_bar = CallsFilterBar(self)
        self.model.transfer = self._queue.transfer
        self.filter_bar.set_columns(self.table.column_actions())
        self.empty = EmptyList(self)
        self.details = CallDetailsWidget(self)
        self.commands = CallActions(self)
        self.table.context_actions = self.commands.context()
        self.addActions(self.commands.for_page())
        self.table.addAction(self.commands.play)
        self._repaint = QTimer(self, singleShot=True, interval=REPAINT_MS)

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
        for widget in (self.message_bar, self.filter_bar, Hairline(self)):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        self.splitter = HairlineSplitter(parent=self)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([1000, 376])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _connect(self) -> None:
        self._repaint.timeout.connect(self._on_repaint)
        self.filter_bar.query_changed.connect(self._on_query_changed)
        self.table.sort_requested.connect(self._on_sort_requested)
        self.table.current_id_changed.connect(self._on_current_changed)
        self.table.selected_ids_changed.connect(self._on_selection_changed)
        self.table.row_activated.connect(self._on_row_activated)
        self.details.play_clicked.connect(self.play_current)
        self.details.cancel_clicked.connect(self.cancel_current)
        self.details.reveal_clicked.connect(self.reveal_current)
        self.empty.action_clicked.connect(self._on_empty_action)
        self._queue.changed.connect(self._on_transfer_changed)
        self._queue.ready.connect(self._on_ready)
        self._queue.failed.connect(self._on_failed)
        self._player.state_changed.connect(self._show_recording)
        self._player.failed.connect(self._on_player_failed)
        self.commands.wire(self)

    # -- whose calls -----------------------------------------------------------------------------

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: nothing of the one before stays on the screen."""
        self._scope = scope
        self._wanted = ""
        self._drop_loading()
        self._player.close()
        self.filter_bar.clear(tell=False)
        if scope is None or self.table.shown is not scope:
            self.model.replace_ids(array("q"), anew=True)
        self.table.shown = None
        self.details.set_call(None)
        if scope is not None:
            self.model.server_now = scope.clock.now
            self.model.set_rows_source(self._read_rows)
            self.model.invalidate()
        self._sids.clear()
        self.refresh()

    def _read_rows(self, ids: Sequence[int]) -> list[CallRow]:
        rows = self._scope.calls.rows(ids) if self._scope is not None else []
        self._sids.update((row.call.sid, row.row_id) for row in rows)
        return rows

    @Slot()
    def refresh(self) -> None:
        """Reads the list again; the answer comes through the TaskPool, an older one is dropped."""
        self._load(anew=False)

    def _load(self, anew: bool) -> None:
        self._drop_loading()
        if self._scope is None:
            self._show_empty(_Found(self.filter_bar.query, array("q"), 0, 0))
            return
        work = partial(_find, self._scope, self.filter_bar.query)
        self._loading = self._tasks.run(work, partial(self._on_found, anew), self._on_not_found)

    def _drop_loading(self) -> None:
        if self._loading is not None:
            self._loading.abandon()
            self._loading = None

    def _on_found(self, anew: bool, found: _Found) -> None:
        self._loading = None
        self.model.replace_ids(found.ids, anew=anew)
        if found.ids:
            self._stack.setCurrentWidget(self.table)
        else:
            self._show_empty(found)
        self.filter_bar.set_lost_soon(found.lost_soon)
        self.lost_soon_changed.emit(found.lost_soon)
        self._on_selection_changed()
        self._show_current()

    def _on_not_found(self, error: AppError) -> None:
        self._loading = None
        self._messages.danger(error_text(error).sentence, key="calls")

    def _show_empty(self, found: _Found) -> None:
        self._stack.setCurrentWidget(self.empty)
        if found.count and found.query.filters:
            self._show_nothing_matches(found.query)
        elif self._scope is not None and self._scope.synced_at is not None:
            sentence = self.tr("Calls appear here a few minutes after they end.")
            self.empty.show_reason(
                "calls", self.tr("No calls yet"), sentence, action=self.tr("Sync now"), action_icon="retry"
            )
        else:
            sentence = self.tr("The list fills when the server answers.")
            lead = self.tr("Not synced on this computer yet")
            self.empty.show_reason("offline", lead, sentence, action=self.tr("Try now"), action_icon="retry")

    def _show_nothing_matches(self, query: CallQuery) -> None:
        lead = self.tr("Nothing matches")
        if query.text:
            lead = self.tr("Nothing matches “{words}”").format(words=query.text)
        self.empty.show_reason(
            "search", lead, self.filter_bar.filters_text(), action=self.tr("Clear filters")
        )

    @Slot()
    def _on_empty_action(self) -> None:
        if self.filter_bar.query.filters:
            self.filter_bar.clear()
        else:
            self.sync_asked.emit()

    @Slot(object)
    def _on_query_changed(self, query: CallQuery) -> None:
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

    def _row_of_sid(self, sid: str) -> CallRow | None:
        row_id = self._sids.get(sid)
        row = self.model.row_of(row_id) if row_id is not None else None
        return self.model.record_at(row) if row is not None else None

    @Slot(object)
    def _on_current_changed(self, _: int | None) -> None:
        self._show_current()

    @Slot()
    def _on_selection_changed(self) -> None:
        self.filter_bar.set_counts(self.table.selected_count(), len(self.model.ids))

    @Slot(object)
    def _on_row_activated(self, _: int) -> None:
        self.play_current()

    def _show_current(self) -> None:
        row = self.current_row()
        call = self._scope.calls.call(row.call.sid) if row is not None and self._scope is not None else None
        self.details.set_call(call)
        self._show_recording()

    @Slot()
    def _show_recording(self) -> None:
        row = self.current_row()
        self.commands.update_for(row, self._player.playing)
        if row is None or self._scope is None:
            return
        playing = self._player.playing and self._player.current_sid == row.call.sid
        kept = self._scope.calls.kept(row.call.sid) if row.kept else None
        self.details.set_recording(self.model.facts(row), kept, playing, self._queue.now())

    # -- playing ---------------------------------------------------------------------------------

    @Slot()
    def play_current(self) -> None:
        """Plays the current call, pauses it when it plays; fetches its recording first if need be."""
        row = self.current_row()
        if row is None or self._scope is None:
            return
        if self._player.current_sid == row.call.sid:
            self._wanted = ""
            self._player.toggle()
        else:
            self.play(row.call.sid)

    def play(self, sid: str) -> None:
        """Plays the recording of `sid` as soon as it is here; of several, the last one asked for."""
        assert self._scope is not None
        self._wanted = sid
        self._messages.dismiss(PLAY_MESSAGE)
        kept = self._scope.calls.kept(sid)
        if kept is not None:
            self._start(sid, kept)
        elif not self._queue.online:
            self._say_failure(sid, Offline())
        else:
            self._queue.request(FileKey.recording(sid), Priority.NOW)

    def _start(self, sid: str, kept: KeptFile) -> None:
        self._wanted = ""
        call = self._scope.calls.call(sid) if self._scope is not None else None
        if call is not None:
            self._player.play(kept.path, call)

    @Slot()
    def cancel_current(self) -> None:
        row = self.current_row()
        if row is not None:
            self._wanted = "" if self._wanted == row.call.sid else self._wanted
            self._queue.cancel(FileKey.recording(row.call.sid))

    @Slot()
    def keep_selected(self) -> None:
        """Fetches the recordings of the selected calls, to be kept on this computer."""
        for row in self._selected_rows():
            if row.call.has_recording and not row.kept:
                self._queue.request(FileKey.recording(row.call.sid), Priority.ASKED)

    def _selected_rows(self) -> list[CallRow]:
        rows = (self.model.row_of(record_id) for record_id in self.table.selected_ids())
        records = (self.model.record_at(row) for row in rows if row is not None)
        return [record for record in records if record is not None]

    @Slot(object)
    def _on_transfer_changed(self, key: FileKey) -> None:
        if key.is_recording:
            self._touched.add(key.id)
            if not self._repaint.isActive():
                self._repaint.start()

    @Slot()
    def _on_repaint(self) -> None:
        touched, self._touched = self._touched, set()
        self.model.touch(self._sids[sid] for sid in touched if sid in self._sids)
        row = self.current_row()
        if row is not None and row.call.sid in touched:
            self._show_recording()

    @Slot(object, object)
    def _on_ready(self, key: FileKey, kept: KeptFile) -> None:
        if not key.is_recording:
            return
        if key.id in self._sids:
            self.model.invalidate([self._sids[key.id]])
        self._show_recording()
        if key.id == self._wanted:
            self._start(key.id, kept)

    @Slot(object, object)
    def _on_failed(self, key: FileKey, error: AppError) -> None:
        if key.is_recording and key.id == self._wanted:
            self._wanted = ""
            self._say_failure(key.id, error)

    def _say_failure(self, sid: str, error: AppError) -> None:
        words = error_text(error)
        action = MessageAction(words.remedy, partial(self.play, sid)) if words.remedy else None
        self._messages.danger(words.sentence, action, key=PLAY_MESSAGE)

    @Slot(object)
    def _on_player_failed(self, error: AppError) -> None:
        self._messages.danger(error_text(error).sentence, key=PLAY_MESSAGE)

    def describe(self, key: FileKey) -> str:
        """A recording in a few words, for the list of downloads."""
        call = self._scope.calls.call(key.id) if self._scope is not None else None
        if call is None:
            return self.tr("Recording")
        when = moment_text(call.created_at) if call.created_at is not None else ""
        return f"{call_name(call)}, {when}" if when else call_name(call)

    # -- other commands --------------------------------------------------------------------------

    @Slot()
    def reveal_current(self) -> None:
        row = self.current_row()
        kept = self._scope.calls.kept(row.call.sid) if row is not None and self._scope is not None else None
        if kept is not None:
            reveal_in_folder(kept.path)

    @Slot()
    def copy_phone(self) -> None:
        row = self.current_row()
        if row is not None and row.call.phone:
            QGuiApplication.clipboard().setText(strip_marks(row.call.phone))

    @Slot()
    def focus_search(self) -> None:
        self.filter_bar.search_field.setFocus()
        self.filter_bar.search_field.selectAll()


def _find(scope: AccountScope, query: CallQuery) -> _Found:
    calls = scope.calls
    return _Found(query, calls.ids(query), calls.lost_soon_count(), calls.count())
