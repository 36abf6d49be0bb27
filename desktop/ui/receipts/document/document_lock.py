"""DocumentLock: the password of a document is asked for in its place, and opens it there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import AppError, PasswordWanted
from desktop.ui.error_text import error_text
from desktop.ui.receipts.document.document_notes import DocumentNotes
from desktop.workers.document_memory import DocumentMemory


class DocumentLock(QObject):
    """`unlocked(path)`: its password is known from now on, so it may be opened again."""

    unlocked = Signal(object)

    def __init__(self, notes: DocumentNotes, memory: DocumentMemory, parent: QObject) -> None:
        super().__init__(parent)
        self._notes = notes
        self._memory = memory
        self._locked: Path | None = None
        """The file whose password is asked for."""
        notes.password.entered.connect(self._on_entered)

    def was_opened(self, path: Path | None) -> bool:
        """Whether it is open to whoever knows its password, and to nobody else."""
        return path is not None and bool(self._memory.password(path))

    def ask(self, path: Path | None, error: AppError) -> None:
        """For the password of this file, if that is why it does not open."""
        if path is None or not isinstance(error, PasswordWanted):
            return
        refused = bool(self._memory.password(path))
        self._memory.forget_password(path)
        self._locked = path
        sentence = error_text(error).sentence
        self._notes.ask_password(sentence, self.tr("Download it instead"), refused=refused)

    def forget(self) -> None:
        """It is asked for no longer."""
        self._locked = None

    @Slot(str)
    def _on_entered(self, password: str) -> None:
        path = self._locked
        if path is not None:
            self._memory.keep_password(path, password)
            self.unlocked.emit(path)
