"""The queue that is killed: `python -m tests.campaigns.kill_queue_child FOLDER SERVER SEED`.

Asks for files at random, and cancels and pauses some. Says "go", what it asked for once that is written, and
what came.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication

from desktop.core.models import FileKey, KeptFile, Priority
from tests.campaigns.queue_life import QueueLife


class _Child:
    def __init__(self, folder: Path, url: str, dice: random.Random) -> None:
        self._dice = dice
        self._life = QueueLife(folder, url)
        self._life.queue.ready.connect(self._on_ready)
        self._keys = self._life.every_key()
        self._asked: list[FileKey] = []
        self._written: set[FileKey] = set()

    def run_for_ever(self) -> None:
        _say("go")
        self._life.queue.resume_all()
        while True:
            self._act(self._dice.choice(self._keys))
            self._life.turn()
            self._say_written()

    def _act(self, key: FileKey) -> None:
        queue, dice = self._life.queue, self._dice
        if dice.random() < 0.7 and self._life.scope.kept_files.find(key) is None:
            queue.request(key, dice.choice((Priority.NOW, Priority.ASKED)))
            self._asked.append(key)
        elif dice.random() < 0.3 and self._asked:
            queue.pause([dice.choice(self._asked)])
        elif dice.random() < 0.3:
            queue.resume_all()

    def _say_written(self) -> None:
        """Only what is in the database: what was asked for in the last moment may be lost."""
        for transfer in self._life.written():
            if transfer.key not in self._written:
                self._written.add(transfer.key)
                _say(f"asked {transfer.key}")

    def _on_ready(self, key: FileKey, _: KeptFile) -> None:
        _say(f"came {key}")


def _say(line: str) -> None:
    print(line, flush=True)


def main(folder: str, url: str, seed: str) -> int:
    application = QCoreApplication(sys.argv[:1])
    _Child(Path(folder), url, random.Random(seed)).run_for_ever()
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
