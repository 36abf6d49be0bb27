"""Signing in, coming back, signing out, against the embedded server."""

from __future__ import annotations

from pathlib import Path

import keyring.errors
import pytest

from desktop.core.errors import InsecureAddress, Offline, SignedOut, WrongCredentials
from desktop.core.password_errors import KeyringMissing, PasswordLeft
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoServer
from desktop.services.account import AccountService, SignIn
from desktop.services.account_scope import AccountScope
from tests.conftest import MemoryKeyring
from tests.prepared import account_service, sync

OTHER_EMAIL = "second@other.example"


def test_a_kept_password_is_written_once_and_opens_the_account_again(
    scope: AccountScope, data_dir: Path, memory_keyring: MemoryKeyring
) -> None:
    assert memory_keyring.writes == 1
    later = account_service(data_dir)
    again = later.open_last()
    assert again is not None
    try:
        assert again.account == scope.account
        again.go_online(later.resume(again.account).client)
        assert memory_keyring.writes == 1
    finally:
        again.close()


def test_a_wrong_password_says_so_and_keeps_nothing(
    accounts: AccountService, server: DemoServer, data_dir: Path, memory_keyring: MemoryKeyring
) -> None:
    with pytest.raises(WrongCredentials):
        accounts.sign_in(SignIn(server.url, DEMO_EMAIL, "wrong", keep=True))
    assert memory_keyring.kept == {}
    assert accounts.open_last() is None


def test_without_a_keyring_the_session_lasts_for_this_run(
    accounts: AccountService, server: DemoServer, memory_keyring: MemoryKeyring, data_dir: Path
) -> None:
    memory_keyring.__class__.priority = 0
    try:
        signed_in = accounts.sign_in(SignIn(server.url, DEMO_EMAIL, DEMO_PASSWORD, keep=True))
        assert isinstance(signed_in.not_kept, KeyringMissing)
        accounts.open(signed_in).close()
        with pytest.raises(SignedOut):
            account_service(data_dir).resume(signed_in.account)
    finally:
        memory_keyring.__class__.priority = 5


def test_signing_in_without_keeping_forgets_what_was_kept(
    scope: AccountScope, accounts: AccountService, server: DemoServer, memory_keyring: MemoryKeyring
) -> None:
    assert memory_keyring.kept
    signed_in = accounts.sign_in(SignIn(server.url, DEMO_EMAIL, DEMO_PASSWORD, keep=False))
    assert signed_in.not_kept is None
    assert memory_keyring.kept == {}
    signed_in.drop()


def test_a_password_that_stays_behind_is_said(
    scope: AccountScope,
    accounts: AccountService,
    memory_keyring: MemoryKeyring,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def locked(_self: object, _service: str, _user: str) -> None:
        raise keyring.errors.KeyringLocked

    monkeypatch.setattr(MemoryKeyring, "delete_password", locked)
    accounts.leave(scope.account)
    with pytest.raises(PasswordLeft):
        accounts.forget_password(scope.account)
    monkeypatch.setattr(MemoryKeyring, "priority", 0)
    accounts.forget_password(scope.account)


def test_http_to_another_host_is_refused_before_anything_is_sent(accounts: AccountService) -> None:
    with pytest.raises(InsecureAddress):
        accounts.sign_in(SignIn("http://prosaas.example", DEMO_EMAIL, DEMO_PASSWORD, keep=False))


def test_no_server_is_offline(accounts: AccountService, server: DemoServer) -> None:
    server.stop()
    with pytest.raises(Offline):
        accounts.sign_in(SignIn(server.url, DEMO_EMAIL, DEMO_PASSWORD, keep=False))


def test_signed_out_an_account_does_not_open_by_itself(
    scope: AccountScope, accounts: AccountService, data_dir: Path, memory_keyring: MemoryKeyring
) -> None:
    accounts.leave(scope.account)
    accounts.forget_password(scope.account)
    assert memory_keyring.kept == {}
    assert account_service(data_dir).open_last() is None
    assert scope.folder.is_dir()


def test_accounts_that_are_not_signed_out_open_from_disk(
    scope: AccountScope, server: DemoServer, data_dir: Path
) -> None:
    accounts = account_service(data_dir)
    other = accounts.sign_in(SignIn(server.url, OTHER_EMAIL, DEMO_PASSWORD, keep=False))
    accounts.open(other).close()
    server.stop()
    later = account_service(data_dir)
    assert later.known() == [other.account, scope.account]
    opened = later.load_known(scope.account)
    assert later.settings.last_email == OTHER_EMAIL
    later.enter(opened)
    opened.close()
    assert later.settings.last_email == DEMO_EMAIL
    assert account_service(data_dir).known() == [scope.account, other.account]


def test_signing_one_out_leaves_the_one_that_is_open(
    scope: AccountScope, server: DemoServer, data_dir: Path
) -> None:
    """The server's answer may come when another account is shown already."""
    accounts = account_service(data_dir)
    other = accounts.sign_in(SignIn(server.url, OTHER_EMAIL, DEMO_PASSWORD, keep=False))
    accounts.open(other).close()
    accounts.leave(scope.account)
    later = account_service(data_dir)
    assert later.known() == [other.account]
    opened = later.open_last()
    assert opened is not None and opened.account == other.account
    opened.close()


def test_a_signed_out_account_is_neither_offered_nor_opened(
    scope: AccountScope, accounts: AccountService, data_dir: Path
) -> None:
    accounts.leave(scope.account)
    for service in (accounts, account_service(data_dir)):
        assert service.known() == []
        with pytest.raises(SignedOut):
            service.load_known(scope.account)


def test_the_one_account_of_earlier_settings_is_known(scope: AccountScope, data_dir: Path) -> None:
    accounts = account_service(data_dir)
    accounts.save_settings(accounts.settings._replace(open_accounts={}))
    assert account_service(data_dir).known() == [scope.account]


def test_a_password_changed_elsewhere_asks_anew(
    scope: AccountScope, data_dir: Path, memory_keyring: MemoryKeyring
) -> None:
    for entry in memory_keyring.kept:
        memory_keyring.kept[entry] = "no longer right"
    with pytest.raises(SignedOut):
        account_service(data_dir).resume(scope.account)


def test_a_session_that_ends_goes_on_with_the_kept_password(scope: AccountScope, server: DemoServer) -> None:
    assert scope.online is not None
    server.world.expire_sessions()
    assert sync(scope).calls.changed > 0


def test_no_password_and_no_cookie_is_on_the_disk(synced: AccountScope, data_dir: Path) -> None:
    synced.close()
    for path in data_dir.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert DEMO_PASSWORD.encode() not in data
            assert b"al_sess" not in data


def test_the_password_shows_in_no_repr() -> None:
    assert "secret" not in repr(SignIn("https://a.example", "a@b.example", "secret", keep=True))


# -- files that are damaged ----------------------------------------------------------------------


@pytest.mark.parametrize("lost", ["settings.json", "accounts/*/account.json", "*/account.json settings.json"])
@pytest.mark.parametrize("content", [b"", b"\0" * 300, None])
def test_the_account_is_found_by_its_folder(
    scope: AccountScope, server: DemoServer, data_dir: Path, lost: str, content: bytes | None
) -> None:
    server.stop()
    damaged = [file for name in lost.split() for file in data_dir.rglob(name.removeprefix("accounts/"))]
    assert len(damaged) == len(lost.split())
    for file in damaged:
        file.unlink() if content is None else file.write_bytes(content)
    # Twice: the first start sets aside what is damaged.
    for _ in range(2):
        later = account_service(data_dir)
        opened = later.open_last()
        assert opened is not None and (opened.account, later.known()) == (scope.account, [scope.account])
        assert later.settings.last_email == DEMO_EMAIL
        opened.close()


def test_of_several_the_one_opened_last_is_found(
    scope: AccountScope, accounts: AccountService, server: DemoServer, data_dir: Path
) -> None:
    other = accounts.sign_in(SignIn(server.url, OTHER_EMAIL, DEMO_PASSWORD, keep=False))
    accounts.open(other).close()
    for account in (other.account, scope.account):
        accounts.enter(scope if account == scope.account else accounts.load(account))
        (data_dir / "settings.json").write_bytes(b"damaged")
        later = account_service(data_dir)
        assert later.known()[0] == account
        assert len(later.known()) == 2


def test_who_is_signed_out_stays_so_whatever_is_damaged(
    scope: AccountScope, accounts: AccountService, data_dir: Path
) -> None:
    accounts.leave(scope.account)
    (data_dir / "settings.json").write_bytes(b"damaged")
    later = account_service(data_dir)
    assert later.open_last() is None
    assert later.known() == []


def test_the_folder_of_an_earlier_version_learns_that_it_is_open(scope: AccountScope, data_dir: Path) -> None:
    note = scope.folder / "open.json"
    note.unlink()
    opened = account_service(data_dir).open_last()
    assert opened is not None
    opened.close()
    (data_dir / "settings.json").unlink()
    assert account_service(data_dir).known() == [scope.account]
