"""The real program, which takes the first sync of an empty account while its list is scrolled.

`python -m tests.benchmarks.table_sync IDLE_MS --data-dir DIR`. Says "took SECONDS", the longest gap of the UI
thread from the first rows to the end of the sync, and "idle SECONDS", the same with nothing under way for
IDLE_MS. Then it ends.
"""

from __future__ import annotations

import sys
from typing import Any, ClassVar

from PySide6.QtCore import QTimer, Slot

from desktop import app, launch
from desktop.__main__ import main as run
from tests.benchmarks.table_desk import GapWatch

STEP_PX = 60


class ScrollingProgram(app.Program):
    """Scrolls its calls up and down from the moment when there are any."""

    idle_ms: ClassVar[int] = 0

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._step = STEP_PX
        self._watch: GapWatch | None = None
        self._scroller = QTimer(self, interval=16)
        self._scroller.timeout.connect(self._on_scroll)
        self.completed.connect(self._on_completed)

    @Slot()
    def _on_completed(self) -> None:
        self.connection.synced.connect(self._on_synced)
        self._scroller.start()

    @Slot()
    def _on_scroll(self) -> None:
        table = self.window.calls_page.table
        if self._watch is None and self.window.calls_page.model.ids:
            table.set_current_id(self.window.calls_page.model.id_at(2))
            self._watch = GapWatch()
        bar = table.verticalScrollBar()
        if not 0 < bar.value() + self._step < bar.maximum():
            self._step = -self._step
        bar.setValue(bar.value() + self._step)

    @Slot(object)
    def _on_synced(self, _: object) -> None:
        # The list is drawn once more after the end.
        QTimer.singleShot(self.idle_ms, self._say_sync)

    @Slot()
    def _say_sync(self) -> None:
        assert self._watch is not None
        print(f"took {self._watch.longest:.6f}", flush=True)
        self._watch = GapWatch()
        QTimer.singleShot(self.idle_ms, self._say_idle)

    @Slot()
    def _say_idle(self) -> None:
        assert self._watch is not None
        print(f"idle {self._watch.longest:.6f}", flush=True)
        self.window.close()


def main(arguments: list[str]) -> int:
    idle_ms, *rest = arguments
    ScrollingProgram.idle_ms = int(idle_ms)
    vars(launch)["Program"] = ScrollingProgram
    return run(rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
