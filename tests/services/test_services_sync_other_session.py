"""A session that turns into another user's: nothing of his comes into this account's lists."""

from __future__ import annotations

import json
from typing import Any

import pytest

from desktop.core.errors import SignedOut
from desktop.core.models import Account
from desktop.demo import DEMO_PASSWORD
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from tests.conftest import MemoryKeyring
from tests.services.conftest import receipt_ids, sids, sync_all

OTHER_EMAIL = "second@other.example"


def become_other(scope: AccountScope) -> None:
    """As when a proxy mixes up two answers: the next one brings another user's cookie."""
    assert scope.online is not None
    scope.online.client.session.sign_in(OTHER_EMAIL, DEMO_PASSWORD)


def ours(server: DemoServer) -> set[str]:
    return {call.sid for call in server.world.businesses[1].calls}


def test_another_users_session_brings_no_row_of_his(synced: AccountScope, server: DemoServer) -> None:
    before = receipt_ids(synced)
    become_other(synced)
    with pytest.raises(SignedOut):
        sync_all(synced)
    assert sids(synced) == ours(server)
    assert receipt_ids(synced) == before


def test_a_refresh_that_gives_another_business_is_none(synced: AccountScope, server: DemoServer) -> None:
    """As when the user was a guest there: with his password he comes back to where he was."""
    server.world.expire_sessions(refresh_works=True)
    server.faults.add(Fault("/auth/refresh$", "status", status=200, body=as_in(synced.account, business=2)))
    sync_all(synced)
    assert server.counters.hits["POST /api/auth/login"] == 2
    assert sids(synced) == ours(server)


def test_without_a_password_it_ends_the_session(
    synced: AccountScope, server: DemoServer, memory_keyring: MemoryKeyring
) -> None:
    memory_keyring.kept.clear()
    other = Fault("/auth/refresh$", "status", status=200, body=as_in(synced.account, business=2))
    server.world.expire_sessions(refresh_works=True)
    server.faults.add(other)
    with pytest.raises(SignedOut):
        sync_all(synced)


def test_an_email_that_became_another_user_ends_the_session(synced: AccountScope, server: DemoServer) -> None:
    server.world.expire_sessions()
    body = as_in(synced.account, business=2)
    cookie = ("Set-Cookie", "al_sess=other; Path=/; HttpOnly")
    server.faults.add(Fault("/auth/login$", "status", status=200, body=body, headers=(cookie,)))
    with pytest.raises(SignedOut):
        sync_all(synced)
    assert sids(synced) == ours(server)


def as_in(account: Account, business: int) -> bytes:
    user: dict[str, Any] = {"id": account.user_id, "business_id": business, "email": account.email}
    return json.dumps({"user": user, "tenant": {"id": business}}).encode()
