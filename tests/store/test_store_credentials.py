"""Credentials, against keyring's own interface with back ends in memory."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import InitError, KeyringLocked, PasswordSetError

from desktop.core.password_errors import KeyringMissing
from desktop.store.credentials import Credentials

SERVER, EMAIL, PASSWORD = "https://app.sample.example", "office@sample.example", "סיסמה-secret-9"


class MemoryBackend(KeyringBackend):
    """Keeps in memory, counts writes, and fails with `error` where one is set."""

    priority: float = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own is not annotated
        self.kept: dict[tuple[str, str], str] = {}
        self.writes = 0
        self.error: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._fail()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        self.writes += 1
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        del self.kept[service, username]

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error


class PlainTextBackend(MemoryBackend):
    """As keyrings.alt has one: a file in plain text, which keyring itself does not recommend."""

    priority = 0.5


@pytest.fixture
def backend() -> Iterator[MemoryBackend]:
    before = keyring.get_keyring()
    backend = MemoryBackend()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def use(other: KeyringBackend) -> None:
    keyring.set_keyring(other)


def test_a_password_is_kept_found_and_forgotten(backend: MemoryBackend) -> None:
    credentials = Credentials()
    assert credentials.password(SERVER, EMAIL) is None
    credentials.keep(SERVER, EMAIL, PASSWORD)
    assert credentials.password(SERVER, EMAIL) == PASSWORD
    assert list(backend.kept) == [("ProSaaS Desktop", f"{SERVER}|{EMAIL}")]
    credentials.forget(SERVER, EMAIL)
    credentials.forget(SERVER, EMAIL)
    assert credentials.password(SERVER, EMAIL) is None


def test_each_server_and_email_has_its_own(backend: MemoryBackend) -> None:
    credentials = Credentials()
    credentials.keep(SERVER, EMAIL, "one")
    credentials.keep("https://other.example", EMAIL, "two")
    credentials.keep(SERVER, "Office@sample.example", "three")
    assert credentials.password(SERVER, EMAIL) == "one"
    credentials.forget(SERVER, EMAIL)
    assert credentials.password("https://other.example", EMAIL) == "two"


def test_the_same_password_is_written_once(backend: MemoryBackend) -> None:
    credentials = Credentials()
    for _ in range(3):
        credentials.keep(SERVER, EMAIL, PASSWORD)
    assert backend.writes == 1
    credentials.keep(SERVER, EMAIL, "changed")
    assert (backend.writes, credentials.password(SERVER, EMAIL)) == (2, "changed")


def ask_everything(credentials: Credentials) -> list[str]:
    """Each of the three must say that there is no keyring; returns what they say."""
    details = []
    asks: list[Callable[[], object]] = [
        lambda: credentials.keep(SERVER, EMAIL, PASSWORD),
        lambda: credentials.password(SERVER, EMAIL),
        lambda: credentials.forget(SERVER, EMAIL),
    ]
    for ask in asks:
        with pytest.raises(KeyringMissing) as caught:
            ask()
        details.append(repr(caught.value))
    return details


@pytest.mark.parametrize("kind", [fail.Keyring, null.Keyring, PlainTextBackend])
def test_no_safe_back_end_is_no_keyring(backend: MemoryBackend, kind: type[KeyringBackend]) -> None:
    use(kind())
    ask_everything(Credentials())


class ForeignError(Exception):
    """As pywin32's and D-Bus's errors are: not keyring's own kind."""


@pytest.mark.parametrize(
    "kind", [KeyringLocked, InitError, PasswordSetError, ForeignError, OSError, RuntimeError]
)
def test_a_back_end_that_fails_is_no_keyring_and_tells_no_secret(
    backend: MemoryBackend, kind: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    backend.error = kind(f"cannot store {PASSWORD} for {EMAIL}")
    with caplog.at_level(logging.DEBUG):
        details = ask_everything(Credentials())
    said = " ".join(details) + caplog.text
    assert PASSWORD not in said
    assert EMAIL not in said
    assert kind.__name__ in said


def test_when_the_keyring_comes_back_it_is_used(backend: MemoryBackend) -> None:
    credentials = Credentials()
    backend.error = KeyringLocked()
    ask_everything(credentials)
    backend.error = None
    credentials.keep(SERVER, EMAIL, PASSWORD)
    assert credentials.password(SERVER, EMAIL) == PASSWORD
