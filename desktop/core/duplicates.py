"""Suspected duplicates: by what two receipts look like one, and which look so together."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

MOST_COMPARED = 40
"""Receipts of one group that are shown, and told apart, together."""


class SameBy(StrEnum):
    """What two receipts have in common, the surest last."""

    MAIL = "mail"
    TOTAL = "total"
    """Vendor, day and total."""
    NUMBER = "number"
    """Vendor, total and invoice number."""
    BYTES = "bytes"


class LookingAlike(NamedTuple):
    """Receipts that may be one, by id; `same`: what any two of them have in common."""

    ids: tuple[int, ...]
    same: frozenset[SameBy]


class ToldApart(NamedTuple):
    """Two receipts of which the user said that they are not one; `one` is the smaller id."""

    one: int
    other: int


def pairs_of(ids: tuple[int, ...]) -> list[ToldApart]:
    """Each two of them."""
    ordered = sorted(set(ids))
    return [ToldApart(one, other) for place, one in enumerate(ordered) for other in ordered[place + 1 :]]
