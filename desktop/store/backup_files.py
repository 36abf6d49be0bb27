"""BackupFiles: the last three backups of an account, each one JSON document that proves to be whole.

`backup.json` is the newest, `backup.2.json` the oldest. A new one is written aside first; then the others
move up by one, the oldest first, and it takes the free name. Cut anywhere, only the oldest can be missing.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from desktop.core.errors import BackupsDamaged, BackupTooNew
from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import open_private, replace_file, sync_file

FORMAT = 3
"""1 held notes alone, 2 no marks of calls. A version that would drop what it does not know must not take a
backup for its own."""
NAMES = ("backup.json", "backup.1.json", "backup.2.json")


class Backup(NamedTuple):
    """A backup as it was read: `content` by name ("notes"), `written_at` aware."""

    content: dict[str, Any]
    written_at: datetime
    format: int = FORMAT


class BackupFiles:
    """For one writer at a time. Raises DiskFull, DiskFailed."""

    def __init__(self, folder: Path) -> None:
        self._paths = [folder / name for name in NAMES]

    def newest(self) -> Backup | None:
        """The newest one that can be read, of an earlier version too; None when there is none at all.

        Raises BackupTooNew when one is of a later version, BackupsDamaged when there are some and none is
        whole.
        """
        found = {path.name: _read(path) for path in self._paths if path.exists()}
        whole = [backup for backup in found.values() if backup is not None]
        if any(backup.format > FORMAT for backup in whole):
            # One before it would bring back less, and what is then written would push it out.
            raise BackupTooNew(", ".join(found))
        if found and not whole:
            raise BackupsDamaged(", ".join(found))
        return whole[0] if whole else None

    def are_there(self) -> bool:
        """Whether there is any, whole or not."""
        return any(path.exists() for path in self._paths)

    def write(self, content: dict[str, Any], now: datetime) -> None:
        """Makes `content` the newest; those before stay as they were until it is on the disk.

        Raises BackupTooNew, and leaves all as it is, when one is of a later version.
        """
        with suppress(BackupsDamaged):
            self.newest()
        data = _document(content, now)
        newest = self._paths[0]
        part = newest.with_name(f"{newest.name}.part")
        with disk_errors(newest):
            # What a cut run left; only one is ever written.
            part.unlink(missing_ok=True)
            try:
                with open_private(part) as file:
                    file.write(data)
                    sync_file(file)
                self._move_up()
                replace_file(part, newest)
            except OSError:
                with suppress(OSError):
                    part.unlink(missing_ok=True)
                raise

    def _move_up(self) -> None:
        """Frees the newest name, at the cost of the first file that is no backup, or else of the oldest."""
        place = 0
        while place < len(self._paths) - 1 and _read(self._paths[place]) is not None:
            place += 1
        for number in range(place, 0, -1):
            replace_file(self._paths[number - 1], self._paths[number])


def _document(content: dict[str, Any], now: datetime) -> bytes:
    fields = {"format": FORMAT, "written_at": now.isoformat(), "content": content}
    return json.dumps({"sha256": _digest(fields)} | fields, ensure_ascii=False, indent=1).encode()


def _digest(fields: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def _read(path: Path) -> Backup | None:
    """None when it is missing or not as it was written."""
    try:
        with disk_errors(path):
            data = path.read_bytes() if path.exists() else b""
        fields = json.loads(data)
        digest = fields.pop("sha256")
        if digest != _digest(fields):
            return None
        written_at = datetime.fromisoformat(fields["written_at"])
        return Backup(dict(fields["content"]), written_at, int(fields["format"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
