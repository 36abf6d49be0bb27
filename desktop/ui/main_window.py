"""MainWindow: the rail, the pages, the player and the status bar; it draws one account's scope."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.core.errors import AppError
from desktop.ui.calls.calls_table import CallsTable, FirstList
from desktop.ui.style_sheet import style_window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.core.models import FileKey
    from desktop.core.settings import Settings
    from desktop.services.account import AccountService
    from desktop.services.account_scope import AccountScope
    from desktop.ui.calls.calls_page import CallsPage
    from desktop.ui.downloads.downloads_page import DownloadsPage
    from desktop.ui.receipts.receipts_page import ReceiptsPage
    from desktop.ui.settings_dialog import SettingsDialog
    from desktop.ui.widgets.record_table import RecordTable
    from desktop.workers.connection import Connection
    from desktop.workers.document_renderer import DocumentRenderer
    from desktop.workers.download_queue import DownloadQueue
    from desktop.workers.task_pool import TaskPool

FIRST_SIZE = QSize(1440, 900)
FRAME = QSize(16, 40)
"""What the system draws around a window, about: the first one is not larger than the screen."""
SMALLEST_SIZE = QSize(960, 560)
FILTERS_HEIGHT = "calls.filters"
LOW_WINDOW = 680
"""Below this height the compact player gives up its row: the preview needs it (80 % of the height)."""


class MainWindow(QMainWindow):
    """One account at a time. What it says goes through `messages`; what it wants, through its signals."""

    first_painted = Signal()
    sign_in_asked = Signal()
    account_chosen = Signal(object)
    """Account: another one of this computer."""
    another_account_asked = Signal()
    sign_out_asked = Signal(bool)
    """True: everywhere, the browser too."""
    settings_chosen = Signal(object)
    """Settings."""

    def __init__(self, accounts: AccountService) -> None:
        """The window with the list of calls alone, in its place; `complete` builds the rest."""
        super().__init__()
        style_window(self)
        self._accounts = accounts
        self._scope: AccountScope | None = None
        self._painted = False
        self._completed = False
        self._held_by_note = False
        self.settings_dialog: SettingsDialog | None = None
        self.setWindowTitle("ProSaaS Desktop")
        self.setMinimumSize(SMALLEST_SIZE)
        self.calls_table = CallsTable(self)
        self._place()

    def repaint_first_list(self) -> None:
        """With its icons, which were held at first."""
        self.calls_table.viewport().update()
        self.calls_table.horizontalHeader().viewport().update()

    def show_first_list(self, scope: AccountScope) -> None:
        """Paints the account's calls before anything else is loaded."""
        if self._accounts.settings.last_page != "calls":
            return
        self._restore_columns("calls", self.calls_table)
        self.calls_table.show_at_once(scope)
        filters = self._accounts.settings.window.get(FILTERS_HEIGHT, "")
        self.setCentralWidget(FirstList(self.calls_table, filters, self))

    def complete(
        self, tasks: TaskPool, queue: DownloadQueue, connection: Connection, renderer: DocumentRenderer
    ) -> Iterator[None]:
        """Builds everything beside the first list after it was painted, a part at a time.

        Between the parts the window answers; the list stays where it is until the last of them.
        """
        self._connection = connection
        self._make_commands()
        yield
        self._make_receipts(tasks, queue, renderer)
        yield
        self._make_downloads(queue)
        _load_last_part()
        yield
        self._make_calls(tasks, queue)
        self._make_frame()
        self._make_reports(tasks, connection, queue)
        self._connect(queue)
        self._completed = True
        self._restore()

    # -- parts -----------------------------------------------------------------------------------

    def _make_commands(self) -> None:
        from desktop.ui.calls.player import Player
        from desktop.ui.widgets.focus_ring import focus_ring
        from desktop.ui.widgets.messages import Messages
        from desktop.ui.window_commands import WindowCommands

        focus_ring()
        self.messages = Messages(self)
        self.player = Player(self)
        self.commands = WindowCommands(self)

    def _make_receipts(self, tasks: TaskPool, queue: DownloadQueue, renderer: DocumentRenderer) -> None:
        from desktop.ui.receipts.receipts_page import ReceiptsPage

        self.receipts_page = ReceiptsPage(tasks, queue, renderer, self.messages, self)

    def _make_downloads(self, queue: DownloadQueue) -> None:
        from desktop.ui.downloads.downloads_page import DownloadsPage

        self.downloads_page = DownloadsPage(queue, self._describe, self.messages, self)

    def _make_calls(self, tasks: TaskPool, queue: DownloadQueue) -> None:
        from desktop.ui.calls.calls_page import CallsPage

        self.calls_page = CallsPage(tasks, queue, self.player, self.messages, self.calls_table, self)
        self._pages: dict[QAction, CallsPage | ReceiptsPage | DownloadsPage] = {
            self.commands.calls: self.calls_page,
            self.commands.receipts: self.receipts_page,
            self.commands.downloads: self.downloads_page,
        }

    def _make_reports(self, tasks: TaskPool, connection: Connection, queue: DownloadQueue) -> None:
        from desktop.ui.connection_report import ConnectionReport
        from desktop.ui.day_watch import DayWatch
        from desktop.ui.find.find_everything import FindEverything
        from desktop.ui.queue_report import QueueReport
        from desktop.ui.space_report import SpaceReport

        self._connection_report = ConnectionReport(connection, self.messages, self.status, self)
        self.day = DayWatch((self.calls_page, self.receipts_page), self)
        self.day.changed.connect(self._connection_report.refresh)
        connection.changed.connect(self.day.look)
        self._queue_report = QueueReport(queue, self.status, self._set_downloads_badge, self)
        self._space_report = SpaceReport(tasks, queue, self.status, self)
        self.find_everything = FindEverything(tasks, self.commands.find, self._show_kind, self)

    def _make_frame(self) -> None:
        from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

        from desktop.ui.account_menu import AccountMenu
        from desktop.ui.calls.player_bar import PlayerBar
        from desktop.ui.widgets.navigation_rail import NavigationRail
        from desktop.ui.widgets.status_bar import StatusBar

        self.status = StatusBar(self)
        self.rail = NavigationRail(self)
        self.account_menu = AccountMenu(self._accounts.known, self.commands.account_settings, self)
        self.rail.set_menu(self.commands.menu(self.account_menu, self.rail))
        for action in self._pages:
            self.rail.add_page(action, self._name_of(action))
        self.rail.add_foot(self.commands.settings, "settings")
        self.rail.add_foot(self.commands.account, "account")
        self.stack = QStackedWidget(self)
        for page in self._pages.values():
            self.stack.addWidget(page)
        self.player_bar = PlayerBar(self.player, self)
        frame = QWidget(self)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.rail)
        top.addWidget(self.stack, 1)
        self._column = QVBoxLayout(frame)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(top, 1)
        self._column.addWidget(self.player_bar)
        self._column.addWidget(self.status)
        self.setCentralWidget(frame)
        self.addActions(self.commands.all())

    def _connect(self, queue: DownloadQueue) -> None:
        commands = self.commands
        commands.pages.triggered.connect(self.show_page)
        commands.sync.triggered.connect(self._connection.try_now)
        commands.sync_everything.triggered.connect(self._connection.sync_everything)
        commands.stop_sync.triggered.connect(self._connection.stop_sync)
        commands.settings.triggered.connect(self.open_settings)
        commands.account.triggered.connect(self._on_account)
        commands.account_settings.triggered.connect(self.open_account_settings)
        self.account_menu.account_chosen.connect(self.account_chosen)
        self.account_menu.another_asked.connect(self.another_account_asked)
        commands.sign_in.triggered.connect(self.sign_in_asked)
        commands.full_screen.triggered.connect(self._on_full_screen)
        commands.quit.triggered.connect(self.close)
        self._connection.synced.connect(self._on_synced)
        self._connection.progressed.connect(self._on_progressed)
        self._connection_report.sign_in_asked.connect(self.sign_in_asked)
        self.calls_page.sync_asked.connect(self._connection.go)
        self.calls_page.lost_soon_changed.connect(self._on_lost_soon)
        self.receipts_page.sync_asked.connect(self._connection.go)
        self.calls_page.server_wanted.connect(self._on_server_wanted)
        self.receipts_page.decisions.session_lost.connect(self._connection.lose_session)
        self._connection.changed.connect(self._on_connection_changed)
        self.receipts_page.folders_changed.connect(self._on_folders_changed)
        self.status.downloads_clicked.connect(commands.downloads.trigger)
        self.status.lost_soon_clicked.connect(self._on_lost_soon_clicked)
        self.player.settings_changed.connect(self._on_player_settings)
        # Lists are drawn while a first sync goes on, though not again for each of its pages.
        self._refresh = QTimer(self, singleShot=True, interval=1000)
        self._refresh.timeout.connect(self.refresh)

    # -- whose data ------------------------------------------------------------------------------

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none; everything said about the one before goes."""
        self._scope = scope
        self.messages.dismiss_all()
        self.day.set_clock(scope.clock if scope is not None else None)
        self.calls_page.set_scope(scope)
        self.receipts_page.set_scope(scope)
        self.downloads_page.refresh()
        name = f"{scope.account.business_name} - " if scope and scope.account.business_name else ""
        self.setWindowTitle(f"{name}ProSaaS Desktop")
        self.account_menu.set_current(scope.account if scope is not None else None)
        self.commands.account_settings.setEnabled(scope is not None)
        self._connection_report.refresh()
        self._on_connection_changed()
        self.status.set_lost_soon("")
        self._space_report.set_scope(scope)
        self.find_everything.set_scope(scope)
        if scope is not None and scope.damage is not None:
            self.say(scope.damage)

    @Slot()
    def _on_connection_changed(self) -> None:
        """What needs the server is possible, or says why it is not."""
        from desktop.ui.widgets.allow import allow

        reason = self._no_server()
        for page in self._pages.values():
            page.set_no_server(reason)
        commands, has_account = self.commands, self._scope is not None
        allow(commands.sync, has_account, reason)
        allow(commands.sync_everything, has_account, reason, commands.sync_everything_tip)
        commands.stop_sync.setEnabled(self._connection.syncing)

    def _no_server(self) -> str:
        from desktop.ui.server_reason import server_reason

        return server_reason(self._connection.state)

    @Slot()
    def _on_server_wanted(self) -> None:
        if self._connection.signed_out:
            self.sign_in_asked.emit()

    def say(self, error: AppError) -> None:
        """Says a failure in the message bar."""
        from desktop.ui.error_text import error_text

        self.messages.danger(error_text(error).sentence, key=type(error).__name__)

    @property
    def is_exporting(self) -> bool:
        return self.receipts_page.export.run is not None

    def offline_hint(self) -> str:
        """What the sign-in dialog says of working offline."""
        return self._connection_report.lists_from()

    def _describe(self, key: FileKey) -> str:
        page = self.calls_page if key.is_recording else self.receipts_page
        return page.describe(key)

    @Slot(object)
    def _on_synced(self, _: object) -> None:
        self._refresh.stop()
        self.receipts_page.set_refusal(self._connection.receipts_refused)
        self.refresh()

    @Slot(object)
    def _on_progressed(self, _: object) -> None:
        if not self._refresh.isActive():
            self._refresh.start()

    @Slot()
    def refresh(self) -> None:
        """Draws the lists again from what is on this computer."""
        self.calls_page.refresh()
        self.receipts_page.refresh()

    # -- pages and player ------------------------------------------------------------------------

    @Slot(QAction)
    def show_page(self, action: QAction) -> None:
        action.setChecked(True)
        page = self._pages[action]
        self.stack.setCurrentWidget(page)
        # The table, for the keys that work in it; the page where a word stands in its place.
        (page.table if page.table.isVisibleTo(page) else page).setFocus()
        self._place_player()

    def _name_of(self, action: QAction) -> str:
        return {self.commands.calls: "calls", self.commands.receipts: "receipts"}.get(action, "downloads")

    def _place_player(self) -> None:
        """Full on calls, compact elsewhere, in the status bar of a low window."""
        on_calls = self.stack.currentWidget() is self.calls_page
        low = not on_calls and self.height() < LOW_WINDOW
        self.player_bar.set_compact(not on_calls)
        if low and self.player_bar.parent() is not self.status:
            self._column.removeWidget(self.player_bar)
            self.status.set_middle(self.player_bar)
        elif not low and self._column.indexOf(self.player_bar) < 0:
            self.status.set_middle(None)
            self._column.insertWidget(1, self.player_bar)
        self.player_bar.setVisible(self.player.call is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._completed:
            self._place_player()

    # -- status ----------------------------------------------------------------------------------

    def _set_downloads_badge(self, count: int) -> None:
        self.rail.set_badge(self.commands.downloads, count, self.tr("%n under way", "", count))

    @Slot(int)
    def _on_lost_soon(self, count: int) -> None:
        text = self.tr("%n recording(s) will be lost within 2 days", "", count) if count else ""
        self.status.set_lost_soon(text)

    @Slot()
    def _on_lost_soon_clicked(self) -> None:
        self.commands.calls.trigger()
        self.calls_page.filter_bar.show_lost_soon()

    def _show_kind(self, kind: str) -> CallsPage | ReceiptsPage:
        """Shows the page of what was found, and returns it."""
        on_calls = kind == self._name_of(self.commands.calls)
        self.show_page(self.commands.calls if on_calls else self.commands.receipts)
        return self.calls_page if on_calls else self.receipts_page

    # -- settings and account --------------------------------------------------------------------

    @Slot()
    def open_settings(self) -> None:
        from desktop.ui.settings_dialog import SettingsDialog

        account = self._scope.account if self._scope is not None else None
        dialog = self.settings_dialog = SettingsDialog(self._accounts.settings, account, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.no_server = self._no_server()
        dialog.settings_changed.connect(self._on_settings)
        dialog.sign_out_requested.connect(partial(self.sign_out_asked.emit, False))
        dialog.sign_out_everywhere_requested.connect(partial(self.sign_out_asked.emit, True))
        dialog.open()

    @Slot()
    def _on_account(self) -> None:
        # Before it is placed: how large it is depends on how many accounts there are.
        self.account_menu.fill()
        self.rail.open_beside(self.account_menu, self.commands.account)

    @Slot()
    def open_account_settings(self) -> None:
        """Who is signed in, and signing out."""
        self.open_settings()
        if self.settings_dialog is not None:
            self.settings_dialog.show_account()

    @Slot(object)
    def _on_settings(self, chosen: Settings) -> None:
        """What the dialog shows; all else, the account say, may have changed since it was opened."""
        settings = self._accounts.settings._replace(
            language=chosen.language,
            theme=chosen.theme,
            compact_rows=chosen.compact_rows,
            full_walk_hours=chosen.full_walk_hours,
        )
        self._use_settings(settings)
        self.settings_chosen.emit(settings)

    def _use_settings(self, settings: Settings) -> None:
        for table in (self.calls_page.table, self.receipts_page.table):
            table.set_compact(settings.compact_rows)

    @Slot()
    def _on_player_settings(self) -> None:
        settings = self._accounts.settings
        self._accounts.settings = settings._replace(volume=self.player.volume, speed=self.player.speed)

    @Slot(str, str)
    def _on_folders_changed(self, download: str, export: str) -> None:
        settings = self._accounts.settings
        self._accounts.settings = settings._replace(download_folder=download, export_folder=export)

    # -- window ----------------------------------------------------------------------------------

    @Slot()
    def _on_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _place(self) -> None:
        place = self._accounts.settings.window.get("geometry", "")
        if not place or not self.restoreGeometry(QByteArray.fromBase64(place.encode())):
            self.resize(FIRST_SIZE.boundedTo(self.screen().availableGeometry().size() - FRAME))

    def _restore(self) -> None:
        settings = self._accounts.settings
        for name, table in self._tables():
            self._restore_columns(name, table)
        self.receipts_page.set_folders(settings.download_folder, settings.export_folder)
        self.player.set_volume(settings.volume)
        self.player.set_speed(settings.speed)
        self._use_settings(settings)
        pages = {self._name_of(action): action for action in self._pages}
        self.show_page(pages.get(settings.last_page, self.commands.calls))

    def _restore_columns(self, name: str, table: RecordTable) -> None:
        kept = self._accounts.settings.window
        table.restore_column_state(kept.get(table.column_state_name(name), ""))

    def _tables(self) -> tuple[tuple[str, RecordTable], ...]:
        return (("calls", self.calls_page.table), ("receipts", self.receipts_page.table))

    def leave(self) -> None:
        """Keeps place, columns and page, and lets go of the account; the window is not used again."""
        if not self._completed:
            return
        settings = self._accounts.settings
        window = dict(settings.window)
        window["geometry"] = bytes(self.saveGeometry().toBase64().data()).decode()
        window[FILTERS_HEIGHT] = str(self.calls_page.filter_bar.height())
        window |= {table.column_state_name(name): table.column_state() for name, table in self._tables()}
        page = self._name_of(self.commands.pages.checkedAction())
        self._accounts.settings = settings._replace(window=window, last_page=page)
        self._save()
        self.player.close()
        self.set_scope(None)

    def _save(self) -> None:
        try:
            self._accounts.save_settings(self._accounts.settings)
        except AppError as error:
            self.say(error)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A note that cannot be written holds the window, once."""
        if self._completed and not self._held_by_note and not self.calls_page.notes.finish():
            self._held_by_note = True
            self.calls_page.notes.say_unsaved()
            event.ignore()
            return
        self.leave()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # The pages are painted in the same go: after it, not within it.
            QTimer.singleShot(0, self.first_painted.emit)


def _load_last_part() -> None:
    """Loads, while the first list still answers, what replaces it in one go."""
    import desktop.ui.calls.calls_page
    import desktop.ui.calls.player_bar
    import desktop.ui.connection_report
    import desktop.ui.find.find_everything
    import desktop.ui.queue_report
    import desktop.ui.space_report
    import desktop.ui.widgets.navigation_rail
    import desktop.ui.widgets.status_bar  # noqa: F401  # they are used by name where they are built
