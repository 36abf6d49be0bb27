"""The composition root: builds once what lives as long as the program, connects it, ends it in order."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot

from desktop.core.errors import AppError
from desktop.core.resources import resource_path
from desktop.core.version import user_agent
from desktop.services.account import AccountService
from desktop.store.app_dirs import AppDirs
from desktop.store.credentials import Credentials
from desktop.store.settings_file import SettingsFile
from desktop.ui.icons import hold_icons, release_icons
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import apply_theme
from desktop.ui.translation import install
from desktop.workers.collector import Collector
from desktop.workers.quitting import BACKUP_WITHIN_SECONDS, QUIT_WITHIN_SECONDS, wait_for_all, wait_to_quit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop.core.account import Account
    from desktop.core.backed_up import Restored
    from desktop.core.errors import FolderNotWritten
    from desktop.core.settings import Settings
    from desktop.core.transfer import QueueRules
    from desktop.demo.server import DemoServer
    from desktop.services.account_scope import AccountScope
    from desktop.workers.quitting import Pool

_BUILT = object()


class Program(QObject):
    """One running program: what lives as long as it, and one account's scope at a time."""

    completed = Signal()
    """Everything is built; before that there are the window, the accounts and the first list alone."""

    def __init__(
        self,
        app: QApplication,
        dirs: AppDirs,
        language: str = "",
        server: DemoServer | None = None,
        rules: QueueRules | None = None,
        refused: FolderNotWritten | None = None,
    ) -> None:
        """`rules`: of the queue of downloads, for tests; None: the product's own. `refused`: why the lists
        are to be read alone, for another program may write there."""
        super().__init__()
        self._collector = Collector(self)
        self._app = app
        self._dirs = dirs
        self._language = language
        self._demo = server
        self._rules = rules
        self._first_scope: AccountScope | None = None
        """The account whose calls are the first list."""
        self._upgraded: Account | None = None
        """Whose lists come later than the window, since they are of an earlier version."""
        self.is_complete = False
        self._closed = False
        self._ended = True
        self._start_error: AppError | None = None
        self._building: Iterator[None] = iter(())
        self._builder = QTimer(self, interval=0)
        self._builder.timeout.connect(self._on_build_turn)
        settings = SettingsFile(dirs.settings_path)
        self.accounts = AccountService(dirs, Credentials(), settings, user_agent(), refused=refused)
        install(app, self._chosen_language())
        apply_theme(app, self.accounts.settings.theme)
        self.window = MainWindow(self.accounts)
        self.window.first_painted.connect(self._on_first_painted)

    def _build(self) -> Iterator[None]:
        """Loads and builds all that the first list did not need; the window answers after each part."""
        from PySide6.QtGui import QIcon

        self._app.setWindowIcon(QIcon(str(resource_path("icons", "app.png"))))
        self._start_log()
        self._build_workers()
        yield
        yield from self._complete_window()
        self.is_complete = True
        self.account.begin(self._first_scope)
        if self._upgraded is not None:
            self.account.choose(self._upgraded)
        self.completed.emit()
        yield
        self._collector.start()

    def _start_log(self) -> None:
        from desktop.services.program_log import ProgramLog

        self._log = ProgramLog(self._dirs.log_path)
        try:
            self._log.start()
        except AppError as error:
            self._start_error = self._start_error or error

    def _build_workers(self) -> None:
        from desktop.ui.crash_dialog import CrashReports
        from desktop.ui.demo_program import demo_available, start_demo
        from desktop.ui.shown_account import ShownAccount
        from desktop.ui.sign_in_flow import SignInFlow
        from desktop.workers.backups import Backups
        from desktop.workers.connection import Connection
        from desktop.workers.document_renderer import DocumentRenderer
        from desktop.workers.download_queue import DownloadQueue
        from desktop.workers.modest import come_first
        from desktop.workers.network_watch import NetworkWatch
        from desktop.workers.queue_record import QueueRecord
        from desktop.workers.task_pool import TaskPool

        come_first()
        self.tasks = TaskPool(self)
        self.last = TaskPool(self)
        """Writes what somebody who goes would leave unsaved: it does not wait for its turn."""
        self.queue = DownloadQueue(self, self._rules)
        self.backups = Backups(self.tasks, self)
        self.record = QueueRecord(self.tasks, self.queue, self)
        self.renderer = DocumentRenderer(self)
        self.connection = Connection(self.tasks, self.accounts, self)
        self.network = NetworkWatch(self)
        pools = self.tasks, self.last
        self.account = ShownAccount(
            self.accounts, *pools, self.queue, self.connection, self.backups, self.record, self
        )
        self.sign_in = SignInFlow(self.tasks, self.accounts, demo_available())
        self.sign_in.demo_chosen.connect(start_demo)
        self.crashes = CrashReports(self._dirs.log_path)
        self.crashes.failed.connect(self._say, Qt.ConnectionType.QueuedConnection)
        self._connect_workers()

    def _connect_workers(self) -> None:
        self.account.folder_changed.connect(self._on_folder_changed)
        self.account.sign_in_wanted.connect(self._ask_to_sign_in)
        self.backups.restored.connect(self._on_restored)
        self.backups.failed.connect(self._say)
        self.record.failed.connect(self._on_queue_written)
        self.record.written.connect(self._on_queue_written)
        self.record.not_loaded.connect(self._say)
        self.connection.changed.connect(self._on_connection_changed)
        self.connection.sign_in_needed.connect(partial(self._ask_to_sign_in, unasked=True))
        self.connection.synced.connect(self.backups.request)
        self.connection.synced.connect(self.queue.retry_offline)
        self.network.changed.connect(self.connection.on_network_changed)
        self.queue.unanswered.connect(self.connection.doubt)
        self._app.applicationStateChanged.connect(self._on_application_state)
        self.queue.session_lost.connect(self.connection.lose_session)
        self.sign_in.signed_in.connect(self.account.take_sign_in)
        self.sign_in.language_chosen.connect(self._on_language_chosen)

    def _complete_window(self) -> Iterator[None]:
        yield from self.window.complete(self.tasks, self.last, self.queue, self.connection, self.renderer)
        calls, receipts = self.window.calls_page, self.window.receipts_page
        kept = (calls.notes, receipts.notes, calls.bookmarks, receipts.decisions, receipts.extras.tagging)
        for part in kept:
            part.saved.connect(self.backups.request)
        for other in (calls.views, receipts.views, calls.marking):
            other.changed.connect(self.backups.request)
        self.window.sign_in_asked.connect(self._ask_to_sign_in)
        self.window.another_account_asked.connect(self._ask_for_another_account)
        self.window.settings_chosen.connect(self._on_settings)
        self.account.use_window(self.window)

    # -- start and end ---------------------------------------------------------------------------

    def show(self) -> None:
        """Shows the window with what is on this computer; everything else comes after the first paint."""
        hold_icons()
        try:
            self._upgraded = self.accounts.last_to_upgrade()
            if self._upgraded is None:
                self._first_scope = self.accounts.open_last()
            if self._first_scope is not None:
                self.window.show_first_list(self._first_scope)
        except AppError as error:
            # Kept until there is a message bar to say it in.
            self._start_error = error
        self.window.show()

    def close(self) -> bool:
        """Ends everything, stalled transfers too, within two seconds; a second time does nothing.

        False when a thread is still at work on the disk, which then keeps the database open: see `see_out`.
        """
        if self._closed:
            return self._ended
        self._closed = True
        # Closed before its first paint, it would leave them held.
        release_icons()
        self._builder.stop()
        # What is half built cannot be ended.
        for _ in self._building:
            pass
        self._collector.stop()
        # Twice: a note that cannot be written holds the window, once.
        if not self.window.close():
            self.window.close()
        self._ended = self._end_workers() if self.is_complete else True
        # Now, not by the garbage collector: its pages still know the workers.
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)
        if self._ended:
            self._close_account()
        if self.is_complete:
            self._log.stop()
        return self._ended

    def see_out(self) -> None:
        """After `close`, however long a disk takes: what has come is kept, and the database closed."""
        if not self._ended:
            while not wait_for_all(self._pools, QUIT_WITHIN_SECONDS):
                pass
            self._ended = True
            self._close_account()

    def _close_account(self) -> None:
        if self.is_complete:
            self.account.close()
        elif self._first_scope is not None:
            self._first_scope.close()

    def _end_workers(self) -> bool:
        """False when a thread is still at work."""
        begun = time.monotonic()
        self.sign_in.close()
        self.network.stop()
        self.connection.stop()
        self.account.stop(begun + BACKUP_WITHIN_SECONDS)
        self.queue.stop()
        self.tasks.stop()
        self.last.stop_after_all()
        ended = wait_to_quit(self._pools, begun, self.accounts.give_passwords_up)
        self.renderer.close()
        self.crashes.close()
        return ended

    @property
    def _pools(self) -> Sequence[Pool]:
        return self.queue, self.tasks, self.last

    @Slot()
    def _on_first_painted(self) -> None:
        # Once more round the event loop: what waited while the list was painted comes before the rest.
        QTimer.singleShot(0, self._after_first_paint)

    @Slot()
    def _after_first_paint(self) -> None:
        release_icons()
        self.window.repaint_first_list()
        self._building = self._build()
        self._builder.start()

    @Slot()
    def _on_build_turn(self) -> None:
        if next(self._building, _BUILT) is _BUILT:
            self._builder.stop()
            self._go()

    def _go(self) -> None:
        self.renderer.warm_up_soon()
        self.network.start()
        for error in (self.accounts.settings_damage, self._start_error):
            if error is not None:
                self.window.say(error)
        if self._demo is not None:
            self._sign_in_to_demo(self._demo)
        elif self._first_scope is not None:
            self.connection.go()
        elif self._upgraded is None:
            self._ask_to_sign_in()
        self.account.forget_left_passwords()

    @Slot()
    def come_to_front(self) -> None:
        """Somebody started the program once more."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    # -- which account ---------------------------------------------------------------------------

    @property
    def scope(self) -> AccountScope | None:
        """The account that is shown; None while another one is opened, too."""
        return self.account.scope if self.is_complete else self._first_scope

    @Slot(object)
    def _on_restored(self, restored: Restored) -> None:
        from desktop.ui.notes.note_words import restored_text

        self.window.messages.note(restored_text(restored), key="restored")
        self.window.lists.refresh()
        self.window.receipts_page.decisions.count()

    @Slot(object)
    def _on_folder_changed(self, folder: Path | None) -> None:
        try:
            self.crashes.log_dir = self._log.follow(folder)
        except AppError as error:
            # When the account is shown: what was said before goes with the one before.
            QTimer.singleShot(0, partial(self._say, error))

    @Slot(object)
    def _say(self, error: AppError) -> None:
        if not self._closed:
            self.window.say(error)

    @Slot(object)
    @Slot()
    def _on_queue_written(self, error: AppError | None = None) -> None:
        from desktop.ui.queue_report import say_written

        if not self._closed:
            say_written(self.window.messages, error)

    @Slot()
    def _ask_to_sign_in(self, *, unasked: bool = False) -> None:
        hint = self.window.offline_hint() if self.scope is not None else None
        self.sign_in.ask(self.window, hint, unasked=unasked)

    @Slot()
    def _ask_for_another_account(self) -> None:
        hint = self.window.offline_hint() if self.scope is not None else None
        self.sign_in.ask(self.window, hint, email="")

    # -- demo ------------------------------------------------------------------------------------

    def _sign_in_to_demo(self, server: DemoServer) -> None:
        from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
        from desktop.services.account import SignIn

        request = SignIn(server.url, DEMO_EMAIL, DEMO_PASSWORD, keep=False)
        self.tasks.run(partial(self.accounts.sign_in, request), self.account.take_sign_in, self._say)

    # -- connection and settings -----------------------------------------------------------------

    @Slot()
    def _on_connection_changed(self) -> None:
        online = self.scope.online if self.scope is not None else None
        reachable = self.connection.state.reachable and online is not None
        if reachable == self.queue.online:
            return
        self.queue.set_attempts(online.transfers if reachable and online is not None else None)

    @Slot(Qt.ApplicationState)
    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.connection.look_again()

    @Slot(object)
    def _on_settings(self, settings: Settings) -> None:
        before = self.accounts.settings
        try:
            self.accounts.save_settings(settings)
        except AppError as error:
            # They count for this run all the same.
            self.window.say(error)
        if settings.theme != before.theme:
            apply_theme(self._app, settings.theme)
        if settings.language != before.language:
            self._language = ""
            self._rebuild_window()

    @Slot(str)
    def _on_language_chosen(self, language: str) -> None:
        self.sign_in.close()
        self._on_settings(self.accounts.settings._replace(language=language))
        self._ask_to_sign_in()

    def _rebuild_window(self) -> None:
        """Another language: a new window in its place, on the same workers, with what the user had in it."""
        old = self.window
        state = old.hand_over()
        install(self._app, self._chosen_language())
        self.window = MainWindow(self.accounts)
        for _ in self._complete_window():
            pass
        self.account.show_again()
        self.window.restore(state)
        self.window.show()
        old.hide()
        old.deleteLater()

    def _chosen_language(self) -> str:
        return self._language or self.accounts.settings.language
