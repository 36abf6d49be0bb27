"""UnseenCheck: what a whole walk did not show is asked for by itself; only its own 404 says it is gone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.core.account import Account
from desktop.core.cancel import CancelToken
from desktop.core.errors import (
    AnswerNotUnderstood,
    AppError,
    NotAllowed,
    NotFound,
    NotOurServer,
    RequestRefused,
    ServerBusy,
    ServerFailed,
    SignedOut,
)
from desktop.services.sync.report import OnProgress, SyncProgress
from desktop.store.gone_rows import GoneRows, UnseenRow

if TYPE_CHECKING:
    from desktop.api.client import ApiClient

log = logging.getLogger("desktop.sync")

MAX_ASKED = 50
"""In one sync; the rest is remembered. Whoever deletes a year of calls should not wait for them here."""
MAX_FAILURES = 3
"""So many in a row that tell nothing: the server does not answer such questions now."""
_TELLS_NOTHING = (
    NotAllowed,
    NotOurServer,
    ServerBusy,
    ServerFailed,
    AnswerNotUnderstood,
    RequestRefused,
    NotFound,
)


class UnseenCheck:
    """One request at a time. Another tenant's rows answer 404 as well: who is signed in is asked first."""

    def __init__(
        self,
        client: ApiClient,
        account: Account,
        gone: GoneRows,
        write_notes: Callable[[], object],
        free_to_go: Callable[[list[UnseenRow]], list[UnseenRow]],
    ) -> None:
        """`free_to_go`: those of which nothing is kept, whatever is noted."""
        self._client = client
        self._account = account
        self._gone = gone
        self._write_notes = write_notes
        self._free_to_go = free_to_go

    def run(self, token: CancelToken, on_progress: OnProgress) -> int:
        """Asks for some, marks those that are gone, and removes those of which nothing is kept.

        Returns how many are newly gone. Raises Offline, SignedOut, Cancelled and disk errors; then nothing
        is marked, and all of it is asked again.
        """
        gone = self._ask(token, on_progress)
        if gone and not self.is_same_account(token):
            return 0
        if gone:
            self._gone.mark_gone(gone, datetime.now(UTC))
            log.info("SYNC gone=%d", len(gone))
        # A note that is being typed keeps its row.
        self._write_notes()
        self._gone.remove_unkept(self._free_to_go(self._gone.unkept()))
        return len(gone)

    def is_same_account(self, token: CancelToken) -> bool:
        """False when the server does not say. Raises SignedOut when the session is another account's."""
        try:
            found = self._client.me(token)
        except _TELLS_NOTHING as error:
            log.info("SYNC account asked in vain reason=%s", type(error).__name__)
            return False
        if found.identity != self._account.identity:
            raise SignedOut("the session belongs to another account now")
        return True

    def _ask(self, token: CancelToken, on_progress: OnProgress) -> list[UnseenRow]:
        rows = self._gone.to_ask(MAX_ASKED)
        gone: list[UnseenRow] = []
        failures = 0
        for number, row in enumerate(rows, 1):
            token.raise_if_cancelled()
            try:
                if self._is_gone(row, token):
                    gone.append(row)
                failures = 0
            except _TELLS_NOTHING as error:
                failures += 1
                self._note_failure(row, error)
            on_progress(SyncProgress("unseen", number, len(rows)))
            if failures >= MAX_FAILURES:
                break
        return gone

    def _is_gone(self, row: UnseenRow, token: CancelToken) -> bool:
        try:
            if row.list == "calls":
                self._client.call_details(row.id, token)
            else:
                self._client.receipt(int(row.id), token)
        except NotFound as error:
            # A bare 404 may be a proxy's.
            if not error.said:
                raise
            return True
        self._gone.note_seen(row.list, [row.id])
        return False

    def _note_failure(self, row: UnseenRow, error: AppError) -> None:
        log.info("SYNC list=%s asked in vain reason=%s", row.list, type(error).__name__)
        self._gone.note_asked(row, datetime.now(UTC))
