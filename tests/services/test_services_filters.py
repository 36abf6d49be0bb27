"""One query for list, count, sums and export; saved views counted by the same."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.account import Account
from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, NothingToExport, SourceMissing
from desktop.core.models import Call, CallDirection, FileKey, KeptFile, Priority, Receipt
from desktop.core.periods import PeriodName
from desktop.core.query import CallQuery, Period, ReceiptQuery
from desktop.core.saved_view import MOST_VIEWS, ViewPage
from desktop.services.account_scope import AccountScope
from desktop.store.calls_repository import CallsRepository
from desktop.store.receipts_repository import ReceiptsRepository
from tests.fresh_lists import lay_lists
from tests.services.export_kit import asked
from tests.store.store_rows import RECEIPT_QUERIES, RECEIPTS

NOW = datetime.now(UTC)


class EmptySource:
    """A FileSource that has no file."""

    online = True

    def fetch(self, key: FileKey, priority: Priority, token: CancelToken) -> Future[KeptFile]:
        future: Future[KeptFile] = Future()
        future.set_exception(SourceMissing())
        return future


@pytest.fixture
def here(tmp_path: Path) -> AccountScope:
    return open_account(tmp_path)


def open_account(folder: Path) -> AccountScope:
    folder.mkdir(exist_ok=True)
    lay_lists(folder)
    account = Account("https://prosaas.example", 1, 2, "a@sample.example")
    return AccountScope(account, folder)


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(RECEIPTS, max_size=25, unique_by=lambda receipt: receipt.id),
    queries=st.lists(RECEIPT_QUERIES, min_size=1, max_size=4),
)
def test_the_zip_holds_exactly_what_the_list_shows(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Receipt], queries: list[ReceiptQuery]
) -> None:
    folder = tmp_path_factory.mktemp("account")
    scope = open_account(folder)
    ReceiptsRepository(scope.database).upsert(rows)
    for query in queries:
        ids = list(scope.receipts.ids(query))
        assert scope.receipts.summary(query).count == scope.receipts.count_of(query) == len(ids)
        assert exported(scope, query, folder / "list.zip") == sorted(ids)
    scope.close()


def exported(scope: AccountScope, query: ReceiptQuery, target: Path) -> list[int]:
    """The receipts that the export went through: no file is to be had, so each is named as missing."""
    request = asked(target, query=query)
    try:
        report = scope.export.write_zip(request, EmptySource(), CancelToken(), lambda _: None)
    except NothingToExport:
        return []
    ids = sorted({missing.receipt.id for missing in report.missing})
    assert report.summary == scope.receipts.summary_of(ids)
    return ids


# -- saved views -----------------------------------------------------------------------------------


def names(scope: AccountScope) -> list[str]:
    return [view.name for view in scope.saved_views.views(ViewPage.CALLS)]


def test_counts_are_those_of_the_lists(here: AccountScope) -> None:
    ages = (1, 5, 40, 800)
    CallsRepository(here.database).upsert(
        Call(f"CA{days}", NOW - timedelta(days=days), CallDirection.INBOUND, transcript="שלום")
        for days in ages
    )
    views = here.saved_views
    queries = [
        CallQuery(period=Period(relative=PeriodName.LAST_WEEK)),
        CallQuery(text="שלום", directions=(CallDirection.INBOUND,)),
        CallQuery(directions=(CallDirection.OUTBOUND,)),
    ]
    ids = [views.save(ViewPage.CALLS, f"view {number}", query) for number, query in enumerate(queries)]
    assert views.counts(ViewPage.CALLS, CancelToken()) == dict(zip(ids, [2, 4, 0], strict=True))
    CallsRepository(here.database).upsert([Call("CAnew", NOW)])
    assert views.counts(ViewPage.CALLS, CancelToken())[ids[0] or 0] == 3
    assert views.counts(ViewPage.RECEIPTS, CancelToken()) == {}
    here.close()


def test_counting_ends_when_nobody_looks(here: AccountScope) -> None:
    here.saved_views.save(ViewPage.CALLS, "a", CallQuery())
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        here.saved_views.counts(ViewPage.CALLS, token)
    here.close()


def test_a_view_outlives_the_program_and_stays_with_its_account(tmp_path: Path) -> None:
    query = CallQuery(period=Period(relative=PeriodName.LAST_MONTH))
    first, other = open_account(tmp_path / "a"), open_account(tmp_path / "b")
    first.saved_views.save(ViewPage.CALLS, " last \n month ", query)
    first.close()
    again = open_account(tmp_path / "a")
    [view] = again.saved_views.views(ViewPage.CALLS)
    assert (view.name, view.query) == ("last month", query)
    assert names(other) == []
    again.close()
    other.close()


def test_a_name_is_used_once(here: AccountScope) -> None:
    views = here.saved_views
    first = views.save(ViewPage.CALLS, "Mine", CallQuery(text="a"))
    assert views.save(ViewPage.CALLS, "mine ", CallQuery(text="b")) == first
    views.save(ViewPage.CALLS, "other", CallQuery())
    mine, other = views.views(ViewPage.CALLS)
    assert mine.query == CallQuery(text="b")
    assert not views.rename(other, "MINE")
    assert not views.rename(other, "  ")
    assert views.rename(mine, "MINE")
    assert views.save(ViewPage.CALLS, " ", CallQuery()) is None
    assert names(here) == ["MINE", "other"]
    here.close()


def test_moved_removed_and_back(here: AccountScope) -> None:
    views = here.saved_views
    for name in "abc":
        views.save(ViewPage.CALLS, name, CallQuery(text=name))
    views.move(views.views(ViewPage.CALLS)[2], 0)
    assert names(here) == ["c", "a", "b"]
    removed = views.remove(views.views(ViewPage.CALLS)[1])
    assert removed is not None
    assert names(here) == ["c", "b"]
    views.put_back(removed)
    assert names(here) == ["c", "a", "b"]
    here.close()


def test_more_than_fifty_are_refused(here: AccountScope) -> None:
    for number in range(MOST_VIEWS):
        assert here.saved_views.save(ViewPage.RECEIPTS, str(number), ReceiptQuery()) is not None
    assert here.saved_views.save(ViewPage.RECEIPTS, "more", ReceiptQuery()) is None
    assert here.saved_views.save(ViewPage.RECEIPTS, "7", replace(ReceiptQuery(), text="x")) is not None
    here.close()
