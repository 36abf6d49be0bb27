"""AccountScope: all that belongs to one account: its database, files and services; closed as one."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.account import Account
from desktop.core.clock_offset import believed_seconds
from desktop.core.errors import DatabaseDamaged, DiskFailed, DiskFull, FolderNotWritten, OnlyReadable
from desktop.services.calls import CallsService
from desktop.services.clock import ServerClock
from desktop.services.files_under_way import FilesUnderWay
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database, set_aside_damaged
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.meta_repository import MetaRepository

if TYPE_CHECKING:
    from desktop.api.client import ApiClient
    from desktop.core.file_key import FileKey
    from desktop.services.backup import BackupService
    from desktop.services.bookmarks import BookmarksService
    from desktop.services.completeness import CompletenessService
    from desktop.services.export import ExportService
    from desktop.services.export.batch_again import BatchAgain
    from desktop.services.export_guests import ExportGuests
    from desktop.services.export_ledger import ExportLedger
    from desktop.services.find import FindService
    from desktop.services.kept_queue import KeptQueueService
    from desktop.services.list_files import ListFiles
    from desktop.services.listening import ListeningService
    from desktop.services.notes import NotesService
    from desktop.services.online import OnlineHalf
    from desktop.services.outbox import OutboxService
    from desktop.services.pictures import PicturesService
    from desktop.services.receipt_copies import ReceiptCopies
    from desktop.services.receipts import ReceiptsService
    from desktop.services.recording_copies import RecordingCopies
    from desktop.services.recovery import RecoveryService
    from desktop.services.retention import RetentionService
    from desktop.services.reviewed import ReviewedService
    from desktop.services.saved_views import SavedViewsService
    from desktop.services.space import SpaceService
    from desktop.services.tags import TagsService
    from desktop.services.waveform import WaveformService
    from desktop.store.call_search import CallSearch
    from desktop.store.file_store import FileStore
    from desktop.store.gone_rows import UnseenRow
    from desktop.store.notes_repository import NotesRepository
    from desktop.store.receipts_repository import ReceiptsRepository

log = logging.getLogger("desktop.account")

LISTS_NAME = "lists.db"
"""Of the database in an account's folder."""


class AccountScope:
    """Opened from disk alone; `online` is there while a session is, and goes with it.

    Only what the first list needs is built at once; the rest is loaded when it is first asked for, since
    the start is measured to the first painted list.
    """

    def __init__(
        self,
        account: Account,
        folder: Path,
        cache: Path | None = None,
        refused: FolderNotWritten | None = None,
    ) -> None:
        """`cache`: where what can be made anew belongs; None: below `folder`. `refused`: as of Database."""
        self.account = account
        self.folder = folder
        self._cache = cache or folder / "cache"
        self.damage: DatabaseDamaged | None = None
        """Set when the lists were damaged and had to be set aside: see `services.recovery`."""
        self.database = self._open_database(folder / LISTS_NAME, refused)
        self.kept_files = KeptFilesRepository(self.database, folder)
        self.meta = MetaRepository(self.database)
        self.clock = ServerClock(self._kept_clock_offset())
        self._calls = CallsRepository(self.database)
        self.calls = CallsService(self._calls, self.kept_files, self.clock)
        self.online: OnlineHalf | None = None
        self.files_under_way = FilesUnderWay()

    @property
    def only_readable(self) -> OnlyReadable | None:
        """Why nothing can be saved; None where all is well."""
        return self.database.refused

    @cached_property
    def search(self) -> CallSearch:
        from desktop.store.call_search import CallSearch

        return CallSearch(self.database)

    @cached_property
    def files(self) -> FileStore:
        from desktop.store.file_store import FileStore

        return FileStore(self.folder)

    @cached_property
    def _receipts(self) -> ReceiptsRepository:
        from desktop.store.receipts_repository import ReceiptsRepository

        return ReceiptsRepository(self.database)

    @cached_property
    def receipts(self) -> ReceiptsService:
        from desktop.services.receipts import ReceiptsService

        return ReceiptsService(self._receipts, self.kept_files, self.clock)

    @cached_property
    def outbox(self) -> OutboxService:
        from desktop.services.outbox import OutboxService
        from desktop.store.outbox_repository import OutboxRepository

        return OutboxService(OutboxRepository(self.database), self._receipts, self.backup)

    @cached_property
    def completeness(self) -> CompletenessService:
        from desktop.services.completeness import CompletenessService
        from desktop.store.board_repository import BoardRepository
        from desktop.store.duplicates_repository import DuplicatesRepository

        duplicates, board = DuplicatesRepository(self.database), BoardRepository(self.database)
        return CompletenessService(self._receipts, duplicates, board, self.backup, self.clock)

    @cached_property
    def find(self) -> FindService:
        from desktop.services.find import FindService

        return FindService(self.calls, self.receipts, self.notes, self.bookmarks)

    @cached_property
    def export(self) -> ExportService:
        from desktop.services.export import ExportService
        from desktop.services.export.receipt_cargo import ReceiptCargo
        from desktop.store.export_sizes_repository import ExportSizesRepository

        own = self.receipts, self.recovery, ExportSizesRepository(self.database), self.export_ledger
        cargo = ReceiptCargo(*own, self.account.server)
        return ExportService(cargo, self.export_ledger, self.folder)

    @cached_property
    def call_export(self) -> ExportService:
        from desktop.services.export import ExportService
        from desktop.services.export.call_cargo import CallCargo
        from desktop.store.export_sizes_repository import ExportSizesRepository

        sizes = ExportSizesRepository(self.database)
        cargo = CallCargo(self.calls, sizes, self.export_ledger, self.export_guests, self.account.server)
        return ExportService(cargo, self.export_ledger, self.folder)

    @cached_property
    def batch_again(self) -> BatchAgain:
        from desktop.services.export.batch_again import BatchAgain

        return BatchAgain(self.export_ledger, self.receipts, self.account.server)

    @cached_property
    def export_ledger(self) -> ExportLedger:
        from desktop.services.export_ledger import ExportLedger
        from desktop.store.export_journal_repository import ExportJournalRepository
        from desktop.store.export_parts_repository import ExportPartsRepository
        from desktop.store.exported_receipts_repository import ExportedReceiptsRepository
        from desktop.store.exports_repository import ExportsRepository

        exports, journal = ExportsRepository(self.database), ExportJournalRepository(self.database)
        exported, parts = ExportedReceiptsRepository(self.database), ExportPartsRepository(self.database)
        return ExportLedger(exports, journal, exported, parts, self.backup)

    @cached_property
    def list_files(self) -> ListFiles:
        from desktop.services.list_files import ListFiles

        return ListFiles(self.receipts, self.calls, self.export_ledger)

    @cached_property
    def saved_views(self) -> SavedViewsService:
        from desktop.services.saved_views import SavedViewsService
        from desktop.store.saved_views_repository import SavedViewsRepository

        views = SavedViewsRepository(self.database)
        return SavedViewsService(views, self.backup, self.calls, self.receipts)

    @cached_property
    def kept_queue(self) -> KeptQueueService:
        from desktop.services.kept_queue import KeptQueueService
        from desktop.store.transfers_repository import TransfersRepository

        return KeptQueueService(TransfersRepository(self.database), self.files, self.clock)

    @cached_property
    def recovery(self) -> RecoveryService:
        from desktop.services.recovery import RecoveryService

        return RecoveryService(self.files, self.kept_files, self._is_only_here, self.clock)

    def _is_only_here(self, key: FileKey) -> bool:
        receipt = self._receipts.get(int(key.id))
        return receipt is None or receipt.gone_at is not None

    @cached_property
    def _notes(self) -> NotesRepository:
        from desktop.store.notes_repository import NotesRepository

        return NotesRepository(self.database)

    @cached_property
    def notes(self) -> NotesService:
        from desktop.services.notes import NotesService

        return NotesService(self._notes, self.backup)

    @cached_property
    def tags(self) -> TagsService:
        from desktop.services.tags import TagsService
        from desktop.store.tags_repository import TagsRepository

        return TagsService(TagsRepository(self.database), self.backup)

    @cached_property
    def listening(self) -> ListeningService:
        from desktop.services.listening import ListeningService
        from desktop.store.playback_repository import PlaybackRepository

        return ListeningService(PlaybackRepository(self.database))

    @cached_property
    def bookmarks(self) -> BookmarksService:
        from desktop.services.bookmarks import BookmarksService
        from desktop.store.bookmarks_repository import BookmarksRepository

        return BookmarksService(BookmarksRepository(self.database), self.backup)

    @cached_property
    def copies(self) -> RecordingCopies:
        from desktop.services.recording_copies import RecordingCopies

        return RecordingCopies(self.folder)

    @cached_property
    def receipt_copies(self) -> ReceiptCopies:
        from desktop.services.receipt_copies import ReceiptCopies

        return ReceiptCopies(self.kept_files, self.folder)

    @cached_property
    def backup(self) -> BackupService:
        from desktop.services.backup import BackupService
        from desktop.store.backed_up_repository import BackedUpRepository
        from desktop.store.backup_files import BackupFiles
        from desktop.store.export_packs import ExportPacks

        files, packs = BackupFiles(self.folder), ExportPacks(self.folder)
        return BackupService(BackedUpRepository(self.database), files, packs)

    @cached_property
    def waveforms(self) -> WaveformService:
        from desktop.services.waveform import WaveformService
        from desktop.store.peaks_file import PeaksFiles

        return WaveformService(PeaksFiles(self.folder), self.kept_files, self._calls, self.clock)

    @cached_property
    def pictures(self) -> PicturesService:
        from desktop.services.pictures import PicturesService
        from desktop.store.picture_files import PictureFiles

        return PicturesService(PictureFiles(self._cache / "pictures"))

    @cached_property
    def reviewed(self) -> ReviewedService:
        from desktop.services.reviewed import ReviewedService
        from desktop.store.call_marks_repository import CallMarksRepository

        return ReviewedService(CallMarksRepository(self.database), self._calls, self.backup, self.clock)

    @cached_property
    def space(self) -> SpaceService:
        from desktop.services.space import SpaceService
        from desktop.store.kept_recordings_repository import KeptRecordingsRepository

        recordings = KeptRecordingsRepository(self.database)
        files = self.files, self.kept_files, self.waveforms
        return SpaceService(recordings, *files, self.clock, self.export_guests)

    @cached_property
    def export_guests(self) -> ExportGuests:
        from desktop.services.export_guests import ExportGuests
        from desktop.store.kept_recordings_repository import KeptRecordingsRepository

        return ExportGuests(self.kept_files, KeptRecordingsRepository(self.database))

    @cached_property
    def retention(self) -> RetentionService:
        from desktop.services.retention import RetentionService

        return RetentionService(self._calls, self.saved_views, self.meta, self.clock, self.kept_queue)

    @property
    def synced_at(self) -> datetime | None:
        """When the lists were last brought here; None: never."""
        return self.meta.moment("synced_at")

    def free_to_go(self, rows: list[UnseenRow]) -> list[UnseenRow]:
        """Those of which nothing is kept, rather than nothing noted: after damage a file may lie on the disk,
        and a note in the backup, that the new lists do not know yet. For the TaskPool."""
        from desktop.store.gone_rows import file_keys

        if not rows or self.backup.waits():
            return []
        try:
            held = {key for key, _ in self.files.whole_files()}
        except (DiskFailed, DiskFull) as error:
            # No reason for a sync to fail; it is said where files are looked for at the start.
            log.warning("SYNC files failed reason=%s", type(error).__name__)
            return []
        return [row for row in rows if held.isdisjoint(file_keys(row))]

    def go_online(self, client: ApiClient) -> OnlineHalf:
        """Builds what needs the server. Replaces and ends an earlier online half."""
        from desktop.services.online import OnlineHalf

        self.go_offline()
        self.online = OnlineHalf(client, self, self._calls, self._receipts)
        self.take_server_time()
        return self.online

    def take_server_time(self) -> None:
        """Puts the clock right by the server's last answer: this computer's may have been set meanwhile."""
        offset = self.online.client.session.clock_offset if self.online is not None else None
        if offset is not None:
            self.clock.offset = offset

    def go_offline(self) -> None:
        """Ends the session here; every read under way ends at once."""
        online, self.online = self.online, None
        if online is not None:
            online.close()

    def finish(self) -> None:
        """Writes what was typed last, and its backup, which takes seconds where many rows are only here."""
        # Only what was asked for can have anything left to write, or to clear away.
        writers = "notes", "tags", "bookmarks", "reviewed", "outbox", "kept_queue", "retention", "listening"
        for name in writers:
            if name in self.__dict__:
                getattr(self, name).finish()
        if "copies" in self.__dict__:
            self.copies.sweep()
        if "backup" in self.__dict__:
            self.backup.finish()

    def end_by(self, moment: float) -> None:
        """No backup is written after `moment` (of `time.monotonic`), neither by `finish` nor otherwise, and
        another program that holds the database is not waited for.

        Nothing is lost with the backup: what it would hold is in the database, and the next start backs it
        up. What the database would hold the user was asked about: see `UnsavedNote`.
        """
        self.database.end_by(moment)
        if "backup" in self.__dict__:
            self.backup.end_by(moment)

    def keep_and_close(self) -> None:
        """`close`, once all that has come is kept, which takes as long as the disk does. For the TaskPool."""
        self.go_offline()
        self.files_under_way.wait()
        self.close()

    def close(self) -> None:
        """`finish` comes first, and is quick when it was done already."""
        self.go_offline()
        self.finish()
        self.database.close()

    def _open_database(self, path: Path, refused: FolderNotWritten | None) -> Database:
        try:
            return Database(path, refused)
        except DatabaseDamaged as error:
            if refused is not None:
                raise
            self.damage = DatabaseDamaged(error.detail, set_aside=str(set_aside_damaged(path)))
            return Database(path)

    def _kept_clock_offset(self) -> timedelta:
        return believed_seconds(self.meta.get("clock_offset_s")) or timedelta()
