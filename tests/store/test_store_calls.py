"""CallsRepository against a plain model of its filters and orders, on random rows and queries."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop.core.call_summary import CallSummary
from desktop.core.models import Call, CallDirection, CallStatus, FileKey, KeptFile
from desktop.core.note import NoteKey
from desktop.core.periods import PeriodName
from desktop.core.query import CallQuery, CallSort, Period, RecordingFilter
from desktop.core.search_text import normalise, phone_forms, phone_part
from desktop.store.call_search import CallSearch
from desktop.store.calls_repository import TRANSCRIPT_START, CallsRepository
from desktop.store.database import Database
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.notes_repository import NotesRepository
from desktop.store.where import row_ids
from tests.store.store_rows import CALL_QUERIES, CALLS, NOTES, NOW

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


def matches(call: Call, query: CallQuery, kept: bool, note: str = "") -> bool:
    return (
        (_text_matches(call, query.text) or normalise(query.text) in normalise(note))
        and (query.has_notes is None or query.has_notes == bool(note))
        and _in_period(call.created_at, query.period)
        and (not query.directions or call.direction in query.directions)
        and (not query.statuses or call.status in query.statuses)
        and (not query.lost_soon or _lost_soon(call, kept))
        and (query.recording is None or query.recording is _recording(call, kept))
        and query.has_transcript in (None, call.has_transcript)
    )


def _text_matches(call: Call, text: str) -> bool:
    wanted = normalise(text)
    if not wanted:
        return True
    fields = (call.lead_name, call.phone, call.summary, call.transcript)
    digits = phone_part(wanted)
    return any(wanted in normalise(field) for field in fields) or (
        digits != "" and any(digits in form for form in phone_forms(call.phone))
    )


def _in_period(moment: datetime | None, period: Period) -> bool:
    if not period:
        return True
    if moment is None:
        return False
    day, period = moment.astimezone().date(), period.on(NOW.astimezone().date())
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


def summed(rows: dict[int, Call], kept_sids: set[str]) -> CallSummary:
    kept = [call for call in rows.values() if call.sid in kept_sids]
    lost = [call for call in rows.values() if _lost_soon(call, call.sid in kept_sids)]
    seconds = sum(call.duration_s or 0 for call in rows.values())
    return CallSummary(len(rows), seconds, len(kept), len(lost))


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
    noted=st.dictionaries(st.integers(0, 30), NOTES, max_size=8),
    queries=st.lists(CALL_QUERIES, min_size=1, max_size=6),
    taken=st.sampled_from([0, 1, 7, 100]),
)
def test_ids_are_the_models(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[Call],
    kept_numbers: set[int],
    noted: dict[int, str],
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
    notes = {f"CA{number:032x}": note for number, note in noted.items()}
    NotesRepository(database).put({NoteKey.call(sid): note for sid, note in notes.items()}, NOW)
    by_id = {row.row_id: row.call for row in calls.rows(calls.ids(CallQuery(), NOW))}
    assert len(by_id) == len(rows)
    assert {call.sid: _cut(call) for call in rows} == {call.sid: call for call in by_id.values()}
    whole = {row_id: next(call for call in rows if call.sid == short.sid) for row_id, short in by_id.items()}
    for query in queries:
        wanted = {
            row_id: call
            for row_id, call in whole.items()
            if matches(call, query, call.sid in kept_sids, notes.get(call.sid, ""))
        }
        ids = calls.ids(query, NOW)
        assert list(ids) == ordered(wanted, query)
        assert calls.summary(query, NOW) == calls.summary_of(ids, NOW) == summed(wanted, kept_sids)
        assert calls.count_of(query, NOW) == len(wanted)
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
    # Shown again, if only as a row that the server could not give, it is not gone any more.
    assert calls.upsert([call]) == bool(call.error_message and call.gone_at)
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


@pytest.mark.parametrize(
    ("now", "name", "wanted"),
    [
        # The clocks went forward on 29 March; midnight on 1 April is 21:00 of the day before in UTC.
        ("2024-03-31T20:59", PeriodName.THIS_MONTH, {"2024-03-01T00", "2024-03-31T23"}),
        ("2024-03-31T21:00", PeriodName.THIS_MONTH, {"2024-04-01T00"}),
        ("2024-03-31T21:00", PeriodName.PREVIOUS_MONTH, {"2024-03-01T00", "2024-03-31T23"}),
        ("2024-03-31T21:00", PeriodName.PREVIOUS_VAT_MONTHS, {"2024-01-01T00", "2024-02-29T23"}),
        # They went back on 27 October.
        ("2024-10-31T22:00", PeriodName.PREVIOUS_MONTH, {"2024-10-01T00", "2024-10-31T23"}),
        ("2024-12-31T21:59", PeriodName.THIS_VAT_MONTHS, {"2024-11-01T00", "2024-12-31T23"}),
        ("2024-12-31T22:00", PeriodName.PREVIOUS_VAT_MONTHS, {"2024-11-01T00", "2024-12-31T23"}),
    ],
)
def test_a_period_moves_with_the_local_day(
    calls: CallsRepository, local_zone: Zone, now: str, name: PeriodName, wanted: set[str]
) -> None:
    first_hours = ["01-01", "03-01", "04-01", "05-01", "10-01", "11-01"]
    last_hours = ["02-29", "03-31", "09-30", "10-31", "12-31"]
    hours = [f"2024-{day}T00" for day in first_hours] + [f"2024-{day}T23" for day in last_hours]
    with local_zone("Asia/Jerusalem"):
        calls.upsert(Call(hour, datetime.fromisoformat(f"{hour}:30").astimezone(UTC)) for hour in hours)
        moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
        assert set(found(calls, CallQuery(period=Period(relative=name)), moment)) >= wanted
        days = Period(relative=name).on(moment.astimezone().date())
        inside = {hour for hour in hours if str(days.first) <= hour[:10] <= str(days.last)}
        assert set(found(calls, CallQuery(period=Period(relative=name)), moment)) == inside


def test_an_absurd_length_spoils_no_sum(calls: CallsRepository) -> None:
    lengths = [60, 2**63 - 1, 2**63 - 1, -5, None]
    calls.upsert(CALL._replace(sid=f"CA{n}", duration_s=length) for n, length in enumerate(lengths))
    assert calls.summary(CallQuery(), NOW) == CallSummary(5, 60, 0, 0)
    assert calls.summary_of([1, 1, 999], NOW) == CallSummary(1, 60, 0, 0)
    assert calls.summary_of([], NOW) == CallSummary()


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


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("sort", CallSort)
def test_no_order_of_the_list_is_sorted_when_it_is_asked_for(
    calls: CallsRepository, database: Database, sort: CallSort, descending: bool
) -> None:
    asked: list[str] = []
    with database.reader() as connection:
        connection.set_trace_callback(asked.append)
    calls.ids(CallQuery(sort=sort, descending=descending), NOW)
    with database.reader() as connection:
        connection.set_trace_callback(None)
        [sql] = [sql for sql in asked if "group_concat" in sql]
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    sorting = [step for step in plan if "TEMP B-TREE" in step]
    # Equals of one moment are few: putting them in order sorts nothing else.
    assert not sorting or (sort is CallSort.DATE and "RIGHT PART" in sorting[0]), plan


def test_the_first_rows_are_the_beginning_of_all(calls: CallsRepository) -> None:
    calls.upsert(Call(f"CA{number}", NOW - timedelta(minutes=number % 7)) for number in range(20))
    for sort in CallSort:
        query = CallQuery(sort=sort)
        assert calls.ids(query, NOW, 5) == calls.ids(query, NOW)[:5]
    assert not calls.ids(CallQuery(), NOW, 0)


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=40), st.integers(1, 50))
def test_row_ids_come_whole_however_their_text_is_cut(ids: list[int], letters: int) -> None:
    with closing(sqlite3.connect(":memory:")) as connection, pytest.MonkeyPatch.context() as patch:
        patch.setattr("desktop.store.where._LETTERS_AT_ONCE", letters)
        connection.execute("CREATE TABLE some (place INTEGER PRIMARY KEY, row_id INTEGER)")
        connection.executemany("INSERT INTO some VALUES (?, ?)", enumerate(ids))
        assert list(row_ids(connection, "SELECT row_id FROM some ORDER BY place", ())) == ids
