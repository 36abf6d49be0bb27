"""BackupService: keeps apart from the database what the server cannot give again, and brings it back.

What that is, and what is not: `core.backed_up`.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from datetime import UTC, datetime
from typing import Any

from desktop.core.backed_up import BackedUp, Restored, content, read_content
from desktop.core.errors import AppError, BackupsDamaged, Cancelled
from desktop.services.held import unsaved_said
from desktop.store.backed_up_repository import BackedUpRepository
from desktop.store.backup_files import BackupFiles
from desktop.store.export_packs import ExportPacks

log = logging.getLogger("desktop.backup")

_NOTHING = content(BackedUp())


class BackupService:
    """Blocking; for the TaskPool."""

    def __init__(self, kept: BackedUpRepository, files: BackupFiles, packs: ExportPacks) -> None:
        self._kept = kept
        self._files = files
        self._packs = packs
        self._one_at_a_time = threading.Lock()
        self._untold: Restored | None = None
        """What came back while nobody had asked."""
        self.due = False
        """Something was changed since the last backup."""
        self._ends = math.inf

    def end_by(self, moment: float) -> None:
        """None is written after `moment` (of `time.monotonic`): one under way ends, as Cancelled."""
        self._ends = moment

    def _raise_if_late(self) -> None:
        if time.monotonic() >= self._ends:
            raise Cancelled("no time is left for a backup")

    def save(self) -> bool:
        """Writes a backup unless the newest one holds the same; returns whether it did.

        Raises DiskFull, DiskFailed; then it is due as before. Raises BackupTooNew while one of a later
        version is there, which is left alone.
        """
        with self._one_at_a_time:
            return self._look_and_save()

    def _look_and_save(self) -> bool:
        # A database that has not looked into the backup must not take its place.
        self._look()
        self.due = False
        try:
            written = self._save()
            self._pack_exports()
            return written
        except AppError:
            self.due = True
            raise

    def finish(self) -> None:
        """Saves what is due, at the end, and waits for one under way: its database is closed next.

        What cannot be saved is in the log; for what there is no time left, see `end_by`.
        """
        with unsaved_said(log, "BACKUP_FAILED"), self._one_at_a_time:
            if self.due:
                self._look_and_save()

    def _save(self) -> bool:
        self._raise_if_late()
        kept = self._kept.all()
        self._raise_if_late()
        found = content(kept)
        if self._is_saved(found):
            return False
        self._files.write(found, datetime.now(UTC), self._raise_if_late)
        rows = len(kept.calls) + len(kept.receipts)
        counts = len(kept.notes), len(kept.bookmarks), len(kept.views), rows, len(kept.marks)
        words = "BACKUP notes=%d bookmarks=%d views=%d rows=%d marks=%d decisions=%d exports=%d"
        log.info(words, *counts, len(kept.decisions), len(kept.exports))
        return True

    def _pack_exports(self) -> None:
        """The receipts of each export, once: they never change."""
        packed = self._packs.keys()
        for key, receipts in self._kept.exported().items():
            if key not in packed:
                self._packs.write(key, receipts, self._raise_if_late)

    def _is_saved(self, found: dict[str, Any]) -> bool:
        try:
            return self._files.newest_holds(found) or (found == _NOTHING and not self._files.are_there())
        except BackupsDamaged:
            return found == _NOTHING

    # -- after damage ----------------------------------------------------------------------------

    def waits(self) -> bool:
        """Whether lists that were made anew may still get something from a backup."""
        return self._kept.waits() and self._files.are_there()

    def restore(self) -> Restored | None:
        """Brings what is backed up into a database that was made anew; None when there was nothing to bring.

        Raises BackupsDamaged, once; BackupTooNew, DiskFull and DiskFailed, after which the next call tries
        again.
        """
        with self._one_at_a_time:
            self._look()
            restored, self._untold = self._untold, None
            return restored

    def _look(self) -> None:
        if not self._kept.waits():
            return
        try:
            newest = self._files.newest()
        except BackupsDamaged:
            self._kept.give_up()
            raise
        if newest is None:
            self._kept.give_up()
            return
        restored = self._kept.take_up(read_content(newest.content), newest.written_at, self._packs.read)
        counts = restored.notes, restored.bookmarks, restored.views, restored.rows, restored.marks
        words = "RECOVERY notes=%d bookmarks=%d views=%d rows=%d marks=%d decisions=%d exports=%d"
        log.info(words, *counts, restored.decisions, restored.exports)
        self._untold = restored or None
