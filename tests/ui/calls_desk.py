"""The calls and downloads pages as a user meets them: signed in to the embedded server, synced, shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.models import CallRow, FileKey
from desktop.core.transfer import QueueRules, Transfer, TransferState
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.calls_page import CallsPage
from desktop.ui.calls.calls_table import CallsTable
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.calls.player import Player
from desktop.ui.calls.player_bar import PlayerBar
from desktop.ui.calls.sound_outputs import SoundOutputs
from desktop.ui.downloads.downloads_page import DownloadsPage
from desktop.ui.style_sheet import style_window
from desktop.ui.widgets.messages import Message, Messages
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool
from tests.prepared import open_scope, sync

WAIT_MS = 20_000


class CallsDesk:
    """Both pages and the player with everything they need, all of it real."""

    def __init__(
        self, qtbot: QtBot, scope: AccountScope, server: DemoServer, outputs: SoundOutputs | None = None
    ) -> None:
        self.qtbot = qtbot
        self.scope = scope
        self.server = server
        self.owner = QObject()
        self.tasks = TaskPool(self.owner)
        # The server's real patience of three seconds between questions is tested elsewhere.
        self.queue = DownloadQueue(self.owner, QueueRules(poll_seconds=0.2))
        self.messages = Messages(self.owner)
        self.player = Player(self.owner, outputs)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        style_window(self.window)
        self.page = CallsPage(self.tasks, self.queue, self.player, self.messages, CallsTable(), self.window)
        self.downloads = DownloadsPage(self.queue, self.page.describe, self.messages, self.window)
        self.downloads.model.is_shorter = self.page.recordings.is_shorter
        self.downloads.model.expected = self.page.recordings.expected
        self.stack = QStackedWidget(self.window)
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.downloads)
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack, 1)
        self.player_bar = PlayerBar(self.player, self.window)
        column.addWidget(self.player_bar)
        self.window.resize(1368, 876)

    def start(self) -> None:
        """Shows the calls and waits for the list."""
        self.go_online()
        self.window.show()
        self.page.set_scope(self.scope)
        self.wait(lambda: len(self.page.model.ids) > 0 and self.page.model.whole)

    def go_online(self) -> None:
        assert self.scope.online is not None
        self.queue.set_account(self.scope.kept_files.find)
        self.queue.set_attempts(self.scope.online.transfers)

    def go_offline(self) -> None:
        """As when the server is lost: the lists stay, nothing comes."""
        self.scope.go_offline()
        self.queue.set_attempts(None)

    def close(self) -> None:
        self.page.set_scope(None)
        self.window.hide()
        assert self.queue.close(20_000)
        assert self.tasks.close(20_000)

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=WAIT_MS)

    # -- what a test asks ------------------------------------------------------------------------

    def rows(self) -> list[CallRow]:
        """The calls that are listed."""
        found = (self.page.model.record_at(row) for row in range(len(self.page.model.ids)))
        return [row for row in found if row is not None]

    def playable(self) -> list[CallRow]:
        """The listed calls whose recording the server has, newest first."""
        gone = (self.page.model.facts(row).deleted_at for row in self.rows())
        both = zip(self.rows(), gone, strict=True)
        return [row for row, deleted in both if row.call.has_recording and deleted is None]

    def take(self, row: CallRow) -> None:
        """Makes this row the current one."""
        assert self.page.table.set_current_id(row.row_id)

    def press_play(self, row: CallRow) -> None:
        self.take(row)
        self.page.commands.play.trigger()

    def text(self, row: CallRow, column: CallColumn) -> str:
        """What stands in the table."""
        place = self.page.model.row_of(row.row_id)
        assert place is not None
        return str(self.page.model.index(place, column).data())

    def transfer(self, row: CallRow) -> Transfer | None:
        return self.queue.transfer(FileKey.recording(row.call.sid))

    def state(self, row: CallRow) -> TransferState | None:
        transfer = self.transfer(row)
        return transfer.state if transfer is not None else None

    def wait_for_state(self, row: CallRow, state: TransferState) -> None:
        self.wait(lambda: self.state(row) is state)

    def message(self, key: str) -> Message | None:
        return next((message for message in self.messages.standing if message.key == key), None)

    def wait_for_message(self, key: str) -> Message:
        self.wait(lambda: self.message(key) is not None)
        found = self.message(key)
        assert found is not None
        return found


@contextmanager
def calls_desk(
    qtbot: QtBot, server: DemoServer, data_dir: Path, outputs: SoundOutputs | None = None
) -> Iterator[CallsDesk]:
    """A desk on a fresh account with the server's lists here; `outputs`: None, this computer's."""
    scope = open_scope(data_dir, server.url)
    sync(scope)
    desk = CallsDesk(qtbot, scope, server, outputs)
    try:
        desk.start()
        yield desk
    finally:
        desk.close()
        scope.close()
