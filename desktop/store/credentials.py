"""Credentials: the password the user chose to keep, in the system's keyring and nowhere else."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from desktop.core.password_errors import KeyringFailed, KeyringMissing

if TYPE_CHECKING:
    from concurrent.futures import Future

    from keyring.backend import KeyringBackend

T = TypeVar("T")

_SERVICE = "ProSaaS Desktop"
_SAFE_PRIORITY = 1
"""keyring gives back ends that encrypt 1 and more; files in plain text, null and fail stand below."""


class Credentials:
    """One entry for each server and e-mail. Any thread. Raises KeyringMissing and KeyringFailed.

    keyring itself is loaded when first used.
    """

    def __init__(self) -> None:
        # One after the other: a sign-out that waits for its user must not undo the sign-in after it.
        self._turn = threading.Lock()
        self._lock = threading.Lock()
        self._awaited: set[Future[Any]] = set()
        self._given_up = False

    def back_end(self) -> str:
        """The name of what keeps passwords on this computer."""
        return self._ask(lambda keyring: type(keyring).__module__)

    def keep(self, server: str, email: str, password: str) -> None:
        """Writes only what changed: on macOS every write takes back the user's "Always allow"."""

        def write(keyring: KeyringBackend) -> None:
            user = _user(server, email)
            if keyring.get_password(_SERVICE, user) != password:
                keyring.set_password(_SERVICE, user, password)

        self._ask(write)

    def password(self, server: str, email: str) -> str | None:
        """None when none is kept."""
        return self._ask(lambda keyring: keyring.get_password(_SERVICE, _user(server, email)))

    def forget(self, server: str, email: str, unless: Callable[[], bool] = lambda: False) -> None:
        """Nothing happens when none is kept, or when `unless` says so once its turn has come."""

        def delete(keyring: KeyringBackend) -> None:
            user = _user(server, email)
            if not unless() and keyring.get_password(_SERVICE, user) is not None:
                keyring.delete_password(_SERVICE, user)

        self._ask(delete)

    def give_up(self) -> None:
        """Nobody waits any longer, from now on: the program ends, whatever the password store does."""
        with self._lock:
            self._given_up, awaited = True, list(self._awaited)
        for answer in awaited:
            _fail(answer, KeyringFailed("given up"))

    def _ask(self, work: Callable[[KeyringBackend], T]) -> T:
        """On a thread of its own, which holds nobody: a store may hang, or ask its user first."""
        # Not needed before a password is.
        from concurrent.futures import Future

        answer: Future[T] = Future()
        with self._lock:
            if self._given_up:
                raise KeyringFailed("given up")
            self._awaited.add(answer)
        threading.Thread(target=self._work, args=(work, answer), name="keyring", daemon=True).start()
        try:
            return answer.result()
        finally:
            with self._lock:
                self._awaited.discard(answer)

    def _work(self, work: Callable[[KeyringBackend], T], answer: Future[T]) -> None:
        try:
            with self._turn, _keyring() as keyring:
                result = work(keyring)
        except Exception as error:
            _fail(answer, error)
        else:
            from concurrent.futures import InvalidStateError

            with suppress(InvalidStateError):
                answer.set_result(result)


def _fail(answer: Future[Any], error: Exception) -> None:
    """Unless it has ended by now."""
    from concurrent.futures import InvalidStateError

    with suppress(InvalidStateError):
        answer.set_exception(error)


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
