"""A keyring for processes that are measured: it knows the demo's password and keeps nothing."""

from __future__ import annotations

from keyring.backend import KeyringBackend


class OpenKeyring(KeyringBackend):
    """Every account has the demo's password."""

    priority = 5

    def get_password(self, service: str, username: str) -> str | None:
        from desktop.demo import DEMO_PASSWORD

        return DEMO_PASSWORD

    def set_password(self, service: str, username: str, password: str) -> None:
        return None

    def delete_password(self, service: str, username: str) -> None:
        return None
