"""Copies of the database as it was before a new version of the program changed its schema."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from desktop.core.errors import NoRoomToUpgrade
from desktop.store.disk_errors import free_bytes
from desktop.store.replace_file import replace_file, sync_file

KEPT = 2
"""Copies that stay: of the last upgrades, for whoever has to go back."""
_SPARE_BYTES = 16 << 20
"""Left free beside the copy, for what the upgrade itself writes."""


def copy_before_upgrade(source: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copies the database at `path` to `lists.before-<version>.db` beside it; returns where.

    The name appears with the whole copy only. Raises NoRoomToUpgrade, OSError and what SQLite raises.
    """
    copy = path.with_name(f"{path.stem}.before-{version}{path.suffix}")
    _refuse_without_room(source, path)
    part = copy.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    try:
        _copy(source, part)
        replace_file(part, copy)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return copy


def drop_old_copies(path: Path) -> None:
    """Once the database is at its new version: of all copies, the newest two stay."""
    for _, copy in sorted(_copies(path))[:-KEPT]:
        # One that is held, by a virus scanner say, goes the next time.
        with suppress(OSError):
            copy.unlink()


def _copies(path: Path) -> list[tuple[int, Path]]:
    """Each copy with the version it was made of."""
    named = re.compile(rf"{re.escape(path.stem)}\.before-(\d+){re.escape(path.suffix)}")
    matches = ((named.fullmatch(file.name), file) for file in path.parent.iterdir())
    return [(int(match[1]), file) for match, file in matches if match is not None]


def _refuse_without_room(source: sqlite3.Connection, path: Path) -> None:
    pages, page_bytes = (
        source.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
    )
    needed, free = pages * page_bytes + _SPARE_BYTES, free_bytes(path)
    # 0 may mean that it cannot be told: then writing says what there is.
    if 0 < free < needed:
        raise NoRoomToUpgrade(f"{needed} bytes needed, {free} free: {path}", needed=needed, free=free)


def _copy(source: sqlite3.Connection, part: Path) -> None:
    os.close(os.open(part, os.O_RDWR | os.O_CREAT, 0o600))
    with closing(sqlite3.connect(part, isolation_level=None)) as target:
        source.backup(target)
        # One file, complete in itself, and on the disk before it gets its name.
        target.execute("PRAGMA journal_mode = DELETE")
    with part.open("ab") as file:
        sync_file(file)
