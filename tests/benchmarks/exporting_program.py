"""The real program, which exports all of its receipts as a click on *Export ZIP* does.

`python -m tests.benchmarks.exporting_program IDLE_MS TARGET --data-dir DIR`. Says "took SECONDS", the longest
gap of the UI thread from the click until the result is shown; and "idle SECONDS", the same with nothing under
way for IDLE_MS. Then it ends.
"""

from __future__ import annotations

import sys
from typing import Any, ClassVar

from PySide6.QtCore import QTimer, Slot

from desktop import app, launch
from desktop.__main__ import main as run
from desktop.core.errors import AppError
from desktop.core.export import ExportReport
from tests.benchmarks.table_desk import GapWatch


class ExportingProgram(app.Program):
    """Shows the receipts, and exports them once the lists are up to date."""

    idle_ms: ClassVar[int] = 0
    target: ClassVar[str] = ""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._watch: GapWatch | None = None
        self.completed.connect(self._on_completed)

    @Slot()
    def _on_completed(self) -> None:
        self.connection.synced.connect(self._on_synced)

    @Slot(object)
    def _on_synced(self, _: object) -> None:
        self.connection.synced.disconnect(self._on_synced)
        self.window.commands.receipts.trigger()
        # As it is some seconds later; and the lists are drawn once more.
        QTimer.singleShot(self.idle_ms, self._begin)

    @Slot()
    def _begin(self) -> None:
        export = self.window.receipts_page.export
        export.choose_target = lambda _: self.target
        export.ended.connect(self._on_ended)
        self._watch = GapWatch()
        self.window.receipts_page.commands.export.trigger()

    @Slot(object)
    def _on_ended(self, end: ExportReport | AppError | None) -> None:
        assert isinstance(end, ExportReport), end
        # What is shown of it is a part of it.
        QTimer.singleShot(0, self._say_took)

    @Slot()
    def _say_took(self) -> None:
        self._tell("took")
        QTimer.singleShot(self.idle_ms, self._say_idle)

    def _tell(self, word: str) -> None:
        assert self._watch is not None
        print(f"{word} {self._watch.longest:.6f}", flush=True)
        self._watch = GapWatch()

    @Slot()
    def _say_idle(self) -> None:
        self._tell("idle")
        self.window.close()


def main(arguments: list[str]) -> int:
    idle_ms, target, *rest = arguments
    ExportingProgram.idle_ms, ExportingProgram.target = int(idle_ms), target
    vars(launch)["Program"] = ExportingProgram
    return run(rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
