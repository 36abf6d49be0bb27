"""A bookmark: what the user wrote at a time of a recording. It never leaves this computer."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

LONGEST_BOOKMARK = 500
"""Characters."""


class Bookmark(NamedTuple):
    """Known by `sid` and `made_at` (aware, UTC). `at_ms`: where in the recording. `text` may be ""."""

    sid: str
    made_at: datetime
    at_ms: int
    text: str = ""


class BookmarkChange(NamedTuple):
    """What the user did last with a bookmark: it is `there` as it stands here, or gone."""

    bookmark: Bookmark
    there: bool = True


def clean_bookmark_text(text: str) -> str:
    """`text` as one line, as long as a bookmark may be."""
    return " ".join(text.split())[:LONGEST_BOOKMARK].rstrip()
