"""CallsRepository: what is written comes back, what is asked for is found, in days of any zone."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.core.call_summary import CallSummary
from desktop.core.models import Call, CallDirection, CallStatus
from desktop.core.periods import PeriodName
from desktop.core.query import CallQuery, CallSort, Period, RecordingFilter
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.where import row_ids
from tests.fresh_lists import fresh_database
from tests.store.store_kit import record_kept
from tests.store.store_rows import CALLS, NOW

Zone = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def calls(database: Database) -> CallsRepository:
    return CallsRepository(database)


@pytest.fixture
def kept(database: Database, tmp_path: Path) -> KeptFilesRepository:
    return KeptFilesRepository(database, tmp_path)


def found(calls: CallsRepository, query: CallQuery, now: datetime = NOW) -> list[str]:
    return [row.call.sid for row in calls.rows(calls.ids(query, now))]


# -- what is written -----------------------------------------------------------------------------


@given(CALLS)
def test_a_call_comes_back_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, call: Call) -> None:
    # Whatever the server says of a row, it has it.
    assume(not (call.error_message and call.gone_at))
    database = fresh_database(tmp_path_factory.mktemp("calls"))
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
    record_kept(kept, "old-kept", tmp_path)

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


_START = datetime(2018, 1, 1, tzinfo=UTC)
HOURS = [_START + timedelta(hours=hour) for hour in range(24 * 365)]


@pytest.fixture(scope="module")
def hourly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CallsRepository]:
    """A call in each of `HOURS`; to be read alone."""
    with closing(fresh_database(tmp_path_factory.mktemp("hourly"))) as database:
        calls = CallsRepository(database)
        calls.upsert(Call(f"CA{number}", moment) for number, moment in enumerate(HOURS))
        yield calls


@pytest.mark.parametrize("zone", ZONES)
def test_days_are_local_with_both_ends_in_all_zones(
    hourly: CallsRepository, local_zone: Zone, zone: str
) -> None:
    """Each hour of a year, clock changes included, falls on the day that the computer's calendar shows."""
    with local_zone(zone):
        days = [moment.astimezone().date() for moment in HOURS]
        for day in sorted(set(days))[::5] + _odd_days(HOURS):
            ids = hourly.ids(CallQuery(period=Period(day, day), descending=False), NOW)
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
    assert calls.summary_of([1, 999], NOW) == CallSummary(1, 60, 0, 0)
    assert calls.summary_of([], NOW) == CallSummary()


def test_the_sum_of_more_rows_than_are_summed_at_once(calls: CallsRepository) -> None:
    calls.upsert(CALL._replace(sid=f"CA{n}", duration_s=60) for n in range(5))
    assert calls.summary_of([*range(900_000, 940_000), *range(1, 6)], NOW) == CallSummary(5, 300, 0, 0)


def test_the_ends_of_the_calendar_are_days_too(calls: CallsRepository) -> None:
    calls.upsert([CALL, CALL._replace(sid="undated", created_at=None)])
    first, last = datetime.min.date(), datetime.max.date()
    assert found(calls, CallQuery(period=Period(first, last))) == ["CA1"]
    assert found(calls, CallQuery(period=Period(None, last))) == ["CA1"]
    assert found(calls, CallQuery(period=Period(last, first))) == []


def test_the_first_window_of_a_hundred_thousand_needs_no_sort(database: Database) -> None:
    from desktop.store.call_query import order_of

    with database.reader() as connection:
        sql = f"EXPLAIN QUERY PLAN SELECT row_id FROM calls ORDER BY {order_of(CallQuery())}"
        plan = " ".join(row[3] for row in connection.execute(sql))
    assert "calls_by_date" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize(
    "sort", [CallSort.DATE, CallSort.CUSTOMER, CallSort.PHONE, CallSort.LENGTH, CallSort.STATUS]
)
def test_no_order_of_many_values_is_sorted_when_it_is_asked_for(
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
