"""SavedViewsRepository: kept in the user's order, page by page, and brought back after being removed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.call_query import CallQuery
from desktop.core.query import ReceiptQuery
from desktop.core.saved_view import MOST_VIEWS, ViewPage
from desktop.store.database import Database
from desktop.store.saved_views_repository import SavedViewsRepository
from tests.fresh_lists import fresh_database


@pytest.fixture
def views(database: Database) -> SavedViewsRepository:
    return SavedViewsRepository(database)


def names(views: SavedViewsRepository, page: ViewPage = ViewPage.CALLS) -> list[str]:
    return [view.name for view in views.views(page)]


def add(views: SavedViewsRepository, name: str, page: ViewPage = ViewPage.CALLS) -> int:
    new = views.add(page, name, CallQuery(text=name) if page is ViewPage.CALLS else ReceiptQuery(text=name))
    assert new is not None
    return new


def test_pages_have_their_own(views: SavedViewsRepository) -> None:
    add(views, "a")
    add(views, "b", ViewPage.RECEIPTS)
    assert names(views) == ["a"]
    [view] = views.views(ViewPage.RECEIPTS)
    assert (view.name, view.query, view.whole) == ("b", ReceiptQuery(text="b"), True)


def test_renamed_and_updated(views: SavedViewsRepository) -> None:
    number = add(views, "a")
    views.rename(number, "\ud800 new")
    views.update(number, CallQuery(lost_soon=True))
    views.rename(999, "x")
    [view] = views.views(ViewPage.CALLS)
    assert (view.id, view.name, view.query) == (number, "? new", CallQuery(lost_soon=True))


def test_no_more_than_fifty(views: SavedViewsRepository) -> None:
    for number in range(MOST_VIEWS):
        add(views, str(number))
    assert views.add(ViewPage.CALLS, "one more", CallQuery()) is None
    removed = views.remove(views.views(ViewPage.CALLS)[0].id)
    assert removed is not None
    add(views, "one more")
    assert views.put_back(removed) is None
    assert len(names(views)) == MOST_VIEWS
    add(views, "of the other page", ViewPage.RECEIPTS)


def test_a_removed_view_comes_back_with_what_this_version_does_not_know(
    database: Database, views: SavedViewsRepository
) -> None:
    add(views, "a")
    number = add(views, "b")
    add(views, "c")
    text = '{"format": 1, "query": {"text": "b", "mood": "good"}}'
    with database.transaction() as connection:
        connection.execute("UPDATE saved_views SET query = ? WHERE view_id = ?", (text, number))
    removed = views.remove(number)
    assert names(views) == ["a", "c"]
    assert views.remove(number) is None
    assert removed is not None
    assert views.put_back(removed) is not None
    assert names(views) == ["a", "b", "c"]
    with database.reader() as connection:
        [kept] = connection.execute("SELECT query FROM saved_views WHERE name = 'b'").fetchone()
    assert kept == text
    assert not views.views(ViewPage.CALLS)[1].whole


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-2, 8)), max_size=12))
def test_moved_as_in_a_list(tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[int, int]]) -> None:
    database = fresh_database(tmp_path_factory.mktemp("views"))
    views = SavedViewsRepository(database)
    model = [add(views, str(number)) for number in range(5)]
    for which, place in moves:
        number = model[which] if which < len(model) else 999
        views.move(ViewPage.CALLS, number, place)
        if number in model:
            model.remove(number)
            model.insert(max(0, place), number)
        assert [view.id for view in views.views(ViewPage.CALLS)] == model
    database.close()


def test_each_has_a_key_that_stays(views: SavedViewsRepository) -> None:
    add(views, "a"), add(views, "b")
    kept = views.all()
    assert len({view.key for view in kept} - {""}) == 2
    number = views.views(ViewPage.CALLS)[0].id
    views.rename(number, "c")
    removed = views.remove(number)
    assert removed is not None and removed.key == kept[0].key
    assert views.put_back(removed) is not None
    assert [view.key for view in views.all()] == [view.key for view in kept]
    # Of a backup comes what is not here: neither the one that was renamed since, nor that of another key.
    assert views.take_up([kept[0], kept[1]._replace(key="other"), kept[1]._replace(name="d", key="")]) == 1
    assert names(views) == ["c", "b", "d"]
    assert len({view.key for view in views.all()} - {""}) == 3
