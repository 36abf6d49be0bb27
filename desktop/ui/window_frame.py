"""WindowFrame: the rail beside the pages, the player and the status bar below them; which page is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.account_menu import AccountMenu
from desktop.ui.calls.player import Player
from desktop.ui.calls.player_bar import PlayerBar
from desktop.ui.calls.player_state import FileWish
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.navigation_rail import NavigationRail
from desktop.ui.widgets.refused_keys import RefusedKeys
from desktop.ui.widgets.status_bar import StatusBar
from desktop.ui.window_commands import WindowCommands

if TYPE_CHECKING:
    from desktop.ui.calls.calls_page import CallsPage
    from desktop.ui.downloads.downloads_page import DownloadsPage
    from desktop.ui.receipts.receipts_page import ReceiptsPage

LOW_WINDOW = 680
"""Below this height the compact player gives up its row: the preview needs it (80 % of the height)."""
CALLS = "calls"


class WindowFrame(QWidget):
    """`pages`: each under the name by which it is remembered and drawn, with the command that shows it."""

    def __init__(
        self,
        commands: WindowCommands,
        accounts: AccountMenu,
        player: Player,
        pages: Mapping[str, tuple[QAction, CallsPage | ReceiptsPage | DownloadsPage]],
        messages: Messages,
    ) -> None:
        super().__init__()
        self._player = player
        self._pages = pages
        self._lent: list[QAction] = []
        self.bare = False
        """Whether the page stands alone."""
        self.status = StatusBar(self)
        self.rail = NavigationRail(self)
        self.rail.set_menu(commands.menu(accounts, self.rail))
        self.stack = QStackedWidget(self)
        for name, (action, page) in pages.items():
            self.rail.add_page(action, name)
            self.stack.addWidget(page)
        self.rail.add_foot(commands.settings, "settings")
        self.rail.add_foot(commands.account, "account")
        self.player_bar = PlayerBar(player, self)
        # Its keys, those of the keyboard made for playing too, are not silent while it is hidden.
        self._refused = RefusedKeys(self.player_bar.commands.all(), messages, self)
        self._refused.watch(self)
        player.file_wanted.connect(self._on_file_wanted)
        self._lay_out()
        commands.pages.triggered.connect(self.show_page)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.rail)
        top.addWidget(self.stack, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(top, 1)
        self._column.addWidget(self.player_bar)
        self._column.addWidget(self.status)

    @Slot(object)
    def _on_file_wanted(self, wish: FileWish) -> None:
        if wish is FileWish.SHOW_CALL:
            self.show_named(CALLS)

    # -- the page --------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """Of the page that is shown."""
        shown = self.stack.currentWidget()
        return next((name for name, (_, page) in self._pages.items() if page is shown), CALLS)

    @Slot(QAction)
    def show_page(self, action: QAction) -> None:
        self.show_named(next(name for name, (command, _) in self._pages.items() if command is action))

    def show_named(self, name: str) -> None:
        """The calls for a name that there is not."""
        action, page = self._pages.get(name, self._pages[CALLS])
        action.setChecked(True)
        self.stack.setCurrentWidget(page)
        # The table, for the keys that work in it; what stands in its place, from where it takes them.
        (page.empty if page.empty.isVisibleTo(page) else page.table).setFocus()
        self._place_player()
        self._lend_keys(page)

    def _lend_keys(self, page: QWidget) -> None:
        """To the player: who clicked on its waveform is still at the page, and searches or undoes there."""
        for action in self._lent:
            self.player_bar.removeAction(action)
        self._lent = page.actions()
        self.player_bar.addActions(self._lent)

    def set_bare(self, bare: bool) -> None:
        """The page alone: neither rail, status nor player."""
        self.bare = bare
        self.rail.setVisible(not bare)
        self.status.setVisible(not bare)
        self._place_player()

    # -- the player ------------------------------------------------------------------------------

    def _place_player(self) -> None:
        """Full on calls, compact elsewhere, in the status bar of a low window."""
        on_calls = self.name == CALLS
        low = not on_calls and self.window().height() < LOW_WINDOW
        self.player_bar.set_compact(not on_calls)
        if low and self.player_bar.parent() is not self.status:
            self._column.removeWidget(self.player_bar)
            self.status.set_middle(self.player_bar)
        elif not low and self._column.indexOf(self.player_bar) < 0:
            self.status.set_middle(None)
            self._column.insertWidget(1, self.player_bar)
        self.player_bar.setVisible(self._player.call is not None and not self.bare)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_player()
