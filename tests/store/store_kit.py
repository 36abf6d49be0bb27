"""What the store's tests share: names in a database, files in a folder, and what a system must have."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.core.models import FileKey, KeptFile
from desktop.store.database import Database
from desktop.store.file_store import FileStore
from desktop.store.kept_files_repository import KeptFilesRepository
from tests.store.store_rows import NOW

Child = Callable[..., subprocess.CompletedProcess[str]]
"""Runs Python source in a process of its own."""

POSIX = pytest.mark.skipif(os.name != "posix", reason="rights and signals as POSIX has them")
KEY = FileKey.recording("CA" + "0123456789abcdef" * 2)


def put(connection: sqlite3.Connection, name: str) -> None:
    """The shortest thing that a database can keep."""
    connection.execute("INSERT INTO meta VALUES (?, '')", (name,))


def names(database: Database) -> set[str]:
    """What `put` put there and was committed."""
    with database.reader() as connection:
        return {row[0] for row in connection.execute("SELECT name FROM meta")}


def files(root: Path) -> list[str]:
    """All below `root`, as their paths from there."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def keep(store: FileStore, key: FileKey = KEY, data: bytes = b"RIFF", extension: str = "wav") -> Path:
    with store.part(key) as part:
        part.write(data)
        return part.commit(extension)[0]


def record_kept(kept: KeptFilesRepository, sid: str, root: Path) -> None:
    """Notes a recording of this computer, as a finished download does; there is no such file."""
    path = root / f"{sid}.wav"
    kept.record(KeptFile(FileKey.recording(sid), path, 4, "00", "wav", NOW))
