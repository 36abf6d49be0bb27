"""Bookmarks and places: found, backed up, kept when the call is gone, and written in the end."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.core.bookmark import LONGEST_BOOKMARK, Bookmark
from desktop.core.cancel import CancelToken
from desktop.core.errors import DiskFull
from desktop.core.heard import Place
from desktop.core.models import Call
from desktop.core.query import CallQuery
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.find import FoundKind
from desktop.store import backup_files
from desktop.store.backup_files import BackupFiles
from desktop.store.calls_repository import CallsRepository
from tests.full_disk import no_page_left
from tests.services.conftest import OpenScope, damage, sids, sync_all
from tests.services.test_services_sync_gone import remove_some
from tests.store.store_rows import NOW


def add(scope: AccountScope, sid: str, at_ms: int, text: str) -> Bookmark:
    made = scope.bookmarks.new(sid, at_ms)
    scope.bookmarks.hold(made)
    kept = scope.bookmarks.hold(made._replace(text=text))
    scope.bookmarks.write()
    return kept


def remove(scope: AccountScope, bookmark: Bookmark) -> None:
    scope.bookmarks.hold_removed(bookmark)
    scope.bookmarks.write()


def test_bookmarks_are_in_the_order_of_the_recording(open_scope: OpenScope) -> None:
    scope = open_scope()
    late, early = add(scope, "CA1", 9_000, "late"), add(scope, "CA1", 50, "  two\nlines ")
    add(scope, "CA2", 1, "x" * 900)
    assert scope.bookmarks.of("CA1") == [early, late]
    assert early.text == "two lines"
    assert len(scope.bookmarks.of("CA2")[0].text) == LONGEST_BOOKMARK
    remove(scope, late)
    assert scope.bookmarks.of("CA1") == [early]
    scope.bookmarks.hold(late)
    assert scope.bookmarks.of("CA1") == [early, late]
    remove(scope, early)
    assert scope.bookmarks.of("CA1") == [late]


def test_what_is_done_is_read_at_once_and_kept_at_the_end(open_scope: OpenScope) -> None:
    scope = open_scope()
    written, removed = add(scope, "CA1", 100, "first"), add(scope, "CA1", 200, "second")
    scope.bookmarks.hold(written._replace(text="other"))
    scope.bookmarks.hold_removed(removed)
    made = scope.bookmarks.hold(scope.bookmarks.new("CA1", 50))
    wanted = [made, written._replace(text="other")]
    assert scope.bookmarks.of("CA1") == wanted
    scope.close()
    assert open_scope().bookmarks.of("CA1") == wanted


def test_one_that_cannot_be_written_is_held(open_scope: OpenScope) -> None:
    scope = open_scope()
    with no_page_left(scope.database):
        for number in range(100):
            scope.bookmarks.hold(scope.bookmarks.new("CA1", number)._replace(text="x" * 400))
        with pytest.raises(DiskFull):
            scope.bookmarks.write()
        assert len(scope.bookmarks.of("CA1")) == 100
    scope.close()
    assert len(open_scope().bookmarks.of("CA1")) == 100


def test_what_is_written_in_them_is_found(open_scope: OpenScope) -> None:
    scope = open_scope()
    CallsRepository(scope.database).upsert([Call(f"CA{n}", NOW - timedelta(days=n)) for n in range(3)])
    add(scope, "CA1", 9_000, "המחיר הסופי, final")
    scope.listening.hold("CA1", Place(1, 2, (), NOW))
    for words in ("final", "מחיר", "ה"):
        [row_id] = scope.calls.ids(CallQuery(text=words))
        [row] = scope.calls.rows([row_id])
        assert row.call.sid == "CA1"
    [group] = scope.find.first("final", CancelToken())
    [found] = group.records
    assert group.kind is FoundKind.CALLS
    assert (found.in_note, found.at_ms) == (False, 9_000) and "final" in found.context


def test_a_call_with_a_bookmark_is_one_that_was_written_on(open_scope: OpenScope) -> None:
    scope = open_scope()
    CallsRepository(scope.database).upsert([Call(f"CA{n}", NOW - timedelta(days=n)) for n in range(3)])
    empty = add(scope, "CA1", 9_000, "")
    [row] = scope.calls.rows(scope.calls.ids(CallQuery(has_notes=True)))
    assert (row.call.sid, row.bookmark) == ("CA1", "")
    said = add(scope, "CA1", 9_500, "final")
    assert [found.bookmark for found in scope.calls.rows(scope.calls.ids(CallQuery()))] == [
        None,
        "final",
        None,
    ]
    assert len(scope.calls.ids(CallQuery(has_notes=False))) == 2
    remove(scope, said)
    remove(scope, empty)
    assert not scope.calls.ids(CallQuery(has_notes=True))


def test_they_come_back_after_damage_and_places_do_not(open_scope: OpenScope, tmp_path: Path) -> None:
    scope = open_scope()
    kept = add(scope, "CA1", 9_000, "final")
    scope.listening.hold("CA1", Place(5, 10, ((0, 5),), NOW))
    scope.close()
    newest = BackupFiles(tmp_path).newest()
    assert newest is not None and newest.format == backup_files.FORMAT == 5
    damage(tmp_path)
    again = open_scope()
    restored = again.backup.restore()
    assert restored is not None and (restored.bookmarks, restored.notes) == (1, 0)
    assert again.bookmarks.of("CA1") == [kept]
    assert again.listening.place("CA1") is None


def test_a_call_with_a_bookmark_stays_when_the_server_has_it_no_longer(
    synced: AccountScope, server: DemoServer
) -> None:
    sid, _ = remove_some(server)
    mark = add(synced, sid, 1_000, "mine")
    sync_all(synced)
    assert sid in sids(synced)
    remove(synced, mark)
    sync_all(synced)
    assert sid not in sids(synced)


def test_a_place_is_there_at_once_and_kept_for_the_next_start(open_scope: OpenScope) -> None:
    scope = open_scope()
    place = Place(4_000, 10_000, ((0, 3_000), (3_500, 4_000)), NOW)
    scope.listening.hold("CA1", place)
    assert scope.listening.place("CA1") == place
    assert place.share == 0.35
    assert scope.listening.place("CA2") is None
    scope.close()
    assert open_scope().listening.place("CA1") == place


def test_a_place_that_cannot_be_written_is_held(open_scope: OpenScope) -> None:
    scope = open_scope()
    with no_page_left(scope.database):
        many = tuple((number * 10, number * 10 + 5) for number in range(2_000))
        scope.listening.hold("CA1", Place(1, 2, many, NOW))
        with pytest.raises(DiskFull):
            scope.listening.write()
        assert scope.listening.place("CA1") is not None
    scope.listening.write()
    assert scope.listening._places.place("CA1") == Place(1, 2, many, NOW)


def test_ranges_that_are_none_were_not_heard(open_scope: OpenScope) -> None:
    scope = open_scope()
    scope.listening.hold("CA1", Place(1, 2, (), NOW))
    scope.listening.write()
    for damaged in ("", "[[1]]", '{"a": 1}', '[["x", 2]]'):
        with scope.database.transaction() as connection:
            connection.execute("UPDATE playback SET heard = ?", (damaged,))
        assert scope.listening.place("CA1") == Place(1, 2, (), NOW)
