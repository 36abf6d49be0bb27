"""BookmarksService: what the user writes at times of recordings. It is never sent anywhere."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from desktop.core.bookmark import Bookmark, BookmarkChange, clean_bookmark_text
from desktop.services.backup import BackupService
from desktop.services.held import Held, unsaved_said
from desktop.store.bookmarks_repository import BookmarksRepository

log = logging.getLogger("desktop.bookmarks")


class BookmarksService:
    """What is added, written or removed is held at once, and kept for good soon after; what is read is the
    newest."""

    def __init__(self, bookmarks: BookmarksRepository, backup: BackupService) -> None:
        self._bookmarks = bookmarks
        self._backup = backup
        self._held: Held[tuple[str, datetime], BookmarkChange] = Held()

    def of(self, sid: str) -> list[Bookmark]:
        """Those of one call, in the order of the recording. For the UI thread."""
        # Before what is written: it goes from the one to the other.
        held = [change for change in self._held.all() if change.bookmark.sid == sid]
        found = {one.made_at: one for one in self._bookmarks.of(sid)}
        found |= {change.bookmark.made_at: change.bookmark for change in held}
        gone = {change.bookmark.made_at for change in held if not change.there}
        there = (one for made_at, one in found.items() if made_at not in gone)
        return sorted(there, key=lambda one: (one.at_ms, one.made_at))

    def new(self, sid: str, at_ms: int) -> Bookmark:
        """A bookmark without a text, which `hold` keeps."""
        return Bookmark(sid, datetime.now(UTC), max(0, at_ms))

    def hold(self, bookmark: Bookmark) -> Bookmark:
        """Remembers a new one, what it says now, or that it is back, until `write`; quick. Returns it as it
        is kept."""
        kept = bookmark._replace(text=clean_bookmark_text(bookmark.text))
        self._held.hold(kept[:2], BookmarkChange(kept))
        return kept

    def hold_removed(self, bookmark: Bookmark) -> None:
        """Remembers that it is gone; `hold` brings it back."""
        self._held.hold(bookmark[:2], BookmarkChange(bookmark, there=False))

    @property
    def unsaved(self) -> bool:
        """Whether anything waits to be written."""
        return bool(self._held)

    def write(self) -> None:
        """Writes all that is held, for good. For the TaskPool.

        Raises DiskFull, DiskFailed, Cancelled once the account is closed; then it is held as before.
        """
        with self._held.to_write() as changes:
            if changes:
                self._bookmarks.put(changes.values())
                self._backup.due = True

    def finish(self) -> None:
        """Writes all that is held, at the end; what cannot be written is in the log."""
        with unsaved_said(log, "BOOKMARKS_UNSAVED"):
            self.write()
