"""AccountMenu: the accounts of this computer that are not signed out, and the way to another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.account import Account
from desktop.ui.formatting import isolate, isolate_ltr, one_line
from desktop.ui.icons import icon


class AccountMenu(QMenu):
    """Asks for the accounts each time it opens: `known()` gives them, the one opened last first."""

    account_chosen = Signal(object)
    """Account."""
    another_asked = Signal()
    """To sign in with an account that is not in the menu."""

    def __init__(
        self, known: Callable[[], Sequence[Account]], settings: QAction, parent: QWidget | None = None
    ) -> None:
        """`settings` shows the account's page of the settings, where one signs out."""
        super().__init__(self.tr("Accounts"), parent)
        self._known = known
        self._settings = settings
        self._current: Account | None = None
        self._accounts = QActionGroup(self)
        # Not the menu's own: `clear` would delete it.
        self.another = QAction(icon("account"), self.tr("Sign in with another account…"), self._accounts)
        self._accounts.removeAction(self.another)
        self.another.setMenuRole(QAction.MenuRole.NoRole)
        # Not the menu's signal itself: `clear` would end all that goes from its actions to the menu.
        self.another.triggered.connect(partial(self.another_asked.emit))
        self.menuAction().setIcon(icon("account"))
        self.aboutToShow.connect(self.fill)
        self.fill()

    def set_current(self, account: Account | None) -> None:
        """Whose lists the window shows."""
        self._current = account

    @property
    def accounts(self) -> list[QAction]:
        """The entries of the accounts, as they stand in the menu."""
        return self._accounts.actions()

    @Slot()
    def fill(self) -> None:
        """Offers the accounts as they are now."""
        self.clear()
        for entry in self._accounts.actions():
            self._accounts.removeAction(entry)
            entry.deleteLater()
        accounts = self._known()
        several = len({account.server for account in accounts}) > 1
        for account in accounts:
            self._offer(account, several)
        self.addSeparator()
        self.addActions([self.another, self._settings])

    def _offer(self, account: Account, name_server: bool) -> None:
        # In a menu a single ampersand marks a key.
        entry = QAction(account_text(account, name_server).replace("&", "&&"), self._accounts)
        entry.setMenuRole(QAction.MenuRole.NoRole)
        entry.setCheckable(True)
        entry.setChecked(self._current is not None and account.identity == self._current.identity)
        entry.triggered.connect(partial(self.account_chosen.emit, account))
        self.addAction(entry)


def account_text(account: Account, name_server: bool) -> str:
    """The business and who is signed in there; the server where accounts of several are offered."""
    parts = [isolate(one_line(account.business_name))] if account.business_name else []
    parts.append(isolate_ltr(one_line(account.email)))
    if name_server:
        parts.append(isolate_ltr(account.server.partition("://")[2]))
    return " · ".join(parts)
