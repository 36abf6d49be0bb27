"""What is put in order of an account that is open: files, before the queue counts on them, and the index.

For the TaskPool.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.core.cancel import CancelToken

if TYPE_CHECKING:
    from desktop.services.account_scope import AccountScope

INDEX_ROWS = 200
"""Texts taken into the search's index at a time: the database is written to for some tens of milliseconds."""


def put_right(scope: AccountScope, token: CancelToken) -> int:
    """What an unclean end left, and others did to files, as far as the queue has to know: before it is
    loaded. Returns how many files, and receipts, are noted otherwise now."""
    scope.copies.sweep_left()
    scope.receipt_copies.sweep_left()
    scope.export_ledger.sweep_parts()
    changed = scope.recovery.tidy(token) + scope.receipts.follow_time_zone()
    # Killed between its name and its row: such a file is not to be fetched once more.
    if wanted := scope.kept_queue.unfinished():
        changed += scope.recovery.adopt_files(token, wanted)
    return changed


def index_texts(scope: AccountScope, token: CancelToken) -> None:
    """Takes into the search's index what an earlier version or a cut sync left, and makes it one piece."""
    while scope.search.take_up(INDEX_ROWS):
        token.raise_if_cancelled()
    scope.search.merge(token)
