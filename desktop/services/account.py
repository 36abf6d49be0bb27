"""AccountService: sign in, come back, sign out; which accounts there are on this computer."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from desktop.core.account import Account
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, DiskFailed, DiskFull, FolderNotWritten, SignedOut, WrongCredentials
from desktop.core.password_errors import KeyringFailed, KeyringMissing, PasswordLeft, PasswordNotKept
from desktop.core.settings import Settings
from desktop.services.account_scope import LISTS_NAME, AccountScope
from desktop.store.app_dirs import AppDirs
from desktop.store.credentials import Credentials
from desktop.store.database import is_of_earlier_version
from desktop.store.settings_file import SettingsFile

if TYPE_CHECKING:
    from desktop.api.client import ApiClient

log = logging.getLogger("desktop.account")


class SignIn(NamedTuple):
    """What the sign-in dialog asks for. The password is in no repr."""

    server: str
    email: str
    password: str
    keep: bool

    def __repr__(self) -> str:
        return f"SignIn({self.server!r}, {self.email!r}, keep={self.keep})"


class SignedIn(NamedTuple):
    """A fresh sign-in. `not_kept` says why the password could not be kept: the session lasts for this run."""

    account: Account
    client: ApiClient
    not_kept: KeyringMissing | None = None

    def drop(self) -> None:
        """Nobody wants it any more."""
        self.client.session.shutdown()


class AccountService:
    """Owns which account is the last one. Blocking; what speaks with the server is for the TaskPool."""

    def __init__(
        self,
        dirs: AppDirs,
        credentials: Credentials,
        settings_file: SettingsFile,
        user_agent: str,
        verify: bool | str = True,
        refused: FolderNotWritten | None = None,
    ) -> None:
        """`refused`: why all lists of this run are to be read alone."""
        self._dirs = dirs
        self._credentials = credentials
        self._settings_file = settings_file
        self._user_agent = user_agent
        self._verify = verify
        self._refused = refused
        self._kept_anew: set[tuple[str, str]] = set()
        """Server and e-mail of the passwords that sign-ins of this run keep: what a sign-out before that was
        to forget is there no longer."""
        self.settings: Settings = settings_file.load()
        self.settings_damage = settings_file.damage
        if settings_file.lost:
            self._find_again()
        if self.settings_damage is not None:
            # What made sense, and what was found again, is not to be lost by the next start.
            with suppress(DiskFailed, DiskFull):
                settings_file.save(self.settings)

    # -- without the server ----------------------------------------------------------------------

    def open_last(self) -> AccountScope | None:
        """The account that was open last, from disk alone; None after *Sign out* and at first."""
        account = self._last()
        if account is None:
            return None
        scope = self.load(account)
        with suppress(DiskFailed, DiskFull):
            # Those of before there was such a note, too. The lists are there without it.
            self._dirs.note_open(account, self._opened()[scope.folder.name])
        return scope

    def last_to_upgrade(self) -> Account | None:
        """The account of `open_last` when its lists are of an earlier version: `load_known` may take long."""
        account = self._last()
        if account is None or not is_of_earlier_version(self._dirs.account_dir(account) / LISTS_NAME):
            return None
        return account

    def _last(self) -> Account | None:
        name = self.settings.last_account
        return self._dirs.load_account(name) if name else None

    def _find_again(self) -> None:
        """The settings are lost, or were never there: the folders know which accounts are open."""
        opened: dict[str, str] = {}
        with suppress(DiskFailed, DiskFull):
            opened = self._dirs.opened()
        name = max(opened, key=opened.__getitem__, default="")
        account = self._dirs.load_account(name) if name else None
        if account is not None:
            log.warning("the account is known by its folder")
            self.settings = self.settings._replace(
                last_account=name, last_server=account.server, last_email=account.email, open_accounts=opened
            )

    def known(self) -> list[Account]:
        """The accounts of this computer that are not signed out, the one opened last first."""
        opened = self._opened()
        names = [name for name in self._dirs.account_names() if name in opened]
        names.sort(key=opened.__getitem__, reverse=True)
        accounts = map(self._dirs.load_account, names)
        return [account for account in accounts if account is not None]

    def load(self, account: Account) -> AccountScope:
        """Opens the lists of an account, from disk alone; for the TaskPool.

        The first time after an update that copies and changes its whole database. `enter` comes next.
        """
        folder, cache = self._dirs.account_dir(account), self._dirs.account_cache(account)
        return AccountScope(account, folder, cache, self._refused)

    def load_known(self, account: Account) -> AccountScope:
        """`load` for one of `known`.

        Raises SignedOut for any other: after *Sign out* an account opens with its password only.
        """
        if account.identity not in [known.identity for known in self.known()]:
            raise SignedOut("not open on this computer")
        return self.load(account)

    def enter(self, scope: AccountScope, signed_in: SignedIn | None = None) -> None:
        """The account of `scope` is the one of this run and of the next start; online where it `signed_in`.

        Also for one that is open already and signed in anew. On the thread that the settings belong to.
        Raises DiskFull, DiskFailed when the next start will not know of it; for this run it counts.
        """
        if signed_in is not None:
            scope.go_online(signed_in.client)
        self._remember(scope.account if signed_in is None else signed_in.account)

    def save_settings(self, settings: Settings) -> None:
        self.settings = settings
        self._settings_file.save(settings)

    def leave(self, account: Account) -> None:
        """Signs `account` out on this computer: it opens by its password only, and not by itself at the
        next start. What is kept stays."""
        name, opened = self._dirs.account_dir(account).name, self._opened()
        opened.pop(name, None)
        last = "" if self.settings.last_account == name else self.settings.last_account
        self._kept_anew.discard(_entry(account))
        try:
            self._dirs.note_left(account)
        finally:
            self.save_settings(self.settings._replace(last_account=last, open_accounts=opened))

    def forget_password(self, account: Account) -> None:
        """The account opens again only with its password; for the TaskPool, after `leave`.

        Raises PasswordLeft: the next start tries it again.
        """
        others = (one for one in self.known() if one.identity != account.identity)
        if _entry(account) in map(_entry, others):
            # Their sign-in wrote it.
            return
        try:
            self._credentials.forget(*_entry(account), unless=partial(self._is_kept_anew, account))
        except KeyringFailed as error:
            raise PasswordLeft(error.detail) from None
        except KeyringMissing:
            log.info("no keyring to forget a password in")
        else:
            self._note_forgotten(account)

    def _is_kept_anew(self, account: Account) -> bool:
        return _entry(account) in self._kept_anew

    def _note_forgotten(self, account: Account) -> None:
        # A sign-in that kept it may never come to an open account: see `SignedIn.drop`.
        if not self._is_kept_anew(account):
            with suppress(DiskFailed, DiskFull):
                self._dirs.note_forgotten(account)

    def forget_left_passwords(self) -> None:
        """`forget_password`, of all that were signed out and whose passwords may be kept still; for the
        TaskPool. Raises PasswordLeft once all were tried."""
        error: PasswordLeft | None = None
        known = {one.identity for one in self.known()}
        for account in self._dirs.left():
            try:
                if account.identity not in known:
                    self.forget_password(account)
            except PasswordLeft as failure:
                error = failure
        if error is not None:
            raise error

    def give_passwords_up(self) -> None:
        """The program ends: no thread waits any longer for the system's password store."""
        self._credentials.give_up()

    # -- with the server -------------------------------------------------------------------------

    def sign_in(self, request: SignIn, token: CancelToken | None = None) -> SignedIn:
        """Signs in and, if wished, keeps the password; for the TaskPool. Raises AppError."""
        client, account = self._enter(request.server, request.email, request.password, request.keep, token)
        return SignedIn(account, client, self._keep_password(request, account))

    def open(self, signed_in: SignedIn) -> AccountScope:
        """`load` and `enter` in one, where no screen waits for it."""
        scope = self.load(signed_in.account)
        try:
            self.enter(scope, signed_in)
        except AppError:
            scope.close()
            raise
        return scope

    def resume(self, account: Account, token: CancelToken | None = None) -> SignedIn:
        """Signs in anew with the password from the keyring; for the TaskPool.

        Raises PasswordNotKept when there is none, SignedOut when it does not fit any more, Offline and others
        as they come.
        """
        password = self._kept_password(account)
        try:
            client, signed_in = self._enter(account.server, account.email, password, True, token)
        except WrongCredentials as error:
            raise SignedOut from error
        if signed_in.identity != account.identity:
            client.session.shutdown()
            raise SignedOut("the same e-mail now belongs to another account")
        return SignedIn(account, client)

    def sign_out_everywhere(self, scope: AccountScope) -> None:
        """Ends every session of this user at the server, the browser's too; for the TaskPool.

        `forget` is for afterwards, on the thread that the settings belong to.
        """
        if scope.online is None:
            raise SignedOut
        scope.online.client.sign_out_everywhere()

    def _enter(
        self, server: str, email: str, password: str, kept: bool, token: CancelToken | None
    ) -> tuple[ApiClient, Account]:
        from desktop.api.address import normalise_server
        from desktop.api.client import ApiClient
        from desktop.api.session import ApiSession

        # Asked for when the session has ended in the night; the keyring is the only place it is in.
        source = partial(self._password, normalise_server(server), email) if kept else None
        session = ApiSession(server, user_agent=self._user_agent, verify=self._verify, password_source=source)
        client = ApiClient(session)
        try:
            account = client.sign_in(email, password, token)
            if token is not None:
                token.raise_if_cancelled()
            return client, account
        except BaseException:
            session.shutdown()
            raise

    def _password(self, server: str, email: str) -> str | None:
        try:
            return self._credentials.password(server, email)
        except KeyringMissing:
            return None

    def _kept_password(self, account: Account) -> str:
        try:
            password = self._credentials.password(account.server, account.email)
        except KeyringMissing as error:
            raise PasswordNotKept(error.detail, why=error) from None
        if not password:
            raise PasswordNotKept
        return password

    def _keep_password(self, request: SignIn, account: Account) -> KeyringMissing | None:
        try:
            if request.keep:
                self._note_not_open(account)
                self._credentials.keep(account.server, request.email, request.password)
            elif self._dirs.knows(account):
                # One that was kept earlier would sign in by itself the next time. Of whoever was never
                # here none is, and a password store that is asked may ask its user first.
                self._credentials.forget(account.server, request.email)
        except KeyringFailed as error:
            return error
        except KeyringMissing as error:
            return error if request.keep else None
        return None

    def _note_not_open(self, account: Account) -> None:
        """Its password is about to be kept: if its sign-in comes to nothing, the next start forgets that."""
        self._kept_anew.add(_entry(account))
        if account.identity not in [one.identity for one in self.known()]:
            with suppress(DiskFailed, DiskFull):
                self._dirs.note_left(account)

    def _remember(self, account: Account) -> None:
        name = self._dirs.account_dir(account).name
        opened = self._opened()
        if name != self.settings.last_account or name not in opened:
            opened[name] = datetime.now(UTC).isoformat()
        settings = self.settings._replace(
            last_account=name, last_server=account.server, last_email=account.email, open_accounts=opened
        )
        if settings != self.settings:
            self.save_settings(settings)
        self._dirs.note_open(account, opened[name])

    def _opened(self) -> dict[str, str]:
        """When each account was opened last, by the name of its folder; signed out ones are not there."""
        opened = dict(self.settings.open_accounts)
        if self.settings.last_account:
            # Settings of before there were several accounts know the last one alone.
            opened.setdefault(self.settings.last_account, "")
        return opened


def _entry(account: Account) -> tuple[str, str]:
    """Where its password is kept."""
    return account.server, account.email
