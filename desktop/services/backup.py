"""BackupService: keeps apart from the database what the server cannot give again, and brings it back."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from desktop.core.errors import AppError, BackupsDamaged
from desktop.core.note import Note, NoteKey, NoteKind, Restored
from desktop.store.backup_files import BackupFiles
from desktop.store.notes_repository import NotesRepository

log = logging.getLogger("desktop.backup")


class BackupService:
    """Blocking; for the TaskPool. What else is to be backed up gets a name of its own in `_content`."""

    def __init__(self, notes: NotesRepository, files: BackupFiles) -> None:
        self._notes = notes
        self._files = files
        self._one_at_a_time = threading.Lock()
        self.due = False
        """Something was changed since the last backup."""

    def save(self) -> bool:
        """Writes a backup unless the newest one holds the same; returns whether it did.

        Raises DiskFull, DiskFailed; then it is due as before.
        """
        with self._one_at_a_time:
            # A database that has not looked into the backup must not take its place.
            self._restore()
            self.due = False
            try:
                return self._save()
            except AppError:
                self.due = True
                raise

    def save_if_due(self) -> None:
        if self.due:
            self.save()

    def _save(self) -> bool:
        content = {"notes": [_fields(note) for note in self._notes.all()]}
        try:
            newest = self._files.newest()
        except BackupsDamaged:
            newest = None
        before = newest.content if newest is not None else {"notes": []}
        if content == before:
            return False
        self._files.write(content, datetime.now(UTC))
        log.info("BACKUP notes=%d", len(content["notes"]))
        return True

    # -- after damage ----------------------------------------------------------------------------

    def restore(self) -> Restored | None:
        """Brings the notes back into a database that was made anew; None when there is nothing to bring.

        Raises BackupsDamaged, once; DiskFull and DiskFailed, after which the next call tries again.
        """
        with self._one_at_a_time:
            return self._restore()

    def _restore(self) -> Restored | None:
        if not self._notes.wait_for_backup():
            return None
        try:
            newest = self._files.newest()
        except BackupsDamaged:
            self._notes.take_up([])
            raise
        if newest is None:
            self._notes.take_up([])
            return None
        count = self._notes.take_up(_notes(newest.content))
        log.info("RECOVERY notes=%d", count)
        return Restored(count, newest.written_at) if count else None


def _fields(note: Note) -> dict[str, str]:
    kind, note_id = note.key
    return {"kind": str(kind), "id": note_id, "text": note.text, "changed_at": note.changed_at.isoformat()}


def _notes(content: dict[str, Any]) -> Iterator[Note]:
    """Those of a backup; kinds that only a later version knows are left out."""
    kinds = {str(kind): kind for kind in NoteKind}
    for found in content.get("notes", []):
        if found["kind"] in kinds:
            key = NoteKey(kinds[found["kind"]], found["id"])
            yield Note(key, found["text"], datetime.fromisoformat(found["changed_at"]))
