"""MainWindow: the rail, the pages, the player and the status bar; it draws one account's scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from desktop.core.errors import AppError
from desktop.ui.calls.calls_table import CallsTable, FirstList
from desktop.ui.style_sheet import style_window
from desktop.ui.widgets.window_size import first_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.core.account import Account
    from desktop.core.models import FileKey
    from desktop.core.settings import Settings
    from desktop.services.account import AccountService
    from desktop.services.account_scope import AccountScope
    from desktop.ui.calls.calls_page import CallsPage
    from desktop.ui.downloads.downloads_page import DownloadsPage
    from desktop.ui.receipts.receipts_page import ReceiptsPage
    from desktop.ui.widgets.record_table import RecordTable
    from desktop.ui.window_state import WindowState
    from desktop.workers.connection import Connection
    from desktop.workers.document_renderer import DocumentRenderer
    from desktop.workers.download_queue import DownloadQueue
    from desktop.workers.task_pool import TaskPool

FIRST_SIZE = QSize(1440, 900)
SMALLEST_SIZE = QSize(960, 560)
FILTERS_HEIGHT = "calls.filters"
"""How high the filters of the calls were: the first list stands below them before they are there."""


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
        self,
        tasks: TaskPool,
        last: TaskPool,
        queue: DownloadQueue,
        connection: Connection,
        renderer: DocumentRenderer,
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
        import desktop.ui.last_part  # noqa: F401
        from desktop.ui.notes.unsaved_note import unsaved_in

        yield
        self._make_calls(tasks, queue)
        self._make_frame()
        self._make_waveform(tasks, queue)
        self._make_reports(tasks, connection, queue)
        self.unsaved_note = unsaved_in(self, last)
        self._connect()
        self._completed = True
        self._memory.recall()

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

        self.receipts_page = ReceiptsPage(tasks, queue, renderer, self.messages)

    def _make_downloads(self, queue: DownloadQueue) -> None:
        from desktop.ui.downloads.downloads_page import DownloadsPage

        self.downloads_page = DownloadsPage(queue, self._describe, self.messages)

    def _make_calls(self, tasks: TaskPool, queue: DownloadQueue) -> None:
        from desktop.ui.call_export.call_export import CallExport
        from desktop.ui.calls.calls_page import CallsPage

        self.calls_page = CallsPage(tasks, queue, self.player, self.messages, self.calls_table)
        self.call_export = CallExport(tasks, queue, self.messages, self.calls_page)
        self.downloads_page.model.is_shorter = self.calls_page.recordings.is_shorter
        self.downloads_page.model.expected = self.calls_page.recordings.expected
        self._named_pages: dict[str, tuple[QAction, CallsPage | ReceiptsPage | DownloadsPage]] = {
            "calls": (self.commands.calls, self.calls_page),
            "receipts": (self.commands.receipts, self.receipts_page),
            "downloads": (self.commands.downloads, self.downloads_page),
        }

    def _make_waveform(self, tasks: TaskPool, queue: DownloadQueue) -> None:
        from desktop.ui.calls.shown_waveform import ShownWaveform
        from desktop.workers.waveforms_ahead import WaveformsAhead

        ahead, bar = WaveformsAhead(tasks, queue, self), self.player_bar.time_bar
        self.waveform = ShownWaveform(tasks, self.player, bar, ahead, self)
        self.waveform.duration_found.connect(self.calls_page.recording_rows.note_length)
        self.calls_page.flow.warmed_up.connect(self.waveform.warm_up)

    def _make_reports(self, tasks: TaskPool, connection: Connection, queue: DownloadQueue) -> None:
        from desktop.ui.arrived_files import ArrivedFiles
        from desktop.ui.connection_report import ConnectionReport
        from desktop.ui.day_watch import DayWatch
        from desktop.ui.decisions_report import DecisionsReport
        from desktop.ui.earlier_exports.earlier_exports import EarlierExports
        from desktop.ui.find.find_everything import FindEverything
        from desktop.ui.first_sync_report import FirstSyncReport
        from desktop.ui.keeping.keeping import Keeping
        from desktop.ui.keys.keys_sheet import KeysSheet
        from desktop.ui.lost_soon_report import LostSoonReport
        from desktop.ui.opening_report import OpeningReport
        from desktop.ui.queue_report import QueueReport
        from desktop.ui.zip_check.zip_checking import ZipChecking

        self._connection_report = ConnectionReport(connection, self.messages, self.status, self)
        self.day = DayWatch((self.calls_page, self.receipts_page), tasks, self)
        self.day.changed.connect(self._connection_report.refresh)
        connection.changed.connect(self.day.look)
        self._queue_report = QueueReport(queue, self.status, self.rail, self.commands.downloads, self)
        self.keeping = Keeping(tasks, queue, connection, self._accounts, self)
        self.settings.kept = self.keeping.choices
        page, show_receipts = self.receipts_page, self.commands.receipts.trigger
        self.decisions_report = DecisionsReport(page, connection, self.status, show_receipts, self)
        self.settings.unsent = self.decisions_report.unsent
        show = self.commands.calls.trigger
        self._lost_soon_report = LostSoonReport(self.calls_page, self.status, show, self)
        empty = {"calls": self.calls_page.empty, "receipts": self.receipts_page.empty}
        self._first_sync_report = FirstSyncReport(connection, empty, self)
        self._opening_report = OpeningReport(self.messages, self.status, tuple(empty.values()), self)
        self.find_everything = FindEverything(tasks, self.commands.find, self._show_kind, self)
        self.arrived = ArrivedFiles(self.downloads_page, self.calls_page, self._show_kind, self)
        self.keys_sheet = KeysSheet(self)
        self.earlier_exports = EarlierExports(tasks, self)
        self.zip_checking = ZipChecking(tasks, self)

    def _make_frame(self) -> None:
        from desktop.ui.account_menu import AccountMenu
        from desktop.ui.full_screen import FullScreen
        from desktop.ui.settings.settings_flow import SettingsFlow
        from desktop.ui.widgets.reading_order import read_in_order
        from desktop.ui.window_frame import WindowFrame
        from desktop.ui.window_memory import WindowMemory

        self.account_menu = AccountMenu(self._accounts.known, self.commands.account_settings, self)
        self.settings = SettingsFlow(self._accounts, self._no_server, self)
        named = self._named_pages
        say = self.messages
        pages = self.pages = WindowFrame(self.commands, self.account_menu, self.player, named, say)
        self.status, self.rail, self.stack = pages.status, pages.rail, pages.stack
        self.player_bar = pages.player_bar
        self.setCentralWidget(pages)
        read_in_order(pages)
        self.addActions(self.commands.all())
        self.full_screen = FullScreen(self.commands.full_screen, pages, self.receipts_page, self)
        self._memory = WindowMemory(self, self._accounts)

    def _connect(self) -> None:
        from desktop.ui.synced_lists import SyncedLists

        commands = self.commands
        commands.sync.triggered.connect(self._connection.try_now)
        commands.sync_everything.triggered.connect(self._connection.sync_everything)
        commands.stop_sync.triggered.connect(self._connection.stop_sync)
        commands.settings.triggered.connect(self.settings.open)
        commands.account.triggered.connect(self._on_account)
        commands.account_settings.triggered.connect(self.settings.open_account)
        self.settings.settings_chosen.connect(self._on_settings)
        self.settings.sign_out_asked.connect(self.sign_out_asked)
        self.account_menu.account_chosen.connect(self.account_chosen)
        self.account_menu.another_asked.connect(self.another_account_asked)
        commands.sign_in.triggered.connect(self.sign_in_asked)
        commands.quit.triggered.connect(self.close)
        self.lists = SyncedLists(self._connection, self.calls_page, self.receipts_page, self)
        self._connection_report.sign_in_asked.connect(self.sign_in_asked)
        self.calls_page.sync_asked.connect(self._connection_report.sync_or_sign_in)
        self.receipts_page.sync_asked.connect(self._connection_report.sync_or_sign_in)
        self.calls_page.server_wanted.connect(self._on_server_wanted)
        self._connection.changed.connect(self._on_connection_changed)
        self.status.downloads_clicked.connect(commands.downloads.trigger)
        for action in (commands.downloads, self.downloads_page.pause_all):
            self.status.add_downloads_action(action)

    # -- whose data ------------------------------------------------------------------------------

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none; everything said about the one before goes."""
        self._scope = scope
        self._opening_report.end()
        self.messages.dismiss_all()
        self.day.set_scope(scope)
        self.calls_page.set_scope(scope)
        self.receipts_page.set_scope(scope)
        # Of the same account, in another language: the server's answer to it stands.
        self.receipts_page.set_refusal(self._connection.receipts_refused)
        self.downloads_page.refresh()
        name = f"{scope.account.business_name} - " if scope and scope.account.business_name else ""
        self.setWindowTitle(f"{name}ProSaaS Desktop")
        self.settings.account = scope.account if scope is not None else None
        self.account_menu.set_current(self.settings.account)
        self.commands.account_settings.setEnabled(scope is not None)
        self._connection_report.refresh()
        self._on_connection_changed()
        self._lost_soon_report.forget()
        exports = self.call_export, self.earlier_exports
        for part in (*exports, self.keeping, self.waveform, self.find_everything, self.arrived):
            part.set_scope(scope)
        for told in (scope.damage, scope.only_readable) if scope is not None else ():
            if told is not None:
                self.say(told)

    def show_opening(self, account: Account) -> None:
        """Says whose lists are being opened, after `set_scope(None)`."""
        self._opening_report.begin(account)

    @Slot()
    def _on_connection_changed(self) -> None:
        """What needs the server is possible, or says why it is not."""
        from desktop.ui.widgets.allow import allow

        reason = self._no_server()
        self.downloads_page.model.signed_out = self._connection.signed_out
        for _, page in self._named_pages.values():
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

    def offline_hint(self) -> str:
        """What the sign-in dialog says of working offline."""
        return self._connection_report.lists_from()

    def _describe(self, key: FileKey) -> str:
        return (self.calls_page if key.is_recording else self.receipts_page).describe(key)

    def _show_kind(self, kind: str) -> CallsPage | ReceiptsPage:
        """Shows the page of what was found, and returns it."""
        self.pages.show_named(kind)
        return self.calls_page if kind == "calls" else self.receipts_page

    @Slot()
    def _on_account(self) -> None:
        # Before it is placed: how large it is depends on how many accounts there are.
        self.account_menu.fill()
        self.rail.open_beside(self.account_menu, self.commands.account)

    @Slot(object)
    def _on_settings(self, settings: Settings) -> None:
        self.use_settings(settings)
        self.settings_chosen.emit(settings)

    def use_settings(self, settings: Settings) -> None:
        """Draws the lists and plays as they say."""
        for table in (self.calls_page.table, self.receipts_page.table):
            table.set_compact(settings.compact_rows)
        self.receipts_page.completeness.use_settings(settings)
        self.receipts_page.set_names(settings.export_names)
        self.player.set_steps(settings.skip_back_s, settings.skip_forward_s, settings.step_back_s)

    # -- window ----------------------------------------------------------------------------------

    def _place(self) -> None:
        place = self._accounts.settings.window.get("geometry", "")
        if not place or not self.restoreGeometry(QByteArray.fromBase64(place.encode())):
            self.resize(first_size(FIRST_SIZE, self.screen()))

    def _restore_columns(self, name: str, table: RecordTable) -> None:
        kept = self._accounts.settings.window
        table.restore_column_state(kept.get(table.column_state_name(name), ""))

    def leave(self) -> None:
        """Keeps place, columns and page, and lets go of the account; the window is not used again."""
        if not self._completed:
            return
        self._memory.keep()
        self.receipts_page.second.close()
        self.zip_checking.stop()
        self.player.close()
        self.set_scope(None)

    def hand_over(self) -> WindowState:
        """`leave`, for a window that goes on with what the user has in this one: `restore` takes it there."""
        from desktop.ui.window_state import WindowState

        state = WindowState.taken_from(self)
        self.leave()
        return state

    def restore(self, state: WindowState) -> None:
        """Goes on where the window before this one stopped, on the same account."""
        state.give_to(self)
        self.calls_page.notes.take_up()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A note that cannot be written holds the window, once."""
        if self._completed and self._is_held():
            event.ignore()
            return
        self.leave()
        super().closeEvent(event)

    def _is_held(self) -> bool:
        from desktop.ui.notes.unsaved_note import Leaving

        return self.unsaved_note.holds(Leaving.CLOSING, self.close)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # The pages are painted in the same go: after it, not within it.
            QTimer.singleShot(0, self.first_painted.emit)
