"""ExportPartsRepository: which files exports are written into: what a kill left of them is found by that."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from desktop.store.database import Database
from desktop.store.replace_file import is_hidden_part

_NOTE = "INSERT OR IGNORE INTO export_parts (part) VALUES (?)"
_LEFT = (
    "SELECT part FROM export_parts WHERE part NOT IN"
    " (SELECT part FROM exports WHERE state = 'running' AND part IS NOT NULL)"
)
_OURS: set[bytes] = set()
"""Those of this run of the program: somebody writes into them, or did and has removed them."""


class ExportPartsRepository:
    """Any thread. Raises DiskFull, DiskFailed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, part: Path) -> None:
        """It is about to be made."""
        with self._database.transaction() as connection:
            note_part(connection, part)

    def sweep(self) -> int:
        """Removes what earlier runs left, but for what can be gone on with; returns how many files.

        What lies on a drive that is away, or is held by another program, is looked for the next time.
        """
        with self._database.reader() as connection:
            left = {part for (part,) in connection.execute(_LEFT)} - _OURS
        removed, over = 0, list[bytes]()
        for name in left:
            part = Path(os.fsdecode(name))
            removed += _removed(part)
            if _is_gone(part):
                over.append(name)
        if over:
            with self._database.transaction() as connection:
                connection.executemany("DELETE FROM export_parts WHERE part = ?", [(one,) for one in over])
        return removed


def note_part(connection: sqlite3.Connection, part: Path) -> None:
    """As `ExportPartsRepository.note`, with what else is written then."""
    name = os.fsencode(part)
    _OURS.add(name)
    connection.execute(_NOTE, (name,))


def _removed(part: Path) -> bool:
    """A damaged list may name anything: only what is called as a part is removed."""
    if is_hidden_part(part):
        with suppress(OSError):
            part.unlink()
            return True
    return False


def _is_gone(part: Path) -> bool:
    """For certain: a drive that is away may not even say that."""
    try:
        part.lstat()
    except FileNotFoundError:
        return part.parent.is_dir()
    except OSError:
        return False
    return False
