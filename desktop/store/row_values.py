"""What models hold, as SQLite holds it, and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LARGEST = 2**63 - 1
_SHOWN_YEARS = range(1970, 3000)
"""Windows tells no local time of others: the C library's `localtime_s` refuses them."""

SqlValue = str | int | None
CUT = 2
"""In `kept_files.shorter`, which is 1 for what the server gave no more of."""


def text(value: str) -> str:
    """The server's JSON can hold lone surrogates, which no file can: they become question marks."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def whole(value: int | None) -> int | None:
    """What is beyond 64 bits is no size, length or amount; it becomes unknown."""
    return value if value is not None and -_LARGEST <= value <= _LARGEST else None


@overload
def microseconds(moment: datetime) -> int: ...
@overload
def microseconds(moment: None) -> None: ...
@overload
def microseconds(moment: datetime | None) -> int | None: ...
def microseconds(moment: datetime | None) -> int | None:
    """`moment` must be aware."""
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


def moment(microseconds: int | None) -> datetime | None:
    """What no clock can show, as only a damaged file can hold it, is unknown."""
    try:
        found = None if microseconds is None else _EPOCH + timedelta(microseconds=microseconds)
    except (OverflowError, TypeError):
        return None
    return found if found is not None and found.year in _SHOWN_YEARS else None


def known_moment(microseconds: int) -> datetime:
    """Of what is always noted; what only a damaged file can hold was long ago."""
    return moment(microseconds) or _EPOCH


def iso_day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def day(iso: str | None) -> date | None:
    """What is no day in any calendar, as only a damaged file can hold it, is unknown."""
    try:
        return None if iso is None else date.fromisoformat(iso)
    except (ValueError, TypeError):
        return None
