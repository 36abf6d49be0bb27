"""BackedUp as JSON: what goes in comes out; what other versions wrote is read as far as it goes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from desktop.core.backed_up import BackedUp, content, read_content
from desktop.core.models import Call, CallStatus, Receipt, ReceiptStatus
from desktop.core.note import Note, NoteKey
from desktop.core.outbox import Decision
from desktop.core.saved_view import RemovedView, ViewPage
from tests.store.store_rows import BACKED_UP, NOW


@given(BACKED_UP)
def test_what_goes_in_comes_out(kept: BackedUp) -> None:
    assert read_content(json.loads(json.dumps(content(kept)))) == kept


def test_an_earlier_version_had_notes_alone() -> None:
    note = {"kind": "call", "id": "CA1", "text": "a", "changed_at": "2026-11-14T10:02:00+00:00"}
    kept = read_content({"notes": [note]})
    assert [note.text for note in kept.notes] == ["a"]
    assert kept._replace(notes=()) == BackedUp()


@pytest.mark.parametrize(
    ("name", "strange"),
    [("notes", {"kind": "visit"}), ("views", {"page": "visits"}), ("calls", {"created_at": "never"})],
)
def test_what_is_not_known_is_left_out(name: str, strange: dict[str, str]) -> None:
    kept = BackedUp(
        (Note(NoteKey.call("CA1"), "a", NOW),),
        (RemovedView(ViewPage.CALLS, "a", 0, "{}"),),
        (Call("CA1", NOW, gone_at=NOW),),
        (Receipt(1, gone_at=NOW),),
    )
    found = content(kept)
    found[name].insert(0, found[name][0] | strange)
    assert read_content(found | {"visits": [1]}) == kept


def test_a_row_may_know_more_or_other_than_this_version() -> None:
    found = content(BackedUp(calls=(Call("CA1", NOW, status=CallStatus.BUSY),)))
    found["calls"][0] |= {"status": "on-hold", "mood": "good"}
    assert read_content(found).calls == (Call("CA1", NOW),)


@pytest.mark.parametrize(
    ("name", "strange"),
    [
        ("notes", {"text": 5}),
        ("notes", {"id": None}),
        ("notes", {"changed_at": "2026-11-14T10:02:00"}),
        ("views", {"name": 5}),
        ("views", {"place": "first"}),
        ("calls", {"sid": 7}),
        ("calls", {"lead_name": None}),
        ("calls", {"duration_s": "long"}),
        ("calls", {"has_recording": "yes"}),
        ("receipts", {"id": "x"}),
        ("receipts", {"id": 10**30}),
        ("receipts", {"amount": {"minor": "x", "currency": "ILS"}}),
        ("receipts", {"source_file": {"id": "x"}}),
        ("decisions", {"receipt_id": "x"}),
        ("decisions", {"wanted": "lost"}),
        ("decisions", {"tried": None}),
        ("decisions", {"decided_at": "2026-11-14T10:02:00"}),
    ],
)
def test_a_value_of_a_wrong_type_costs_its_row_alone(name: str, strange: dict[str, object]) -> None:
    """As a database in which bytes were flipped gave it, before that was seen."""
    kept = BackedUp(
        (Note(NoteKey.call("CA1"), "a", NOW),),
        (RemovedView(ViewPage.CALLS, "a", 0, "{}"),),
        (Call("CA1", NOW, gone_at=NOW),),
        (Receipt(1, gone_at=NOW),),
        decisions=(Decision(0, 1, ReceiptStatus.APPROVED, ReceiptStatus.PENDING_REVIEW, NOW),),
    )
    found = content(kept)
    found[name].insert(0, found[name][0] | strange)
    assert read_content(found) == kept


@pytest.mark.parametrize("strange", [None, 5, "notes", {"id": 1}])
def test_what_is_no_list_is_left_out(strange: object) -> None:
    found = content(BackedUp(views=(RemovedView(ViewPage.CALLS, "a", 0, "{}"),)))
    assert len(read_content(found | {"notes": strange}).views) == 1
