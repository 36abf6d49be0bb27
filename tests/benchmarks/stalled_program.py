"""The real program, which says "closing" when what it asked for has stalled, then closes its window.

`python -m tests.benchmarks.stalled_program SID,SID,SID --data-dir DIR`, and what else its command line takes.
"""

from __future__ import annotations

import sys
from typing import Any, ClassVar

from PySide6.QtCore import Slot

from desktop import app, launch
from desktop.__main__ import main as run
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import QueueRules


class StalledProgram(app.Program):
    """Asks for the recordings `wanted` as soon as it is online; the server lets all of them stall."""

    wanted: ClassVar[list[str]] = []
    """Their call_sids."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        # What comes before the end is not measured.
        super().__init__(*arguments, **options | {"rules": QueueRules(poll_seconds=0.1)})
        self.completed.connect(self._on_completed)

    @Slot()
    def _on_completed(self) -> None:
        self.connection.changed.connect(self._on_online)
        self.queue.changed.connect(self._on_stalled)

    @Slot()
    def _on_online(self) -> None:
        if self.queue.online and not self.queue.transfers():
            for key in self._keys():
                self.queue.request(key, Priority.NOW)

    @Slot(object)
    def _on_stalled(self, _: FileKey) -> None:
        transfers = [self.queue.transfer(key) for key in self._keys()]
        # The size is known from the moment when an answer has begun.
        if all(transfer is not None and transfer.total for transfer in transfers):
            self.queue.changed.disconnect(self._on_stalled)
            print("closing", flush=True)
            self.window.close()

    def _keys(self) -> list[FileKey]:
        return [FileKey.recording(sid) for sid in self.wanted]


def main(arguments: list[str]) -> int:
    sids, *rest = arguments
    StalledProgram.wanted = sids.split(",")
    vars(launch)["Program"] = StalledProgram
    return run(rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
