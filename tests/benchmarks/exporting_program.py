"""The real program, which exports all of its receipts as a click on *Export ZIP* does.

`python -m tests.benchmarks.exporting_program IDLE_MS TARGET --data-dir DIR`. Says "took SECONDS", the longest
gap of the UI thread from the click until the result is shown; and "idle SECONDS", the same with nothing under
way for IDLE_MS. Then it ends.
"""

from __future__ import annotations

import sys
from typing import ClassVar

from PySide6.QtCore import QTimer, Slot

from desktop.core.errors import AppError
from desktop.core.export import ExportReport
from tests.benchmarks.gap_program import GapProgram, run_as


class ExportingProgram(GapProgram):
    """Shows the receipts, and exports them once the lists are up to date."""

    target: ClassVar[str] = ""

    def on_synced(self) -> None:
        self.window.commands.receipts.trigger()

    def begin(self) -> None:
        export = self.window.receipts_page.export
        export.choose_target = lambda _: self.target
        export.ended.connect(self._on_ended)
        self.watch()
        # Not the one click, which would leave the ZIP in the folder of whoever measures.
        self.window.receipts_page.commands.export_to.trigger()

    @Slot(object)
    def _on_ended(self, end: ExportReport | AppError | None) -> None:
        assert isinstance(end, ExportReport), end
        # What is shown of it is a part of it.
        QTimer.singleShot(0, self.end)


def main(arguments: list[str]) -> int:
    idle_ms, target, *rest = arguments
    ExportingProgram.target = target
    return run_as(ExportingProgram, idle_ms, rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
