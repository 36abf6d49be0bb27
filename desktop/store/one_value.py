"""A row, or a few, read as one value.

Python's sqlite3 lets go of the interpreter for each value that it reads: while other threads have much to
do, a wide row is long in coming. Of many rows at once it costs more than it saves.
"""

from __future__ import annotations

import json
from typing import Any


def one_value(columns: str) -> str:
    """These columns as the only one of a SELECT: texts, whole numbers and NULL, as `row_values` has them."""
    return f"json_array({columns})"


def all_values(columns: str) -> str:
    """As `one_value`, of all rows that the SELECT finds: a list of rows."""
    return f"json_group_array(json_array({columns}))"


def values_of(row: tuple[str]) -> list[Any]:
    """The columns of a row, or the rows, that were read so."""
    found: list[Any] = json.loads(row[0])
    return found
