"""SettingsFlow: the settings dialog and what is behind its buttons."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.account import Account
from desktop.core.settings import Settings
from desktop.services.account import AccountService

if TYPE_CHECKING:
    from desktop.ui.keeping.keeping import KeptChoices
    from desktop.ui.settings_dialog import SettingsDialog


class SettingsFlow(QObject):
    """`settings_chosen(Settings)` after each choice; `sign_out_asked(True)` for everywhere."""

    settings_chosen = Signal(object)
    sign_out_asked = Signal(bool)

    def __init__(self, accounts: AccountService, no_server: Callable[[], str], window: QWidget) -> None:
        """`no_server`: why nothing can be asked of the server, "" while it can."""
        super().__init__(window)
        self._accounts = accounts
        self._no_server = no_server
        self._window = window
        self.account: Account | None = None
        self.dialog: SettingsDialog | None = None
        self.kept: Callable[[], KeptChoices] | None = None
        """Tells what the page about recordings shows of the account."""

    @Slot()
    def open(self) -> None:
        from desktop.ui.settings_dialog import SettingsDialog

        kept = self.kept() if self.kept is not None else None
        dialog = self.dialog = SettingsDialog(self._accounts.settings, self.account, self._window, kept)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.no_server = self._no_server()
        dialog.settings_changed.connect(self._on_settings)
        dialog.sign_out_requested.connect(partial(self.sign_out_asked.emit, False))
        dialog.sign_out_everywhere_requested.connect(partial(self.sign_out_asked.emit, True))
        dialog.open()

    @Slot()
    def open_account(self) -> None:
        """Who is signed in, and signing out."""
        self.open()
        if self.dialog is not None:
            self.dialog.show_account()

    @Slot()
    def open_recordings(self) -> None:
        """Which recordings are kept, and in how much room."""
        self.open()
        if self.dialog is not None:
            self.dialog.show_recordings()

    @Slot(object)
    def _on_settings(self, chosen: Settings) -> None:
        """What the dialog shows; all else, the account say, may have changed since it was opened."""
        self.settings_chosen.emit(
            self._accounts.settings._replace(
                language=chosen.language,
                theme=chosen.theme,
                compact_rows=chosen.compact_rows,
                full_walk_hours=chosen.full_walk_hours,
                skip_back_s=chosen.skip_back_s,
                skip_forward_s=chosen.skip_forward_s,
                step_back_s=chosen.step_back_s,
                kept_limit_gb=chosen.kept_limit_gb,
                keep_policy=chosen.keep_policy,
                keep_days=chosen.keep_days,
                keep_new=chosen.keep_new,
            )
        )
