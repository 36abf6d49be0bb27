"""WholeList: keeps every recording of the list that only the server has, however many there are."""

from __future__ import annotations

from array import array
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.call_query import CallQuery, RecordingFilter
from desktop.core.errors import AppError
from desktop.core.models import FileKey
from desktop.core.transfer import TransferState
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.calls_filter_bar import CallsFilterBar
from desktop.ui.calls.recording.recording_keeper import RecordingKeeper
from desktop.ui.formatting import number_text, size_text
from desktop.ui.widgets.dialog import QuestionDialog
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

MESSAGE = "keep-list"
SAY_MS = 300
_FAILED = (TransferState.FAILED, TransferState.GONE)


class Counted(NamedTuple):
    """Of a list: `sids` whose recordings only the server has, their `size` in bytes, about, 0: not known; and
    those that are `here` already."""

    sids: list[str]
    size: int
    here: list[str]


class HandedList(NamedTuple):
    """What one window leaves to the next: the sids of what has not ended, and how it went so far."""

    out: frozenset[str]
    wanted: int
    kept: int
    failed: int
    cancelled: bool


class WholeList(QObject):
    """Says how many before, how far it is meanwhile, and what came of it."""

    def __init__(
        self,
        tasks: TaskPool,
        queue: DownloadQueue,
        keeper: RecordingKeeper,
        filters: CallsFilterBar,
        messages: Messages,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._queue = queue
        self._keeper = keeper
        self._filters = filters
        self._messages = messages
        self._window = parent
        self._scope: AccountScope | None = None
        self._out: set[str] = set()
        """What has not ended, or was not even asked for yet."""
        self._wanted = self._kept = self._failed = 0
        self._cancelled = False
        self.dialog: QuestionDialog | None = None
        self._say = QTimer(self, singleShot=True, interval=SAY_MS)
        self._say.timeout.connect(self._say_progress)
        queue.changed.connect(self._on_changed)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: what was not asked for yet is not asked for any more."""
        self._scope = scope
        self._forget()
        if self.dialog is not None:
            self.dialog.reject()

    def hand_over(self) -> HandedList:
        """Lets go of what is under way, for another window to tell how it ends."""
        handed = HandedList(frozenset(self._out), self._wanted, self._kept, self._failed, self._cancelled)
        self._forget()
        return handed

    def take_over(self, handed: HandedList) -> None:
        """Goes on telling what another window began, on the same account."""
        self._out.update(handed.out)
        _, self._wanted, self._kept, self._failed, self._cancelled = handed
        self._say_progress()

    # -- asking first ----------------------------------------------------------------------------

    @Slot()
    def ask(self) -> None:
        """Counts them, and asks whether they are to be kept."""
        if self._scope is not None and self.dialog is None:
            work = partial(_counted, self._scope, self._filters.query)
            ends = (partial(end, self._scope) for end in (self._on_counted, self._on_failed))
            self._tasks.run(work, *ends)

    def _on_counted(self, scope: AccountScope, counted: Counted) -> None:
        if scope is not self._scope or self.dialog is not None:
            return
        if not counted.sids:
            self._keeper.keep_here(scope, counted.here)
            said = self.tr("There is nothing to fetch: what the calls of this list have is here already.")
            self._messages.note(said, key=MESSAGE)
            return
        dialog = self.dialog = self._question(len(counted.sids), counted.size)
        dialog.accepted.connect(partial(self._begin, scope, counted))
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _question(self, count: int, size: int) -> QuestionDialog:
        about = self.tr("They take about {size}.").format(size=size_text(size)) if size else ""
        how = self.tr(
            "They are asked of the server one after the other, soonest to vanish first. It can be"
            " cancelled at any time; what has come by then stays."
        )
        return QuestionDialog(
            self.tr("Keep recordings"),
            self.tr("Keep all %Ln recording(s) of this list on this computer?", "", count),
            f"{about} {how}".strip(),
            self.tr("Keep %Ln recording(s)", "", count),
            self._window.window(),
        )

    @Slot()
    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _on_failed(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._messages.error(error, self.ask, key=MESSAGE)

    # -- carrying out ----------------------------------------------------------------------------

    def _begin(self, scope: AccountScope, counted: Counted) -> None:
        self._keeper.keep_here(scope, counted.here)
        new = [sid for sid in counted.sids if sid not in self._out]
        self._out.update(new)
        self._wanted += len(new)
        self._cancelled = False
        self._say_progress()
        self._keeper.ask_for(new)

    @Slot(object)
    def _on_changed(self, key: FileKey) -> None:
        if not key.is_recording or key.id not in self._out:
            return
        transfer = self._queue.transfer(key)
        if transfer is not None and not transfer.state.final:
            return
        self._out.discard(key.id)
        self._kept += transfer is not None and transfer.state is TransferState.DONE
        self._failed += transfer is not None and transfer.state in _FAILED
        if not self._out:
            self._say_end()
        elif not self._say.isActive():
            self._say.start()

    @Slot()
    def cancel(self) -> None:
        """Nothing more is fetched; what came stays."""
        self._cancelled = True
        self._keeper.cancel(self._out)

    def _forget(self) -> None:
        self._say.stop()
        self._out.clear()
        self._wanted = self._kept = self._failed = 0

    # -- saying ----------------------------------------------------------------------------------

    @Slot()
    def _say_progress(self) -> None:
        if self._out:
            sentence = self.tr("Keeping the recordings of this list: {done} of {count}.")
            sentence = sentence.format(done=number_text(self._kept), count=number_text(self._wanted))
            if self._failed:
                sentence += " " + self.tr("%Ln could not be had.", "", self._failed)
            cancel = MessageAction(self.tr("Cancel"), self.cancel, stays=True)
            self._messages.note(sentence, cancel, key=MESSAGE)

    def _say_end(self) -> None:
        wanted, kept, cancelled = self._wanted, self._kept, self._cancelled
        self._forget()
        if kept == wanted:
            said = self.tr("%Ln recording(s) of this list are on this computer now.", "", wanted)
            self._messages.success(said, key=MESSAGE)
            return
        said = self.tr("{kept} of {count} recordings of this list are on this computer now.")
        said = said.format(kept=number_text(kept), count=number_text(wanted))
        if cancelled:
            self._messages.note(said, key=MESSAGE)
        else:
            why = self.tr("Downloads says why the others are not.")
            self._messages.warning(f"{said} {why}", key=MESSAGE)


def _counted(scope: AccountScope, query: CallQuery) -> Counted:
    """For the TaskPool."""
    sids, rate = scope.retention.to_keep(query), scope.space.room().bytes_a_second
    here = _here(scope, query)
    if not rate:
        return Counted(sids, 0, here)
    rows = array("q", scope.calls.row_ids(sids).values())
    return Counted(sids, round((scope.calls.summary_of(rows).seconds or 0) * rate), here)


def _here(scope: AccountScope, query: CallQuery) -> list[str]:
    if query.recording not in (None, RecordingFilter.KEPT_HERE):
        return []
    return scope.calls.sids_of(scope.calls.ids(query._replace(recording=RecordingFilter.KEPT_HERE)))
