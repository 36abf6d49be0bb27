"""AccountScope: all that belongs to one account: its database, files and services; closed as one."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.errors import DatabaseDamaged
from desktop.core.models import Account
from desktop.services.calls import CallsService
from desktop.services.clock import ServerClock
from desktop.services.export import ExportService
from desktop.services.receipts import ReceiptsService
from desktop.services.recovery import RecoveryService
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database, set_aside_damaged
from desktop.store.file_store import FileStore
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.meta_repository import MetaRepository
from desktop.store.receipts_repository import ReceiptsRepository

if TYPE_CHECKING:
    from desktop.api.client import ApiClient
    from desktop.services.online import OnlineHalf


class AccountScope:
    """Opened from disk alone; `online` is there while a session is, and goes with it."""

    def __init__(self, account: Account, folder: Path) -> None:
        self.account = account
        self.folder = folder
        self.damage: DatabaseDamaged | None = None
        """Set when the lists were damaged and had to be set aside: see `services.recovery`."""
        self.database = self._open_database(folder / "lists.db")
        self.files = FileStore(folder)
        self.kept_files = KeptFilesRepository(self.database, folder)
        self.meta = MetaRepository(self.database)
        self.clock = ServerClock(self._kept_clock_offset())
        self._calls = CallsRepository(self.database)
        self._receipts = ReceiptsRepository(self.database)
        self.calls = CallsService(self._calls, self.kept_files, self.clock)
        self.receipts = ReceiptsService(self._receipts, self.kept_files)
        self.export = ExportService(self.receipts)
        self.recovery = RecoveryService(self.files, self.kept_files)
        self.online: OnlineHalf | None = None

    @property
    def synced_at(self) -> datetime | None:
        """When the lists were last brought here; None: never."""
        text = self.meta.get("synced_at")
        return datetime.fromisoformat(text) if text else None

    def go_online(self, client: ApiClient) -> OnlineHalf:
        """Builds what needs the server. Replaces and ends an earlier online half."""
        from desktop.services.online import OnlineHalf

        self.go_offline()
        self.online = OnlineHalf(client, self, self._calls, self._receipts)
        offset = client.session.clock_offset
        if offset is not None:
            self.clock.offset = offset
        return self.online

    def go_offline(self) -> None:
        """Ends the session here; every read under way ends at once."""
        online, self.online = self.online, None
        if online is not None:
            online.close()

    def close(self) -> None:
        self.go_offline()
        self.database.close()

    def _open_database(self, path: Path) -> Database:
        try:
            return Database(path)
        except DatabaseDamaged as error:
            self.damage = DatabaseDamaged(error.detail, set_aside=str(set_aside_damaged(path)))
            return Database(path)

    def _kept_clock_offset(self) -> timedelta:
        return timedelta(seconds=float(self.meta.get("clock_offset_s", "0") or 0))
