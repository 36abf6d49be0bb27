"""MetaRepository: single values of an account, such as when it was synced last."""

from __future__ import annotations

from datetime import datetime

from desktop.store.database import Database


class MetaRepository:
    """Text by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str, default: str = "") -> str:
        with self._database.reader() as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return default if row is None else str(row[0])

    def moment(self, name: str) -> datetime | None:
        """The value as a date and time with its offset; None when there is none that can be read."""
        try:
            found = datetime.fromisoformat(self.get(name))
        except ValueError:
            return None
        return found if found.tzinfo is not None else None

    def set(self, name: str, value: str) -> None:
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
