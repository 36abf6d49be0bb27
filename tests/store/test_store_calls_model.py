"""CallsRepository against a plain model of its filters and orders, on random rows and queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.bookmark import Bookmark, BookmarkChange
from desktop.core.call_summary import CallSummary
from desktop.core.models import Call, CallDirection, CallStatus
from desktop.core.note import NoteKey
from desktop.core.query import CallQuery, CallSort, Period, RecordingFilter
from desktop.core.search_text import normalise, phone_forms, phone_part
from desktop.store.bookmarks_repository import BookmarksRepository
from desktop.store.call_marks_repository import CallMarksRepository
from desktop.store.call_search import CallSearch
from desktop.store.calls_repository import TRANSCRIPT_START, CallsRepository
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.notes_repository import NotesRepository
from tests.fresh_lists import fresh_database
from tests.store.store_kit import record_kept
from tests.store.store_rows import CALL_QUERIES, CALLS, NOTES, NOW, TEXTS

EARLIEST = datetime.min.replace(tzinfo=UTC)
SLOW = settings(max_examples=150)


def matches(
    call: Call, query: CallQuery, kept: bool, written: Sequence[str] = (), reviewed: bool = False
) -> bool:
    return query.reviewed in (None, reviewed) and _says(call, query, kept, written)


def _says(call: Call, query: CallQuery, kept: bool, written: Sequence[str]) -> bool:
    wanted = normalise(query.text)
    return (
        (_text_matches(call, query.text) or any(wanted in normalise(text) for text in written))
        and (query.has_notes is None or query.has_notes == bool(written))
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


def ordered(
    rows: dict[int, Call], query: CallQuery, kept_sids: set[str], reviewed_sids: set[str]
) -> list[int]:
    """Stable sorts from the last tie-break to the first; what is unknown stays behind."""
    ids = sorted(rows, reverse=True)
    ids.sort(key=lambda row_id: rows[row_id].created_at or EARLIEST, reverse=True)
    marks = {row_id: (call.sid in kept_sids, call.sid in reviewed_sids) for row_id, call in rows.items()}
    keys = {row_id: _sort_key(call, query.sort, *marks[row_id]) for row_id, call in rows.items()}
    known = [row_id for row_id in ids if keys[row_id] is not None]
    unknown = [row_id for row_id in ids if keys[row_id] is None]
    return sorted(known, key=keys.__getitem__, reverse=query.descending) + unknown


def _at_stake(call: Call, kept: bool) -> datetime | None:
    dated = call.created_at is not None and NOW - call.created_at < timedelta(days=8)
    there = dated and call.has_recording and not kept and call.gone_at is None
    return call.expires_at if there else None


def _sort_key(call: Call, sort: CallSort, kept: bool, reviewed: bool) -> Any:
    """Of another type for each sort; None where it is not known."""
    return {
        CallSort.DATE: call.created_at,
        CallSort.CUSTOMER: normalise(call.lead_name) or None,
        CallSort.PHONE: call.phone or None,
        CallSort.LENGTH: call.duration_s,
        CallSort.STATUS: list(CallStatus).index(call.status),
        CallSort.DIRECTION: list(CallDirection).index(call.direction),
        CallSort.REVIEWED: not reviewed,
        CallSort.RECORDING: 0 if kept else 1 if call.has_recording else 2,
        CallSort.TRANSCRIPT: not call.has_transcript,
        CallSort.DAYS_LEFT: _at_stake(call, kept),
    }[sort]


@SLOW
@given(
    rows=st.lists(CALLS, max_size=25, unique_by=lambda call: call.sid),
    kept_numbers=st.sets(st.integers(0, 30)),
    noted=st.dictionaries(st.integers(0, 30), NOTES, max_size=8),
    queries=st.lists(CALL_QUERIES, min_size=1, max_size=6),
    reviewed=st.sets(st.integers(0, 30)),
    marked=st.lists(st.tuples(st.integers(0, 30), TEXTS), max_size=5),
    taken=st.sampled_from([0, 1, 7, 100]),
)
def test_ids_are_the_models(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[Call],
    kept_numbers: set[int],
    noted: dict[int, str],
    queries: list[CallQuery],
    reviewed: set[int],
    marked: list[tuple[int, str]],
    taken: int,
) -> None:
    """Whether the texts wait for the search's index, are in it, or some are."""
    root = tmp_path_factory.mktemp("calls")
    database = fresh_database(root)
    calls, kept = CallsRepository(database), KeptFilesRepository(database, root)
    assert calls.upsert(rows) == len(rows)
    assert CallSearch(database).take_up(taken) == min(taken, len(rows))
    kept_sids = {f"CA{number:032x}" for number in kept_numbers}
    for sid in kept_sids:
        record_kept(kept, sid, root)
    written: defaultdict[str, list[str]] = defaultdict(list)
    for number, text in [*noted.items(), *marked]:
        written[f"CA{number:032x}"].append(text)
    NotesRepository(database).put({NoteKey.call(f"CA{n:032x}"): note for n, note in noted.items()}, NOW)
    for place, (number, text) in enumerate(marked):
        made = Bookmark(f"CA{number:032x}", NOW + timedelta(seconds=place), place, text)
        BookmarksRepository(database).put([BookmarkChange(made)])
    marks, seen = CallMarksRepository(database), {f"CA{number:032x}" for number in reviewed}
    for sid in seen:
        assert marks.set_of("reviewed_at", sid, NOW)
    by_id = {row.row_id: row.call for row in calls.rows(calls.ids(CallQuery(), NOW))}
    assert len(by_id) == len(rows)
    assert {call.sid: _cut(call) for call in rows} == {call.sid: call for call in by_id.values()}
    whole = {row_id: next(call for call in rows if call.sid == short.sid) for row_id, short in by_id.items()}
    for query in queries:
        wanted = {
            row_id: call
            for row_id, call in whole.items()
            if matches(call, query, call.sid in kept_sids, written.get(call.sid, ()), call.sid in seen)
        }
        ids = calls.ids(query, NOW)
        assert list(ids) == ordered(wanted, query, kept_sids, seen)
        if not query.text:
            assert calls.ids(query, NOW, 3) == ids[:3]
        assert calls.summary(query, NOW) == calls.summary_of(ids, NOW) == summed(wanted, kept_sids)
        assert calls.count_of(query, NOW) == len(wanted)
    lost = sum(_lost_soon(call, call.sid in kept_sids) for call in rows)
    assert calls.lost_soon_count(NOW) == lost
    database.close()


def _cut(call: Call) -> Call:
    return call._replace(transcript=call.transcript[:TRANSCRIPT_START])
