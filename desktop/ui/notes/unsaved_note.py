"""UnsavedNote: a note that cannot be written holds whoever would go without it, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject, Slot

from desktop.ui.notes.note_keeper import UNSAVED_MESSAGE, NoteKeeper
from desktop.ui.widgets.messages import MessageAction, Messages


class Leaving(Enum):
    """What the user wants that ends the account which the note belongs to."""

    CLOSING = auto()
    SWITCHING = auto()
    SIGNING_IN = auto()
    SIGNING_OUT = auto()


class UnsavedNote(QObject):
    """Asked the same a second time, it lets go: the user has read what that means."""

    def __init__(self, keepers: Sequence[NoteKeeper], messages: Messages, parent: QObject) -> None:
        """`keepers` of all pages; each writes all that the account holds."""
        super().__init__(parent)
        self._notes = keepers[0]
        self._messages = messages
        self._asked: tuple[Leaving, object] | None = None
        for keeper in keepers:
            keeper.saved.connect(self._on_saved)

    def holds(
        self, leaving: Leaving, go_on: Callable[[], None] | None = None, whither: object = None
    ) -> bool:
        """Whether to stay. It is said then, with a button that does `go_on`. `whither`: to which account."""
        if self._notes.finish():
            self._asked = None
            return False
        if self._asked == (leaving, whither):
            return False
        self._asked = (leaving, whither)
        action = MessageAction(self.tr("Leave without it"), go_on) if go_on is not None else None
        self._messages.warning(self._sentence(leaving), action, key=UNSAVED_MESSAGE)
        return True

    @Slot(object)
    def _on_saved(self, _: object) -> None:
        """What is written after this is another matter."""
        self._asked = None

    def _sentence(self, leaving: Leaving) -> str:
        return {
            Leaving.CLOSING: self.tr(
                "Your last note is not saved. Close the window again to leave without it."
            ),
            Leaving.SWITCHING: self.tr(
                "Your last note is not saved. Choose the other account again to leave without it."
            ),
            Leaving.SIGNING_IN: self.tr(
                "Your last note is not saved, so the account that you signed in with is not opened yet."
            ),
            Leaving.SIGNING_OUT: self.tr("Your last note is not saved. Sign out again to leave without it."),
        }[leaving]
