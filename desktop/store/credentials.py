"""Credentials: the password the user chose to keep, in the system's keyring and nowhere else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from desktop.core.password_errors import KeyringFailed, KeyringMissing

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "ProSaaS Desktop"
_SAFE_PRIORITY = 1
"""keyring gives back ends that encrypt 1 and more; files in plain text, null and fail stand below."""


class Credentials:
    """One entry for each server and e-mail. Raises KeyringMissing and KeyringFailed.

    keyring itself is loaded when first used.
    """

    def __init__(self) -> None:
        # One after the other: a sign-out that waits for its user must not undo the sign-in after it.
        self._turn = threading.Lock()

    def back_end(self) -> str:
        """The name of what keeps passwords on this computer."""
        with self._turn, _keyring() as keyring:
            return type(keyring).__module__

    def keep(self, server: str, email: str, password: str) -> None:
        """Writes only what changed: on macOS every write takes back the user's "Always allow"."""
        with self._turn, _keyring() as keyring:
            user = _user(server, email)
            if keyring.get_password(_SERVICE, user) != password:
                keyring.set_password(_SERVICE, user, password)

    def password(self, server: str, email: str) -> str | None:
        """None when none is kept."""
        with self._turn, _keyring() as keyring:
            return keyring.get_password(_SERVICE, _user(server, email))

    def forget(self, server: str, email: str) -> None:
        """Nothing happens when none is kept."""
        with self._turn, _keyring() as keyring:
            user = _user(server, email)
            if keyring.get_password(_SERVICE, user) is not None:
                keyring.delete_password(_SERVICE, user)


@contextmanager
def _keyring() -> Iterator[KeyringBackend]:
    import keyring

    backend = keyring.get_keyring()
    if backend.priority < _SAFE_PRIORITY:
        raise KeyringMissing(type(backend).__module__)
    try:
        yield backend
    except Exception as error:
        # Back ends are plug-ins: beside KeyringError they let errors of D-Bus and of Windows through,
        # some of which name the entry, so that only the kind is told and nothing is chained.
        raise KeyringFailed(f"{type(backend).__module__}: {type(error).__name__}") from None


def _user(server: str, email: str) -> str:
    return f"{server}|{email}"
