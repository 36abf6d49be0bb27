"""Tags: words of the user's own on receipts. They never leave this computer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from desktop.core.search_text import normalise

LONGEST_TAG = 40
"""Characters; what is longer is cut."""
_APART = re.compile(r"[,;\n\r]")


class ReceiptTag(NamedTuple):
    """`tag` stands on the receipt of this id."""

    receipt_id: int
    tag: str


class CountedTag(NamedTuple):
    """A tag as it is spelled most often, and on how many receipts it stands."""

    tag: str
    receipts: int


class TagChange(NamedTuple):
    """What was done to tags, and what undoes it."""

    added: tuple[ReceiptTag, ...] = ()
    removed: tuple[ReceiptTag, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)

    @property
    def reverse(self) -> TagChange:
        return TagChange(self.removed, self.added)

    @property
    def receipt_ids(self) -> list[int]:
        """Of all receipts that it is about, each once."""
        return list(dict.fromkeys(one.receipt_id for one in (*self.added, *self.removed)))


def clean_tag(text: str) -> str:
    """`text` as one line of at most LONGEST_TAG letters; "" when nothing is left that could be looked for."""
    line = " ".join(text.split())[:LONGEST_TAG].strip()
    return line if normalise(line) else ""


def typed_tags(text: str) -> list[str]:
    """The tags of what was typed, which commas, semicolons or lines divide; each once."""
    found = (clean_tag(part) for part in _APART.split(text))
    return different(tag for tag in found if tag)


def different(tags: Iterable[str]) -> list[str]:
    """Each once, however it is spelled; the first spelling stays."""
    by_key: dict[str, str] = {}
    for tag in tags:
        by_key.setdefault(normalise(tag), tag)
    return list(by_key.values())
