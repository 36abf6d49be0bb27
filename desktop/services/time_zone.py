"""The time zone of this computer, which may become another one while the program is open."""

from __future__ import annotations

import ctypes
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache

_MOMENTS = tuple(
    datetime(year, month, 1, 12, tzinfo=UTC) for year in range(2020, 2038) for month in range(1, 13)
)
"""By which zones are told apart: those that go the same way for all these months show the same lists."""

Zone = tuple[timedelta | None, ...]
"""How far the local clock is ahead of UTC, month by month: not only what holds today."""


def read_zone() -> Zone:
    """As the system has it now; from here on local days and times are told by it. For the UI thread."""
    _ask_the_system()
    return held_zone()


def held_zone() -> Zone:
    """By which local days and times are told at this moment: as it was last read. From any thread."""
    return tuple(moment.astimezone().utcoffset() for moment in _MOMENTS)


def _ask_the_system() -> None:
    """The C library reads the zone once and keeps it, until it is told to look."""
    if sys.platform == "win32":
        with suppress(OSError, AttributeError):
            _c_library()._tzset()
    else:
        time.tzset()


@cache
def _c_library() -> ctypes.CDLL:
    """Python's own on Windows, opened once: the system is asked every few seconds."""
    return ctypes.CDLL("ucrtbase")
