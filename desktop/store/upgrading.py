"""Upgrading: a database of an earlier version becomes one of this version, or stays as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from desktop.core.duplicates import number_key
from desktop.core.errors import DatabaseDamaged
from desktop.store.upgrade_copies import copy_before_upgrade, drop_old_copies


def upgrade(writer: sqlite3.Connection, path: Path, files: Sequence[Path], version: int) -> None:
    """Applies the schema files after the first `version`, all or none; copies first what is there.

    Raises DatabaseDamaged, DiskFull.
    """
    scripts = [file.read_text(encoding="utf-8") for file in files[version:]]
    if version:
        copy_before_upgrade(writer, path, version)
    # What the scripts work out as the program does: see 0032.
    writer.create_function("number_key", 1, number_key, deterministic=True)
    _apply(writer, scripts, len(files), version)
    if version:
        drop_old_copies(path)


def _apply(writer: sqlite3.Connection, scripts: list[str], newest: int, version: int) -> None:
    try:
        script = "\n;".join(scripts)
        writer.executescript(f"BEGIN IMMEDIATE;\n{script}\n;PRAGMA user_version = {newest};\nCOMMIT;")
    except sqlite3.DatabaseError as error:
        if writer.in_transaction:
            writer.execute("ROLLBACK")
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
            # The scripts are sound: the file holds other tables than its version says.
            raise DatabaseDamaged(f"{error}: schema {version}") from error
        raise
