"""Kept recordings of an account and the flow from pressing play to the player, with no window or server."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.app import make_application
from desktop.core.account import Account
from desktop.core.models import Call, FileKey, KeptFile
from desktop.services.account_scope import AccountScope
from desktop.store.calls_repository import CallsRepository
from desktop.ui.calls.player import Player
from desktop.ui.calls.recording.listening import Listening
from desktop.ui.calls.recording.play_flow import PlayFlow
from desktop.ui.widgets.messages import Messages
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

_ACCOUNT = Account("http://127.0.0.1:9", 1, 1, "desk@example.com")


class PlayingDesk:
    """All of it real, as the window has it; `close` ends it."""

    def __init__(self, folder: Path) -> None:
        self.app = make_application()
        self.owner = QObject()
        self.scope = AccountScope(_ACCOUNT, folder)
        self.tasks = TaskPool(self.owner)
        self.queue = DownloadQueue(self.owner)
        self.player = Player(self.owner)
        self.messages = Messages(self.owner)
        listening = Listening(self.player, self.tasks, self.owner)
        self.flow = PlayFlow(self.queue, self.player, listening, self.messages, self.owner)
        self.flow.set_scope(self.scope)

    def keep(self, sid: str, sound: bytes) -> KeptFile:
        """A WAV file as the recording of a call of this `sid`."""
        key, now = FileKey.recording(sid), datetime.now(UTC)
        CallsRepository(self.scope.database).upsert([Call(sid, now, has_recording=True)])
        with self.scope.files.part(key) as part:
            part.write(sound)
            path, size, digest = part.commit("wav")
        kept = KeptFile(key, path, size, digest, "wav", now)
        self.scope.kept_files.record(kept)
        return kept

    def close(self) -> None:
        self.flow.set_scope(None)
        self.queue.close(5_000)
        self.tasks.close(5_000)
        self.scope.close()
