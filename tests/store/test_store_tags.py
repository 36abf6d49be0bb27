"""TagsRepository: several tags on a receipt, one spelling of each; rows found by them; a backup taken up."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.models import Receipt
from desktop.core.query import ReceiptQuery
from desktop.core.search_text import normalise
from desktop.core.tag import LONGEST_TAG, CountedTag, ReceiptTag, TagChange, clean_tag, typed_tags
from desktop.store.database import Database
from desktop.store.gone_rows import GoneRows, UnseenRow
from desktop.store.receipts_repository import ReceiptsRepository
from desktop.store.tags_repository import TagsRepository
from tests.fresh_lists import fresh_database
from tests.store.store_rows import NOW

TAGS = st.builds(
    ReceiptTag, st.integers(1, 3), st.sampled_from(["car", "Car", "רכב", "a\ud800", "", "\u200f"])
)
CHANGES = st.builds(TagChange, st.lists(TAGS, max_size=4).map(tuple), st.lists(TAGS, max_size=4).map(tuple))


@pytest.fixture
def tags(database: Database) -> TagsRepository:
    return TagsRepository(database)


def add(tags: TagsRepository, *wanted: tuple[int, str]) -> TagChange:
    return tags.change(TagChange(added=tuple(ReceiptTag(*one) for one in wanted)))


def test_what_is_typed_is_divided_and_cleaned() -> None:
    assert typed_tags(" tax,  car  repair ;רכב\n, TAX ,\u200f") == ["tax", "car repair", "רכב"]
    assert clean_tag("x" * 60) == "x" * LONGEST_TAG
    assert typed_tags("") == []


def test_a_tag_stands_once_in_the_spelling_in_use(tags: TagsRepository) -> None:
    assert add(tags, (7, "Tax"), (8, "Tax")).added == (ReceiptTag(7, "Tax"), ReceiptTag(8, "Tax"))
    assert add(tags, (7, "TAX"), (9, "tax"), (7, "Car")).added == (ReceiptTag(9, "Tax"), ReceiptTag(7, "Car"))
    assert tags.in_use() == [CountedTag("Car", 1), CountedTag("Tax", 3)]
    assert tags.of([7, 8]) == [CountedTag("Car", 1), CountedTag("Tax", 2)]


@given(st.lists(CHANGES, max_size=5))
def test_every_change_is_undone_by_its_reverse(changes: list[TagChange]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = fresh_database(Path(folder))
        tags = TagsRepository(database)
        states, done = [tags.all()], []
        for change in changes:
            done.append(tags.change(change))
            states.append(tags.all())
            keys = [(one.receipt_id, normalise(one.tag)) for one in tags.all()]
            assert len(keys) == len(set(keys))
            assert all(key for _, key in keys)
        for change in reversed(done):
            assert tags.all() == states.pop()
            tags.change(change.reverse)
        assert tags.all() == states.pop()
        database.close()


def test_receipts_are_found_by_their_tags(database: Database, tags: TagsRepository) -> None:
    receipts = ReceiptsRepository(database)
    receipts.upsert([Receipt(7), Receipt(8), Receipt(9)])
    add(tags, (7, "לרו״ח"), (7, "car"), (8, "Car"), (11, "nobody"))
    found = {row.row_id: row.tags for row in receipts.rows([7, 8, 9])}
    assert found == {7: ("car", "לרו״ח"), 8: ("car",), 9: ()}

    def ids(query: ReceiptQuery) -> set[int]:
        return set(receipts.ids(query))

    assert ids(ReceiptQuery(text="רוח")) == {7}
    assert ids(ReceiptQuery(text="CA")) == {7, 8}
    assert ids(ReceiptQuery(tags=("CAR",))) == {7, 8}
    assert ids(ReceiptQuery(tags=("לרו״ח", "nobody"))) == {7}
    assert ids(ReceiptQuery(tags=("",))) == {9}
    assert ids(ReceiptQuery(tags=("", "לרו״ח"))) == {7, 9}
    assert receipts.count_of(ReceiptQuery(tags=("car",), text="car")) == 2


def test_a_receipt_that_is_gone_stays_while_it_is_tagged(database: Database, tags: TagsRepository) -> None:
    receipts, gone = ReceiptsRepository(database), GoneRows(database)
    receipts.upsert([Receipt(7), Receipt(8)])
    add(tags, (7, "car"))
    rows = [UnseenRow("receipts", "7"), UnseenRow("receipts", "8")]
    gone.mark_gone(rows, NOW)
    assert gone.unkept() == [UnseenRow("receipts", "8")]
    assert gone.remove_unkept(rows) == 1
    assert receipts.get(7) is not None


def test_a_backup_is_taken_up_beside_what_is_here(tags: TagsRepository) -> None:
    add(tags, (7, "Car"))
    assert tags.take_up([ReceiptTag(7, "car"), ReceiptTag(7, "tax"), ReceiptTag(8, "\u200f")]) == 1
    assert tags.all() == [ReceiptTag(7, "Car"), ReceiptTag(7, "tax")]
