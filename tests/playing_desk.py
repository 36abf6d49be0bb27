"""Kept recordings of an account and the flow from pressing play to the player, with no window or server."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.core.account import Account
from desktop.core.models import Call, FileKey, KeptFile
from desktop.services.account_scope import AccountScope
from desktop.store.calls_repository import CallsRepository
from desktop.ui.application import make_application
from desktop.ui.calls.player import Player
from desktop.ui.calls.recording.listening import Listening
from desktop.ui.calls.recording.play_flow import PlayFlow
from desktop.ui.calls.sound_outputs import SoundOutputs
from desktop.ui.widgets.messages import Messages
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

_ACCOUNT = Account("http://127.0.0.1:9", 1, 1, "desk@example.com")


class PlayingDesk:
    """All of it real, as the window has it; `close` ends it."""

    def __init__(self, folder: Path, outputs: SoundOutputs | None = None) -> None:
        self.app = make_application()
        self.owner = QObject()
        self.scope = AccountScope(_ACCOUNT, folder)
        self.tasks = TaskPool(self.owner)
        self.queue = DownloadQueue(self.owner)
        self.player = Player(self.owner, outputs)
        self.messages = Messages(self.owner)
        self.listening = Listening(self.player, self.tasks, self.owner)
        self.flow = PlayFlow(self.queue, self.player, self.listening, self.messages, self.owner)
        self.flow.set_scope(self.scope)

    def keep(self, sid: str, sound: bytes) -> KeptFile:
        """A WAV file as the recording of a call of this `sid`."""
        CallsRepository(self.scope.database).upsert([Call(sid, datetime.now(UTC), has_recording=True)])
        return keep_sound(self.scope, sid, sound)

    def close(self) -> None:
        self.flow.set_scope(None)
        self.queue.close(5_000)
        self.tasks.close(5_000)
        self.scope.close()


def keep_sound(scope: AccountScope, sid: str, sound: bytes) -> KeptFile:
    """As if it had been fetched."""
    key = FileKey.recording(sid)
    with scope.files.part(key) as part:
        part.write(sound)
        path, size, digest = part.commit("wav")
    kept = KeptFile(key, path, size, digest, "wav", datetime.now(UTC))
    scope.kept_files.record(kept)
    return kept
