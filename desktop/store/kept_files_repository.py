"""KeptFilesRepository: which files are on this computer."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.store.database import Database
from desktop.store.row_values import microseconds, moment

if TYPE_CHECKING:
    from desktop.core.file_key import FileKey
    from desktop.core.models import KeptFile


class KeptFilesRepository:
    """Paths are stored below `root`, so that the whole folder can move to another place or computer."""

    def __init__(self, database: Database, root: Path) -> None:
        self._database = database
        self._root = root

    def record(self, kept: KeptFile) -> None:
        """Notes a file that is in its place below the root; on the disk when this returns.

        One that was kept for the same key under another name is deleted then.
        """
        before = self._noted(kept.key)
        row = (
            kept.key.kind,
            kept.key.id,
            kept.path.relative_to(self._root).as_posix(),
            kept.size,
            kept.sha256,
            kept.extension,
            microseconds(kept.kept_at),
        )
        # The server forgets recordings after a week: this one line may be all that leads to the file.
        with self._database.transaction(durable=True) as connection:
            connection.execute("INSERT OR REPLACE INTO kept_files VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        if before is not None and before.path != kept.path:
            # On Windows it may be open in the player: then it stays, which costs room and nothing else.
            with suppress(OSError):
                before.path.unlink(missing_ok=True)

    def find(self, key: FileKey) -> KeptFile | None:
        """The file, if it is really there with the size that was noted. Quick enough for the UI thread."""
        kept = self._noted(key)
        return kept if kept is not None and _is_there(kept) else None

    def forget(self, key: FileKey) -> None:
        """The note only; the file is the FileStore's."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM kept_files WHERE kind = ? AND id = ?", (key.kind, key.id))

    def total_bytes(self) -> int:
        """Room that all files together take."""
        with self._database.reader() as connection:
            return int(connection.execute("SELECT COALESCE(SUM(size), 0) FROM kept_files").fetchone()[0])

    def _noted(self, key: FileKey) -> KeptFile | None:
        from desktop.core.models import KeptFile

        sql = "SELECT path, size, sha256, extension, kept_at FROM kept_files WHERE kind = ? AND id = ?"
        with self._database.reader() as connection:
            row = connection.execute(sql, (key.kind, key.id)).fetchone()
        if row is None:
            return None
        kept_at = moment(row[4])
        assert kept_at is not None
        return KeptFile(key, self._root / row[0], row[1], row[2], row[3], kept_at)


def _is_there(kept: KeptFile) -> bool:
    try:
        return kept.path.is_file() and kept.path.stat().st_size == kept.size
    except OSError:
        return False
