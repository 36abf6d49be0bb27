"""Single fields of the server's rows -> values; what is absurd or of a wrong type becomes None or "".

Nothing here raises, whatever JSON holds: one odd field never costs a row, nor one row a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from typing import Any, TypeVar

from desktop.core.models import Money

Row = Mapping[str, Any]

MAX_TEXT_CHARACTERS = 1_000_000
"""Of a transcript; hours of speech are less."""
MAX_SUMMARY_CHARACTERS = 20_000
MAX_LINE_CHARACTERS = 1_000
"""Of a name, a subject, a number: what is drawn in one line, where a million letters take seconds."""
MAX_ID = 2**63 - 1
MAX_MINOR_UNITS = 10**15
"""Sums of thousands of such amounts still fit a 64-bit integer."""
_MAX_INTEGER_DIGITS = 19
_YEARS = range(1970, 2200)
"""Outside of these the computer's own time zone functions fail on some systems."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


def text(row: Row, *names: str, most: int = MAX_TEXT_CHARACTERS) -> str:
    """The first of `names` that holds text, without what no database and no widget can take."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value:
            # Lone surrogates cannot be encoded; a NUL ends a text in C.
            clean = value[:most].encode("utf-8", "replace").decode()
            return clean.replace("\0", "")
    return ""


def line(row: Row, *names: str) -> str:
    """`text` of what is drawn in one line."""
    return text(row, *names, most=MAX_LINE_CHARACTERS)


def flag(row: Row, name: str) -> bool:
    return row.get(name) is True


def integer(row: Row, name: str, lowest: int = 0, highest: int = MAX_ID) -> int | None:
    """A whole number within both bounds, a fraction cut off; None for anything else."""
    value = row.get(name)
    if isinstance(value, Decimal):
        if not value.is_finite() or value.adjusted() > _MAX_INTEGER_DIGITS:
            return None
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if lowest <= value <= highest else None


def row_id(row: Row, name: str = "id") -> int | None:
    return integer(row, name, lowest=1)


def money(row: Row, name: str, currency: str) -> Money | None:
    """An amount in minor units of `currency`, rounded half to even; None for what is no amount."""
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    amount = Decimal(value)
    if not amount.is_finite() or (amount and amount.adjusted() > 15):
        return None
    unit = Decimal(1).scaleb(-Money(0, currency).digits)
    minor = int(amount.quantize(unit, ROUND_HALF_EVEN).scaleb(Money(0, currency).digits))
    return Money(minor, currency) if abs(minor) <= MAX_MINOR_UNITS else None


def currency(row: Row) -> str:
    """Three capital letters as a rule; as sent otherwise, cut to 8 characters."""
    name = text(row, "currency").strip()[:8]
    return name.upper() if re.fullmatch(r"[A-Za-z]{3}", name) else name


def instant(row: Row, name: str) -> datetime | None:
    """An ISO date and time in UTC; without an offset it is UTC already."""
    value = row.get(name)
    if not isinstance(value, str) or not 10 <= len(value) <= 40:
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year in _YEARS else None


def day(row: Row, name: str) -> date | None:
    """A `YYYY-MM-DD`; None for anything else."""
    value = row.get(name)
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def choice(row: Row, name: str, otherwise: ChoiceT) -> ChoiceT:
    """The member of `otherwise`'s enum that the field names, or `otherwise`."""
    value = row.get(name)
    members = type(otherwise)
    return next((member for member in members if member.value == value), otherwise)


def mapping(row: Row, name: str) -> Row:
    """A nested object; empty when there is none."""
    value = row.get(name)
    return value if isinstance(value, dict) else {}
