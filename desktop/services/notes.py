"""NotesService: what the user writes on calls and receipts. It is never sent anywhere."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from desktop.core.note import NoteKey
from desktop.services.backup import BackupService
from desktop.services.held import Held, unsaved_said
from desktop.store.notes_repository import NotesRepository

log = logging.getLogger("desktop.notes")


class NotesService:
    """What is typed is held at once and written soon after; what is read is always the newest."""

    def __init__(self, notes: NotesRepository, backup: BackupService) -> None:
        self._notes = notes
        self._backup = backup
        self._held: Held[NoteKey, str] = Held()

    def text(self, key: NoteKey) -> str:
        """The note as it was typed last, "" without one. For the UI thread."""
        held = self._held.get(key)
        return self._notes.text(key) if held is None else held

    def hold(self, key: NoteKey, text: str) -> None:
        """Remembers what was typed until `write`; quick."""
        self._held.hold(key, text)

    def holds(self, key: NoteKey) -> bool:
        """Whether this note waits to be written."""
        return self._held.get(key) is not None

    @property
    def unsaved(self) -> bool:
        """Whether anything waits to be written."""
        return bool(self._held)

    def write(self) -> list[NoteKey]:
        """Writes all that is held, for good; returns what was changed by it. For the TaskPool.

        Raises DiskFull, DiskFailed, Cancelled once the account is closed; then it is held as before.
        """
        with self._held.to_write() as texts:
            changed = self._notes.put(texts, datetime.now(UTC)) if texts else []
        if changed:
            self._backup.due = True
        return changed

    def finish(self) -> None:
        """Writes all that is held, at the end; what cannot be written is in the log."""
        with unsaved_said(log, "NOTES_UNSAVED"):
            self.write()
