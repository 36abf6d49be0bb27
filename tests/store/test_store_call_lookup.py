"""Searches in calls against plain Python over the same text, however wild; the newest; little words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.models import Call, CallDirection, CallStatus
from desktop.core.query import CallQuery, CallSort, Period
from desktop.core.search_text import normalise, phone_part
from desktop.store import call_lookup
from desktop.store.call_search import CallSearch, search_text
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from desktop.store.row_values import text
from tests.fresh_lists import fresh_database
from tests.store.store_rows import NOW

PIECES = [
    "שָׁלוֹם",
    "שלום",
    "חשבונית",
    "ארגון",
    "צה״ל",
    'צה"ל',
    "צ׳ק",
    "ץףןםך",
    "בית־ספר",
    "Ärger",
    "İstanbul",
    "ﬁn",
    "👩‍👧",
    "🙂🙂🙂",
    "\u200fימין\u200e",
    "\u2067abc\u2069",
    "e\u0301\u0327",
    "\x00",
    "\ud800",
    "%_*",
    '"',
    "NEAR(",
    "054-123-4567",
    "ab",
    "  ",
    "\n",
]
WILD = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=6).map("".join)
PHONES = st.sampled_from(
    ["", "052-1234567", "+972521234567", "97252 123 4567", "0972", "03-5550101", "*2700"]
)
ENTRIES = st.lists(
    st.tuples(WILD, WILD, PHONES, st.integers(0, 5), st.booleans()), min_size=1, max_size=8
).map(lambda rows: [(_call(number, *row[:4]), row[4]) for number, row in enumerate(rows)])
WORDS = (
    WILD
    | st.sampled_from(["052123", "+97252", "972521", "05", "2", "א", "ם", "\u05b8", '"', "🙂"])
    | st.tuples(st.sampled_from(PIECES), st.integers(0, 6), st.integers(1, 5)).map(
        lambda cut: cut[0][cut[1] : cut[1] + cut[2]]
    )
)


def _call(number: int, name: str, transcript: str, phone: str, minutes: int) -> Call:
    created = NOW - timedelta(minutes=minutes)
    return Call(
        f"CA{number}",
        created,
        CallDirection.INBOUND,
        CallStatus.COMPLETED,
        lead_name=name,
        phone=phone,
        transcript=transcript,
    )


def _holds(call: Call, wanted: str) -> bool:
    """As it is told to the user: the words, or the digits of a number, stand in one of the fields."""
    comparable = normalise(text(wanted))
    there = search_text(*map(text, (call.lead_name, call.phone, call.summary, call.transcript)))
    digits = phone_part(comparable)
    return not comparable or comparable in there or bool(digits and digits in there)


def _sids(calls: CallsRepository, query: CallQuery, most: int | None = None) -> list[str]:
    return [row.call.sid for row in calls.rows(calls.found(query, NOW, most).ids)]


@settings(max_examples=150, deadline=None)
@given(entries=ENTRIES, words=st.lists(WORDS, min_size=1, max_size=6), most=st.integers(1, 4))
def test_a_search_is_what_python_finds(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[Call, bool]], words: list[str], most: int
) -> None:
    """Whether taken up into the index or waiting; the newest are the first of all."""
    database = fresh_database(tmp_path_factory.mktemp("wild"))
    calls, search = CallsRepository(database), CallSearch(database)
    for call, taken in entries:
        calls.upsert([call])
        if taken:
            search.take_up(1000)
    for wanted in words:
        query = CallQuery(text=wanted)
        found = _sids(calls, query)
        assert set(found) == {call.sid for call, _ in entries if _holds(call, wanted)}
        assert _sids(calls, query, most) == found[:most]
        assert calls.found(query, NOW).reached is None
    database.close()


@pytest.mark.parametrize(
    "typed", ["052-123", "0521234567", "+972521234567", "972521234567", "97252", "00972 52"]
)
def test_a_number_in_every_form(database: Database, typed: str) -> None:
    calls = _filled(database, [_call(1, "", "", "052-1234567", 0), _call(2, "", "", "+972521234567", 1)])
    assert _sids(calls, CallQuery(text=typed)) == ["CA1", "CA2"]
    assert _sids(calls, CallQuery(text=typed), 1) == ["CA1"]


def test_a_call_moves_when_its_time_changes_and_is_found_before_it_is_taken_up(database: Database) -> None:
    calls = _filled(database, [_call(number, "", "word", "", number) for number in range(5)])
    assert _sids(calls, CallQuery(text="word"), 2) == ["CA0", "CA1"]
    calls.upsert([_call(4, "", "word", "", -1)])
    assert _sids(calls, CallQuery(text="word"), 2) == ["CA4", "CA0"]
    CallSearch(database).take_up(10)
    assert _sids(calls, CallQuery(text="word"), 2) == ["CA4", "CA0"]
    assert _sids(calls, CallQuery(text="w"), 2) == ["CA4", "CA0"]


def test_a_call_that_is_deleted_leaves_nothing_in_the_index(database: Database) -> None:
    calls = _filled(database, [_call(number, "", f"word {number}", "", number) for number in range(5)])
    with database.transaction() as connection:
        connection.execute("DELETE FROM calls WHERE sid IN ('CA1', 'CA3')")
        connection.execute("INSERT INTO call_search (call_search) VALUES ('integrity-check')")
        left = connection.execute("SELECT COUNT(*) FROM call_search WHERE call_search MATCH 'wor'")
        assert left.fetchone() == (3,)
    for query in (CallQuery(text="word"), CallQuery(text="w")):
        assert _sids(calls, query) == _sids(calls, query, 9) == ["CA0", "CA2", "CA4"]
    calls.upsert([_call(1, "", "other", "", 1)])
    CallSearch(database).take_up(10)
    assert _sids(calls, CallQuery(text="word")) == ["CA0", "CA2", "CA4"]
    assert _sids(calls, CallQuery(text="other")) == ["CA1"]


def test_filters_hold_among_the_newest(database: Database) -> None:
    rows = [_call(number, "", "word", "", 60 * number) for number in range(200)]
    calls = _filled(database, [call._replace(status=_status(number)) for number, call in enumerate(rows)])
    day = (NOW - timedelta(days=3)).astimezone().date()
    for query in (
        CallQuery(text="word", statuses=(CallStatus.BUSY,)),
        CallQuery(text="wo", statuses=(CallStatus.BUSY,)),
        CallQuery(text="word", period=Period(day, day)),
        CallQuery(text="wo", period=Period(None, day)),
        CallQuery(text="or", period=Period(day, date.max)),
    ):
        everything = _sids(calls, query)
        assert everything
        assert _sids(calls, query, 7) == everything[:7]


def test_another_order_is_not_cut_from_the_newest(database: Database) -> None:
    calls = _filled(database, [_call(number, f"{9 - number}", "word", "", number) for number in range(9)])
    query = CallQuery(text="word", sort=CallSort.CUSTOMER, descending=False)
    assert _sids(calls, query, 2) == ["CA8", "CA7"]


def test_little_words_say_how_far_they_got(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """All names and numbers, and as many texts as there was time for."""
    monkeypatch.setattr(call_lookup, "WALK_SECONDS", -1.0)
    rows = [_call(number, "", "zebra", "", number) for number in range(1200)]
    calls = _filled(database, [*rows, _call(1200, "Zed", "", "", 1200), _call(1201, "", "", "03-777", 1201)])
    found = calls.found(CallQuery(text="z"), NOW)
    assert found.reached == NOW - timedelta(minutes=499)
    assert [row.call.sid for row in calls.rows(found.ids)] == [f"CA{n}" for n in range(500)] + ["CA1200"]
    assert "CA1201" in _sids(calls, CallQuery(text="77"))
    assert calls.found(CallQuery(text="zeb"), NOW).reached is None
    assert calls.found(CallQuery(text="z"), NOW, 100).reached is None


def test_a_call_without_a_time_comes_last(database: Database) -> None:
    undated = _call(7, "", "word", "", 0)._replace(created_at=None)
    ancient = _call(8, "", "word", "", 0)._replace(created_at=datetime(1960, 1, 1, tzinfo=NOW.tzinfo))
    calls = _filled(database, [undated, ancient, _call(1, "", "word", "", 5)])
    for wanted in ("word", "w"):
        assert _sids(calls, CallQuery(text=wanted)) == ["CA1", "CA8", "CA7"]
        assert _sids(calls, CallQuery(text=wanted), 5) == ["CA1", "CA8", "CA7"]
        old = CallQuery(text=wanted, period=Period(None, date(1965, 1, 1)))
        assert _sids(calls, old, 5) == _sids(calls, old) == ["CA8"]


def _status(number: int) -> CallStatus:
    return CallStatus.BUSY if number % 3 == 0 else CallStatus.COMPLETED


def _filled(database: Database, rows: list[Call]) -> CallsRepository:
    calls = CallsRepository(database)
    calls.upsert(rows)
    CallSearch(database).take_up(len(rows))
    return calls
