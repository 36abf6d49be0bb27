"""CallRecordings: what is said of the current call's recording, and done with it and the selected ones."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.call import CallRow
from desktop.core.expected_file import ExpectedFile
from desktop.core.models import FileKey
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.call_actions import CallActions
from desktop.ui.calls.calls_table import CallsTable
from desktop.ui.calls.player_state import FileWish
from desktop.ui.calls.recording.lost_files import LostFiles
from desktop.ui.calls.recording.play_flow import PLAY_MESSAGE, PlayFlow
from desktop.ui.calls.recording.recording_bar import RecordingBar
from desktop.ui.calls.recording.recording_copying import RecordingCopying
from desktop.ui.calls.recording.recording_keeper import (
    KEEP_MESSAGE,
    HandedKeeping,
    Here,
    RecordingKeeper,
)
from desktop.ui.calls.recording.recording_words import RecordingFacts, days_left
from desktop.ui.widgets.messages import Message, MessageAction, Messages
from desktop.ui.widgets.row_dragging import RowDragging
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

NOTHING_MESSAGE = "no-recording"
NOT_HERE_MESSAGE = "not-here"
MOST_DRAGGED = 100
"""They are copied while the button of the mouse is held."""


class CallRecordings(QObject):
    """Rows come from the table, words from the commands, clicks from `bar`; `keeper` and `flow` do it."""

    server_wanted = Signal()
    """One was wanted that needs the server, which cannot be reached: perhaps the user can help."""
    call_wanted = Signal(object, str)
    """The list is to go to this row; "": no words are looked for in it."""

    removal_wanted = Signal(object)
    """list of the sids whose recordings are to leave this computer."""

    def __init__(
        self,
        table: CallsTable,
        commands: CallActions,
        bar: RecordingBar,
        flow: PlayFlow,
        keeper: RecordingKeeper,
        tasks: TaskPool,
        queue: DownloadQueue,
        messages: Messages,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.lost = LostFiles(tasks, queue, flow, keeper, messages, self)
        self.copying = RecordingCopying(tasks, messages, parent)
        self._table = table
        self._commands = commands
        self._bar = bar
        self._flow = flow
        self._keeper = keeper
        self._queue = queue
        self._messages = messages
        self._scope: AccountScope | None = None
        self._no_server = ""
        self.bytes_a_second = 0.0
        """What a recording takes, as far as those say that are here."""
        self._refusal: Message | None = None
        """That something was not done for want of the server, which is no longer so once it is back."""
        bar.name_keys(commands.keep, commands.remove)
        bar.play_clicked.connect(self.play_current)
        bar.keep_clicked.connect(self.keep_current)
        bar.cancel_clicked.connect(self.cancel_current)
        bar.reveal_clicked.connect(self.reveal_current)
        bar.remove_clicked.connect(self.remove_current)
        bar.dragged.connect(self.drag_current)
        self._dragging = RowDragging(table, self)
        self._dragging.dragged.connect(self.drag_selected)
        bar.focus_lost.connect(table.setFocus)
        keeper.busy_changed.connect(self.show)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: what was not asked for yet is not asked for any more."""
        self._scope = scope
        self._keeper.stop()
        self.copying.set_scope(scope)
        self.lost.set_scope(scope)

    def set_no_server(self, reason: str) -> None:
        """Why what needs the server cannot be done; "" while it can."""
        self._no_server = reason
        if not reason and self._refusal is not None:
            self._messages.dismiss(self._refusal)
            self._refusal = None
        self.show()

    def take_over(self, handed: HandedKeeping) -> None:
        """Goes on keeping what another window began to."""
        if self._scope is not None:
            self._keeper.take_over(self._scope, handed)

    def expected(self, key: FileKey) -> ExpectedFile:
        """What is known of the recording of a call that is not here."""
        call = self._scope.calls.call(key.id) if self._scope is not None else None
        if call is None or self._scope is None:
            return ExpectedFile()
        days = days_left(RecordingFacts(call, False, None, self._scope.clock.now()))
        return ExpectedFile(days, round((call.duration_s or 0) * self.bytes_a_second))

    def current_row(self) -> CallRow | None:
        """The call that is current in the table."""
        model, record_id = self._table.calls, self._table.current_id()
        row = model.row_of(record_id) if record_id is not None else None
        return model.record_at(row) if row is not None else None

    @Slot()
    def show(self) -> None:
        """Says how the current recording is, and what can be done with it and with the selected ones."""
        self._mark_played()
        row, calls = self.current_row(), self._table.calls
        facts = calls.facts(row) if row is not None else None
        playing = facts is not None and self._flow.plays(facts.call.sid)
        selected, no_server = self._table.selected_count(), self._no_server
        downloading = self._keeper.busy or self._queue.counts().open > 0
        loaded = facts is not None and facts.call.sid in (self._flow.loaded, self._flow.wanted)
        self._commands.update_for(facts, playing, selected, no_server, calls.whole, downloading, loaded)
        if facts is None or self._scope is None:
            return
        kept = self._scope.calls.kept(facts.call.sid) if facts.kept else None
        found_at = self._ended_at(facts.call.sid) if facts.found_gone else None
        self._bar.set_in_player(loaded)
        self._bar.set_recording(facts, kept, playing, self._queue.now(), no_server, found_at)
        if facts.kept and kept is None:
            self.lost.look(facts.call.sid)

    def _ended_at(self, sid: str) -> datetime | None:
        """When its transfer ended; None where the queue does not remember that."""
        ended = self._queue.kept_transfer(FileKey.recording(sid))
        if ended is None or ended.ended_at is None:
            return None
        return datetime.now(UTC) - timedelta(seconds=self._queue.now() - ended.ended_at)

    def is_shorter(self, key: FileKey) -> bool:
        """Whether this file is a recording that is here, and shorter than its call."""
        kept = self._scope.calls.kept(key.id) if key.is_recording and self._scope is not None else None
        return kept is not None and kept.shorter

    def _mark_played(self) -> None:
        """In the list, whichever call is current."""
        calls, loaded = self._table.calls, self._flow.loaded
        before, calls.played = calls.played, (loaded, self._flow.plays(loaded))
        if before != calls.played and self._scope is not None:
            calls.touch(self._scope.calls.row_ids({before[0], loaded} - {""}).values())

    @Slot()
    def play_current(self) -> None:
        """Plays the current call, pauses it when it plays; fetches its recording first if need be."""
        row = self.current_row()
        if row is None:
            return
        facts = self._table.calls.facts(row)
        if not facts.is_there:
            self._messages.note(self._commands.why_no_recording(facts), key=NOTHING_MESSAGE)
        elif self._no_server and not row.kept:
            # The row itself was activated: its command cannot be.
            self._refusal = self._messages.warning(self._no_server, key=PLAY_MESSAGE)
            self.server_wanted.emit()
        else:
            self._flow.press(row.call.sid)
            self.show()

    @Slot()
    def play_selected(self) -> None:
        """Plays those of the selected calls whose recordings are here, one after the other."""
        self._table.with_selected(self._look_for_kept)

    def _look_for_kept(self, ids: array[int]) -> None:
        if ids and self._scope is not None:
            self._keeper.find_kept(self._scope, ids, partial(self._play_all, ids))

    def _play_all(self, ids: array[int], found: Here) -> None:
        if found.sids:
            self._flow.play_all(found.sids)
            self._say_left_out(ids, found.elsewhere)
        else:
            self._say_none_kept()

    def _say_left_out(self, ids: array[int], count: int) -> None:
        """Whoever chose them all is not to miss any without a word."""
        self._messages.dismiss(NOT_HERE_MESSAGE)
        if count:
            said = self.tr("%Ln of the selected recordings is not on this computer and left out.", "", count)
            keep = MessageAction(self.tr("Keep here"), partial(self._keep, ids))
            self._messages.note(said, keep, key=NOT_HERE_MESSAGE)

    def _say_none_kept(self) -> None:
        said = self.tr("None of the selected recordings is on this computer. Keep them here first.")
        self._messages.note(said, key=NOTHING_MESSAGE)

    @Slot()
    def forget_nothing(self) -> None:
        """Another call is current: that one had no recording says nothing of it."""
        self._messages.dismiss(NOTHING_MESSAGE)

    @Slot()
    def keep_current(self) -> None:
        record_id = self._table.current_id()
        if record_id is not None:
            self._keep(array("q", [record_id]))

    @Slot()
    def keep_selected(self) -> None:
        """Fetches the recordings of the selected calls, to be kept on this computer."""
        self._table.with_selected(self._keep)

    def _keep(self, ids: array[int]) -> None:
        if ids and self._scope is not None:
            self._keeper.keep(self._scope, ids)

    @Slot()
    def cancel_current(self) -> None:
        row = self.current_row()
        if row is not None:
            self._keeper.cancel([row.call.sid])

    @Slot()
    def cancel_selected(self) -> None:
        """Cancels what is under way of the selected calls, and what was only promised."""
        self._table.with_selected(self._cancel)

    def _cancel(self, ids: array[int]) -> None:
        if self._scope is None:
            return
        looked_for = self._keeper.stop_looking(self._scope, ids)
        keys = (one.key for one in self._queue.transfers() if not one.state.final)
        sids = [*(key.id for key in keys if key.is_recording), *self._keeper.waiting]
        # Not by the rows that were shown: most of those that are selected may never have been.
        rows, selected = self._scope.calls.row_ids(sids), set(ids)
        wanted = [sid for sid in sids if rows.get(sid) in selected]
        if wanted or looked_for:
            self._keeper.cancel(wanted)
            said = self.tr("Cancelled. Nothing more of the selected calls is downloaded.")
            self._messages.note(said, key=KEEP_MESSAGE)
            self.show()
        else:
            # Something else is being downloaded.
            self._messages.note(self._commands.why_not_cancelled(), key=NOTHING_MESSAGE)

    @Slot()
    def remove_current(self) -> None:
        row = self.current_row()
        if row is not None:
            self.removal_wanted.emit([row.call.sid])

    @Slot()
    def remove_selected(self) -> None:
        """Has those of the selected calls' recordings removed that are here."""
        self._table.with_selected(self._look_for_removable)

    def _look_for_removable(self, ids: array[int]) -> None:
        if ids and self._scope is not None:
            self._keeper.find_kept(self._scope, ids, self._remove_all)

    def _remove_all(self, found: Here) -> None:
        if found.sids:
            self.removal_wanted.emit(found.sids)
        else:
            said = self.tr("None of the selected recordings is on this computer.")
            self._messages.note(said, key=NOTHING_MESSAGE)

    @Slot()
    def save_copy_of_current(self) -> None:
        self._with_current(self.copying.save)

    @Slot()
    def open_current(self) -> None:
        """In the system's own player."""
        self._with_current(self.copying.open)

    @Slot()
    def drag_current(self) -> None:
        """Out of the window, as a file."""
        row = self.current_row()
        if row is not None:
            self.copying.drag([row.call.sid])

    @Slot()
    def drag_selected(self) -> None:
        """Those of the selected calls whose recordings are here, as files."""
        self._table.with_selected(self._look_for_dragged)

    def _look_for_dragged(self, ids: array[int]) -> None:
        if ids and self._scope is not None:
            self._keeper.find_kept(self._scope, ids, partial(self._drag_all, ids))

    def _drag_all(self, ids: array[int], found: Here) -> None:
        if len(found.sids) > MOST_DRAGGED:
            said = self.tr("At most %n recording(s) can be dragged out at once.", "", MOST_DRAGGED)
            self._messages.note(said, key=NOTHING_MESSAGE)
        elif found.sids:
            self.copying.drag(found.sids)
            self._say_left_out(ids, found.elsewhere)
        else:
            self._say_none_kept()

    @Slot(object)
    def on_file_wanted(self, wish: FileWish) -> None:
        """Of the recording that the player holds, whichever call is current."""
        sid, copying = self._flow.loaded, self.copying
        if wish is FileWish.SHOW_CALL:
            self._go_to(sid)
        elif wish is FileWish.SAVE_COPY:
            copying.save(sid)
        elif wish is FileWish.OPEN:
            copying.open(sid)
        elif wish is FileWish.DRAG:
            copying.drag([sid])
        else:
            copying.reveal(sid)

    def _go_to(self, sid: str) -> None:
        rows = self._scope.calls.row_ids([sid]) if self._scope is not None else {}
        if sid in rows:
            self.call_wanted.emit(rows[sid], "")

    def _with_current(self, act: Callable[[str], bool]) -> None:
        """Does it with the current call's recording; where that is not here any more, it is said."""
        row = self.current_row()
        if row is not None and not act(row.call.sid):
            self.show()

    @Slot()
    def reveal_current(self) -> None:
        self._with_current(self.copying.reveal)
