"""A list as a file for spreadsheets: in which form, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

OnRows = Callable[[int], None]
"""Is told how many rows are written."""


class ListFormat(StrEnum):
    """By the ending of the file's name."""

    XLSX = "xlsx"
    CSV = "csv"

    @classmethod
    def of(cls, target: Path) -> ListFormat | None:
        """None: the name has another ending, or none."""
        ending = target.suffix.lower().removeprefix(".")
        return cls(ending) if ending in tuple(cls) else None


class ListFile(NamedTuple):
    """So many `rows` stand in the file at `path`; `beside`: another program held the name asked for."""

    path: Path
    rows: int
    beside: bool = False
