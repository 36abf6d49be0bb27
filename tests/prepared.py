"""A data folder as the program leaves it: an account of the embedded server with its lists."""

from __future__ import annotations

from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.models import KeptFile
from desktop.core.version import user_agent
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoServer
from desktop.services.account import AccountService, SignIn
from desktop.services.account_scope import AccountScope
from desktop.services.account_upkeep import put_right
from desktop.services.sync import SyncHow, SyncReport
from desktop.services.transfers import Answered, Arrived
from desktop.store.app_dirs import AppDirs
from desktop.store.credentials import Credentials
from desktop.store.settings_file import SettingsFile
from tests.fresh_lists import lay_lists

_AS_EVER = SyncHow()


def account_service(folder: Path) -> AccountService:
    """The accounts of the data folder `folder`, as the program itself has them."""
    dirs = AppDirs(folder)
    return AccountService(dirs, Credentials(), SettingsFile(dirs.settings_path), user_agent())


def open_scope(folder: Path, url: str) -> AccountScope:
    """Signed in to the embedded server at `url`, online; no password is kept."""
    return open_signed_in(account_service(folder), folder, SignIn(url, DEMO_EMAIL, DEMO_PASSWORD, keep=False))


def open_signed_in(accounts: AccountService, folder: Path, sign_in: SignIn) -> AccountScope:
    """Signed in, online; `accounts` are those of the data folder `folder`."""
    signed_in = accounts.sign_in(sign_in)
    lay_lists(AppDirs(folder).account_dir(signed_in.account))
    return accounts.open(signed_in)


def sync(scope: AccountScope, how: SyncHow = _AS_EVER) -> SyncReport:
    """Brings the server's lists here."""
    assert scope.online is not None
    return scope.online.sync.run(CancelToken(), lambda _: None, how)


def recover(scope: AccountScope) -> int:
    """As the program does once the account is open; returns how many files are noted otherwise now."""
    return put_right(scope, CancelToken()) + scope.recovery.adopt_files(CancelToken())


def prepare(folder: Path, server: DemoServer) -> None:
    """Leaves `folder` with the server's lists in it; the program opens it as the last account."""
    scope = open_scope(folder, server.url)
    try:
        sync(scope)
    finally:
        scope.close()


def kept_of(answer: Arrived | Answered) -> KeptFile | Answered:
    """What came of an attempt, once that is in its place."""
    return keep(answer) if isinstance(answer, Arrived) else answer


def keep(arrived: Arrived) -> KeptFile:
    """Settles, notes and closes it alone; raises AppError."""
    with arrived.part:
        settled = arrived.settle()
        failures = [] if settled.is_noted else arrived.note([(settled.kept, settled.row)])
        for failure in filter(None, failures):
            raise failure
    return settled.kept
