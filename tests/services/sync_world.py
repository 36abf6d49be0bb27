"""SyncWorld: a computer with two accounts, its server, and a model of what must be on the computer."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.errors import Offline, SignedOut
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.options import DemoOptions
from desktop.demo.server import DemoServer
from desktop.demo.world import Business
from desktop.services.account import SignIn
from desktop.services.account_scope import AccountScope
from desktop.services.sync import SyncHow
from tests.prepared import account_service

EMAILS = (DEMO_EMAIL, "second@other.example")
OPTIONS = DemoOptions(calls=130, receipts=110, bunches=(0.3, 8), transcripts=False)
"""More than a page of each, so that pages meet."""

Rows = dict[str, str]
"""By key, what tells whether a row is as the server has it."""


@dataclass(slots=True)
class Lists:
    """Both lists, of the server at one moment or of the computer."""

    calls: Rows = field(default_factory=dict)
    receipts: Rows = field(default_factory=dict)


class SyncWorld:
    """`known` is the model: of each account, the server's lists as they were at its last whole walk."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.server = self._stack.enter_context(DemoServer(OPTIONS))
        self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self.account = 0
        self.signed_in = False
        self.known = [Lists(), Lists()]
        self.scope: AccountScope | None = None
        self.switch(0)

    def close(self) -> None:
        if self.scope is not None:
            self.scope.close()
        self._stack.close()

    @property
    def business(self) -> Business:
        return list(self.server.world.businesses.values())[self.account]

    # -- what the user does ----------------------------------------------------------------------

    def switch(self, account: int) -> None:
        """Signs in to another account, or anew to the same one; offline it stays as it is."""
        accounts = account_service(self.folder)
        try:
            signed_in = accounts.sign_in(SignIn(self.server.url, EMAILS[account], DEMO_PASSWORD, keep=False))
        except Offline:
            assert self.server.faults.offline
            return
        if self.scope is not None:
            self.scope.close()
        self.scope, self.account, self.signed_in = accounts.open(signed_in), account, True

    def restart(self) -> None:
        """The program ends and begins: without a session, from what is on the disk."""
        assert self.scope is not None
        self.scope.close()
        self.scope, self.signed_in = account_service(self.folder).open_last(), False

    def sync(self) -> None:
        """Walks everything; asks until nothing is left to be asked for."""
        there = self.there()
        if self._run(SyncHow(everything=True)):
            self.known[self.account] = there

    def sync_newest(self) -> None:
        """A sync as it comes every ten minutes: it brings what is new, and knows no more than that."""
        if self.known[self.account].calls and self._run(SyncHow(full_walk_hours=0)):
            self._learn_newest()

    def _run(self, how: SyncHow) -> bool:
        """Signs in anew where there is no session, as the program does. Whether it went through."""
        assert self.scope is not None
        if self.scope.online is None:
            self.switch(self.account)
        if self.scope.online is None:
            return False
        try:
            while self.scope.online.sync.run(CancelToken(), lambda _: None, how).gone:
                pass
        except Offline:
            assert self.server.faults.offline
            return False
        except SignedOut:
            assert not self.signed_in
            self.scope.go_offline()
            return False
        return True

    def _learn_newest(self) -> None:
        """What the sync may have brought is as the server has it now; the rest stays as it was known."""
        here, there, known = self.here(), self.there(), self.known[self.account]
        _learn(known.calls, here.calls, there.calls)
        _learn(known.receipts, here.receipts, there.receipts)

    # -- what happens at the server --------------------------------------------------------------

    def expire(self) -> None:
        self.server.world.expire_sessions()
        self.signed_in = False

    def insert(self, count: int) -> None:
        """Of the first business; each a second after the other."""
        for _ in range(count):
            self.server.world.clock.advance(timedelta(seconds=1))
            self.server.world.add_call()
            self.server.world.add_receipt()

    def delete(self, place: int, count: int) -> None:
        calls, receipts = self.business.calls, self.business.receipts
        for sid in [call.sid for call in list(calls)[place : place + count]]:
            calls.remove(sid)
        for receipt_id in [receipt.id for receipt in list(receipts)[place : place + count]]:
            receipts.remove(receipt_id)

    def edit(self, place: int, words: str) -> None:
        calls, receipts = list(self.business.calls), list(self.business.receipts)
        if calls:
            call = calls[place % len(calls)]
            self.business.calls.replace(replace(call, transcript=words, duration=len(words)))
        if receipts:
            receipt = receipts[place % len(receipts)]
            self.business.receipts.replace(replace(receipt, subject=words))

    # -- what there is ---------------------------------------------------------------------------

    def there(self) -> Lists:
        """At the server, of the account that is open."""
        calls = {call.sid: f"{call.status} {call.duration} {call.transcript}" for call in self.business.calls}
        receipts = {str(one.id): f"{one.status} {one.subject or ''}" for one in self.business.receipts}
        broken = {str(one.id) for one in self.business.receipts if one.error_message}
        return Lists(calls, {key: "broken" if key in broken else text for key, text in receipts.items()})

    def here(self) -> Lists:
        """On the computer, of the account that is open."""
        assert self.scope is not None
        ids = self.scope.calls.ids(CallQuery())
        calls = [row.call for row in self.scope.calls.rows(ids)]
        receipts = [row.receipt for row in self.scope.receipts.rows(self.scope.receipts.ids(ReceiptQuery()))]
        assert len(calls) == len({call.sid for call in calls})
        return Lists(
            {call.sid: f"{call.status} {call.duration_s} {call.transcript}" for call in calls},
            {
                str(one.id): "broken" if one.error_message else f"{one.status} {one.subject}"
                for one in receipts
            },
        )

    def check(self) -> None:
        """The computer has what the model says, and nothing else; each word is found where it stands."""
        assert self.scope is not None
        here, known = self.here(), self.known[self.account]
        assert here.calls == known.calls
        assert here.receipts == known.receipts
        for word in {text.split()[-1] for text in known.calls.values() if text.endswith("word")}:
            with_word = {sid for sid, text in known.calls.items() if word in text.split()}
            rows = self.scope.calls.rows(self.scope.calls.ids(CallQuery(text=word)))
            assert {row.call.sid for row in rows} == with_word


def _learn(model: Rows, here: Rows, there: Rows) -> None:
    """`there.keys() - model.keys()`: what came since the last walk, all of it newer than the rest."""
    assert there.keys() - model.keys() <= here.keys()
    assert all(text in (model.get(key), there.get(key)) for key, text in here.items())
    model |= {key: text for key, text in here.items() if there.get(key) == text}
