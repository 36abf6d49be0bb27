"""AppDirs: where everything of this program lives on this computer."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from desktop.core.account import Account
from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import private_folder, replace_file, write_whole

_NAME = "ProSaaS Desktop"
_ACCOUNT_FILE = "account.json"
_OPEN_FILE = "open.json"
"""There while the account is not signed out: who it is once more, and since when it was opened last."""
_LEFT_FILE = "left.json"
"""There while the password of one that is signed out may be kept still: what `_OPEN_FILE` was."""
_PATIENCE_SECONDS = 1.0
"""Who signs out waits before the screen."""
_HOST_CHARACTERS = 24
"""Account folders stay short: Windows allows 259 characters for a whole path."""


class AppDirs:
    """Folders are made when first asked for, for this user only. Raises DiskFailed, DiskFull."""

    def __init__(self, base: Path | None = None) -> None:
        """`base` holds everything (`--data-dir`); None: where the system wants it."""
        base = base.absolute() if base is not None else None
        self._data, self._cache, self.log_path, config = _own_places(base) if base else _system_places()
        self.settings_path = config / "settings.json"

    @property
    def data(self) -> Path:
        return _made(self._data)

    @property
    def cache(self) -> Path:
        """What can be made anew at any time."""
        return _made(self._cache)

    # -- accounts --------------------------------------------------------------------------------

    def account_dir(self, account: Account) -> Path:
        """The folder of this server + business + user, with who it is written in it."""
        _made(self._data)
        _made(self._accounts)
        folder = _made(self._accounts / account_folder_name(account))
        found = self._read(folder.name, _ACCOUNT_FILE)
        if found is None or found[0] != account:
            data = json.dumps(account._asdict(), ensure_ascii=False, indent=1).encode()
            with disk_errors(folder):
                write_whole(folder / _ACCOUNT_FILE, data)
        return folder

    def account_cache(self, account: Account) -> Path:
        """Where what can be made anew of this account belongs; not made yet."""
        return self._cache / "accounts" / account_folder_name(account)

    def knows(self, account: Account) -> bool:
        """Whether the account was ever open here."""
        return self.load_account(account_folder_name(account)) is not None

    def account_names(self) -> list[str]:
        """Names of the folders of all accounts that were ever open here, sorted."""
        with disk_errors(self._accounts):
            if not self._accounts.is_dir():
                return []
            found = [self._accounts.glob(f"*/{name}") for name in (_ACCOUNT_FILE, _OPEN_FILE)]
            return sorted({file.parent.name for files in found for file in files})

    def load_account(self, name: str) -> Account | None:
        """Who the folder `name` belongs to; None when there is none or its files are damaged."""
        found = (self._read(name, file) for file in (_ACCOUNT_FILE, _OPEN_FILE, _LEFT_FILE))
        return next((account for account, _ in filter(None, found)), None)

    def note_open(self, account: Account, at: str) -> None:
        """Notes in its folder that the account is not signed out, and `at` (ISO, UTC) when it was opened."""
        folder = self.account_dir(account)
        if self._read(folder.name, _OPEN_FILE) != (account, at):
            data = json.dumps({**account._asdict(), "opened_at": at}, ensure_ascii=False, indent=1).encode()
            with disk_errors(folder):
                write_whole(folder / _OPEN_FILE, data)
        # One that stays, as while a virus scanner reads it, says nothing of an account that is open.
        with suppress(OSError):
            (folder / _LEFT_FILE).unlink(missing_ok=True)

    def note_left(self, account: Account) -> None:
        """The account is signed out; see `left`. In one step, which takes no room on a full disk."""
        folder = self.account_dir(account)
        with disk_errors(folder):
            if (folder / _OPEN_FILE).exists():
                replace_file(folder / _OPEN_FILE, folder / _LEFT_FILE, patience=_PATIENCE_SECONDS)
            else:
                (folder / _LEFT_FILE).touch(0o600)

    def left(self) -> list[Account]:
        """Those that are signed out, and of which a password may be kept still."""
        with disk_errors(self._accounts):
            names = sorted(file.parent.name for file in self._accounts.glob(f"*/{_LEFT_FILE}"))
        return [account for account in map(self.load_account, names) if account is not None]

    def note_forgotten(self, account: Account) -> None:
        """No password of the time before the account was signed out is kept any more."""
        folder = self.account_dir(account)
        with disk_errors(folder):
            (folder / _LEFT_FILE).unlink(missing_ok=True)

    def opened(self) -> dict[str, str]:
        """When each account that is not signed out was opened last, by the name of its folder, as far as
        the folders know."""
        found = ((name, self._read(name, _OPEN_FILE)) for name in self.account_names())
        return {name: one[1] for name, one in found if one is not None}

    def _read(self, name: str, file: str) -> tuple[Account, str] | None:
        """Who it is, and since when it is open if the file says so; None for what is not to be believed."""
        if not re.fullmatch(r"[a-z0-9_-]+", name):
            return None
        try:
            fields = json.loads((self._accounts / name / file).read_bytes())
            account, at = _account(fields), str(fields.get("opened_at", ""))
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        return (account, at) if account_folder_name(account) == name else None

    @property
    def _accounts(self) -> Path:
        return self._data / "accounts"


def account_folder_name(account: Account) -> str:
    """Such as `app-example-com_12_7_1f6ab3c9`: readable, and one for each identity on any file system."""
    server, business, user = account.identity
    host = re.sub(r"[^a-z0-9]+", "-", server.partition("://")[2].lower()).strip("-")
    digest = crc32(f"{server}\n{business}\n{user}".encode())
    return f"{host[:_HOST_CHARACTERS].strip('-') or 'server'}_{business}_{user}_{digest:08x}"


def _account(fields: dict[str, object]) -> Account:
    """Raises KeyError, TypeError or ValueError for anything but what `account_dir` writes."""
    texts = {name: fields[name] for name in ("server", "email", "user_name", "business_name", "role")}
    numbers = {name: fields[name] for name in ("business_id", "user_id")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError(texts)
    if not all(type(number) is int for number in numbers.values()):
        raise TypeError(numbers)
    return Account(**texts, **numbers)  # type: ignore[arg-type]  # checked above, one by one


def _own_places(base: Path) -> tuple[Path, Path, Path, Path]:
    return base, base / "cache", base / "logs", base


def _system_places() -> tuple[Path, Path, Path, Path]:
    from platformdirs import PlatformDirs

    # Local, not roaming: recordings are large, and a database must not travel between two computers.
    dirs = PlatformDirs(_NAME, appauthor=False, roaming=False)
    return dirs.user_data_path, dirs.user_cache_path, dirs.user_log_path, dirs.user_config_path


def _made(folder: Path) -> Path:
    with disk_errors(folder):
        return private_folder(folder)
