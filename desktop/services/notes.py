"""NotesService: what the user writes on calls and receipts. It is never sent anywhere."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime

from desktop.core.errors import AppError, Cancelled
from desktop.core.note import NoteKey
from desktop.services.backup import BackupService
from desktop.store.notes_repository import NotesRepository

log = logging.getLogger("desktop.notes")


class NotesService:
    """What is typed is held at once and written soon after; what is read is always the newest."""

    def __init__(self, notes: NotesRepository, backup: BackupService) -> None:
        self._notes = notes
        self._backup = backup
        self._held: dict[NoteKey, str] = {}
        self._holding = threading.Lock()
        # One writer at a time: an older text must not be written after a newer one.
        self._writing = threading.Lock()

    def text(self, key: NoteKey) -> str:
        """The note as it was typed last, "" without one. For the UI thread."""
        with self._holding:
            if key in self._held:
                return self._held[key]
        return self._notes.text(key)

    def hold(self, key: NoteKey, text: str) -> None:
        """Remembers what was typed until `write`; quick."""
        with self._holding:
            self._held[key] = text

    def holds(self, key: NoteKey) -> bool:
        """Whether this note waits to be written."""
        with self._holding:
            return key in self._held

    def write(self) -> list[NoteKey]:
        """Writes all that is held, for good; returns what was changed by it. For the TaskPool.

        Raises DiskFull, DiskFailed, Cancelled once the account is closed; then it is held as before.
        """
        with self._writing:
            with self._holding:
                held = dict(self._held)
            if not held:
                return []
            changed = self._notes.put(held, datetime.now(UTC))
            with self._holding:
                self._held = {key: text for key, text in self._held.items() if held.get(key) != text}
        if changed:
            self._backup.due = True
        return changed

    def finish(self) -> None:
        """Writes all that is held, at the end; what cannot be written is in the log."""
        try:
            self.write()
        except Cancelled:
            pass
        except AppError as error:
            log.error("NOTES_UNSAVED %s", error.detail)
