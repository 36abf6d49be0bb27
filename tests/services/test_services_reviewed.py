"""ReviewedService: what a command changes, what hearing does, and what comes back from a backup."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.models import Call
from desktop.core.query import CallQuery
from desktop.services.account_scope import AccountScope
from desktop.store.calls_repository import CallsRepository
from tests.services.conftest import OpenScope, damage

NOW = datetime.now(UTC)


@pytest.fixture
def open_scope(open_scope: OpenScope) -> OpenScope:
    """The same with four calls in it."""

    def begin() -> AccountScope:
        scope = open_scope()
        CallsRepository(scope.database).upsert(
            Call(f"CA{number}", NOW - timedelta(hours=number)) for number in range(4)
        )
        return scope

    return begin


def reviewed(scope: AccountScope) -> list[str]:
    return [row.call.sid for row in scope.calls.rows(scope.calls.ids(CallQuery(reviewed=True)))]


def test_a_selection_is_reviewed_and_undone_as_one(open_scope: OpenScope) -> None:
    scope = open_scope()
    ids = scope.calls.ids(CallQuery())
    scope.reviewed.toggle_reviewed(ids[:1])
    marked = scope.reviewed.toggle_reviewed(ids[:3])
    assert (marked.on, sorted(marked.row_ids)) == (True, sorted(ids[1:3]))
    assert reviewed(scope) == ["CA0", "CA1", "CA2"]
    # The first one was so before: it stays.
    assert scope.reviewed.set_reviewed(marked.row_ids, not marked.on).row_ids == marked.row_ids
    assert reviewed(scope) == ["CA0"]
    assert not scope.reviewed.toggle_reviewed(ids[:1]).on
    assert reviewed(scope) == []


def test_hearing_marks_once(open_scope: OpenScope) -> None:
    scope = open_scope()
    row_id = scope.reviewed.mark_heard("CA2")
    assert row_id is not None and scope.calls.rows([row_id])[0].reviewed
    assert scope.reviewed.mark_heard("CA2") is None
    assert scope.reviewed.mark_heard("CA-gone") is None
    assert reviewed(scope) == ["CA2"]


def test_one_query_counts_and_sums_it(open_scope: OpenScope) -> None:
    scope = open_scope()
    scope.reviewed.mark_heard("CA1")
    query = CallQuery(reviewed=False)
    assert scope.calls.count_of(query) == scope.calls.summary(query).calls == len(scope.calls.ids(query)) == 3


def test_marks_come_back_after_damage(open_scope: OpenScope, tmp_path: Path) -> None:
    scope = open_scope()
    scope.reviewed.mark_heard("CA1")
    scope.reviewed.toggle_pinned(scope.calls.ids(CallQuery())[:1])
    scope.close()
    damage(tmp_path)
    again = open_scope()
    assert again.damage is not None and reviewed(again) == []
    restored = again.backup.restore()
    assert restored is not None and (restored.marks, restored.notes) == (2, 0)
    assert reviewed(again) == ["CA1"]
    assert [row.call.sid for row in again.calls.rows(again.calls.ids(CallQuery())) if row.pinned] == ["CA0"]
