"""What a sync says while it goes on, and what it brought."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from desktop.core.errors import AppError, NotAllowed


class SyncProgress(NamedTuple):
    """Rows seen of one list, `total` as the server says it; or rows asked for that a list did not show."""

    what: Literal["calls", "receipts", "unseen"]
    seen: int
    total: int


class ListReport(NamedTuple):
    """How one list went. `missing`: rows the server counts but never showed, however often walked.

    `refused`: this user may not see the list; `failed`: it could not be had this time.
    """

    changed: int = 0
    missing: int = 0
    refused: NotAllowed | None = None
    failed: AppError | None = None


class SyncReport(NamedTuple):
    """What a sync brought. `gone`: rows of which the server said that it has them no longer."""

    calls: ListReport
    receipts: ListReport
    gone: int = 0

    @property
    def failed(self) -> AppError | None:
        """Why not all of it is as fresh as the server's; None when it is."""
        return self.calls.failed or self.receipts.failed


OnProgress = Callable[[SyncProgress], None]
