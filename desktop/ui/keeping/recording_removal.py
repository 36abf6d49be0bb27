"""RecordingRemoval: recordings leave this computer since the user says so; asked first where it is final."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.call_query import CallQuery
from desktop.core.errors import AppError
from desktop.core.models import FileKey
from desktop.services.account_scope import AccountScope
from desktop.services.space import Removable, Removed
from desktop.ui.calls.recording.recording_words import why_in_player
from desktop.ui.formatting import number_text, size_text
from desktop.ui.widgets.dialog import QuestionDialog
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.ui.widgets.undo import undo_action
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

T = TypeVar("T")

MESSAGE = "removal"
AT_ONCE = 50
"""Removed before it is said how far it is, and whether to go on is asked."""


class RecordingRemoval(QObject):
    """Looks and removes in the TaskPool, a portion at a time. What the player holds stays."""

    removed = Signal(object)
    """tuple of the sids that went, as they go."""
    undoable = Signal(object)
    """tuple of the sids that went in one go, and can be had again."""
    taken_back = Signal(object)
    """The same: they are kept again."""
    keep_wanted = Signal(object, object)
    """AccountScope and its rows whose recordings are to be kept, soonest to vanish first."""

    def __init__(
        self,
        tasks: TaskPool,
        queue: DownloadQueue,
        messages: Messages,
        playing: Callable[[], set[str]],
        parent: QWidget,
    ) -> None:
        """`playing`: the sids that somebody hears or waits to hear."""
        super().__init__(parent)
        self._tasks = tasks
        self._queue = queue
        self._messages = messages
        self._playing = playing
        self._window = parent
        self._scope: AccountScope | None = None
        self._left: deque[str] = deque()
        self._wanted = self._in_player = 0
        self._done = Removed()
        self._unasked: set[str] = set()
        """Of these the user was not asked, since each can be had again."""
        self.going: set[str] = set()
        """What is being removed just now."""
        self.dialog: QuestionDialog | None = None

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: what was not removed yet stays."""
        self._scope = scope
        self._forget()
        if self.dialog is not None:
            self.dialog.reject()

    # -- asking first ----------------------------------------------------------------------------

    @Slot(object)
    def ask(self, sids: Sequence[str]) -> None:
        """Removes what can be had again; asks first of the rest."""
        if self._scope is not None and self.dialog is None:
            work = partial(self._scope.space.removable, sids, self._playing())
            self._run(self._scope, work, self._on_looked)

    def _run(
        self, scope: AccountScope, work: Callable[[], T], then: Callable[[AccountScope, T], None]
    ) -> None:
        self._tasks.run(work, partial(then, scope), partial(self._on_failed, scope))

    def _on_looked(self, scope: AccountScope, found: Removable) -> None:
        if scope is not self._scope or self.dialog is not None:
            return
        if not found.go:
            if found.playing:
                self._messages.note(why_in_player(), key=MESSAGE)
        elif found.only_here or found.soon or found.pinned:
            self._ask(found)
        else:
            self._unasked.update(one.sid for one in found.go)
            self._begin(found)

    def _ask(self, found: Removable) -> None:
        count = len(found.go)
        dialog = self.dialog = QuestionDialog(
            self.tr("Remove recordings"),
            self.tr("Remove %Ln recording(s) from this computer?", "", count),
            " ".join(self._consequences(found)),
            "",
            self._window,
            other=self.tr("Remove %Ln recording(s)", "", count),
        )
        dialog.other_chosen.connect(partial(self._begin, found))
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _consequences(self, found: Removable) -> list[str]:
        said = []
        if found.only_here:
            text = self.tr("%Ln of them will most likely be lost for good.", "", found.only_here)
            alone = self.tr("It will most likely be lost for good.")
            said.append(self.tr("The server keeps recordings for a week only."))
            said.append(alone if len(found.go) == 1 else text)
        if found.soon:
            text = self.tr("The server deletes %Ln of them within two days.", "", found.soon)
            alone = self.tr("The server deletes it within two days: after that it is lost for good.")
            said.append(alone if len(found.go) == 1 else text)
        if found.pinned:
            text = self.tr("%Ln of them is pinned to this computer.", "", found.pinned)
            said.append(self.tr("It is pinned to this computer.") if len(found.go) == 1 else text)
        freed = size_text(sum(one.size for one in found.go))
        said.append(self.tr("This frees {size} and cannot be undone.").format(size=freed))
        said.append(self.tr("Notes, transcripts and the calls themselves stay."))
        return said

    @Slot()
    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _on_failed(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._forget()
            self._messages.error(error, key=MESSAGE)

    # -- carrying out ----------------------------------------------------------------------------

    def _begin(self, found: Removable) -> None:
        idle = not self._wanted
        self._left.extend(one.sid for one in found.go)
        self._wanted += len(found.go)
        self._in_player += found.playing
        if idle:
            self._go_on()

    def _go_on(self) -> None:
        """Whatever the user began to hear since he was asked stays."""
        scope, playing = self._scope, self._playing()
        if scope is None:
            return
        portion = [self._left.popleft() for _ in range(min(AT_ONCE, len(self._left)))]
        self._in_player += len(playing.intersection(portion))
        self.going.update(sid for sid in portion if sid not in playing)
        # A part that is missing is not fetched any more for one that goes.
        keys = map(FileKey.recording, self.going)
        self._queue.cancel(*(key for key in keys if self._is_under_way(key)))
        self._run(scope, partial(scope.space.remove, sorted(self.going)), self._on_portion)

    def _is_under_way(self, key: FileKey) -> bool:
        transfer = self._queue.transfer(key)
        return transfer is not None and not transfer.state.final

    def _on_portion(self, scope: AccountScope, removed: Removed) -> None:
        if scope is not self._scope:
            return
        done = self._done
        freed, stuck = done.freed + removed.freed, done.stuck + removed.stuck
        self._done = Removed(done.sids + removed.sids, freed, stuck)
        self.going.clear()
        self._tell(removed.sids)
        if self._left:
            self._say_progress()
            self._go_on()
        else:
            self._say_end()
            self._forget()

    def _tell(self, sids: tuple[str, ...]) -> None:
        if sids:
            self.removed.emit(sids)
        for key in map(FileKey.recording, sids):
            # There is nothing to play or to show in its folder any more.
            if self._queue.transfer(key) is not None:
                self._queue.remove(key)

    @Slot()
    def cancel(self) -> None:
        """What has not gone yet stays."""
        self._left.clear()

    def _forget(self) -> None:
        self._left.clear()
        self.going.clear()
        self._wanted = self._in_player = 0
        self._done = Removed()
        self._unasked.clear()

    # -- taking back -----------------------------------------------------------------------------

    @Slot(object)
    def take_back(self, sids: tuple[str, ...]) -> None:
        """Has what went kept again, as far as the server has it still."""
        self._messages.dismiss(MESSAGE)
        self.taken_back.emit(sids)
        if self._scope is not None:
            self._run(self._scope, partial(_rows_to_keep, self._scope, sids), self._on_rows)

    def _on_rows(self, scope: AccountScope, row_ids: list[int]) -> None:
        if scope is self._scope:
            self.keep_wanted.emit(scope, row_ids)

    # -- saying ----------------------------------------------------------------------------------

    def _say_progress(self) -> None:
        words = self.tr("Removing recordings: {done} of {count}.")
        gone, count = number_text(self._wanted - len(self._left)), number_text(self._wanted)
        cancel = MessageAction(self.tr("Cancel"), self.cancel, stays=True)
        self._messages.note(words.format(done=gone, count=count), cancel, key=MESSAGE)

    def _say_end(self) -> None:
        done = self._done
        text = self.tr("%Ln recording(s) were removed from this computer: {size} freed.", "", len(done.sids))
        said = [text.format(size=size_text(done.freed))] if done.sids else []
        if done.stuck:
            said.append(self.tr("%Ln could not be removed: another program has it open.", "", done.stuck))
        if self._in_player:
            said.append(self.tr("The one in the player stays."))
        say = self._messages.warning if done.stuck else self._messages.success
        if said:
            say(" ".join(said), self._undo(), key=MESSAGE)

    def _undo(self) -> MessageAction | None:
        sids = tuple(sid for sid in self._done.sids if sid in self._unasked)
        if not sids:
            return None
        self.undoable.emit(sids)
        return undo_action(self.tr("Undo"), partial(self.take_back, sids))


def _rows_to_keep(scope: AccountScope, sids: tuple[str, ...]) -> list[int]:
    """Of those that only the server has, soonest to vanish first."""
    wanted = set(sids)
    due = [sid for sid in scope.retention.to_keep(CallQuery()) if sid in wanted]
    rows = scope.calls.row_ids(due)
    return [rows[sid] for sid in due if sid in rows]
