"""BookmarksService: what the user writes at times of recordings. It is never sent anywhere."""

from __future__ import annotations

from datetime import UTC, datetime

from desktop.core.bookmark import Bookmark, clean_bookmark_text
from desktop.services.backup import BackupService
from desktop.store.bookmarks_repository import BookmarksRepository


class BookmarksService:
    """Each change is kept for good before it returns. Raises DiskFull, DiskFailed where it writes."""

    def __init__(self, bookmarks: BookmarksRepository, backup: BackupService) -> None:
        self._bookmarks = bookmarks
        self._backup = backup

    def of(self, sid: str) -> list[Bookmark]:
        """Those of one call, in the order of the recording. For the UI thread."""
        return self._bookmarks.of(sid)

    def new(self, sid: str, at_ms: int) -> Bookmark:
        """A bookmark without a text, which `add` keeps."""
        return Bookmark(sid, datetime.now(UTC), max(0, at_ms))

    def add(self, bookmark: Bookmark) -> Bookmark:
        """Keeps a new one, or one that was removed. For the TaskPool, as all below."""
        self._bookmarks.add(bookmark)
        self._backup.due = True
        return bookmark

    def set_text(self, bookmark: Bookmark, text: str) -> Bookmark:
        """Returns the bookmark as it is then."""
        wanted = clean_bookmark_text(text)
        self._bookmarks.set_text(bookmark, wanted)
        self._backup.due = True
        return bookmark._replace(text=wanted)

    def remove(self, bookmark: Bookmark) -> Bookmark:
        """Returns what `add` brings back."""
        self._bookmarks.remove(bookmark)
        self._backup.due = True
        return bookmark
