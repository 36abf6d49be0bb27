"""What the calls page asks of an account's services in the TaskPool."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import datetime

from desktop.core.query import CallQuery
from desktop.services.account_scope import AccountScope

FIRST_ROWS = 100
"""So many hits of a search are shown before all of them are found."""


@dataclass(frozen=True, slots=True)
class ListedCalls:
    """The answer to a query: which rows, how many will be lost soon, how many calls there are at all.

    `reached`: see `FoundCalls`.
    """

    query: CallQuery
    ids: array[int]
    lost_soon: int
    count: int
    reached: datetime | None = None


def list_calls(scope: AccountScope, query: CallQuery) -> ListedCalls:
    """Everything the list shows."""
    calls = scope.calls
    ids, reached = calls.found(query) if query.text else (calls.ids(query), None)
    return ListedCalls(query, ids, calls.lost_soon_count(), calls.count(), reached)


def first_ids(scope: AccountScope, query: CallQuery) -> array[int]:
    """The beginning of the list, at once."""
    calls = scope.calls
    return calls.found(query, FIRST_ROWS).ids if query.text else calls.first_ids(query)
