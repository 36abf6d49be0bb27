"""SettingsFlow: the settings dialog and what is behind its buttons."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.account import Account
from desktop.core.settings import Settings
from desktop.services.account import AccountService

if TYPE_CHECKING:
    from desktop.ui.keeping.keeping import KeptChoices
    from desktop.ui.settings.settings_dialog import SettingsDialog


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
        self.unsent: Callable[[], int] | None = None
        """Tells how many decisions of the account its server does not have."""

    @Slot()
    def open(self) -> None:
        self._open()

    @Slot()
    def open_account(self) -> None:
        """Who is signed in, and signing out."""
        dialog = self._open()
        dialog.show_page(dialog.account)

    @Slot()
    def open_recordings(self) -> None:
        """Which recordings are kept, and in how much room."""
        dialog = self._open()
        dialog.show_page(dialog.recordings)

    def _open(self) -> SettingsDialog:
        from desktop.ui.settings.settings_dialog import SettingsDialog

        kept = self.kept() if self.kept is not None else None
        settings = self._accounts.settings
        dialog = self.dialog = SettingsDialog(settings, self.account, self._window, kept)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.account.no_server = self._no_server()
        dialog.account.unsent = self.unsent() if self.unsent is not None else 0
        dialog.settings_changed.connect(partial(self._on_settings, settings))
        dialog.sign_out_requested.connect(partial(self.sign_out_asked.emit, False))
        dialog.sign_out_everywhere_requested.connect(partial(self.sign_out_asked.emit, True))
        dialog.open()
        return dialog

    def _on_settings(self, before: Settings, chosen: Settings) -> None:
        """What was changed in the dialog; all else may be another by now than it was `before`."""
        pairs = zip(before._asdict().items(), chosen, strict=True)
        changed: dict[str, Any] = {name: new for (name, old), new in pairs if new != old}
        self.settings_chosen.emit(self._accounts.settings._replace(**changed))
