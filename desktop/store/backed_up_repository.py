"""BackedUpRepository: all of an account that the server cannot give again, read and brought back as one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from desktop.core.backed_up import BackedUp, NoneExpected, Restored
from desktop.core.export_ledger import ExportedReceipt
from desktop.store.board_repository import BoardRepository
from desktop.store.bookmarks_repository import BookmarksRepository
from desktop.store.call_marks_repository import CallMarksRepository
from desktop.store.database import Database
from desktop.store.duplicates_repository import DuplicatesRepository
from desktop.store.export_journal_repository import ExportJournalRepository
from desktop.store.exports_repository import ExportsRepository, ReceiptsOf
from desktop.store.gone_rows import GoneRows
from desktop.store.notes_repository import NotesRepository
from desktop.store.outbox_repository import OutboxRepository
from desktop.store.saved_views_repository import SavedViewsRepository
from desktop.store.tags_repository import TagsRepository

_WAITS = "SELECT 1 FROM to_restore WHERE name = 'notes'"
"""What a database made anew looks for; the name is older than all else that came to be backed up."""


def _without_receipts(_: str) -> tuple[ExportedReceipt, ...]:
    return ()


class BackedUpRepository:
    """Any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._notes = NotesRepository(database)
        self._views = SavedViewsRepository(database)
        self._gone = GoneRows(database)
        self._bookmarks = BookmarksRepository(database)
        self._marks = CallMarksRepository(database)
        self._outbox = OutboxRepository(database)
        self._duplicates = DuplicatesRepository(database)
        self._board = BoardRepository(database)
        self._tags = TagsRepository(database)
        self._exports = ExportsRepository(database)
        self._journal = ExportJournalRepository(database)

    def all(self) -> BackedUp:
        """Each part as it is when it is read, in an order that is always the same."""
        return BackedUp(
            tuple(self._notes.all()),
            tuple(self._views.all()),
            tuple(self._gone.calls()),
            tuple(self._gone.receipts()),
            tuple(self._bookmarks.all()),
            tuple(self._marks.all()),
            tuple(self._outbox.unsent()),
            tuple(self._duplicates.all()),
            tuple(NoneExpected(*one) for one in sorted(self._board.none_expected())),
            tuple(self._tags.all()),
            tuple(self._exports.ended()),
        )

    def exported(self) -> dict[str, Iterator[ExportedReceipt]]:
        """The receipts of each finished export, by its key; read when they are asked for."""
        return {key: self._journal.receipts(number) for key, number in self._exports.with_receipts().items()}

    def waits(self) -> bool:
        """Whether this database is new and did not look into the backup yet."""
        with self._database.reader() as connection:
            return connection.execute(_WAITS).fetchone() is not None

    def take_up(
        self, kept: BackedUp, written_at: datetime, receipts_of: ReceiptsOf = _without_receipts
    ) -> Restored:
        """Adds what a backup holds, once and all or none; what is here meanwhile is newer, and stays.

        `receipts_of`: those of an export. Returns how much was added. Raises DiskFull, DiskFailed; then the
        database waits as before.
        """
        with self._database.transaction(durable=True) as connection:
            notes = self._notes.take_up(kept.notes)
            views = self._views.take_up(kept.views)
            rows = self._gone.take_up(kept.calls, kept.receipts)
            bookmarks = self._bookmarks.take_up(kept.bookmarks)
            marks = self._marks.take_up(kept.marks)
            decisions = self._outbox.take_up(kept.decisions)
            words = self._duplicates.take_up(kept.told_apart) + self._board.take_up(kept.none_expected)
            tags = self._tags.take_up(kept.tags)
            exports = self._exports.take_up(kept.exports, receipts_of)
            self._look_no_more(connection)
        return Restored(notes, views, rows, written_at, bookmarks, marks, decisions, words, tags, exports)

    def give_up(self) -> None:
        """There is no backup, or none that can be read."""
        with self._database.transaction(durable=True) as connection:
            self._look_no_more(connection)

    def _look_no_more(self, connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM to_restore WHERE name = 'notes'")
