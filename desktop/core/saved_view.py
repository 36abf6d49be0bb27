"""SavedView: a query of one page under a name, and the query as text that outlives versions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from desktop.core.allocation import AllocationNeed
from desktop.core.amount_range import AmountRange, typed_amount
from desktop.core.call_query import CallQuery, CallSort, Period, RecordingFilter
from desktop.core.models import CallDirection, CallStatus, ReceiptStatus
from desktop.core.periods import PeriodName
from desktop.core.query import ConfidenceBand, ReceiptQuery, ReceiptSort

MOST_VIEWS = 50
"""Of one page."""
LONGEST_NAME = 60
LONGEST_TEXT = 2_000
"""Letters of a search; what is longer was not typed."""
MOST_VALUES = 5_000
FORMAT = 1
"""Changes only when an older version would understand a query wrongly; fields may come without it."""

Query = CallQuery | ReceiptQuery


class ViewPage(StrEnum):
    CALLS = "calls"
    RECEIPTS = "receipts"


@dataclass(frozen=True, slots=True)
class SavedView:
    """`whole`: every filter that was saved is known to this version; else it finds more than it should.

    `key` is its own for good: an `id` is given to another view when this one is gone.
    """

    id: int
    page: ViewPage
    name: str
    query: Query
    whole: bool = True
    key: str = ""


class RemovedView(NamedTuple):
    """All that brings a view back to where it was, filters that this version does not know included.

    Without a `key`, as in backups of earlier versions, it gets a new one.
    """

    page: ViewPage
    name: str
    place: int
    text: str
    key: str = ""


def clean_name(name: str) -> str:
    """One line of at most LONGEST_NAME letters; "" is no name."""
    return " ".join(name.split())[:LONGEST_NAME].strip()


def query_text(query: Query) -> str:
    """The query as JSON: what it filters by and its order, nothing that is as it always is."""
    known, plain = _known(query)
    values = _values(query)
    said = {name: known[name].write(values[name]) for name in known if values[name] != plain[name]}
    return json.dumps({"format": FORMAT, "query": said}, ensure_ascii=False, sort_keys=True)


def read_query(page: ViewPage, text: str) -> tuple[Query, bool]:
    """What `query_text` wrote, and whether all of it was understood; never raises.

    A filter that this version does not know or cannot believe is left out.
    """
    query: Query = CallQuery() if page is ViewPage.CALLS else ReceiptQuery()
    said = _said(text)
    if said is None:
        return query, False
    known, plain = _known(query)
    read = {name: _read(known[name], said[name]) for name in said if name in known}
    sound = {name: value for name, value in read.items() if value is not _NOT_READ}
    values = {**plain, **sound}
    whole = len(sound) == len(said)
    return (CallQuery(**values) if page is ViewPage.CALLS else ReceiptQuery(**values)), whole


_NOT_READ = object()


def _said(text: str) -> Mapping[str, object] | None:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        return None
    said = whole.get("query")
    return said if isinstance(said, dict) else None


def _read(field: _Field, value: object) -> object:
    try:
        return field.read(value)
    except (ValueError, TypeError, ArithmeticError):
        return _NOT_READ


def _known(query: Query) -> tuple[Mapping[str, _Field], Mapping[str, Any]]:
    """The fields of such a query, and what they hold where nothing was chosen."""
    if isinstance(query, CallQuery):
        return _OF_CALLS, _values(CallQuery())
    return _OF_RECEIPTS, _values(ReceiptQuery())


def _values(query: Query) -> dict[str, Any]:
    if isinstance(query, CallQuery):
        return query._asdict()
    return {field.name: getattr(query, field.name) for field in fields(query)}


# -- the fields ----------------------------------------------------------------------------------


class _Field(NamedTuple):
    """`write`: to what JSON holds. `read`: back; raises ValueError or TypeError for all else."""

    write: Callable[[Any], object]
    read: Callable[[Any], object]


def _same(value: object) -> object:
    return value


def _checked(value: object, sound: bool) -> Any:
    if not sound:
        raise ValueError(value)
    return value


def _read_text(value: object) -> str:
    return str(_checked(value, isinstance(value, str) and len(value) <= LONGEST_TEXT))


def _read_truth(value: object) -> bool:
    return bool(_checked(value, isinstance(value, bool)))


def _read_percent(value: object) -> int:
    sound = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100
    return int(_checked(value, sound))


def _read_list(value: object) -> list[Any]:
    return list(_checked(value, isinstance(value, list) and 0 < len(value) <= MOST_VALUES))


def _read_texts(value: object) -> tuple[str, ...]:
    return tuple(map(_read_text, _read_list(value)))


def _one(kind: type[StrEnum]) -> _Field:
    return _Field(str, lambda value: kind(_read_text(value)))


def _some(kind: type[StrEnum]) -> _Field:
    def read(value: object) -> tuple[StrEnum, ...]:
        return tuple(kind(one) for one in _read_texts(value))

    return _Field(_write_some, read)


def _write_some(values: Iterable[str]) -> list[str]:
    return [str(value) for value in values]


def _write_period(period: Period) -> dict[str, str]:
    days = {"first": period.first, "last": period.last}
    said = {name: day.isoformat() for name, day in days.items() if day is not None}
    return {"relative": period.relative} if period.relative else said


def _read_period(value: object) -> Period:
    said = _checked(value, isinstance(value, dict) and bool(value))
    if "relative" in said:
        return Period(relative=PeriodName(_read_text(said["relative"])))
    sides = {"first", "last"}
    days = {name: date.fromisoformat(_read_text(day)) for name, day in said.items() if name in sides}
    return Period(days.get("first"), _checked(days.get("last"), len(days) == len(said)))


def _write_amounts(amounts: AmountRange) -> dict[str, str]:
    ends = {"least": amounts.least, "most": amounts.most}
    return {name: format(end, "f") for name, end in ends.items() if end is not None}


def _read_amounts(value: object) -> AmountRange:
    said = _checked(value, isinstance(value, dict) and bool(value))
    return AmountRange(**{name: _read_amount(end) for name, end in said.items()})


def _read_amount(value: object) -> Decimal:
    number = typed_amount(_read_text(value))
    if number is None:
        raise ValueError(value)
    return number


_TEXT = _Field(_same, _read_text)
_TRUTH = _Field(_same, _read_truth)
_TEXTS = _Field(list, _read_texts)
_PERIOD = _Field(_write_period, _read_period)
_OF_CALLS: Mapping[str, _Field] = {
    "text": _TEXT,
    "period": _PERIOD,
    "directions": _some(CallDirection),
    "statuses": _some(CallStatus),
    "recording": _one(RecordingFilter),
    "lost_soon": _TRUTH,
    "has_transcript": _TRUTH,
    "has_notes": _TRUTH,
    "reviewed": _TRUTH,
    "sort": _one(CallSort),
    "descending": _TRUTH,
}
_OF_RECEIPTS: Mapping[str, _Field] = {
    "text": _TEXT,
    "period": _PERIOD,
    "invoice_period": _PERIOD,
    "statuses": _some(ReceiptStatus),
    "vendors": _TEXTS,
    "currencies": _TEXTS,
    "amounts": _Field(_write_amounts, _read_amounts),
    "without_amount": _TRUTH,
    "confidences": _some(ConfidenceBand),
    "least_confidence": _Field(_same, _read_percent),
    "has_source": _TRUTH,
    "has_preview": _TRUTH,
    "has_notes": _TRUTH,
    "tags": _TEXTS,
    "has_date": _TRUTH,
    "has_invoice_date": _TRUTH,
    "has_number": _TRUTH,
    "duplicate": _TRUTH,
    "allocation": _one(AllocationNeed),
    "risky": _TRUTH,
    "sort": _one(ReceiptSort),
    "descending": _TRUTH,
}
