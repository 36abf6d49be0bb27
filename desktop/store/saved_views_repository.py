"""SavedViewsRepository: the views that the user saved, page by page, in the user's order."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable

from desktop.core.saved_view import (
    MOST_VIEWS,
    Query,
    RemovedView,
    SavedView,
    ViewPage,
    query_text,
    read_query,
)
from desktop.store.database import Database
from desktop.store.row_values import text

_IN_ORDER = (
    "SELECT view_id, name, query, key FROM saved_views WHERE page = ? ORDER BY position, view_id LIMIT ?"
)
_KEY_BYTES = 16
_KNOWN = "SELECT page, name, key FROM saved_views"
_BEHIND = (
    "INSERT INTO saved_views (page, name, query, key, position)"
    " SELECT ?1, ?2, ?3, ?4, coalesce(max(position) + 1, 0) FROM saved_views WHERE page = ?1"
)


class SavedViewsRepository:
    """What is written is on the disk when a method returns: it cannot be fetched again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def views(self, page: ViewPage) -> list[SavedView]:
        """Those of a page, in order."""
        with self._database.reader() as connection:
            found = connection.execute(_IN_ORDER, (page, MOST_VIEWS)).fetchall()
        return [_view(page, *row) for row in found]

    def all(self) -> list[RemovedView]:
        """Every view of every page as `put_back` takes it, in order."""
        return [view for page in ViewPage for view in self._of(page)]

    def _of(self, page: ViewPage) -> list[RemovedView]:
        with self._database.reader() as connection:
            found = connection.execute(_IN_ORDER, (page, -1)).fetchall()
        return [
            RemovedView(page, name, place, query, key) for place, (_, name, query, key) in enumerate(found)
        ]

    def take_up(self, views: Iterable[RemovedView]) -> int:
        """Adds the views of a backup, all or none; returns how many.

        Those that are here stay, before all that come: one of the same name was saved since, one of the same
        key is the same one. More than MOST_VIEWS of a page wait out of sight until others are removed.
        """
        with self._database.transaction(durable=True) as connection:
            known = connection.execute(_KNOWN).fetchall()
            names, keys = {(page, name.casefold()) for page, name, _ in known}, {key for *_, key in known}
            unknown = [view for view in views if (view.page, view.name.casefold()) not in names]
            new = [view for view in unknown if view.key not in keys]
            connection.executemany(_BEHIND, [_behind(view) for view in new])
            return len(new)

    def add(self, page: ViewPage, name: str, query: Query) -> int | None:
        """Puts a new view behind the others; returns its id, None when there are MOST_VIEWS already."""
        return self.put_back(RemovedView(page, name, MOST_VIEWS, query_text(query)))

    def put_back(self, removed: RemovedView) -> int | None:
        """Returns the view's new id, None when there are MOST_VIEWS already."""
        with self._database.transaction(durable=True) as connection:
            ids = _ids(connection, removed.page)
            if len(ids) >= MOST_VIEWS:
                return None
            new = connection.execute(_BEHIND, _behind(removed)).lastrowid
            ids.insert(removed.place, int(new or 0))
            _write_order(connection, ids)
        return new

    def rename(self, view_id: int, name: str) -> None:
        """A view that is gone is left alone, here and below."""
        self._write("UPDATE saved_views SET name = ? WHERE view_id = ?", text(name), view_id)

    def update(self, view_id: int, query: Query) -> None:
        self._write("UPDATE saved_views SET query = ? WHERE view_id = ?", text(query_text(query)), view_id)

    def move(self, page: ViewPage, view_id: int, place: int) -> None:
        """Puts the view at `place` among those of its page, 0 first; the ends stop it."""
        with self._database.transaction(durable=True) as connection:
            ids = _ids(connection, page)
            if view_id in ids:
                ids.remove(view_id)
                ids.insert(max(0, place), view_id)
                _write_order(connection, ids)

    def remove(self, view_id: int) -> RemovedView | None:
        """Returns what `put_back` takes; None when it was gone already."""
        with self._database.transaction(durable=True) as connection:
            sql = "SELECT page, name, query, key FROM saved_views WHERE view_id = ?"
            found = connection.execute(sql, (view_id,)).fetchone()
            if found is None:
                return None
            page = ViewPage(found[0])
            place = _ids(connection, page).index(view_id)
            connection.execute("DELETE FROM saved_views WHERE view_id = ?", (view_id,))
        return RemovedView(page, found[1], place, *found[2:])

    def _write(self, sql: str, *values: str | int) -> None:
        with self._database.transaction(durable=True) as connection:
            connection.execute(sql, values)


def _ids(connection: sqlite3.Connection, page: ViewPage) -> list[int]:
    return [row[0] for row in connection.execute(_IN_ORDER, (page, -1))]


def _write_order(connection: sqlite3.Connection, ids: list[int]) -> None:
    sql = "UPDATE saved_views SET position = ? WHERE view_id = ?"
    connection.executemany(sql, enumerate(ids))


def _behind(view: RemovedView) -> tuple[str, ...]:
    return view.page, text(view.name), text(view.text), text(view.key) or os.urandom(_KEY_BYTES).hex()


def _view(page: ViewPage, view_id: int, name: str, query: str, key: str) -> SavedView:
    read, whole = read_query(page, query)
    return SavedView(view_id, page, name, read, whole, key)
