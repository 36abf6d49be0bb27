"""CallMark: what the user said of a call by its recording."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class CallMark(NamedTuple):
    """`reviewed_at`, `pinned_at`: since when it is so; None: it is not. One of both is there."""

    sid: str
    reviewed_at: datetime | None = None
    pinned_at: datetime | None = None
