"""WindowCommands: every command of the window itself as a QAction, with its menu role on macOS."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.icons import icon
from desktop.ui.widgets.key_words import full_screen_key, set_tooltips, standard_key


class WindowCommands(QObject):
    """The pages, the account, the settings; the window connects them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        none = QAction.MenuRole.NoRole
        self.pages = QActionGroup(self)
        self.calls = self._page("calls", self.tr("Calls"), "Ctrl+1")
        self.receipts = self._page("receipts", self.tr("Receipts"), "Ctrl+2")
        self.downloads = self._page("downloads", self.tr("Downloads"), "Ctrl+3")
        self.find = self._action(icon("search"), self.tr("Search everything…"), "Ctrl+K", none)
        refresh = QKeySequence.StandardKey.Refresh
        self.sync = self._action(icon("retry"), self.tr("Sync now"), refresh, none)
        self.sync_everything = self._action(icon("retry"), self.tr("Sync everything now"), "Shift+F5", none)
        self.sync_everything_tip = self.tr(
            "Compares every row with the server: finds what was changed or removed there"
        )
        self.stop_sync = self._action(icon("clear"), self.tr("Stop syncing"), None, none)
        self.verify = self._action(icon("zip"), self.tr("Verify a ZIP…"), None, none)
        self.earlier = self._action(icon("waiting"), self.tr("Earlier exports…"), None, none)
        self.settings = self._action(
            icon("settings"),
            self.tr("Settings"),
            # Qt gives Windows no standard key for them.
            standard_key(QKeySequence.StandardKey.Preferences, "Ctrl+,"),
            QAction.MenuRole.PreferencesRole,
        )
        self.account = self._action(icon("account"), self.tr("Account"), None, none)
        self.account_settings = self._action(icon("settings"), self.tr("Account settings…"), None, none)
        self.sign_in = self._action(icon("account"), self.tr("Sign in…"), None, none)
        self.full_screen = self._action(icon("fit-page"), self.tr("Full screen"), full_screen_key(), none)
        self.keys = self._action(icon("keyboard"), self.tr("Keyboard shortcuts"), "F1", none)
        self.quit = self._action(
            QIcon(), self.tr("Quit"), QKeySequence.StandardKey.Quit, QAction.MenuRole.QuitRole
        )
        self._take_the_systems_keys()
        set_tooltips(self.all())

    def _take_the_systems_keys(self) -> None:
        # Whatever else the system has for help: Cmd+? on a Mac.
        standard = QKeySequence.keyBindings(QKeySequence.StandardKey.HelpContents)
        others = [key for key in standard if key not in self.keys.shortcuts()]
        self.keys.setShortcuts([*self.keys.shortcuts(), *others])

    def _page(self, icon_name: str, text: str, key: str) -> QAction:
        action = self._action(icon(icon_name), text, key, QAction.MenuRole.NoRole)
        action.setCheckable(True)
        self.pages.addAction(action)
        return action

    def _action(
        self,
        picture: QIcon,
        text: str,
        key: str | QKeySequence | QKeySequence.StandardKey | None,
        role: QAction.MenuRole,
    ) -> QAction:
        action = QAction(picture, text, self)
        action.setMenuRole(role)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        return action

    def all(self) -> list[QAction]:
        return [
            *self.pages.actions(),
            self.find,
            self.sync,
            self.sync_everything,
            self.stop_sync,
            self.earlier,
            self.verify,
            self.settings,
            self.account,
            self.account_settings,
            self.sign_in,
            self.full_screen,
            self.keys,
            self.quit,
        ]

    def menu(self, accounts: QMenu, parent: QWidget) -> QMenu:
        """What the rail's top button opens; `accounts` is a part of it."""
        menu = QMenu(parent)
        menu.setToolTipsVisible(True)
        menu.addActions(self.pages.actions())
        menu.addSeparator()
        menu.addActions([self.find, self.sync, self.sync_everything, self.stop_sync, self.full_screen])
        menu.addSeparator()
        menu.addActions([self.earlier, self.verify])
        menu.addSeparator()
        menu.addAction(self.settings)
        menu.addMenu(accounts)
        menu.addAction(self.sign_in)
        menu.addSeparator()
        menu.addAction(self.keys)
        menu.addSeparator()
        menu.addAction(self.quit)
        return menu
