"""The search over everything: what it reads, and that it ends when nobody waits for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.account import Account
from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled
from desktop.core.models import Call, Receipt, ReceiptStatus
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.core.tag import ReceiptTag, TagChange
from desktop.services.account_scope import AccountScope
from desktop.services.find import SHOWN, FindService, FoundGroup, FoundKind
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database
from desktop.store.receipts_repository import ReceiptsRepository

NOW = datetime(2026, 11, 1, tzinfo=UTC)
LONG = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"
"""A statement that never ends by itself."""
SHORT = LONG.replace("FROM n)", "FROM n WHERE i < 100000)")


@pytest.fixture
def here(tmp_path: Path) -> Iterator[AccountScope]:
    scope = AccountScope(Account("https://prosaas.example", 1, 2, "a@sample.example"), tmp_path)
    CallsRepository(scope.database).upsert(
        Call(f"CA{number}", NOW - timedelta(minutes=number), transcript=f"paper {number}")
        for number in range(40)
    )
    ReceiptsRepository(scope.database).upsert(
        Receipt(number, NOW - timedelta(days=number), vendor="Paper", status=ReceiptStatus.APPROVED)
        for number in range(1, 31)
    )
    yield scope
    scope.close()


def _groups(find: FindService, words: str) -> dict[FoundKind, FoundGroup]:
    first = find.first(words, CancelToken())
    return {group.kind: group for group in find.counted(words, first, CancelToken())}


def test_the_newest_few_are_read_and_all_are_counted(here: AccountScope) -> None:
    found = _groups(here.find, "paper")
    calls, receipts = found[FoundKind.CALLS], found[FoundKind.RECEIPTS]
    assert [one.row_id for one in calls.records] == list(here.calls.ids(CallQuery(text="paper")))[:SHOWN]
    assert [one.row_id for one in receipts.records] == [1, 2, 3, 4, 5]
    assert (calls.count, receipts.count) == (40, 30)
    # One hit or none is no case of its own.
    assert _groups(here.find, "paper 17")[FoundKind.CALLS].count == 1
    assert _groups(here.find, "nothing like this") == {}


def test_a_tag_finds_its_receipts_and_is_shown_as_what_was_found(here: AccountScope) -> None:
    here.tags.change(TagChange(added=(ReceiptTag(3, "Ask Dana"), ReceiptTag(3, "other"))))
    receipts = _groups(here.find, "dana")[FoundKind.RECEIPTS]
    assert [(one.row_id, one.context) for one in receipts.records] == [(3, "Ask Dana")]


def test_the_first_receipts_are_the_first_of_the_list(here: AccountScope) -> None:
    query = ReceiptQuery(text="paper")
    everything = here.receipts.ids(query)
    for most in (0, 1, 29, 30, 99):
        assert here.receipts.first_ids(query, most) == everything[:most]


def test_a_search_that_nobody_wants_is_not_begun(here: AccountScope) -> None:
    token = CancelToken()
    groups = here.find.first("paper", token)
    token.cancel()
    with pytest.raises(Cancelled):
        here.find.first("paper", token)
    with pytest.raises(Cancelled):
        here.find.counted("paper", groups, token)


def test_a_read_ends_with_its_token_and_with_no_other(tmp_path: Path) -> None:
    database = Database(tmp_path / "lists.db")
    token, reads, ended = CancelToken(), threading.Event(), threading.Event()

    def read() -> None:
        with pytest.raises(Cancelled), database.reader(token) as connection:
            reads.set()
            connection.execute(LONG)
        ended.set()

    thread = threading.Thread(target=read)
    thread.start()
    assert reads.wait(20)
    token.cancel()
    thread.join(20)
    assert ended.is_set()
    # The same connection, lent to somebody else: what its last borrower wanted is past.
    with database.reader() as connection:
        assert connection.execute(SHORT).fetchone() == (100_000,)
    database.close()
