"""UnsavedNote: what cannot be written, or is under way, holds whoever would go without it, once.

The window waits for the disk no longer than `LAST_SECONDS`, for all of it together: another program may hold
the lists, as a virus scanner or a backup does. What is not written by then goes on beside the window, which
says so, and does what was asked as soon as it is written. So nothing is lost that nobody was told of, and no
second place is needed that the next start would have to take up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from desktop.ui.notes.note_keeper import UNSAVED_MESSAGE, NoteKeeper
from desktop.ui.notes.running_work import RunningWork
from desktop.ui.widgets.messages import MessageAction, MessageKind, Messages
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


LAST_SECONDS = 0.4
"""Of the two that quitting may take: see `Program.close`."""
GoOn = Callable[[], object]


class Leaving(Enum):
    """What the user wants that ends the account which it belongs to."""

    CLOSING = auto()
    SWITCHING = auto()
    SIGNING_IN = auto()
    SIGNING_OUT = auto()


class Unsaved(Enum):
    NOTE = auto()
    BOOKMARK = auto()
    MARK = auto()
    DECISION = auto()
    EXPORT = auto()
    LIST = auto()
    PDF = auto()
    COPY = auto()
    BATCH = auto()
    CHECK = auto()


RUNNING = frozenset((Unsaved.EXPORT, Unsaved.LIST, Unsaved.PDF, Unsaved.COPY, Unsaved.BATCH, Unsaved.CHECK))
"""What is under way, and leaves nothing half written when it is stopped; an export is only paused."""


class Keeper(Protocol):
    """What keeps one kind of it."""

    def finish(self, last: TaskPool) -> None:
        """Has `last` write all of its kind; what cannot be written it says itself."""

    def is_saved(self) -> bool:
        """Whether nothing of it is unwritten, as far as is known by now."""


class _Wish(NamedTuple):
    """`whither`: to which account. `go_on` does it."""

    leaving: Leaving
    whither: object
    go_on: GoOn

    @property
    def what(self) -> tuple[Leaving, object]:
        return self.leaving, self.whither


class UnsavedNote(QObject):
    """Asked the same a second time, it lets go: the user has read what that means."""

    def __init__(
        self, keepers: Sequence[NoteKeeper], last: TaskPool, messages: Messages, parent: QObject
    ) -> None:
        """`keepers` of all pages; each writes all that the account holds. `last` has nothing else to do."""
        super().__init__(parent)
        self._last = last
        self._messages = messages
        self._said: list[Unsaved] = []
        self._asked: tuple[Leaving, object] | None = None
        self._waits: _Wish | None = None
        """For what is still being written."""
        self._keepers: dict[Unsaved, Keeper] = {Unsaved.NOTE: keepers[0]}
        for keeper in keepers:
            keeper.saved.connect(self._on_saved)
        last.rested.connect(self._on_rested)

    def add(self, what: Unsaved, keeper: Keeper, saved: SignalInstance) -> None:
        self._keepers[what] = keeper
        saved.connect(self._on_saved)

    def add_running(self, what: Unsaved, is_running: Callable[[], bool], ended: SignalInstance) -> None:
        """`what` is of RUNNING; `ended` may say it of what begins, too."""
        self._keepers[what] = RunningWork(is_running)
        ended.connect(self._on_ended)

    def holds(self, leaving: Leaving, go_on: GoOn, whither: object = None) -> bool:
        """Whether to stay. It is said then, with a button that does `go_on`. `whither`: to which account."""
        self._waits = None
        self._write()
        return self._stays(_Wish(leaving, whither, go_on))

    def _write(self) -> None:
        """What is under way for an earlier wish is not waited for once more."""
        if self._last.busy:
            return
        for keeper in self._keepers.values():
            keeper.finish(self._last)
        self._last.wait_for_answers(LAST_SECONDS)

    def _stays(self, wish: _Wish) -> bool:
        unsaved = [what for what, keeper in self._keepers.items() if not keeper.is_saved()]
        if not unsaved:
            self._asked = None
            return False
        # What began since, nobody was asked about.
        if self._asked == wish.what and set(unsaved) <= set(self._said):
            return False
        self._asked, self._said = wish.what, unsaved
        self._say(unsaved, wish)
        return True

    def _say(self, unsaved: list[Unsaved], wish: _Wish) -> None:
        if RUNNING.issuperset(unsaved):
            self._say_running(unsaved, wish)
        elif self._last.busy:
            self._say_waiting(unsaved, wish)
        else:
            self._say_unsaved(unsaved, wish)

    def _say_waiting(self, unsaved: Sequence[Unsaved], wish: _Wish) -> None:
        """It is a state, until it is written or cannot be."""
        self._waits = wish
        sentence = " ".join([*map(self._what, unsaved), self._what_then(wish.leaving)])
        action = MessageAction(self.tr("Leave without it"), partial(self._leave_without, wish))
        show = self._messages.show
        show(MessageKind.WARNING, sentence, action, key=UNSAVED_MESSAGE, lasting=True)

    def _leave_without(self, wish: _Wish) -> None:
        self._waits = None
        wish.go_on()

    @Slot()
    def _on_rested(self) -> None:
        """All that was under way is written, or cannot be, which is asked about."""
        wish, self._waits = self._waits, None
        if wish is None:
            return
        self._asked = None
        self._messages.dismiss(UNSAVED_MESSAGE)
        # Once more, when all is written: something may have been typed meanwhile.
        if not self._stays(wish) and not self.holds(wish.leaving, wish.go_on, wish.whither):
            wish.go_on()

    def _say_unsaved(self, unsaved: Sequence[Unsaved], wish: _Wish) -> None:
        action = MessageAction(self.tr("Leave without it"), wish.go_on)
        sentence = " ".join([*map(self._what, unsaved), self._how(wish.leaving)])
        # As grave as why it is not saved, which was said just before: this one is to be read first.
        self._messages.danger(sentence, action, key=UNSAVED_MESSAGE)

    def _say_running(self, unsaved: Sequence[Unsaved], wish: _Wish) -> None:
        """It is a state, which no other message may stand in front of."""
        stopped = [what for what in unsaved if what is not Unsaved.EXPORT]
        if stopped:
            label, how = self._stop(wish.leaving), self._how_to_stop(wish.leaving)
        else:
            label, how = self._pause(wish.leaving), self._how_to_leave(wish.leaving)
        parts = [*map(self._what, stopped or unsaved), how]
        if stopped and Unsaved.EXPORT in unsaved:
            parts.append(self.tr("The export is only paused."))
        action, sentence = MessageAction(label, wish.go_on), " ".join(parts)
        show = self._messages.show
        show(MessageKind.WARNING, sentence, action, key=UNSAVED_MESSAGE, lasting=True)

    @Slot()
    def _on_saved(self) -> None:
        """What is written after this is another matter."""
        self._asked = None

    @Slot()
    def _on_ended(self) -> None:
        """Nothing is lost of it by leaving; of what else was said to be under way something may be."""
        running = RUNNING.issuperset(self._said)
        if running and not all(self._keepers[what].is_saved() for what in self._said):
            return
        self._asked = None
        if running and self._said:
            self._said = []
            self._messages.dismiss(UNSAVED_MESSAGE)

    def _what(self, unsaved: Unsaved) -> str:
        return {
            Unsaved.NOTE: self.tr("Your last note is not saved."),
            Unsaved.BOOKMARK: self.tr("Your last bookmark is not saved."),
            Unsaved.MARK: self.tr("What you marked last is not saved."),
            Unsaved.DECISION: self.tr("Your last decision is not saved."),
            Unsaved.EXPORT: self.tr(
                "An export is still running: leaving pauses it, and it can be gone on with."
            ),
            Unsaved.LIST: self.tr("A list is still being saved."),
            Unsaved.PDF: self.tr("A PDF of receipts is still being made."),
            Unsaved.COPY: self.tr("A ZIP is still being copied."),
            Unsaved.BATCH: self.tr("A batch is still being written again."),
            Unsaved.CHECK: self.tr("A ZIP is still being verified."),
        }[unsaved]

    def _how(self, leaving: Leaving) -> str:
        return {
            Leaving.CLOSING: self.tr("Close the window again to leave without it."),
            Leaving.SWITCHING: self.tr("Choose the other account again to leave without it."),
            Leaving.SIGNING_IN: self.tr("The account that you signed in with is not opened yet."),
            Leaving.SIGNING_OUT: self.tr("Sign out again to leave without it."),
        }[leaving]

    def _what_then(self, leaving: Leaving) -> str:
        held = self.tr("This computer's disk, or another program, still holds it up.")
        then = {
            Leaving.CLOSING: self.tr(
                "The window closes once it is saved; close it again to leave without it."
            ),
            Leaving.SWITCHING: self.tr(
                "The other account opens once it is saved; choose it again to leave without it."
            ),
            Leaving.SIGNING_IN: self.tr("The account that you signed in with opens once it is saved."),
            Leaving.SIGNING_OUT: self.tr(
                "You are signed out once it is saved; sign out again to leave without it."
            ),
        }
        return f"{held} {then[leaving]}"

    def _how_to_stop(self, leaving: Leaving) -> str:
        return {
            Leaving.CLOSING: self.tr("Close the window again to stop it."),
            Leaving.SWITCHING: self.tr("Choose the other account again to stop it."),
            Leaving.SIGNING_IN: self.tr("The account that you signed in with is not opened yet."),
            Leaving.SIGNING_OUT: self.tr("Sign out again to stop it."),
        }[leaving]

    def _how_to_leave(self, leaving: Leaving) -> str:
        return {
            Leaving.CLOSING: self.tr("Close the window again to leave."),
            Leaving.SWITCHING: self.tr("Choose the other account again to go there."),
            Leaving.SIGNING_IN: self.tr("The account that you signed in with is not opened yet."),
            Leaving.SIGNING_OUT: self.tr("Sign out again to leave."),
        }[leaving]

    def _stop(self, leaving: Leaving) -> str:
        closing = leaving is Leaving.CLOSING
        return self.tr("Stop it and close") if closing else self.tr("Stop it and go on")

    def _pause(self, leaving: Leaving) -> str:
        closing = leaving is Leaving.CLOSING
        return self.tr("Pause it and close") if closing else self.tr("Pause it and go on")


def unsaved_in(window: MainWindow, last: TaskPool) -> UnsavedNote:
    """Of all that is written or decided in it."""
    calls, receipts = window.calls_page, window.receipts_page
    unsaved = UnsavedNote((calls.notes, receipts.notes), last, window.messages, window)
    unsaved.add(Unsaved.BOOKMARK, calls.bookmarks, calls.bookmarks.saved)
    unsaved.add(Unsaved.MARK, calls.marking, calls.marking.changed)
    unsaved.add(Unsaved.DECISION, receipts.decisions, receipts.decisions.saved)
    _add_running(unsaved, window)
    return unsaved


def _add_running(unsaved: UnsavedNote, window: MainWindow) -> None:
    export, check = window.receipts_page.export, window.zip_checking
    exports = (export, window.call_export)
    savings = (window.calls_page.saving, window.receipts_page.saving)
    copyings = [one.copying for one in exports]
    for one in exports:
        unsaved.add_running(Unsaved.EXPORT, lambda: any(not one.is_saved() for one in exports), one.ended)
    for saving in savings:
        unsaved.add_running(Unsaved.LIST, lambda: any(one.run is not None for one in savings), saving.ended)
    merging = window.receipts_page.list_export.merging
    unsaved.add_running(Unsaved.PDF, lambda: merging.run is not None, merging.ended)
    for copying in copyings:
        unsaved.add_running(
            Unsaved.COPY, lambda: any(one.task is not None for one in copyings), copying.changed
        )
    unsaved.add_running(Unsaved.BATCH, lambda: export.batch.task is not None, export.batch.ended)
    unsaved.add_running(Unsaved.CHECK, check.is_running, check.ended)
