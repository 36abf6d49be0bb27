"""CallMarksRepository: what is reviewed and pinned, by rows and by sid, with rows and without."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.core.call_mark import CallMark
from desktop.core.models import Call
from desktop.core.query import CallQuery, CallSort
from desktop.store.call_marks_repository import CallMarksRepository
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from desktop.store.gone_rows import GoneRows, UnseenRow
from tests.store.store_rows import NOW


@pytest.fixture
def marks(database: Database) -> CallMarksRepository:
    """With three calls, CA0 the newest."""
    rows = [Call(f"CA{number}", NOW - timedelta(hours=number)) for number in range(3)]
    CallsRepository(database).upsert(rows)
    return CallMarksRepository(database)


def found(database: Database, query: CallQuery) -> list[str]:
    calls = CallsRepository(database)
    return [row.call.sid for row in calls.rows(calls.ids(query, NOW))]


def test_only_what_changed_is_told(database: Database, marks: CallMarksRepository) -> None:
    ids = CallsRepository(database).ids(CallQuery(), NOW)
    assert list(marks.set("reviewed_at", ids[1:2], NOW)) == list(ids[1:2])
    assert marks.any_without("reviewed_at", ids)
    assert not marks.any_without("reviewed_at", ids[1:2])
    assert sorted(marks.set("reviewed_at", [*ids, 99], NOW)) == sorted([ids[0], ids[2]])
    assert not marks.any_without("reviewed_at", ids)
    assert sorted(marks.set("reviewed_at", ids, None)) == sorted(ids)
    assert marks.all() == []


def test_a_call_is_found_by_whether_it_is_reviewed(database: Database, marks: CallMarksRepository) -> None:
    assert marks.set_of("reviewed_at", "CA1", NOW)
    assert not marks.set_of("reviewed_at", "CA1", NOW + timedelta(hours=1))
    assert found(database, CallQuery(reviewed=True)) == ["CA1"]
    assert found(database, CallQuery(reviewed=False)) == ["CA0", "CA2"]


def test_a_pin_is_no_review(database: Database, marks: CallMarksRepository) -> None:
    ids = CallsRepository(database).ids(CallQuery(), NOW)
    marks.set("pinned_at", ids[:1], NOW)
    [first, second] = CallsRepository(database).rows(ids[:2])
    assert (first.pinned, first.reviewed) == (True, False)
    assert (second.pinned, second.reviewed) == (False, False)


def test_that_it_was_played_is_no_mark(marks: CallMarksRepository) -> None:
    marks.note_used("CA2", NOW)
    marks.note_used("CA2", NOW + timedelta(days=1))
    assert marks.all() == []


def test_a_mark_outlives_its_row(database: Database, marks: CallMarksRepository) -> None:
    marks.set_of("reviewed_at", "CA1", NOW)
    gone, row = GoneRows(database), UnseenRow("calls", "CA1")
    gone.mark_gone([row], NOW)
    assert gone.remove_unkept([row]) == 1
    assert marks.all() == [CallMark("CA1", NOW)]
    # It came again, as one does that only a wrong answer called gone.
    CallsRepository(database).upsert([Call("CA1", NOW)])
    assert found(database, CallQuery(reviewed=True)) == ["CA1"]


def test_what_a_backup_holds_comes_beside_what_is_here(marks: CallMarksRepository) -> None:
    later = NOW + timedelta(days=1)
    marks.set_of("reviewed_at", "CA0", later)
    kept = [CallMark("CA0", NOW, NOW), CallMark("CA9", None, NOW)]
    assert marks.take_up(kept) == 2
    assert marks.take_up(kept) == 0
    assert marks.all() == [CallMark("CA0", later, NOW), CallMark("CA9", None, NOW)]


@pytest.mark.parametrize("descending", [False, True])
def test_days_left_are_sorted_without_sorting_the_list(database: Database, descending: bool) -> None:
    """The index by date gives the week that counts, and the rest in its order."""
    query = CallQuery(sort=CallSort.DAYS_LEFT, descending=descending)
    asked: list[str] = []
    with database.reader() as connection:
        connection.set_trace_callback(asked.append)
    CallsRepository(database).ids(query, NOW)
    with database.reader() as connection:
        connection.set_trace_callback(None)
        queries = [sql for sql in asked if "group_concat" in sql]
        found = (connection.execute(f"EXPLAIN QUERY PLAN {sql}") for sql in queries)
        plans = [" ".join(row[3] for row in rows) for rows in found]
    assert len(plans) == 2
    assert "SEARCH calls USING INDEX calls_by_date (created_at>?)" in plans[0]
    assert "SCAN calls USING" in plans[1] and "calls_by_date" in plans[1]
    assert "TEMP B-TREE" not in plans[1]
