"""An account of the embedded server, signed in, with its scope on disk."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from desktop.core.account import Account
from desktop.core.cancel import CancelToken
from desktop.core.models import FileKey, KeptFile
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.core.transfer import Answer, Way
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.account import AccountService, SignIn
from desktop.services.account_scope import AccountScope
from desktop.services.sync import SyncHow, SyncReport
from desktop.services.transfers import Tell, TransferService
from tests import prepared
from tests.prepared import kept_of
from tests.services.outbox_books import Books

ACCOUNT = Account("https://a.example", 1, 2, "d@a.example")
OpenScope = Callable[[], AccountScope]
EVERYTHING = SyncHow(everything=True)


@pytest.fixture
def accounts(data_dir: Path) -> AccountService:
    return prepared.account_service(data_dir)


@pytest.fixture
def scope(accounts: AccountService, server: DemoServer, data_dir: Path) -> Iterator[AccountScope]:
    """Signed in, nothing synced yet."""
    sign_in = SignIn(server.url, DEMO_EMAIL, DEMO_PASSWORD, keep=True)
    opened = prepared.open_signed_in(accounts, data_dir, sign_in)
    yield opened
    opened.close()


@contextmanager
def account_of(data_dir: Path, options: DemoOptions) -> Iterator[tuple[AccountScope, DemoServer]]:
    """The only account of a server of its own, nothing synced yet."""
    with DemoServer(options) as server, closing(prepared.open_scope(data_dir, server.url)) as scope:
        yield scope, server


@pytest.fixture
def books(data_dir: Path) -> Iterator[Books]:
    """Few receipts, all of them to be reviewed."""
    with account_of(data_dir, DemoOptions(calls=3, receipts=8)) as (opened, running):
        yield Books(opened, running)


@pytest.fixture
def synced(scope: AccountScope) -> AccountScope:
    """With the server's lists on this computer."""
    prepared.sync(scope)
    return scope


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where exports go."""
    made = tmp_path / "יצוא of 2024"
    made.mkdir()
    return made


@pytest.fixture
def target(folder: Path) -> Path:
    """The ZIP that is yet to be."""
    return folder / "receipts.zip"


@pytest.fixture
def open_scope(tmp_path: Path) -> Iterator[OpenScope]:
    """Opens the same account, which has never seen a server, as often as a test likes; each is closed."""
    opened: list[AccountScope] = []

    def begin() -> AccountScope:
        opened.append(AccountScope(ACCOUNT, tmp_path))
        return opened[-1]

    yield begin
    for scope in opened:
        scope.close()


def damage(folder: Path) -> None:
    """The lists' database is no database any more."""
    for side in ("-wal", "-shm", ".open"):
        (folder / f"lists.db{side}").unlink(missing_ok=True)
    (folder / "lists.db").write_bytes(b"not a database" * 400)


def until_ready(transfers: TransferService, key: FileKey) -> None:
    """Asks for a recording until the server has it ready."""
    ends = time.monotonic() + 20
    way = Way.START
    while True:
        answer = kept_of(transfers.attempt(key, way, CancelToken(), Tell()))
        if isinstance(answer, KeptFile) or answer.answer is Answer.READY:
            return
        assert time.monotonic() < ends
        way = Way.ASK


def sync_all(scope: AccountScope, token: CancelToken | None = None) -> SyncReport:
    """Walks everything."""
    assert scope.online is not None
    return scope.online.sync.run(token or CancelToken(), lambda _: None, EVERYTHING)


def sids(scope: AccountScope) -> set[str]:
    """Of all calls on this computer."""
    rows = scope.calls.rows(scope.calls.ids(CallQuery()))
    return {row.call.sid for row in rows}


def receipt_ids(scope: AccountScope) -> set[int]:
    """Of all receipts on this computer."""
    return set(scope.receipts.ids(ReceiptQuery()))
