"""UnsavedNote: what cannot be written, or is under way, holds whoever would go without it, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, SignalInstance, Slot

from desktop.ui.notes.note_keeper import UNSAVED_MESSAGE, NoteKeeper
from desktop.ui.widgets.messages import MessageAction, MessageKind, Messages

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


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
    """One that is under way."""


class UnsavedNote(QObject):
    """Asked the same a second time, it lets go: the user has read what that means."""

    def __init__(self, keepers: Sequence[NoteKeeper], messages: Messages, parent: QObject) -> None:
        """`keepers` of all pages; each writes all that the account holds."""
        super().__init__(parent)
        self._messages = messages
        self._said: list[Unsaved] = []
        self._asked: tuple[Leaving, object] | None = None
        self._finishes: dict[Unsaved, Callable[[], bool]] = {Unsaved.NOTE: keepers[0].finish}
        for keeper in keepers:
            keeper.saved.connect(self._on_saved)

    def add(self, what: Unsaved, finish: Callable[[], bool], saved: SignalInstance) -> None:
        """`finish` writes all of this kind here and now; False when it could not, which it says itself."""
        self._finishes[what] = finish
        saved.connect(self._on_saved)

    def holds(
        self, leaving: Leaving, go_on: Callable[[], object] | None = None, whither: object = None
    ) -> bool:
        """Whether to stay. It is said then, with a button that does `go_on`. `whither`: to which account."""
        unsaved = [what for what, finish in self._finishes.items() if not finish()]
        if not unsaved:
            self._asked = None
            return False
        if self._asked == (leaving, whither):
            return False
        self._asked, self._said = (leaving, whither), unsaved
        if unsaved == [Unsaved.EXPORT]:
            self._say_export(leaving, go_on)
        else:
            self._say_unsaved(unsaved, leaving, go_on)
        return True

    def _say_unsaved(
        self, unsaved: Sequence[Unsaved], leaving: Leaving, go_on: Callable[[], object] | None
    ) -> None:
        action = MessageAction(self.tr("Leave without it"), go_on) if go_on is not None else None
        sentence = " ".join([*map(self._what, unsaved), self._how(leaving)])
        # As grave as why it is not saved, which was said just before: this one is to be read first.
        self._messages.danger(sentence, action, key=UNSAVED_MESSAGE)

    def _say_export(self, leaving: Leaving, go_on: Callable[[], object] | None) -> None:
        """It is a state, which no other message may stand in front of."""
        action = MessageAction(self._stop(leaving), go_on) if go_on is not None else None
        sentence = f"{self._what(Unsaved.EXPORT)} {self._how_to_stop(leaving)}"
        show = self._messages.show
        show(MessageKind.WARNING, sentence, action, key=UNSAVED_MESSAGE, lasting=True)

    @Slot()
    def _on_saved(self) -> None:
        """What is written after this is another matter."""
        self._asked = None

    @Slot()
    def on_export_ended(self) -> None:
        """Nothing is lost of it by leaving."""
        self._asked = None
        if self._said == [Unsaved.EXPORT]:
            self._messages.dismiss(UNSAVED_MESSAGE)

    def _what(self, unsaved: Unsaved) -> str:
        return {
            Unsaved.NOTE: self.tr("Your last note is not saved."),
            Unsaved.BOOKMARK: self.tr("Your last bookmark is not saved."),
            Unsaved.MARK: self.tr("What you marked last is not saved."),
            Unsaved.DECISION: self.tr("Your last decision is not saved."),
            Unsaved.EXPORT: self.tr("An export is still running."),
        }[unsaved]

    def _how(self, leaving: Leaving) -> str:
        return {
            Leaving.CLOSING: self.tr("Close the window again to leave without it."),
            Leaving.SWITCHING: self.tr("Choose the other account again to leave without it."),
            Leaving.SIGNING_IN: self.tr("The account that you signed in with is not opened yet."),
            Leaving.SIGNING_OUT: self.tr("Sign out again to leave without it."),
        }[leaving]

    def _how_to_stop(self, leaving: Leaving) -> str:
        return {
            Leaving.CLOSING: self.tr("Close the window again to stop it."),
            Leaving.SWITCHING: self.tr("Choose the other account again to stop it."),
            Leaving.SIGNING_IN: self.tr("The account that you signed in with is not opened yet."),
            Leaving.SIGNING_OUT: self.tr("Sign out again to stop it."),
        }[leaving]

    def _stop(self, leaving: Leaving) -> str:
        closing = leaving is Leaving.CLOSING
        return self.tr("Stop it and close") if closing else self.tr("Stop it and go on")


def unsaved_in(window: MainWindow) -> UnsavedNote:
    """Of all that is written or decided in it."""
    calls, receipts = window.calls_page, window.receipts_page
    unsaved = UnsavedNote((calls.notes, receipts.notes), window.messages, window)
    unsaved.add(Unsaved.BOOKMARK, calls.bookmarks.finish, calls.bookmarks.saved)
    unsaved.add(Unsaved.MARK, calls.marking.finish, calls.marking.changed)
    unsaved.add(Unsaved.DECISION, receipts.decisions.finish, receipts.decisions.saved)
    unsaved.add(Unsaved.EXPORT, receipts.export.is_over, receipts.export.ended)
    receipts.export.ended.connect(unsaved.on_export_ended)
    return unsaved
