"""After *Sign out* a password is forgotten, by the next start if this run did not come to it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import keyring.errors
import pytest

from desktop.core.password_errors import PasswordLeft, PasswordNotKept
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoServer
from desktop.services.account import AccountService, SignIn
from desktop.services.account_scope import AccountScope
from desktop.store.app_dirs import AppDirs
from tests.conftest import MemoryKeyring
from tests.prepared import account_service

OTHER_EMAIL = "second@other.example"


def sign_in(accounts: AccountService, server: DemoServer, email: str = DEMO_EMAIL) -> None:
    accounts.open(accounts.sign_in(SignIn(server.url, email, DEMO_PASSWORD, keep=True))).close()


def emails(kept: MemoryKeyring) -> list[str]:
    """Whose passwords are kept."""
    return sorted(user.partition("|")[2] for _, user in kept.kept)


def test_what_one_run_could_not_forget_the_next_one_does(
    scope: AccountScope,
    accounts: AccountService,
    server: DemoServer,
    data_dir: Path,
    memory_keyring: MemoryKeyring,
) -> None:
    sign_in(accounts, server, OTHER_EMAIL)
    accounts.leave(scope.account)
    assert emails(memory_keyring) == [DEMO_EMAIL, OTHER_EMAIL]
    account_service(data_dir).forget_left_passwords()
    assert emails(memory_keyring) == [OTHER_EMAIL]
    assert AppDirs(data_dir).left() == []


def test_what_is_forgotten_is_not_looked_for_again(
    scope: AccountScope, accounts: AccountService, data_dir: Path, memory_keyring: MemoryKeyring
) -> None:
    accounts.leave(scope.account)
    accounts.forget_password(scope.account)
    assert emails(memory_keyring) == []
    assert AppDirs(data_dir).left() == []


@pytest.mark.parametrize("same_run", [True, False])
def test_whoever_signed_in_anew_keeps_the_password(
    scope: AccountScope,
    accounts: AccountService,
    server: DemoServer,
    data_dir: Path,
    memory_keyring: MemoryKeyring,
    same_run: bool,
) -> None:
    accounts.leave(scope.account)
    sign_in(accounts, server)
    later = accounts if same_run else account_service(data_dir)
    later.forget_left_passwords()
    assert emails(memory_keyring) == [DEMO_EMAIL]
    # And is signed out as well as before.
    later.leave(scope.account)
    later.forget_left_passwords()
    assert emails(memory_keyring) == []


def test_a_sign_in_that_just_kept_its_password_is_not_undone(
    scope: AccountScope,
    accounts: AccountService,
    server: DemoServer,
    data_dir: Path,
    memory_keyring: MemoryKeyring,
) -> None:
    """Its account is not open yet when a sign-out's turn comes at last."""
    accounts.leave(scope.account)
    signed_in = accounts.sign_in(SignIn(server.url, DEMO_EMAIL, DEMO_PASSWORD, keep=True))
    accounts.forget_password(scope.account)
    accounts.forget_left_passwords()
    assert emails(memory_keyring) == [DEMO_EMAIL]
    # Nobody wants it any more: then what it kept goes, too.
    signed_in.drop()
    account_service(data_dir).forget_left_passwords()
    assert emails(memory_keyring) == []


def test_a_sign_in_that_nobody_waited_for_leaves_no_password(
    accounts: AccountService, server: DemoServer, data_dir: Path, memory_keyring: MemoryKeyring
) -> None:
    """Its dialog was closed, or the program ended, while the password was written."""
    accounts.sign_in(SignIn(server.url, DEMO_EMAIL, DEMO_PASSWORD, keep=True)).drop()
    later = account_service(data_dir)
    assert later.open_last() is None
    later.forget_left_passwords()
    assert emails(memory_keyring) == []


def test_signing_in_once_more_where_one_is_open_changes_nothing_of_that(
    scope: AccountScope,
    accounts: AccountService,
    server: DemoServer,
    data_dir: Path,
    memory_keyring: MemoryKeyring,
) -> None:
    accounts.sign_in(SignIn(server.url, DEMO_EMAIL, DEMO_PASSWORD, keep=True)).drop()
    account_service(data_dir).forget_left_passwords()
    assert emails(memory_keyring) == [DEMO_EMAIL]


def test_an_email_that_is_another_account_s_by_now_keeps_its_password(
    scope: AccountScope, accounts: AccountService, data_dir: Path, memory_keyring: MemoryKeyring
) -> None:
    """One entry of the password store is for a server and an e-mail, whoever that is."""
    heir, dirs = scope.account._replace(user_id=99), AppDirs(data_dir)
    accounts.leave(scope.account)
    opened = accounts.load(heir)
    accounts.enter(opened)
    opened.close()
    accounts.forget_password(scope.account)
    account_service(data_dir).forget_left_passwords()
    assert emails(memory_keyring) == [DEMO_EMAIL]
    accounts.leave(heir)
    account_service(data_dir).forget_left_passwords()
    assert emails(memory_keyring) == []
    assert dirs.left() == []


def test_a_store_that_fails_is_asked_again_by_the_next_start(
    scope: AccountScope,
    accounts: AccountService,
    server: DemoServer,
    data_dir: Path,
    memory_keyring: MemoryKeyring,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sign_in(accounts, server, OTHER_EMAIL)
    other = next(one for one in accounts.known() if one.email == OTHER_EMAIL)
    for account in (scope.account, other):
        accounts.leave(account)
    delete = MemoryKeyring.delete_password

    def locked(self: MemoryKeyring, service: str, user: str) -> None:
        if user.endswith(DEMO_EMAIL):
            raise keyring.errors.KeyringLocked
        delete(self, service, user)

    with monkeypatch.context() as patch:
        patch.setattr(MemoryKeyring, "delete_password", locked)
        with pytest.raises(PasswordLeft):
            account_service(data_dir).forget_left_passwords()
        # One that is locked keeps no other one here.
        assert emails(memory_keyring) == [DEMO_EMAIL]
    with monkeypatch.context() as patch:
        # Started where the system offers none, as over a network: it is there the next time.
        patch.setattr(MemoryKeyring, "priority", 0)
        account_service(data_dir).forget_left_passwords()
    account_service(data_dir).forget_left_passwords()
    assert emails(memory_keyring) == []


def test_an_account_of_before_there_was_such_a_note_is_forgotten_too(
    scope: AccountScope, accounts: AccountService, data_dir: Path, memory_keyring: MemoryKeyring
) -> None:
    (scope.folder / "open.json").unlink()
    accounts.leave(scope.account)
    account_service(data_dir).forget_left_passwords()
    assert emails(memory_keyring) == []


def test_a_note_that_cannot_be_removed_says_nothing_wrong_of_a_sign_in(
    scope: AccountScope, accounts: AccountService, data_dir: Path, memory_keyring: MemoryKeyring
) -> None:
    """As while a virus scanner looks at it: the account is open all the same, and keeps its password."""
    accounts.leave(scope.account)
    note = scope.folder / "left.json"
    note.unlink()
    # Which no system deletes as a file.
    note.mkdir()
    accounts.enter(scope)
    later = account_service(data_dir)
    assert [one.identity for one in later.known()] == [scope.account.identity]
    later.forget_left_passwords()
    assert emails(memory_keyring) == [DEMO_EMAIL]


class HungStore:
    """A password store that answers nobody before it `may`."""

    def __init__(self) -> None:
        self.asked, self.may = threading.Event(), threading.Event()

    def get_password(self, _service: str, _user: str) -> None:
        self.asked.set()
        self.may.wait(30)


@pytest.fixture
def hung(monkeypatch: pytest.MonkeyPatch) -> Iterator[HungStore]:
    made = HungStore()
    monkeypatch.setattr(MemoryKeyring, "get_password", made.get_password)
    yield made
    made.may.set()


def test_whoever_waits_for_a_store_that_hangs_is_let_go_at_the_end(
    scope: AccountScope, accounts: AccountService, hung: HungStore
) -> None:
    accounts.leave(scope.account)
    failed: list[Exception] = []

    def forget() -> None:
        with pytest.raises(PasswordLeft) as caught:
            accounts.forget_password(scope.account)
        failed.append(caught.value)

    waiting = threading.Thread(target=forget)
    waiting.start()
    assert hung.asked.wait(30)
    accounts.give_passwords_up()
    waiting.join(30)
    assert len(failed) == 1
    # And nobody begins to wait after that.
    with pytest.raises(PasswordNotKept):
        accounts.resume(scope.account)
