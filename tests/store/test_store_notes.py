"""NotesRepository: texts in, texts out, rows found by them; and a backup taken up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.models import Call, Receipt
from desktop.core.note import Note, NoteKey, NoteKind
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from desktop.store.notes_repository import NotesRepository
from desktop.store.receipts_repository import ReceiptsRepository
from tests.fresh_lists import fresh_database
from tests.store.store_rows import NOW

CALL, RECEIPT = NoteKey.call("CA1"), NoteKey.receipt(7)
KEYS = st.builds(NoteKey, st.sampled_from(NoteKind), st.sampled_from(["1", "2", "CA\ud800"]))
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def notes(database: Database) -> NotesRepository:
    return NotesRepository(database)


def test_a_note_comes_back_and_an_empty_one_is_none(notes: NotesRepository) -> None:
    assert notes.put({CALL: "שורה\nline", RECEIPT: "x"}, NOW) == [CALL, RECEIPT]
    assert notes.text(CALL) == "שורה\nline"
    assert notes.put({CALL: " \n", RECEIPT: "x"}, LATER) == [CALL]
    assert notes.all() == [Note(RECEIPT, "x", NOW)]


@given(st.lists(st.dictionaries(KEYS, st.text(st.characters(), max_size=5)), max_size=5))
def test_the_last_text_of_each_counts(steps: list[dict[NoteKey, str]]) -> None:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        database = fresh_database(Path(folder))
        notes = NotesRepository(database)
        wanted: dict[NoteKey, str] = {}
        for step in steps:
            notes.put(step, NOW)
            wanted |= step
        for key, text in wanted.items():
            there = text if text.strip() else ""
            assert notes.text(key) == there.encode("utf-8", "replace").decode()
        assert len(notes.all()) == sum(bool(text.strip()) for text in wanted.values())
        database.close()


def test_rows_say_how_their_note_begins(database: Database, notes: NotesRepository) -> None:
    calls, receipts = CallsRepository(database), ReceiptsRepository(database)
    calls.upsert([Call("CA1", NOW), Call("7", NOW)])
    receipts.upsert([Receipt(7), Receipt(1)])
    notes.put({CALL: "of a call", RECEIPT: "r" * 500}, NOW)
    assert {row.call.sid: row.note for row in calls.rows([1, 2])} == {"CA1": "of a call", "7": ""}
    assert {row.row_id: row.note for row in receipts.rows([7, 1])} == {7: "r" * 200, 1: ""}


def test_a_note_is_found_by_parts_of_its_words(database: Database, notes: NotesRepository) -> None:
    calls, receipts = CallsRepository(database), ReceiptsRepository(database)
    calls.upsert([Call("CA1", NOW), Call("CA2", NOW)])
    receipts.upsert([Receipt(7), Receipt(8)])
    notes.put({CALL: "להחזיר לדָּנָה", RECEIPT: "להחזיר"}, NOW)
    assert list(calls.ids(CallQuery(text="דנה"), NOW)) == [1]
    assert list(calls.ids(CallQuery(text="חז"), NOW)) == [1]
    assert list(receipts.ids(ReceiptQuery(text="החזי"))) == [7]
    assert list(receipts.ids(ReceiptQuery(has_notes=False))) == [8]


def test_a_note_without_a_row_stays_and_finds_nothing(database: Database, notes: NotesRepository) -> None:
    notes.put({RECEIPT: "kept"}, NOW)
    assert not ReceiptsRepository(database).ids(ReceiptQuery(text="kept"))
    assert notes.text(RECEIPT) == "kept"


def test_a_backup_is_taken_up_and_what_is_newer_stays(notes: NotesRepository) -> None:
    notes.put({CALL: "typed since"}, LATER)
    assert notes.take_up([Note(CALL, "old", NOW), Note(RECEIPT, "back", NOW)]) == 1
    assert notes.all() == [Note(CALL, "typed since", LATER), Note(RECEIPT, "back", NOW)]
