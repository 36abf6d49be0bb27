"""Kinds of AppError: why no password is kept on this computer to sign in with, or one is left there."""

from __future__ import annotations

from desktop.core.errors import AppError, SignedOut


class KeyringMissing(AppError):
    """This computer offers no safe place for a password."""


class KeyringFailed(KeyringMissing):
    """There is a safe place for passwords, but it did not do what it was asked to (locked, refused)."""


class PasswordNotKept(SignedOut):
    """No password is kept to sign in with at a start.

    `why`: there is no safe place for it, or that failed; None: it was not to be kept, or others removed it.
    """

    def __init__(self, detail: str = "", *, why: KeyringMissing | None = None) -> None:
        super().__init__(detail)
        self.why = why


class PasswordLeft(AppError):
    """The kept password could not be removed from this computer's password store."""
