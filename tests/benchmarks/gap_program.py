"""The real program that says how long its UI thread did not come round: at work, and with nothing to do."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QTimer, Slot

from desktop import app, launch
from desktop.__main__ import main as run
from tests.benchmarks.table_desk import GapWatch


class GapProgram(app.Program):
    """Calls `begin` once the lists are up to date, and `idle_ms` later. Says "took SECONDS", the longest gap
    from `watch` to `end`; and "idle SECONDS", the same with nothing under way for `idle_ms`. Then it ends."""

    idle_ms: ClassVar[int] = 0

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._watch: GapWatch | None = None
        self.completed.connect(self._on_completed)

    def prepare(self) -> None:
        """The window is whole, and nothing is under way."""

    def begin(self) -> None:
        """The work that is measured."""
        raise NotImplementedError

    def watch(self) -> None:
        self._watch = GapWatch()

    def end(self) -> None:
        self._tell("took")
        QTimer.singleShot(self.idle_ms, self._say_idle)

    @Slot()
    def _on_completed(self) -> None:
        self.connection.synced.connect(self._on_synced)
        self.prepare()

    @Slot(object)
    def _on_synced(self, _: object) -> None:
        self.connection.synced.disconnect(self._on_synced)
        self.on_synced()
        # As it is some seconds later; and the lists are drawn once more.
        QTimer.singleShot(self.idle_ms, self.begin)

    def on_synced(self) -> None:
        """The lists are up to date; what is measured begins later."""

    def _tell(self, word: str) -> None:
        assert self._watch is not None
        print(f"{word} {self._watch.longest:.6f}", flush=True)
        self._watch = GapWatch()

    @Slot()
    def _say_idle(self) -> None:
        self._tell("idle")
        self.window.close()


def run_as(program: type[GapProgram], idle_ms: str, options: list[str]) -> int:
    """The program as `program`, with these options of its command line; returns the exit code."""
    program.idle_ms = int(idle_ms)
    vars(launch)["Program"] = program
    return run(options)
