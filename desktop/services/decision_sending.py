"""DecisionSending: brings decisions to the server, one at a time, in the order in which they were made.

The server has no versions and takes the last word: what stands there is read first. So a decision whose
answer was lost is not sent twice, and what somebody else decided meanwhile is not overwritten in silence.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.core.account import Account
from desktop.core.errors import (
    AnswerNotUnderstood,
    AppError,
    DiskFailed,
    DiskFull,
    NotAllowed,
    NotFound,
    NotOurServer,
    RequestRefused,
    ServerFailed,
)
from desktop.core.outbox import Decision, DecisionReason, Step, next_step
from desktop.services.backup import BackupService
from desktop.services.clock import ServerClock
from desktop.store.gone_rows import GoneRows, UnseenRow
from desktop.store.outbox_repository import OutboxRepository

if TYPE_CHECKING:
    from desktop.api.client import ApiClient
    from desktop.core.cancel import CancelToken

log = logging.getLogger("desktop.decisions")

FAILED_TIMES = 5
"""So often in a row an answer that is none holds up all that come later; then it may be of one receipt."""
_MAY_BE_OF_ONE = (ServerFailed, AnswerNotUnderstood, NotOurServer)
"""All else is of none: nobody answers or is signed in, the server is busy, nothing can be noted here."""


@dataclass(frozen=True, slots=True)
class SentDecision:
    """What became of one decision. Neither `reason` nor `conflict`: the server has it.

    `reason`: why it was refused; the receipt is shown as the server has it again.
    """

    decision: Decision
    reason: DecisionReason = DecisionReason.NONE
    conflict: bool = False

    @property
    def receipt_id(self) -> int:
        return self.decision.receipt_id


class DecisionSending:
    """For the TaskPool, one at a time whoever asks."""

    def __init__(
        self,
        client: ApiClient,
        account: Account,
        outbox: OutboxRepository,
        backup: BackupService,
        gone: GoneRows,
        is_same_account: Callable[[CancelToken], bool],
        one_at_a_time: threading.Lock,
        token: CancelToken,
        clock: ServerClock,
    ) -> None:
        """`is_same_account`: another one's receipts answer 404, too. Raises SignedOut when it is another.

        `one_at_a_time` is the account's: what an earlier sign-in was about to send comes to its end first.
        """
        self._client = client
        self._account = account
        self._outbox = outbox
        self._backup = backup
        self._gone = gone
        self._is_same_account = is_same_account
        self._token = token
        self._clock = clock
        self._one_at_a_time = one_at_a_time
        self._failures: dict[int, int] = {}
        """Of an entry: how often the server failed at it, one time after the other."""
        self.refused: Mapping[int, int] = {}
        """The entries at which the server failed the last time, and their receipts. They are tried again.
        Never changed in place: another thread reads it."""

    def send_next(self) -> SentDecision | None:
        """Sends the decision that waits longest; None when none waits.

        Raises Offline, SignedOut, ServerBusy, ServerFailed and others as they come: it waits as before, and
        when it was begun, the server is asked for it first. Raises Cancelled once this sign-in has ended.
        """
        with self._one_at_a_time:
            self._token.raise_if_cancelled()
            self._outbox.take_up_begun()
            return self._send_first_that_goes()

    def _send_first_that_goes(self) -> SentDecision | None:
        """A receipt at which something fails again and again does not hold up the others for ever."""
        passed: AppError | None = None
        last = 0
        met: set[int] = set()
        while (decision := self._outbox.next_waiting(last)) is not None:
            try:
                sent = self._send(decision)
            except _MAY_BE_OF_ONE as error:
                met.add(decision.entry_id)
                if not self._is_passed_over(decision):
                    raise
                passed, last = error, decision.entry_id
                continue
            self._forget({decision.entry_id})
            return sent
        # Of the others the user thought again: nobody waits for them.
        self._forget(self._failures.keys() - met)
        if passed is not None:
            raise passed
        self._forget_old()
        return None

    def _forget_old(self) -> None:
        """What stays in the history too long for want of room is not shown there either.

        By this computer's clock, as they were dated by it: where that is wrong, all of them stay.
        """
        if not self._clock.is_right_here:
            return
        try:
            self._outbox.forget_old(datetime.now(UTC))
        except (DiskFull, DiskFailed) as error:
            log.warning("DECISIONS old ones stay reason=%s", type(error).__name__)

    def _is_passed_over(self, decision: Decision) -> bool:
        times = self._failures[decision.entry_id] = self._failures.get(decision.entry_id, 0) + 1
        self.refused = {**self.refused, decision.entry_id: decision.receipt_id}
        return times > FAILED_TIMES

    def _forget(self, entries: Set[int]) -> None:
        if not entries.isdisjoint(self._failures):
            for entry_id in entries:
                self._failures.pop(entry_id, None)
            self.refused = {one: its for one, its in self.refused.items() if one in self._failures}

    # -- one of them -----------------------------------------------------------------------------

    def _send(self, decision: Decision) -> SentDecision:
        try:
            found = self._client.review(decision.receipt_id, self._token)
            step = next_step(decision, found, self._account.user_id)
            if step is Step.CONFLICT:
                self._outbox.note_conflict(decision, found)
                return self._said(SentDecision(decision, conflict=True))
            if step is Step.SEND:
                if not self._outbox.begin(decision):
                    # The user thought again while the server was asked: what he decided then comes next.
                    return SentDecision(decision, DecisionReason.REPLACED)
                self._client.mark_receipt(decision.receipt_id, decision.wanted, self._token)
        except (NotFound, NotAllowed, RequestRefused) as error:
            return self._said(self._refuse(decision, error))
        self._outbox.note_sent(decision)
        return self._said(SentDecision(decision))

    def _refuse(self, decision: Decision, error: NotFound | NotAllowed | RequestRefused) -> SentDecision:
        """Raises NotOurServer where it is not the server's own word, as a web filter's page is not."""
        if isinstance(error, NotFound):
            self._note_gone(decision, error)
            reason = DecisionReason.GONE
        elif not error.said:
            raise NotOurServer(f"in doubt: {error.detail}") from error
        else:
            refused = isinstance(error, NotAllowed)
            reason = DecisionReason.NOT_ALLOWED if refused else DecisionReason.NOT_TAKEN
        if not self._outbox.note_refused(decision, reason):
            reason = DecisionReason.REPLACED
        return SentDecision(decision, reason)

    def _note_gone(self, decision: Decision, error: NotFound) -> None:
        """Raises ServerFailed where it is a proxy's, or nobody says whose receipts these are."""
        if not error.said or not self._is_same_account(self._token):
            raise ServerFailed(f"404 in doubt: {error.detail}", status=404) from error
        self._gone.mark_gone([UnseenRow("receipts", str(decision.receipt_id))], datetime.now(UTC))

    def _said(self, sent: SentDecision) -> SentDecision:
        # What was sent is none that is only here.
        self._backup.due = True
        word = "conflict" if sent.conflict else sent.reason or "sent"
        log.info("DECISION %s receipt=%d status=%s", word, sent.receipt_id, sent.decision.wanted)
        return sent
