"""CallsRepository against a plain model of its filters and orders, on random rows and queries."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop.core.models import Call, CallDirection, CallStatus, FileKey, KeptFile
from desktop.core.query import CallQuery, CallSort, Period, RecordingFilter
from desktop.core.search_text import normalise, phone_forms, phone_part
from desktop.store.call_search import CallSearch
from desktop.store.calls_repository import TRANSCRIPT_START, CallsRepository
from desktop.store.database import Database
from desktop.store.kept_files_repository import KeptFilesRepository
from tests.store.store_rows import CALL_QUERIES, CALLS, NOW

Zone = Callable[[str], AbstractContextManager[None]]
EARLIEST = datetime.min.replace(tzinfo=UTC)
SLOW = settings(max_examples=150)


@pytest.fixture
def calls(database: Database) -> CallsRepository:
    return CallsRepository(database)


@pytest.fixture
def kept(database: Database, tmp_path: Path) -> KeptFilesRepository:
    return KeptFilesRepository(database, tmp_path)


def keep(kept: KeptFilesRepository, sid: str, root: Path) -> None:
    path = root / f"{sid}.wav"
    kept.record(KeptFile(FileKey.recording(sid), path, 4, "00", "wav", NOW))


def found(calls: CallsRepository, query: CallQuery, now: datetime = NOW) -> list[str]:
    return [row.call.sid for row in calls.rows(calls.ids(query, now))]


# -- the model -----------------------------------------------------------------------------------


def matches(call: Call, query: CallQuery, kept: bool) -> bool:
    return (
        _text_matches(call, query.text)
        and _in_period(call.created_at, query.period)
        and (not query.directions or call.direction in query.directions)
        and (not query.statuses or call.status in query.statuses)
        and (not query.lost_soon or _lost_soon(call, kept))
        and (query.recording is None or query.recording is _recording(call, kept))
    )


def _text_matches(call: Call, text: str) -> bool:
    wanted = normalise(text)
    if not wanted:
        return True
    fields = (call.lead_name, call.phone, call.summary, call.transcript, call.sid)
    digits = phone_part(wanted)
    return any(wanted in normalise(field) for field in fields) or (
        digits != "" and any(digits in form for form in phone_forms(call.phone))
    )


def _in_period(moment: datetime | None, period: Period) -> bool:
    if not period:
        return True
    if moment is None:
        return False
    day = moment.astimezone().date()
    return (period.first is None or period.first <= day) and (period.last is None or day <= period.last)


def _lost_soon(call: Call, kept: bool) -> bool:
    if not call.has_recording or kept or call.created_at is None or call.gone_at is not None:
        return False
    left = call.created_at + timedelta(days=7) - NOW
    return timedelta(days=-1) < left <= timedelta(days=2)


def _recording(call: Call, kept: bool) -> RecordingFilter:
    if kept:
        return RecordingFilter.KEPT_HERE
    old = call.created_at is not None and NOW - call.created_at >= timedelta(days=8)
    gone = old or call.gone_at is not None
    return RecordingFilter.ON_SERVER if call.has_recording and not gone else RecordingFilter.NONE


def ordered(rows: dict[int, Call], query: CallQuery) -> list[int]:
    """Stable sorts from the last tie-break to the first; what is unknown stays behind."""
    ids = sorted(rows, reverse=True)
    ids.sort(key=lambda row_id: rows[row_id].created_at or EARLIEST, reverse=True)
    known = [row_id for row_id in ids if _sort_key(rows[row_id], query.sort) is not None]
    unknown = [row_id for row_id in ids if _sort_key(rows[row_id], query.sort) is None]
    return (
        sorted(known, key=lambda row_id: _sort_key(rows[row_id], query.sort), reverse=query.descending)
        + unknown
    )


def _sort_key(call: Call, sort: CallSort):  # type: ignore[no-untyped-def]  # of a type for each sort
    return {
        CallSort.DATE: call.created_at,
        CallSort.CUSTOMER: normalise(call.lead_name) or None,
        CallSort.PHONE: call.phone or None,
        CallSort.LENGTH: call.duration_s,
        CallSort.STATUS: list(CallStatus).index(call.status),
    }[sort]


@SLOW
@given(
    rows=st.lists(CALLS, max_size=25, unique_by=lambda call: call.sid),
    kept_numbers=st.sets(st.integers(0, 30)),
    queries=st.lists(CALL_QUERIES, min_size=1, max_size=6),
    taken=st.sampled_from([0, 1, 7, 100]),
)
def test_ids_are_the_models(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[Call],
    kept_numbers: set[int],
    queries: list[CallQuery],
    taken: int,
) -> None:
    """Whether the texts wait for the search's index, are in it, or some are."""
    root = tmp_path_factory.mktemp("calls")
    database = Database(root / "lists.db")
    calls, kept = CallsRepository(database), KeptFilesRepository(database, root)
    assert calls.upsert(rows) == len(rows)
    assert CallSearch(database).take_up(taken) == min(taken, len(rows))
    kept_sids = {f"CA{number:032x}" for number in kept_numbers}
    for sid in kept_sids:
        keep(kept, sid, root)
    by_id = {row.row_id: row.call for row in calls.rows(calls.ids(CallQuery(), NOW))}
    assert len(by_id) == len(rows)
    assert {call.sid: _cut(call) for call in rows} == {call.sid: call for call in by_id.values()}
    whole = {row_id: next(call for call in rows if call.sid == short.sid) for row_id, short in by_id.items()}
    for query in queries:
        wanted = {
            row_id: call for row_id, call in whole.items() if matches(call, query, call.sid in kept_sids)
        }
        assert list(calls.ids(query, NOW)) == ordered(wanted, query)
    lost = sum(_lost_soon(call, call.sid in kept_sids) for call in rows)
    assert calls.lost_soon_count(NOW) == lost
    database.close()


def _cut(call: Call) -> Call:
    return call._replace(transcript=call.transcript[:TRANSCRIPT_START])


# -- what is written -----------------------------------------------------------------------------


@given(CALLS)
def test_a_call_comes_back_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, call: Call) -> None:
    # Whatever the server says of a row, it has it.
    assume(not (call.error_message and call.gone_at))
    database = Database(tmp_path_factory.mktemp("calls") / "lists.db")
    calls = CallsRepository(database)
    assert calls.upsert([call]) == 1
    assert calls.get(call.sid) == call
    assert calls.upsert([call]) == 0
    database.close()


CALL = Call(
    "CA1", NOW, CallDirection.INBOUND, CallStatus.COMPLETED, "דנה", "+972521234567", 61, "סיכום", "שלום"
)


def test_a_changed_call_keeps_its_row_and_is_counted_once(calls: CallsRepository) -> None:
    calls.upsert([CALL, CALL._replace(sid="CA2")])
    before = {row.call.sid: row.row_id for row in calls.rows(calls.ids(CallQuery(), NOW))}
    changed = CALL._replace(summary="new", transcript="other words")
    assert calls.upsert([changed, CALL._replace(sid="CA2"), CALL._replace(sid="CA3")]) == 2
    after = {row.call.sid: row.row_id for row in calls.rows(calls.ids(CallQuery(), NOW))}
    assert before.items() <= after.items()
    assert calls.get("CA1") == changed
    assert found(calls, CallQuery(text="other words")) == ["CA1"]
    assert set(found(calls, CallQuery(text="שלום"))) == {"CA2", "CA3"}
    assert calls.count() == 3


def test_a_page_is_written_whole_or_not_at_all(calls: CallsRepository) -> None:
    def rows() -> Iterator[Call]:
        yield CALL
        raise ConnectionError

    with pytest.raises(ConnectionError):
        calls.upsert(rows())
    assert calls.count() == 0


def test_a_broken_row_says_so_and_keeps_what_is_known(calls: CallsRepository) -> None:
    calls.upsert([CALL])
    broken = Call("CA1", None, error_message="could not be read")
    assert calls.upsert([broken]) == 1
    assert calls.get("CA1") == CALL._replace(error_message="could not be read")
    assert calls.upsert([broken]) == 0
    assert calls.upsert([CALL]) == 1
    assert calls.get("CA1") == CALL


def test_texts_that_no_file_can_hold_and_numbers_beyond_all_sense(calls: CallsRepository) -> None:
    calls.upsert(
        [CALL._replace(lead_name="a\ud800b", transcript="\udcff", duration_s=10**30, summary="x\0y")]
    )
    call = calls.get("CA1")
    assert call is not None
    assert (call.lead_name, call.transcript, call.duration_s, call.summary) == ("a?b", "?", None, "x\0y")
    assert found(calls, CallQuery(text="a\ud800")) == ["CA1"]


def test_the_table_gets_the_beginning_of_a_transcript_and_the_pane_all_of_it(calls: CallsRepository) -> None:
    long = "מילה " * 6600
    calls.upsert([CALL._replace(transcript=long)])
    (row,) = calls.rows(calls.ids(CallQuery(), NOW))
    assert row.call.transcript == long[:200]
    assert calls.get("CA1") == CALL._replace(transcript=long)


def test_rows_come_in_the_order_asked_for_without_those_that_are_not_there(calls: CallsRepository) -> None:
    calls.upsert(CALL._replace(sid=f"CA{number}") for number in range(5))
    ids = calls.ids(CallQuery(), NOW)
    assert isinstance(ids, array)
    assert ids.typecode == "q"
    asked = [ids[3], 999, ids[0], ids[4], -1]
    assert [row.row_id for row in calls.rows(asked)] == [ids[3], ids[0], ids[4]]
    assert calls.rows([]) == []
    assert calls.get("nobody") is None


# -- what is found -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "052-123",
        "+972 52",
        "97252123",
        "0521234567",
        "דָּנָה",
        "סיכומ",
        "שלומ",
        "ca1",
        "1234567",
        "00972521234567",
    ],
)
def test_a_call_is_found_by(calls: CallsRepository, typed: str) -> None:
    calls.upsert([CALL])
    assert found(calls, CallQuery(text=typed)) == ["CA1"]


@pytest.mark.parametrize("typed", ["%", "_", "שלוש", "053", "דנה סיכום", "\\", "*"])
def test_a_call_is_not_found_by(calls: CallsRepository, typed: str) -> None:
    calls.upsert([CALL])
    assert found(calls, CallQuery(text=typed)) == []


def test_kept_recordings_are_marked_and_filtered(
    calls: CallsRepository, kept: KeptFilesRepository, tmp_path: Path
) -> None:
    fresh = CALL._replace(sid="fresh", has_recording=True)
    old = CALL._replace(sid="old", has_recording=True, created_at=NOW - timedelta(days=8))
    undated = CALL._replace(sid="undated", has_recording=True, created_at=None)
    silent = CALL._replace(sid="silent")
    calls.upsert([fresh, old, undated, silent, old._replace(sid="old-kept")])
    keep(kept, "old-kept", tmp_path)

    def by(recording: RecordingFilter) -> set[str]:
        return set(found(calls, CallQuery(recording=recording)))

    assert by(RecordingFilter.KEPT_HERE) == {"old-kept"}
    assert by(RecordingFilter.ON_SERVER) == {"fresh", "undated"}
    assert by(RecordingFilter.NONE) == {"old", "silent"}
    marked = {row.call.sid for row in calls.rows(calls.ids(CallQuery(), NOW)) if row.kept}
    assert marked == {"old-kept"}


@pytest.mark.parametrize(
    ("age", "lost_soon"),
    [
        (timedelta(days=5) - timedelta(microseconds=1), False),
        (timedelta(days=5), True),
        (timedelta(days=7), True),
        (timedelta(days=8) - timedelta(microseconds=1), True),
        (timedelta(days=8), False),
    ],
)
def test_lost_soon_begins_two_days_before_and_ends_with_the_eighth_day(
    calls: CallsRepository, age: timedelta, lost_soon: bool
) -> None:
    calls.upsert([CALL._replace(has_recording=True, created_at=NOW - age)])
    assert calls.lost_soon_count(NOW) == lost_soon
    assert found(calls, CallQuery(lost_soon=True)) == (["CA1"] if lost_soon else [])


ZONES = [
    "UTC",
    "Asia/Jerusalem",
    "America/New_York",
    "Pacific/Kiritimati",
    "Asia/Kathmandu",
    "America/Sao_Paulo",  # midnight did not exist when its summer began
    "America/Havana",  # midnight comes twice when its summer ends
    "Africa/Cairo",
]


@pytest.mark.parametrize("zone", ZONES)
def test_days_are_local_with_both_ends_in_all_zones(
    calls: CallsRepository, local_zone: Zone, zone: str
) -> None:
    """Each hour of a year, clock changes included, falls on the day that the computer's calendar shows."""
    start = datetime(2018, 1, 1, tzinfo=UTC)
    moments = [start + timedelta(hours=hour) for hour in range(24 * 365)]
    calls.upsert(Call(f"CA{number}", moment) for number, moment in enumerate(moments))
    with local_zone(zone):
        days = [moment.astimezone().date() for moment in moments]
        for day in sorted(set(days))[::5] + _odd_days(moments):
            ids = calls.ids(CallQuery(period=Period(day, day), descending=False), NOW)
            assert [row_id - 1 for row_id in ids] == [n for n, local in enumerate(days) if local == day]


def _odd_days(moments: list[datetime]) -> list[date]:
    """Days on which the clock changed, and those beside them."""
    odd = []
    for before, after in pairwise(moments):
        if before.astimezone().utcoffset() != after.astimezone().utcoffset():
            odd += [(before + timedelta(days=step)).astimezone().date() for step in (-1, 0, 1)]
    return odd


def test_the_ends_of_the_calendar_are_days_too(calls: CallsRepository) -> None:
    calls.upsert([CALL, CALL._replace(sid="undated", created_at=None)])
    first, last = datetime.min.date(), datetime.max.date()
    assert found(calls, CallQuery(period=Period(first, last))) == ["CA1"]
    assert found(calls, CallQuery(period=Period(None, last))) == ["CA1"]
    assert found(calls, CallQuery(period=Period(last, first))) == []


def test_the_first_window_of_a_hundred_thousand_needs_no_sort(database: Database) -> None:
    from desktop.store.calls_repository import _order

    with database.reader() as connection:
        sql = f"EXPLAIN QUERY PLAN SELECT row_id FROM calls ORDER BY {_order(CallQuery())}"
        plan = " ".join(row[3] for row in connection.execute(sql))
    assert "calls_by_date" in plan
    assert "TEMP B-TREE" not in plan
