"""Sheet: what stands over the lines of a table for spreadsheets, and how it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class SheetColumn(NamedTuple):
    """`width`: so many digits have room. `numeric`: it holds numbers, which end in line."""

    heading: str
    width: int
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` and headings are for people; of each line the cells stand in the order of the columns."""

    name: str
    columns: tuple[SheetColumn, ...]
    right_to_left: bool = False
