"""FoundCalls, CountedCalls: what a search in calls found, and how far it looked."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class FoundCalls(NamedTuple):
    """Row ids in the query's order. `reached`: texts from before then were not looked at; None: all were.

    The index cannot find one or two letters. Names and numbers are looked at always.
    """

    ids: array[int]
    reached: datetime | None = None


@dataclass(frozen=True, slots=True)
class CountedCalls:
    """How many rows those are, without a word on which."""

    count: int
    reached: datetime | None = None
