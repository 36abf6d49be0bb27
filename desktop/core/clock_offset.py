"""How far the server's clock is from this computer's, as far as that can be believed."""

from __future__ import annotations

import math
from datetime import timedelta

MOST = timedelta(days=3653)
"""Ten years: a computer whose battery is empty is that far off; what is more is no clock's doing."""


def believed(offset: timedelta) -> timedelta | None:
    """`offset` itself, or None when no clock goes that wrong: added to a date it may leave the calendar."""
    return offset if abs(offset) <= MOST else None


def believed_seconds(text: str) -> timedelta | None:
    """The same of a number of seconds that was written down; None for what is no number."""
    try:
        seconds = float(text)
    except ValueError:
        return None
    if not math.isfinite(seconds) or abs(seconds) > MOST.total_seconds():
        return None
    return timedelta(seconds=seconds)
