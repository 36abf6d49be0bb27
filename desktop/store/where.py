"""Where: a query's conditions as SQL with its values, the same way for every list."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from desktop.core.call_query import Period
from desktop.store.row_values import SqlValue, microseconds

if TYPE_CHECKING:
    import sqlite3

_LETTERS_AT_ONCE = 65_536


class Where:
    """Conditions that must all hold. Column names come from this package alone, values are bound."""

    def __init__(self) -> None:
        self._conditions: list[str] = []
        self.values: list[SqlValue] = []

    def add(self, condition: str, *values: SqlValue) -> None:
        self._conditions.append(f"({condition})")
        self.values += values

    def add_one_of(self, column: str, wanted: Iterable[str]) -> None:
        """Nothing wanted: nothing is left out."""
        # One value, however many are wanted, so that no limit on their number is met.
        choices = json.dumps(list(wanted))
        if choices != "[]":
            self.add(f"{column} IN (SELECT value FROM json_each(?))", choices)

    def add_period(self, column: str, period: Period) -> None:
        """Local days, both included; rows without a time are outside every period."""
        if period.first is not None:
            self.add(f"{column} >= ?", local_midnight(period.first))
        end = None if period.last is None else next_midnight(period.last)
        if end is not None:
            self.add(f"{column} < ?", end)
        elif period.last is not None:
            self.add(f"{column} IS NOT NULL")

    def add_days(self, column: str, period: Period) -> None:
        """As `add_period`, for a column that holds days such as `2024-01-15`."""
        if period.first is not None:
            self.add(f"{column} >= ?", period.first.isoformat())
        if period.last is not None:
            self.add(f"{column} <= ?", period.last.isoformat())

    @property
    def condition(self) -> str:
        """All of them as one condition; of a query that leaves something out."""
        return " AND ".join(self._conditions)

    @property
    def sql(self) -> str:
        """` WHERE ...`, or "" when everything is wanted."""
        return f" WHERE {self.condition}" if self._conditions else ""


def row_ids(connection: sqlite3.Connection, sql: str, values: Sequence[SqlValue]) -> array[int]:
    """The row ids that `sql`, a SELECT of them alone, finds, in its order.

    They come as one text: row by row, each would take the interpreter from the window's thread.
    """
    [text] = connection.execute(f"SELECT group_concat(row_id) FROM ({sql})", values).fetchone()
    ids, start = array("q"), 0
    while text and start < len(text):
        end = text.find(",", start + _LETTERS_AT_ONCE)
        end = len(text) if end < 0 else end
        ids.extend(json.loads(f"[{text[start:end]}]"))
        start = end + 1
    return ids


def next_midnight(day: date) -> int | None:
    """When `day` ends, see `local_midnight`; None for the calendar's last."""
    return local_midnight(day + timedelta(days=1)) if day < date.max else None


def local_midnight(day: date) -> int:
    """When `day` begins on this computer's clock, in microseconds UTC.

    Where the clock skips midnight it is the moment of the skip, where midnight comes twice the first one.
    """
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - local time is meant
    try:
        # Not astimezone(): for a midnight that is skipped it answers an hour before the skip.
        return round(midnight.timestamp()) * 1_000_000
    except (OSError, OverflowError, ValueError):
        # Windows knows no local time before 1970, and no clock one at the ends of the calendar.
        return microseconds(midnight.replace(tzinfo=UTC))
