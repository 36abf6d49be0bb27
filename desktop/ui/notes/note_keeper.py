"""NoteKeeper: what stands in the note pad is kept by itself, whatever happens to the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.errors import AppError
from desktop.core.note import NoteKey
from desktop.services.account_scope import AccountScope
from desktop.ui.notes.note_pad import NotePad
from desktop.ui.widgets.messages import Messages
from desktop.workers.task_pool import TaskPool

SAVE_MS = 1000
"""So long after its first letter that is not written a note is, also while somebody types on."""
_MESSAGE = "note"
UNSAVED_MESSAGE = "note-unsaved"
"""See `UnsavedNote`."""


class NoteKeeper(QObject):
    """Each key is held by the account's notes at once, and written within a second."""

    saved = Signal(object)
    """Keys (a list) of the notes that were written, changed or removed."""

    def __init__(self, pad: NotePad, tasks: TaskPool, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._pad = pad
        self._tasks = tasks
        self._messages = messages
        self._scope: AccountScope | None = None
        self._key: NoteKey | None = None
        self._unsaved = False
        self._due = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._due.timeout.connect(self.save)
        pad.editor.edited.connect(self._on_edited)
        self._wanted: NoteKey | None = None
        """The note of the row that is current; another one is shown while somebody writes it."""
        pad.editor.rested.connect(self._on_rested)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: the one before holds what was typed, and writes it when it is closed."""
        if scope is not self._scope:
            self.save()
        self._scope = scope
        self._key = self._wanted = None
        self._unsaved = False
        self._pad.show_note(None)

    def show(self, key: NoteKey | None) -> None:
        """Shows another note, and writes the one before; the same one again leaves the writer in peace."""
        self._wanted = key
        if self._key is not None and key != self._key and self._pad.editor.hasFocus():
            # The row left the list under the fingers: the sentence is written to its end.
            return
        if self._scope is None or key is None:
            self._show_nothing()
            return
        if key == self._key and (self._unsaved or self._scope.notes.holds(key)):
            return
        self.save()
        try:
            self._show(key, self._scope.notes.text(key))
        except AppError as error:
            # No empty one in its place: what is typed there would be written over it.
            self._show_nothing()
            self._messages.error(error, key=_MESSAGE)

    def _show(self, key: NoteKey, text: str) -> None:
        if key != self._key or text != self._pad.text():
            self._key = key
            self._pad.show_note(text)

    def _show_nothing(self) -> None:
        self.save()
        if self._key is not None:
            self._key = None
            self._pad.show_note(None)

    @Slot()
    def _on_rested(self) -> None:
        self.save()
        if self._wanted != self._key:
            self.show(self._wanted)

    @Slot()
    def save(self) -> None:
        """Writes what was typed; the answer comes through the TaskPool."""
        self._due.stop()
        if self._unsaved and self._scope is not None:
            self._write(self._tasks)

    def take_up(self) -> None:
        """What another window could not write is held by the account: it is tried again, and said if need
        be."""
        self._write(self._tasks)

    def finish(self, last: TaskPool) -> None:
        """What was typed is written by `last`: see `UnsavedNote`."""
        self._due.stop()
        self._write(last)

    def is_saved(self) -> bool:
        return self._scope is None or not self._scope.notes.unsaved

    def _write(self, tasks: TaskPool) -> None:
        if self._scope is not None:
            self._unsaved = False
            scope = self._scope
            tasks.run(scope.notes.write, partial(self._on_saved, scope), partial(self._on_not_saved, scope))

    @Slot()
    def _on_edited(self) -> None:
        if self._scope is not None and self._key is not None:
            self._scope.notes.hold(self._key, self._pad.text())
            self._unsaved = True
            if not self._due.isActive():
                self._due.start()

    def _on_saved(self, scope: AccountScope, keys: list[NoteKey]) -> None:
        if scope is self._scope:
            self._messages.dismiss(_MESSAGE)
            self._messages.dismiss(UNSAVED_MESSAGE)
            if keys:
                self.saved.emit(keys)

    def _on_not_saved(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._unsaved = True
            self._messages.error(error, self.save, key=_MESSAGE)
