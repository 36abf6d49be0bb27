"""Keeping: recordings come to this computer in time, and take no more of it than they may."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Slot

from desktop.core.errors import AppError
from desktop.core.saved_view import ViewPage
from desktop.services.account import AccountService
from desktop.services.account_scope import AccountScope
from desktop.services.retention import Vanished, view_rule
from desktop.services.space import Room
from desktop.services.sync import SyncReport
from desktop.ui.keeping.disk_report import DiskReport
from desktop.ui.keeping.kept_space import KeptSpace
from desktop.ui.keeping.recording_removal import RecordingRemoval
from desktop.ui.keeping.retention_guard import RetentionGuard
from desktop.workers.connection import Connection
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


class KeptChoices(NamedTuple):
    """What the settings need to know: the account's folder, the names of its saved views of calls, each with
    the rule that keeps what it finds, and the room."""

    folder: str = ""
    views: tuple[tuple[str, str], ...] = ()
    room: Room | None = None


class SaidOfKeeping(NamedTuple):
    """What is said once, and stands before the user still: what the server deleted, and for how long
    recordings stay."""

    vanished: tuple[Vanished, ...]
    policy: bool


class Keeping(QObject):
    """Of the account that `window` shows."""

    def __init__(
        self,
        tasks: TaskPool,
        queue: DownloadQueue,
        connection: Connection,
        accounts: AccountService,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._accounts = accounts
        self._scope: AccountScope | None = None
        messages, status = window.messages, window.status
        self.space = KeptSpace(tasks, queue, accounts, messages, status, self._playing, window)
        self.guard = RetentionGuard(tasks, queue, accounts, self.space, messages, self)
        window.downloads_page.cancelled.is_left_out = self.guard.leaves_out
        self.disk = DiskReport(queue, messages, self)
        recordings = window.calls_page.recordings
        self.removal = RecordingRemoval(tasks, queue, messages, self._playing, window)
        recordings.removal_wanted.connect(self.removal.ask)
        recordings.lost.going = self.removal.going
        self.removal.removed.connect(self._on_user_removed)
        self.removal.keep_wanted.connect(window.calls_page.keeper.keep)
        marking = window.calls_page.marking
        self.removal.undoable.connect(marking.note_recordings_removed)
        self.removal.taken_back.connect(marking.note_recordings_returned)
        marking.recordings_wanted.connect(self.removal.take_back)
        self.space.removed.connect(self._on_removed)
        self.space.measured.connect(self._show_room)
        connection.synced.connect(self._on_synced)
        # After it was saved.
        queued = Qt.ConnectionType.QueuedConnection
        window.settings_chosen.connect(self._on_settings, queued)
        window.calls_page.views.changed.connect(self.guard.on_views)
        for part in (self.space, self.guard):
            part.settings_wanted.connect(window.settings.open_recordings)
        window.downloads_page.space.change_button.clicked.connect(window.settings.open_recordings)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none; everything that was said is gone."""
        self._scope = scope
        self.space.set_scope(scope)
        self.guard.set_scope(scope)
        self.removal.set_scope(scope)
        self.disk.say()
        self._show_room()

    def said(self) -> SaidOfKeeping:
        """For the window that takes this one's place."""
        return SaidOfKeeping(self.guard.vanished.standing_days, self.space.says_policy)

    def take_over(self, said: SaidOfKeeping) -> None:
        """Says it in this window's language."""
        if said.policy:
            self.space.say_policy()
        self.guard.vanished.take_over(said.vanished)

    def choices(self) -> KeptChoices:
        """For the settings."""
        if self._scope is None:
            return KeptChoices()
        try:
            saved = self._scope.saved_views.views(ViewPage.CALLS)
        except AppError:
            # Said where they are listed.
            saved = []
        views = tuple((view.name, view_rule(view.key)) for view in saved)
        return KeptChoices(self._scope.folder.name, views, self.space.room)

    def _playing(self) -> set[str]:
        sids = {self._window.player.current_sid, self._window.calls_page.flow.wanted}
        return sids - {""}

    @Slot()
    def _show_room(self) -> None:
        limit = self._accounts.settings.kept_limit_gb
        room = self.space.room
        self._window.downloads_page.space.show_room(room, limit)
        self._window.calls_page.recordings.bytes_a_second = room.bytes_a_second if room else 0.0

    @Slot(object)
    def _on_synced(self, report: SyncReport) -> None:
        if self._scope is not None and report.calls.failed is None:
            self._scope.clock.note_list()
        self.space.look()
        self.guard.on_synced()

    @Slot(object)
    def _on_settings(self, _: object) -> None:
        self.space.look()
        self.guard.on_settings()

    @Slot(object)
    def _on_user_removed(self, sids: tuple[str, ...]) -> None:
        self.guard.leave_out(sids)
        self._on_removed()
        self.space.look()

    @Slot()
    def _on_removed(self) -> None:
        self._window.calls_page.model.invalidate()
        self._window.calls_page.refresh()
