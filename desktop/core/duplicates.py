"""Suspected duplicates: by what two receipts look like one, and which look so together."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

MOST_COMPARED = 40
"""Of one group so many are looked for."""
MOST_TOGETHER = 6
"""Of these so many are looked at side by side, each with its document open, and told apart."""


class SameBy(StrEnum):
    """What two receipts have in common, the surest last."""

    MAIL = "mail"
    TOTAL = "total"
    """Vendor, day and total."""
    NUMBER = "number"
    """Vendor, total and invoice number."""
    BYTES = "bytes"


class LookingAlike(NamedTuple):
    """Receipts that may be one, by id, the newest first; `same`: what any two of them have in common.

    `together`: those that are to be looked at first, among them the one that was asked about and what looks
    like it. So of a group of any size no two are left that nobody can tell apart.
    """

    ids: tuple[int, ...]
    same: frozenset[SameBy]
    together: tuple[int, ...]


class ToldApart(NamedTuple):
    """Two receipts of which the user said that they are not one; `one` is the smaller id."""

    one: int
    other: int


def pairs_of(ids: tuple[int, ...]) -> list[ToldApart]:
    """Each two of them."""
    ordered = sorted(set(ids))
    return [ToldApart(one, other) for place, one in enumerate(ordered) for other in ordered[place + 1 :]]
