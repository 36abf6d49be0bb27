"""Calls and receipts as hypothesis imagines them, for tests of the repositories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import strategies as st

from desktop.core.allocation import AllocationNeed
from desktop.core.backed_up import BackedUp, NoneExpected
from desktop.core.bookmark import Bookmark
from desktop.core.call_mark import CallMark
from desktop.core.duplicates import ToldApart
from desktop.core.export_ledger import ExportKind, ExportRecord, ExportState
from desktop.core.models import (
    Call,
    CallDirection,
    CallStatus,
    Money,
    PreviewStatus,
    Receipt,
    ReceiptFile,
    ReceiptStatus,
)
from desktop.core.note import Note, NoteKey, NoteKind
from desktop.core.outbox import SETTABLE, Decision
from desktop.core.periods import PeriodName
from desktop.core.query import (
    AmountRange,
    CallQuery,
    CallSort,
    ConfidenceBand,
    Period,
    ReceiptQuery,
    ReceiptSort,
    RecordingFilter,
)
from desktop.core.saved_view import Query, RemovedView, ViewPage, query_text
from desktop.core.tag import ReceiptTag

NOW = datetime(2024, 3, 30, 12, 0, tzinfo=UTC)
"""The day after the clocks went forward in Israel."""

# Few values on purpose: ties, equal names in other spellings, and filters that find something.
TEXTS = st.one_of(
    st.sampled_from(
        ["", "דנה לוי", "דָּנָה לוי", 'צה"ל', "צה״ל", "dana", "DANA", "שלום", "100%", "a_b", "'", "\n"]
    ),
    st.text(max_size=8),
)
NOTES = TEXTS.filter(str.strip)
PHONES = st.sampled_from(["", "+972521234567", "0521234567", "+12125550100", "*2700", "0541112222", "abc"])
MOMENTS = st.one_of(
    st.none(),
    st.integers(-12 * 24, 12).map(lambda hours: NOW + timedelta(hours=hours)),
    st.sampled_from([NOW - timedelta(days=days) for days in (5, 7, 8)]),
    st.integers(-(10**12), 10**12).map(lambda us: NOW + timedelta(microseconds=us)),
)
DAYS = st.none() | st.integers(-14, 3).map(lambda days: NOW.date() + timedelta(days=days))
PERIODS = st.builds(Period, DAYS, DAYS, st.just("")) | st.sampled_from(PeriodName).map(
    lambda name: Period(relative=str(name))
)
WITH_OR_WITHOUT = st.none() | st.booleans()
RARELY = st.sampled_from([None, None, None, None, True, False])
"""Many filters at once find nothing."""

CALLS = st.builds(
    Call,
    sid=st.integers(0, 30).map(lambda number: f"CA{number:032x}"),
    created_at=MOMENTS,
    direction=st.sampled_from(CallDirection),
    status=st.sampled_from(CallStatus),
    lead_name=TEXTS,
    phone=PHONES,
    duration_s=st.none() | st.integers(0, 3),
    summary=TEXTS,
    transcript=st.one_of(TEXTS, TEXTS.map(lambda text: "word " * 60 + text)),
    has_recording=st.booleans(),
    has_transcript=st.booleans(),
    expires_at=MOMENTS,
    gone_at=st.none() | MOMENTS,
)
TYPED = st.one_of(
    st.just(""),
    st.sampled_from(
        ["דנה", "DAN", "צהל", "שלומ", "052", "+972-52", "97252", "%", "_", '"', "00000f", "25", " "]
    ),
    st.text(max_size=3),
)
CALL_QUERIES = st.builds(
    CallQuery,
    text=TYPED,
    period=PERIODS,
    directions=st.lists(st.sampled_from(CallDirection), max_size=2).map(tuple),
    statuses=st.lists(st.sampled_from(CallStatus), max_size=4).map(tuple),
    recording=st.none() | st.sampled_from(RecordingFilter),
    lost_soon=st.booleans(),
    has_transcript=WITH_OR_WITHOUT,
    has_notes=st.none() | st.booleans(),
    reviewed=WITH_OR_WITHOUT,
    sort=st.sampled_from(CallSort),
    descending=st.booleans(),
)

CURRENCIES = st.sampled_from(["ILS", "USD", "JPY", "KWD", ""])
FILES = st.none() | st.builds(
    ReceiptFile, st.integers(1, 9), TEXTS, st.sampled_from(["", "image/png"]), st.none() | st.integers(0, 9)
)


# Made once: what is made while a receipt is drawn is looked through each time.
_MINOR = st.none() | st.integers(-200, 200).filter(bool) | st.sampled_from([123450, 15000, 2**53, -(2**53)])
_FIELDS = st.fixed_dictionaries(
    {
        "id": st.integers(1, 30),
        "received_at": MOMENTS,
        "vendor": TEXTS,
        "invoice_number": st.sampled_from(["", "INV-7", "7", " - ", "\u200f"]),
        "invoice_date": DAYS | st.dates(date(2020, 1, 1), date(2025, 1, 1)),
        "confidence": st.none() | st.sampled_from([0, 59, 60, 79, 80, 100]),
        "status": st.sampled_from(ReceiptStatus),
        "source": st.sampled_from(["gmail", "manual", "upload"]),
        "from_email": st.sampled_from(["", "billing@sample.example"]),
        "subject": TEXTS,
        "preview_status": st.sampled_from(PreviewStatus),
        "preview_failure_reason": TEXTS,
        "source_file": FILES,
        "preview_file": FILES,
        "created_at": MOMENTS,
        "gone_at": st.none() | MOMENTS,
        "gmail_message_id": st.sampled_from(["", "", "msg-1", "msg-2"]),
    }
)


def _receipt(fields: dict[str, Any], currency: str, minor: int | None) -> Receipt:
    amount = None if minor is None else Money(minor, currency)
    return Receipt(**fields, amount=amount, currency=currency)


RECEIPTS = st.builds(_receipt, _FIELDS, CURRENCIES, _MINOR)
ENDS = st.none() | st.one_of(
    st.sampled_from(["0", "1.50", "-1.50", "0.005", "-0.005", "1234.50", "150", "0.0", "-2", "2"]),
    st.integers(-300, 300).map(lambda hundredths: f"{hundredths / 100:.2f}"),
    st.sampled_from(["92233720368547758.07", "99999999999999999999999", "-99999999999999999999999"]),
).map(Decimal)
RECEIPT_QUERIES = st.builds(
    ReceiptQuery,
    text=st.one_of(TYPED, st.sampled_from(["1234.50", "1,234.5", "150.00", "inv-", "billing@", "-0.0"])),
    period=PERIODS,
    statuses=st.lists(st.sampled_from(ReceiptStatus), max_size=3).map(tuple),
    vendors=st.lists(TEXTS, max_size=3).map(tuple),
    currencies=st.lists(CURRENCIES, max_size=2).map(tuple),
    invoice_period=st.just(Period()) | PERIODS,
    amounts=st.just(AmountRange()) | st.builds(AmountRange, ENDS, ENDS),
    without_amount=st.sampled_from([False, False, False, True]),
    confidences=st.lists(st.sampled_from(ConfidenceBand), max_size=3).map(tuple),
    least_confidence=st.none() | st.integers(0, 100),
    has_source=WITH_OR_WITHOUT,
    has_preview=WITH_OR_WITHOUT,
    has_notes=st.none() | st.booleans(),
    has_date=RARELY,
    has_invoice_date=RARELY,
    has_number=RARELY,
    duplicate=RARELY,
    allocation=st.sampled_from([None, None, None, *AllocationNeed]),
    risky=RARELY,
    sort=st.sampled_from(ReceiptSort),
    descending=st.booleans(),
)

NOTE_KEYS = st.builds(NoteKey, st.sampled_from(NoteKind), st.sampled_from(["1", "2", "CA1", "CA2"]))
SOME_NOTES = st.dictionaries(NOTE_KEYS, NOTES, max_size=3).map(
    lambda texts: tuple(Note(key, texts[key], NOW) for key in sorted(texts))
)


@st.composite
def _views(draw: st.DrawFn, page: ViewPage) -> tuple[RemovedView, ...]:
    """Of one page; two may have one name."""
    names = draw(st.lists(NOTES, max_size=3))
    queries: st.SearchStrategy[Query] = CALL_QUERIES if page is ViewPage.CALLS else RECEIPT_QUERIES
    texts = [query_text(draw(queries)) for _ in names]
    keys = [f"{page} {number}" for number in range(len(names))]
    return tuple(map(RemovedView, [page] * len(names), names, range(len(names)), texts, keys))


_Row = TypeVar("_Row", Call, Receipt)


def _key(row: Call | Receipt) -> str | int:
    return row.sid if isinstance(row, Call) else row.id


def _sorted(rows: Iterable[_Row]) -> tuple[_Row, ...]:
    return tuple(sorted(rows, key=_key))


WHENS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
MARKS = st.builds(CallMark, st.sampled_from(["CA1", "CA2", "CA3"]), WHENS, st.none() | WHENS)
GONE_CALLS = CALLS.map(lambda call: call._replace(gone_at=NOW))
GONE_RECEIPTS = RECEIPTS.map(lambda receipt: replace(receipt, gone_at=NOW))
BOOKMARKS = st.builds(
    Bookmark,
    sid=st.sampled_from(["CA1", "CA2"]),
    made_at=st.integers(0, 10**6).map(lambda second: NOW + timedelta(seconds=second)),
    at_ms=st.integers(0, 10**8),
    text=NOTES,
)
_SETTABLE = sorted(SETTABLE)


def _decision(number: int, wanted: ReceiptStatus, against: ReceiptStatus, when: datetime) -> Decision:
    """As it comes back: the server may have it by then. Of a receipt that is not here."""
    return Decision(0, 10**9 + number, wanted, against, when, tried=frozenset({wanted}))


DECISIONS = st.builds(
    _decision, st.integers(1, 3), st.sampled_from(_SETTABLE), st.sampled_from(list(ReceiptStatus)), WHENS
)
PAIRS = st.builds(ToldApart, st.integers(1, 3), st.integers(4, 9))


def _of_one_state(key: str, state: ExportState, began: datetime, ended: datetime) -> ExportRecord:
    """As a backup has it: without its number."""
    words, target = ("a week", "דנה"), Path("/home/דנה/receipts.zip")
    kind = ExportKind.RECEIPTS if int(key, 16) % 2 else ExportKind.CALLS
    return ExportRecord(0, key, kind, state, began, ended, target, None, words, "{}", 7, 6, 5, 4, 3)


def _begun_at(export: ExportRecord) -> tuple[datetime, str]:
    return export.started_at, export.key


EXPORTS = st.builds(
    _of_one_state,
    st.integers(0, 5).map(lambda number: f"{number:032x}"),
    st.sampled_from([ExportState.DONE, ExportState.CANCELLED, ExportState.FAILED]),
    WHENS,
    WHENS,
)
BACKED_UP = st.builds(
    BackedUp,
    notes=SOME_NOTES,
    views=st.tuples(*map(_views, ViewPage)).map(lambda pages: tuple(chain(*pages))),
    calls=st.lists(GONE_CALLS, max_size=3, unique_by=_key).map(_sorted),
    receipts=st.lists(GONE_RECEIPTS, max_size=3, unique_by=_key).map(_sorted),
    bookmarks=st.lists(BOOKMARKS, max_size=3, unique_by=lambda mark: mark[:2]).map(sorted).map(tuple),
    marks=st.lists(MARKS, max_size=3, unique_by=lambda mark: mark.sid).map(
        lambda marks: tuple(sorted(marks))
    ),
    decisions=st.lists(DECISIONS, max_size=3, unique_by=lambda decision: decision.receipt_id).map(tuple),
    told_apart=st.sets(PAIRS, max_size=3).map(sorted).map(tuple),
    none_expected=st.sets(
        st.builds(NoneExpected, st.sampled_from(["bezeq", "דנה"]), st.sampled_from(["2024-01", "2024-02"])),
        max_size=3,
    )
    .map(sorted)
    .map(tuple),
    tags=st.sets(st.builds(ReceiptTag, st.integers(1, 3), st.sampled_from(["car", "רכב"])), max_size=3)
    .map(sorted)
    .map(tuple),
    exports=st.lists(EXPORTS, max_size=3, unique_by=lambda export: export.key).map(
        lambda exports: tuple(sorted(exports, key=_begun_at))
    ),
)
"""As a database has it: every part in its order."""
