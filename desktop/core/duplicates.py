"""Suspected duplicates: by what two receipts look like one, and which look so together."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from desktop.core.search_text import normalise

MOST_COMPARED = 40
"""Of one group so many are looked for."""
MOST_TOGETHER = 6
"""Of these so many are looked at side by side, each with its document open, and told apart."""

_SPACES_AND_DASHES = re.compile("[\\s\\-\u058a\u2010-\u2015\u2212\u2e3a\u2e3b]+")
_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


class SameBy(StrEnum):
    """What two receipts have in common, the surest last."""

    MAIL = "mail"
    TOTAL = "total"
    """Vendor, day and total; the day is the invoice's, else the local one on which it came."""
    NUMBER = "number"
    """Vendor, total and invoice number, see `number_key`."""
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


def number_key(number: str) -> str:
    """An invoice's number as two of them are compared; "" when nothing of it tells them apart.

    Capitals, spaces, dashes, marks of direction and zeros before a number make no difference: `INV-0012` is
    `inv 12`. Dashes go first: `1-007` is no `17`.
    """
    return key_of_comparable(normalise(number))


def key_of_comparable(number: str) -> str:
    """`number_key` of what `normalise` gave for it."""
    return _LEADING_ZEROS.sub("", _SPACES_AND_DASHES.sub("", number))
