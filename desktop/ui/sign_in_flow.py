"""SignInFlow: the sign-in dialog and what is behind its buttons."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.services.account import AccountService, SignedIn, SignIn
from desktop.ui.error_text import error_text
from desktop.ui.sign_in_dialog import SignInDialog, Typed
from desktop.workers.task_pool import TaskHandle, TaskPool

STARTING_SECONDS = 10.0
"""So soon after a start nobody is at anything else yet: who sees the dialog types the password at once."""


class SignInFlow(QObject):
    """Asks once at a time; `signed_in` follows, or one of the others."""

    signed_in = Signal(object)
    """SignedIn."""
    demo_chosen = Signal()
    language_chosen = Signal(str)
    dismissed = Signal()

    def __init__(self, tasks: TaskPool, accounts: AccountService, demo_available: bool) -> None:
        super().__init__()
        self._made_at = time.monotonic()
        self._tasks = tasks
        self._accounts = accounts
        self._demo_available = demo_available
        self._dialog: SignInDialog | None = None
        self._handle: TaskHandle | None = None
        self._token = CancelToken()
        self._typed: Typed | None = None
        """What the dialog of another language takes over, while one is put in the place of the other."""

    @property
    def dialog(self) -> SignInDialog | None:
        """The dialog that is open, if one is."""
        return self._dialog

    def ask(
        self,
        parent: QWidget,
        offline_hint: str | None,
        error: AppError | None = None,
        *,
        email: str | None = None,
        unasked: bool = False,
    ) -> None:
        """Opens the dialog, or brings it to the front. `offline_hint`: lists kept here, in words.

        `email` stands in its field; None: that of the account that was open last. `unasked`: the user may be
        at something else.
        """
        is_new = self._dialog is None
        if self._dialog is None:
            settings = self._accounts.settings
            first = Typed(settings.last_server, settings.last_email if email is None else email)
            self._dialog = self._build(parent, self._typed or first)
        self._dialog.set_offline_hint(offline_hint)
        if error is not None:
            self._dialog.show_error(error_text(error))
        if unasked and is_new and time.monotonic() - self._made_at > STARTING_SECONDS:
            self._dialog.wait_for_quiet()
        self._dialog.open()
        self._dialog.raise_()

    @Slot()
    def close(self) -> None:
        """Closes the dialog; an answer that is still on its way is dropped."""
        self._abandon()
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.close()
            dialog.deleteLater()

    def _build(self, parent: QWidget, typed: Typed) -> SignInDialog:
        dialog = SignInDialog(parent, typed=typed)
        dialog.set_demo_available(self._demo_available)
        dialog.sign_in_requested.connect(self._on_sign_in_requested)
        dialog.work_offline_requested.connect(self.close)
        dialog.demo_requested.connect(self.demo_chosen)
        dialog.language_requested.connect(self._on_language_requested)
        dialog.cancelled.connect(self._abandon)
        dialog.finished.connect(self._on_finished)
        return dialog

    @Slot(str)
    def _on_language_requested(self, language: str) -> None:
        """Whoever is told asks again, within the signal: what was typed is held no longer than that."""
        self._typed = self._dialog.typed if self._dialog is not None else None
        self.language_chosen.emit(language)
        self._typed = None

    @Slot(str, str, str, bool)
    def _on_sign_in_requested(self, server: str, email: str, password: str, keep: bool) -> None:
        request = SignIn(server, email, password, keep)
        assert self._dialog is not None
        self._dialog.set_busy(True)
        self._token = CancelToken()
        work = partial(self._accounts.sign_in, request, self._token)
        self._handle = self._tasks.run(work, self._on_signed_in, self._on_refused)

    def _on_signed_in(self, signed_in: SignedIn) -> None:
        self._handle = None
        self.close()
        self.signed_in.emit(signed_in)

    def _on_refused(self, error: AppError) -> None:
        self._handle = None
        if self._dialog is not None:
            self._dialog.set_busy(False)
            self._dialog.show_error(error_text(error))

    @Slot()
    def _abandon(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.abandon()
            self._token.cancel()
        if self._dialog is not None:
            self._dialog.set_busy(False)

    @Slot(int)
    def _on_finished(self, result: int) -> None:
        if self._dialog is not None and result == QDialog.DialogCode.Rejected:
            self.close()
            self.dismissed.emit()
