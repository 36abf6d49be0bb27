"""KeptFilesRepository: which files are on this computer."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from desktop.store.database import Database
from desktop.store.one_value import all_values, one_value, values_of
from desktop.store.row_values import CUT, known_moment, microseconds

if TYPE_CHECKING:
    from datetime import datetime
    from sqlite3 import Connection

    from desktop.core.file_key import FileKey
    from desktop.core.models import KeptFile, LostFile

_COLUMNS = "kind, id, path, size, sha256, extension, kept_at, duration_ms, shorter, crc32"
_SELECT = f"SELECT {_COLUMNS} FROM kept_files"
_OF_RECEIPTS = (
    f"{_SELECT} WHERE kind IN ('source', 'preview') AND id IN (SELECT CAST(value AS TEXT) FROM json_each(?))"
)
_NEWEST_RECORDINGS = (
    f"{_SELECT} LEFT JOIN calls ON calls.sid = kept_files.id WHERE kind = ?"
    " ORDER BY calls.created_at DESC, kept_files.kept_at DESC"
)
_INSERT = (
    f"INSERT OR REPLACE INTO kept_files ({_COLUMNS}, for_export)"
    f" SELECT {', '.join(f'value ->> {place}' for place in range(_COLUMNS.count(',') + 2))} FROM json_each(?)"
)
"""Of rows, all at once: see `one_value` why."""

_NOTED = f"SELECT {one_value(_COLUMNS)} FROM kept_files WHERE kind = ? AND id = ?"
_BEFORE = (
    f"SELECT {all_values(f'{_COLUMNS}, for_export')} FROM kept_files"
    " WHERE (kind, id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))"
)
"""Of pairs of kind and id."""

# However long its sound is: what was cut stays that until it comes again.
_NOTE_LENGTH = (
    f"UPDATE kept_files SET duration_ms = ?, shorter = CASE shorter WHEN {CUT} THEN {CUT} ELSE ? END"
    " WHERE kind = ? AND id = ? AND sha256 = ?"
)


class KeptFilesRepository:
    """Paths are stored below `root`, so that the whole folder can move to another place or computer."""

    def __init__(self, database: Database, root: Path) -> None:
        self._database = database
        self._root = root
        self.for_export: Collection[FileKey] = frozenset()
        """What comes now for an export alone: see ExportGuests."""

    def record(self, kept: KeptFile) -> None:
        """Notes a file that is in its place below the root; on the disk when this returns.

        One that was kept for the same key under another name is deleted then.
        """
        # The server forgets recordings after a week: this one line may be all that leads to the file.
        with self._database.transaction(durable=True) as connection:
            before = self.note([kept], connection)
        drop_replaced(before, [kept])

    def note(self, files: Sequence[KeptFile], connection: Connection) -> dict[FileKey, KeptFile]:
        """The first half of `record`, in a transaction, of several of as many keys; returns what was kept in
        their places before: see `drop_replaced`."""
        asked = json.dumps([(kept.key.kind, kept.key.id) for kept in files])
        noted = values_of(connection.execute(_BEFORE, (asked,)).fetchone())
        before = {(row[0], row[1]): row for row in noted}
        found = {kept.key: before.get((kept.key.kind, kept.key.id)) for kept in files}
        rows = [self._row_of(kept, found[kept.key]) for kept in files]
        connection.execute(_INSERT, (json.dumps(rows),))
        return {key: self._from_row(key, row[2:-1]) for key, row in found.items() if row is not None}

    def _row_of(self, kept: KeptFile, before: Sequence[Any] | None) -> tuple[Any, ...]:
        # One that is here as the user wanted it comes again for nobody else.
        wanted = before is not None and not before[-1]
        return (
            kept.key.kind,
            kept.key.id,
            kept.path.relative_to(self._root).as_posix(),
            kept.size,
            kept.sha256,
            kept.extension,
            microseconds(kept.kept_at),
            None if kept.seconds is None else round(kept.seconds * 1000),
            CUT if kept.cut else kept.shorter,
            kept.crc32,
            kept.key in self.for_export and not wanted,
        )

    def find(self, key: FileKey) -> KeptFile | None:
        """The file, if it is really there with the size that was noted. Quick enough for the UI thread."""
        kept = self._noted(key)
        return kept if kept is not None and _is_there(kept) else None

    def of_receipts(self, receipt_ids: Sequence[int]) -> dict[FileKey, KeptFile]:
        """The files of some hundred receipts as they were noted, whether or not they are there."""
        from desktop.core.models import FileKey, FileKind

        with self._database.reader() as connection:
            rows = connection.execute(_OF_RECEIPTS, (json.dumps(list(receipt_ids)),)).fetchall()
        keys = (FileKey(FileKind(row[0]), row[1]) for row in rows)
        return {key: self._from_row(key, row[2:]) for key, row in zip(keys, rows, strict=True)}

    def note_found(self, found: KeptFile, instead_of: KeptFile | None) -> bool:
        """Notes a file as it lies there, unless it is noted otherwise than `instead_of` (None: not at all) by
        now: then it came again since it was looked at, and False is returned."""
        with self._database.transaction(durable=True) as connection:
            if self._noted(found.key) != instead_of:
                return False
            self.note([found], connection)
        return True

    def lost(self, key: FileKey | None = None) -> list[LostFile]:
        """Of all files, or of this one, those that others deleted or changed since. For the TaskPool."""
        noted = self._all_noted() if key is None else [self._noted(key)]
        return [lost for kept in noted if kept is not None and (lost := _lost(kept)) is not None]

    def forget(self, files: Sequence[KeptFile]) -> int:
        """Returns how many were noted as they are in `files`."""
        rows = [(kept.key.kind, kept.key.id, microseconds(kept.kept_at)) for kept in files]
        if not rows:
            return 0
        # With its moment: the same file may have come again since it was looked for.
        sql = "DELETE FROM kept_files WHERE kind = ? AND id = ? AND kept_at = ?"
        with self._database.transaction() as connection:
            return connection.executemany(sql, rows).rowcount

    def recordings(self) -> set[FileKey]:
        """Of which calls a recording is noted. For the TaskPool."""
        from desktop.core.models import FileKey, FileKind

        with self._database.reader() as connection:
            rows = connection.execute("SELECT id FROM kept_files WHERE kind = ?", (FileKind.RECORDING,))
            return {FileKey.recording(row[0]) for row in rows}

    def newest_recordings(self) -> list[KeptFile]:
        """All that are noted, those of the newest calls first. For the TaskPool."""
        from desktop.core.models import FileKey, FileKind

        with self._database.reader() as connection:
            rows = connection.execute(_NEWEST_RECORDINGS, (FileKind.RECORDING,)).fetchall()
        return [self._from_row(FileKey.recording(row[1]), row[2:]) for row in rows]

    def note_length(self, kept: KeptFile, seconds: float, shorter: bool) -> None:
        """How long the sound in `kept` is, and whether its call was longer; another file keeps its own."""
        row = (round(seconds * 1000), shorter, kept.key.kind, kept.key.id, kept.sha256)
        with self._database.transaction() as connection:
            connection.execute(_NOTE_LENGTH, row)

    def note_gone(self, key: FileKey, at: datetime) -> None:
        """The server said that it has no such recording: what is here cannot be had again."""
        sql = "UPDATE kept_files SET gone_at = ? WHERE kind = ? AND id = ? AND gone_at IS NULL"
        with self._database.transaction() as connection:
            connection.execute(sql, (microseconds(at), key.kind, key.id))

    def noted(self, key: FileKey) -> KeptFile | None:
        """As it was noted, whether or not the file is there. For the TaskPool."""
        return self._noted(key)

    def _noted(self, key: FileKey) -> KeptFile | None:
        with self._database.reader() as connection:
            return self._noted_by(connection, key)

    def _noted_by(self, connection: Connection, key: FileKey) -> KeptFile | None:
        row = connection.execute(_NOTED, (key.kind, key.id)).fetchone()
        return self._from_row(key, values_of(row)[2:]) if row is not None else None

    def _all_noted(self) -> Sequence[KeptFile | None]:
        from desktop.core.models import FileKey, FileKind

        with self._database.reader() as connection:
            rows = connection.execute(_SELECT).fetchall()
        return [self._from_row(FileKey(FileKind(row[0]), row[1]), row[2:]) for row in rows]

    def _from_row(self, key: FileKey, row: Sequence[Any]) -> KeptFile:
        from desktop.core.models import KeptFile

        path, size, sha256, extension, kept_at, duration_ms, shorter, crc32 = row
        came = known_moment(kept_at)
        seconds = None if duration_ms is None else duration_ms / 1000
        marks = bool(shorter), shorter == CUT
        return KeptFile(key, self._root / path, size, sha256, extension, came, seconds, *marks, crc32)


def drop_replaced(before: Mapping[FileKey, KeptFile], files: Sequence[KeptFile]) -> None:
    """Deletes what these took the place of, once they are on the disk."""
    for kept in files:
        replaced = before.get(kept.key)
        if replaced is not None and replaced.path != kept.path:
            # On Windows it may be open in the player: then it stays, which costs room and nothing else.
            with suppress(OSError):
                replaced.path.unlink(missing_ok=True)


def _is_there(kept: KeptFile) -> bool:
    try:
        return kept.path.is_file() and kept.path.stat().st_size == kept.size
    except OSError:
        return False


def _lost(kept: KeptFile) -> LostFile | None:
    """For good, as far as can be told: a folder that is away or refuses may come back."""
    from desktop.core.models import LostFile

    try:
        status = kept.path.stat()
    except FileNotFoundError:
        return LostFile(kept, None) if kept.path.parent.is_dir() else None
    except OSError:
        return None
    if not S_ISREG(status.st_mode):
        # A folder in its place, say: of the file there is nothing.
        return LostFile(kept, None)
    return LostFile(kept, status.st_size) if status.st_size != kept.size else None
