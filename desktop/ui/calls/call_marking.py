"""CallMarking: calls are reviewed, recordings pinned; one key undoes this, and what was made or removed."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.bookmark import Bookmark
from desktop.core.errors import AppError
from desktop.services.account_scope import AccountScope
from desktop.services.reviewed import Marked
from desktop.ui.calls.bookmarks.bookmark_keeper import BookmarkKeeper
from desktop.ui.calls.call_actions import CallActions
from desktop.ui.calls.calls_table import CallsTable
from desktop.ui.widgets.allow import allow
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.undo import Undoable, UndoSteps, undo_action
from desktop.workers.task_pool import TaskPool

MESSAGE = "call-marks"
FAILED_MESSAGE = "call-marks-failed"


class Mark(Enum):
    REVIEWED = "reviewed"
    PINNED = "pinned"


class MarkedCalls(NamedTuple):
    """They were marked, or are not any more."""

    mark: Mark
    marked: Marked


class MadeBookmark(NamedTuple):
    """As it was made: nothing is written on it."""

    bookmark: Bookmark


class RemovedRecordings(NamedTuple):
    """They left this computer, and the server has them still."""

    sids: tuple[str, ...]


Step = MarkedCalls | Bookmark | MadeBookmark | RemovedRecordings
"""What can be undone: calls were marked; a bookmark was made, or removed; recordings were removed."""


class HandedMarks(NamedTuple):
    """What one window leaves to the next: what can be undone, the last one last, and what is under way."""

    undo: tuple[Undoable[Step], ...]
    runs: tuple[_Run, ...]


class CallMarking(QObject):
    """Of the selected calls. What was changed is drawn anew here; `changed`: what depends on it is to be."""

    changed = Signal()
    bookmark_wanted = Signal(object)
    """This removed Bookmark is to be put back."""
    bookmark_unwanted = Signal(object)
    """This Bookmark, which was made, is to go."""
    recordings_wanted = Signal(object)
    """The recordings of this tuple of sids, which were removed, are to be kept again."""

    def __init__(
        self,
        tasks: TaskPool,
        table: CallsTable,
        commands: CallActions,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._table = table
        self._commands = commands
        self._messages = messages
        self._scope: AccountScope | None = None
        self._undo: UndoSteps[Step] = UndoSteps()
        self._runs: list[_Run] = []
        self._not_done: _Run | None = None
        """What the message says of that could not be written."""
        self._failed = False
        """Something chosen could not be done, as somebody wanted to go."""
        self._update_undo()

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: nothing of the one before is undone any more."""
        self._scope = scope
        self._failed = False
        self._not_done = None
        self._undo.clear()
        self._let_go_of_runs()
        self._update_undo()

    def hand_over(self) -> HandedMarks:
        """Lets go of it, for another window to take over."""
        handed = HandedMarks(self._undo.all, tuple(self._runs))
        self._let_go_of_runs()
        return handed

    def take_over(self, handed: HandedMarks) -> None:
        """Goes on where another window stopped, on the same account."""
        self._undo.take_over(handed.undo)
        for run in handed.runs:
            run.marking = self
        self._runs.extend(handed.runs)
        self._update_undo()

    def _let_go_of_runs(self) -> None:
        for run in self._runs:
            run.marking = None
        self._runs.clear()

    @Slot()
    def mark_selected(self) -> None:
        """All of the selected calls are reviewed; if all were, none is."""
        self._table.with_selected(self._mark)

    @Slot()
    def pin_selected(self) -> None:
        """The same of pins."""
        self._table.with_selected(self._pin)

    @Slot()
    def undo(self) -> None:
        """Takes the last of them back."""
        step = self._undo.take() if self._scope is not None else None
        self._update_undo()
        if self._scope is None or step is None:
            return
        if isinstance(step, MarkedCalls):
            self._take_back(self._scope, step)
            return
        # Whoever does these sees to it that they are done.
        self._undo.end(step)
        if isinstance(step, Bookmark):
            self.bookmark_wanted.emit(step)
        elif isinstance(step, MadeBookmark):
            self.bookmark_unwanted.emit(step.bookmark)
        else:
            self.recordings_wanted.emit(step.sids)

    def _take_this_back(self, step: MarkedCalls) -> None:
        """Whatever was done since; unless it was taken back by the key meanwhile."""
        if self._scope is not None and self._undo.take_again(step):
            self._update_undo()
            self._take_back(self._scope, step)

    def _take_back(self, scope: AccountScope, step: MarkedCalls) -> None:
        put = scope.reviewed.set_reviewed if step.mark is Mark.REVIEWED else scope.reviewed.set_pinned
        work = partial(put, step.marked.row_ids, not step.marked.on)
        self.begin(_Run(self, step.mark, work, undoes=step))

    def undo_steps_of(self, bookmarks: BookmarkKeeper) -> None:
        """Bookmarks that are made or removed by it go and come back by the same key."""
        bookmarks.added.connect(self._note_added)
        bookmarks.settled.connect(self._note_settled)
        self.bookmark_unwanted.connect(bookmarks.take_away)
        bookmarks.removed.connect(self._note_removed)
        bookmarks.returned.connect(self._note_returned)
        self.bookmark_wanted.connect(bookmarks.put_back)

    @Slot(object)
    def _note_added(self, bookmark: Bookmark) -> None:
        self._note(MadeBookmark(bookmark))

    @Slot(object)
    def _note_settled(self, bookmark: Bookmark) -> None:
        self._forget(MadeBookmark(bookmark))

    @Slot(object)
    def _note_removed(self, bookmark: Bookmark) -> None:
        self._note(bookmark)

    @Slot(object)
    def _note_returned(self, bookmark: Bookmark) -> None:
        self._forget(bookmark)

    @Slot(object)
    def note_recordings_removed(self, sids: tuple[str, ...]) -> None:
        """The key brings them back."""
        self._note(RemovedRecordings(sids))

    @Slot(object)
    def note_recordings_returned(self, sids: tuple[str, ...]) -> None:
        """They are asked for already."""
        self._forget(RemovedRecordings(sids))

    def _note(self, step: Step) -> None:
        """The next thing to be undone."""
        self._undo.add(step)
        self._update_undo()

    def _forget(self, step: Step) -> None:
        """It is undone already."""
        self._undo.forget(step)
        self._update_undo()

    @Slot(str)
    def mark_heard(self, sid: str) -> None:
        """Nine tenths of its recording were heard: no word is lost over it, and nothing is to be undone."""
        if self._scope is not None:
            work = self._scope.reviewed.hold(partial(self._scope.reviewed.mark_heard, sid))
            ends = partial(self._on_heard, self._scope), partial(self._on_not_heard, self._scope)
            self._tasks.run(work, *ends)

    def finish(self, last: TaskPool) -> None:
        """What was chosen is done by `last`: see `UnsavedNote`."""
        self._failed = False
        if self._scope is not None:
            last.run(self._scope.reviewed.write, _done, partial(self._on_not_finished, self._scope))

    def is_saved(self) -> bool:
        return self._scope is None or not (self._failed or self._scope.reviewed.unsaved)

    def _on_not_finished(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._failed = True
            self._messages.error(error, key=MESSAGE)

    # -- doing -----------------------------------------------------------------------------------

    def _mark(self, ids: array[int]) -> None:
        if ids and self._scope is not None:
            self._run(Mark.REVIEWED, partial(self._scope.reviewed.toggle_reviewed, ids))

    def _pin(self, ids: array[int]) -> None:
        if ids and self._scope is not None:
            self._run(Mark.PINNED, partial(self._scope.reviewed.toggle_pinned, ids))

    def _run(self, mark: Mark, work: Callable[[], Marked]) -> None:
        self.begin(_Run(self, mark, work))

    def begin(self, run: _Run) -> None:
        """Does it."""
        if self._scope is not None:
            self._runs.append(run)
            self._tasks.run(self._scope.reviewed.hold(run.work), run.on_marked, run.on_failed)

    def begin_again(self, run: _Run) -> None:
        """After it failed; unless it was taken back by the key meanwhile."""
        if run.undoes is None or self._undo.take_again(run.undoes):
            self._update_undo()
            self.begin(run)

    def end(self, run: _Run, marked: Marked) -> None:
        """It is done: draws it, and says so."""
        self._runs.remove(run)
        self._table.calls.invalidate(marked.row_ids)
        self.changed.emit()
        if run.is_like(self._not_done):
            self._messages.dismiss(FAILED_MESSAGE)
        if run.undoes is not None:
            self._undo.end(run.undoes)
            self._messages.success(self._text(run.mark, marked), key=MESSAGE)
        elif marked.row_ids:
            step = MarkedCalls(run.mark, marked)
            self._note(step)
            # Of this one: a bookmark may be made while the message stands.
            undo = undo_action(self.tr("Undo"), partial(self._take_this_back, step))
            self._messages.success(self._text(run.mark, marked), undo, key=MESSAGE)

    def fail(self, run: _Run, error: AppError) -> None:
        """Nothing was changed: an undo is what can be undone next. Its message goes with the account; what
        is said of the next command does not hide it."""
        self._runs.remove(run)
        if run.undoes is not None:
            self._undo.give_back(run.undoes)
            self._update_undo()
        self._not_done = run
        self._messages.error(error, run.again, key=FAILED_MESSAGE)

    def _on_not_heard(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._messages.error(error, key=MESSAGE)

    def _on_heard(self, scope: AccountScope, row_id: int | None) -> None:
        if scope is self._scope and row_id is not None:
            self._table.calls.invalidate([row_id])
            self.changed.emit()

    def _update_undo(self) -> None:
        allow(self._commands.undo, bool(self._undo), self.tr("There is nothing to undo."))

    # -- saying ----------------------------------------------------------------------------------

    def _text(self, mark: Mark, marked: Marked) -> str:
        return self._reviewed_text(marked) if mark is Mark.REVIEWED else self._pinned_text(marked)

    def _reviewed_text(self, marked: Marked) -> str:
        count = len(marked.row_ids)
        if marked.on:
            return self.tr("%Ln call(s) marked as reviewed.", "", count)
        return self.tr("%Ln call(s) marked as not reviewed.", "", count)

    def _pinned_text(self, marked: Marked) -> str:
        count = len(marked.row_ids)
        if marked.on:
            return self.tr("%Ln call(s) pinned: what is kept of them stays on this computer.", "", count)
        return self.tr("%Ln call(s) not pinned any more.", "", count)


def _done(_: None) -> None:
    """Each command says itself what it did."""


class _Run:
    """One command that is carried out: its answer goes to the window that is there by then, or to none."""

    def __init__(
        self,
        marking: CallMarking,
        mark: Mark,
        work: Callable[[], Marked],
        undoes: MarkedCalls | None = None,
    ) -> None:
        self.marking: CallMarking | None = marking
        self.mark = mark
        self.work = work
        self.undoes = undoes
        """What it takes back; None: it is done for the first time."""

    def is_like(self, other: _Run | None) -> bool:
        """Whether it is that, or takes back the same."""
        same = other is not None and self.undoes is not None and other.undoes == self.undoes
        return other is self or same

    def again(self) -> None:
        """For one that failed; that of an account that is shown no more is not done."""
        if self.marking is not None:
            self.marking.begin_again(self)

    def on_marked(self, marked: Marked) -> None:
        if self.marking is not None:
            self.marking.end(self, marked)

    def on_failed(self, error: AppError) -> None:
        if self.marking is not None:
            self.marking.fail(self, error)
