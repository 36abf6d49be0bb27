"""BackupFiles: the last three backups of an account, each one JSON document that proves to be whole.

`backup.json` is the newest, `backup.2.json` the oldest. A new one is written aside first; then the others
move up by one, the oldest first, and it takes the free name. Cut anywhere, only the oldest can be missing.

There may be tens of megabytes of rows, and a backup after each note: a file is not read again while it stays
as it was, and rows go through JSON one at a time, since all in one go would hold the interpreter and so the
window.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from desktop.core.errors import BackupsDamaged, BackupTooNew, Cancelled
from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import open_private, replace_file, sync_file

FORMAT = 5
"""1 held notes alone, 2 no bookmarks and no marks of calls, 3 no decisions, no words on receipts
and no tags, 4 no exports. A version that would drop what it does not know must not take a backup for its
own."""
NAMES = ("backup.json", "backup.1.json", "backup.2.json")


def _go_on() -> None:
    """Nothing ends it."""


class Backup(NamedTuple):
    """A backup as it was read: `content` by name ("notes"), `written_at` aware."""

    content: dict[str, Any]
    written_at: datetime
    format: int = FORMAT


class _Seen(NamedTuple):
    """A file as it was read or written. `format` None: it is not whole; `digest`: of its content, "" when
    nobody compares it."""

    format: int | None = None
    digest: str = ""


class BackupFiles:
    """For one writer at a time. Raises DiskFull, DiskFailed."""

    def __init__(self, folder: Path) -> None:
        self._paths = [folder / name for name in NAMES]
        self._seen: dict[_Stamp, _Seen] = {}
        """By what changes when a file is written, and does not when it moves up."""

    def newest(self) -> Backup | None:
        """The newest one that can be read, of an earlier version too; None when there is none at all.

        Raises BackupTooNew when one is of a later version, BackupsDamaged when there are some and none is
        whole.
        """
        place = self._newest_place()
        return _read(self._paths[place]) if place is not None else None

    def newest_holds(self, content: dict[str, Any]) -> bool:
        """Whether `newest` has just this; raises as it does. A name without anything is as good as none."""
        place = self._newest_place()
        return place is not None and self._look(self._paths[place]).digest == _content_digest(content)

    def _newest_place(self) -> int | None:
        """Which of the names `newest` is under."""
        there = [place for place, path in enumerate(self._paths) if path.exists()]
        formats = {place: self._look(self._paths[place]).format for place in there}
        names = ", ".join(self._paths[place].name for place in there)
        if any(found is not None and found > FORMAT for found in formats.values()):
            # One before it would bring back less, and what is then written would push it out.
            raise BackupTooNew(names)
        whole = [place for place, found in formats.items() if found is not None]
        if there and not whole:
            raise BackupsDamaged(names)
        return whole[0] if whole else None

    def _look(self, path: Path) -> _Seen:
        """What the file is, read only when it is another than it was."""
        stamp = _stamp(path)
        if stamp is None:
            return _Seen()
        if stamp not in self._seen:
            self._seen[stamp] = _seen(_read(path), compared=path == self._paths[0])
        return self._seen[stamp]

    def are_there(self) -> bool:
        """Whether there is any, whole or not."""
        return any(path.exists() for path in self._paths)

    def write(self, content: dict[str, Any], now: datetime, look: Callable[[], None] = _go_on) -> None:
        """Makes `content` the newest; those before stay as they were until it is on the disk.

        Raises BackupTooNew, and leaves all as it is, when one is of a later version; so does what `look`
        raises, which is called before each row.
        """
        with suppress(BackupsDamaged):
            self._newest_place()
        newest = self._paths[0]
        part = newest.with_name(f"{newest.name}.part")
        with disk_errors(newest):
            # What a cut run left; only one is ever written.
            part.unlink(missing_ok=True)
            try:
                with open_private(part) as file:
                    for piece in _document(content, now):
                        look()
                        file.write(piece.encode())
                    sync_file(file)
                self._move_up()
                replace_file(part, newest)
                self._forget_others(newest, _Seen(FORMAT, _content_digest(content)))
            except (OSError, Cancelled):
                with suppress(OSError):
                    part.unlink(missing_ok=True)
                raise

    def _forget_others(self, path: Path, seen: _Seen) -> None:
        """Of the files that are there now, `path` was just written."""
        stamps = {stamp for place in self._paths if (stamp := _stamp(place)) is not None}
        self._seen = {stamp: known for stamp, known in self._seen.items() if stamp in stamps}
        written = _stamp(path)
        if written is not None:
            self._seen[written] = seen

    def _move_up(self) -> None:
        """Frees the newest name, at the cost of the first file that is no backup, or else of the oldest."""
        place = 0
        while place < len(self._paths) - 1 and self._look(self._paths[place]).format is not None:
            place += 1
        for number in range(place, 0, -1):
            replace_file(self._paths[number - 1], self._paths[number])


_Stamp = tuple[int, int, int]
_Encode = Callable[[Any], str]
_LEVELS = 3
"""Down to a row: all fields, the content, a list in it."""


def _stamp(path: Path) -> _Stamp | None:
    with disk_errors(path):
        try:
            found = path.stat()
        except FileNotFoundError:
            return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _seen(backup: Backup | None, compared: bool) -> _Seen:
    if backup is None:
        return _Seen()
    return _Seen(backup.format, _content_digest(backup.content) if compared else "")


def _document(content: dict[str, Any], now: datetime) -> Iterator[str]:
    fields = {"format": FORMAT, "written_at": now.isoformat(), "content": content}
    encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
    return _pieces(fields | {"sha256": _digest(fields)}, encode, ",\n")


def _digest(fields: dict[str, Any]) -> str:
    """Of all of them as JSON with sorted keys and Python's own separators."""
    digest = hashlib.sha256()
    for piece in _pieces(fields, json.JSONEncoder(sort_keys=True).encode):
        digest.update(piece.encode())
    return digest.hexdigest()


def _content_digest(content: dict[str, Any]) -> str:
    """An earlier version did not write the names that it did not know."""
    return _digest({name: rows for name, rows in content.items() if rows})


def _pieces(value: Any, encode: _Encode, between: str = ", ", levels: int = _LEVELS) -> Iterator[str]:
    """`value` as JSON, a row at a time."""
    if not levels or not isinstance(value, dict | list):
        yield encode(value)
        return
    items = sorted(value.items()) if isinstance(value, dict) else [(None, item) for item in value]
    yield "{" if isinstance(value, dict) else "["
    for number, (name, item) in enumerate(items):
        yield (between if number else "") + (f"{encode(name)}: " if name is not None else "")
        yield from _pieces(item, encode, between, levels - 1)
    yield "}" if isinstance(value, dict) else "]"


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
