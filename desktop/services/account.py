"""AccountService: sign in, come back, sign out; which accounts there are on this computer."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.core.errors import KeyringMissing, SignedOut, WrongCredentials
from desktop.core.models import Account
from desktop.core.settings import Settings
from desktop.services.account_scope import AccountScope
from desktop.store.app_dirs import AppDirs
from desktop.store.credentials import Credentials
from desktop.store.settings_file import SettingsFile

if TYPE_CHECKING:
    from desktop.api.session import ApiSession

log = logging.getLogger("desktop.account")


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the sign-in dialog asks for. The password is in no repr."""

    server: str
    email: str
    password: str
    keep: bool

    def __repr__(self) -> str:
        return f"SignIn({self.server!r}, {self.email!r}, keep={self.keep})"


class AccountService:
    """Owns which account is the last one. Blocking; what speaks with the server is for the TaskPool."""

    def __init__(
        self,
        dirs: AppDirs,
        credentials: Credentials,
        settings_file: SettingsFile,
        user_agent: str,
        verify: bool | str = True,
    ) -> None:
        self._dirs = dirs
        self._credentials = credentials
        self._settings_file = settings_file
        self._user_agent = user_agent
        self._verify = verify
        self.settings: Settings = settings_file.load()

    # -- without the server ----------------------------------------------------------------------

    def open_last(self) -> AccountScope | None:
        """The account that was open last, from disk alone; None after *Sign out* and at first."""
        name = self.settings.last_account
        account = self._dirs.load_account(name) if name else None
        return self._open(account) if account is not None else None

    def save_settings(self, settings: Settings) -> None:
        self.settings = settings
        self._settings_file.save(settings)

    def forget(self, account: Account) -> None:
        """Signs out on this computer: it opens again only with its password, online. What is kept stays."""
        self.save_settings(replace(self.settings, last_account=""))
        try:
            self._credentials.forget(account.server, account.email)
        except KeyringMissing:
            log.info("no keyring to forget a password in")

    # -- with the server -------------------------------------------------------------------------

    def sign_in(self, request: SignIn) -> tuple[AccountScope, KeyringMissing | None]:
        """Signs in and opens the account's scope, online. Raises AppError.

        The second value is there when the password was to be kept but this computer cannot: the session
        then lasts for this run only.
        """
        from desktop.api.client import ApiClient

        client = ApiClient(self._session(request.server, request.password))
        try:
            account = client.sign_in(request.email, request.password)
        except BaseException:
            client.session.shutdown()
            raise
        missing = self._keep_password(request, client.session.server)
        scope = self._open(account)
        scope.go_online(client)
        self._remember(account)
        return scope, missing

    def resume(self, scope: AccountScope) -> None:
        """Makes an opened scope online with the password from the keyring.

        Raises SignedOut when there is none or it does not fit any more, Offline and others as they come.
        """
        from desktop.api.client import ApiClient

        account = scope.account
        password = self._kept_password(account)
        client = ApiClient(self._session(account.server, password))
        try:
            signed_in = client.sign_in(account.email, password)
        except WrongCredentials as error:
            client.session.shutdown()
            raise SignedOut from error
        except BaseException:
            client.session.shutdown()
            raise
        if signed_in.identity != account.identity:
            client.session.shutdown()
            raise SignedOut("the same e-mail now belongs to another account")
        scope.go_online(client)

    def sign_out_everywhere(self, scope: AccountScope) -> None:
        """Ends every session of this user at the server, the browser's too, and forgets it here."""
        if scope.online is None:
            raise SignedOut
        scope.online.client.sign_out_everywhere()
        self.forget(scope.account)

    def _session(self, server: str, password: str) -> ApiSession:
        from desktop.api.session import ApiSession

        return ApiSession(
            server, user_agent=self._user_agent, verify=self._verify, password_source=lambda: password
        )

    def _kept_password(self, account: Account) -> str:
        try:
            password = self._credentials.password(account.server, account.email)
        except KeyringMissing as error:
            raise SignedOut from error
        if not password:
            raise SignedOut
        return password

    def _keep_password(self, request: SignIn, server: str) -> KeyringMissing | None:
        if not request.keep:
            return None
        try:
            self._credentials.keep(server, request.email, request.password)
        except KeyringMissing as error:
            return error
        return None

    def _open(self, account: Account) -> AccountScope:
        return AccountScope(account, self._dirs.account_dir(account))

    def _remember(self, account: Account) -> None:
        name = self._dirs.account_dir(account).name
        self.save_settings(
            replace(
                self.settings,
                last_account=name,
                last_server=account.server,
                last_email=account.email,
            )
        )
