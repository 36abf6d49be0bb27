"""The real program, which goes through receipts whose files try a preview.

`python -m tests.benchmarks.hostile_program NAMES IDS --data-dir DIR`; names of files with strokes between
them, and the receipts that they belong to with commas. Says "at rest" for a while; "at NAME" as it goes to
each, once what came before is seen, or it is said why not, and what comes next is drawn; then "at hurry", to
each as soon as the one before is begun; "at pages", the longest; "at zoomed", the largest as large as it
goes; "at second window"; "at thumbnails". Then it ends.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QTimer, Slot

from desktop import app, launch
from desktop.__main__ import main as run

LOOK_MS = 40
RESTS = 10
STEPS_OF_PAGES = 12
LONGEST, LARGEST = "400 pages.pdf", "12000 x 16000.jpg"
Until = Callable[[], bool]


class HostileProgram(app.Program):
    """Takes the next step when the one before is over."""

    ids: ClassVar[dict[str, int]] = {}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._steps = self._walk()
        self._until: Until = self._at_rest
        self._looks = QTimer(self, interval=LOOK_MS)
        self._looks.timeout.connect(self._on_look)
        self.completed.connect(self._on_completed)

    @Slot()
    def _on_completed(self) -> None:
        self.connection.synced.connect(self._on_synced)

    @Slot(object)
    def _on_synced(self, _: object) -> None:
        self.connection.synced.disconnect(self._on_synced)
        self.window.commands.receipts.trigger()
        self._looks.start()

    @Slot()
    def _on_look(self) -> None:
        if not self._until():
            return
        step = next(self._steps, None)
        if step is not None:
            self._until = step
        else:
            self._looks.stop()
            self.window.close()

    def _at_rest(self) -> bool:
        """The document is seen, or it is said why not, and there is nothing to draw ahead."""
        page = self.window.receipts_page
        view, ahead = page.preview.view, page.pictures.ahead
        is_over = view.sharp or (bool(view.notes.sentence) and not self.renderer._at_work)
        return is_over and not self.tasks.busy and not (ahead is not None and ahead.busy)

    # -- steps -----------------------------------------------------------------------------------

    def _walk(self) -> Iterator[Until]:
        _at("rest")
        for _ in range(RESTS):
            yield self._at_rest
        for name in self.ids:
            _at(name)
            yield self._go_to(name)
        _at("hurry")
        for name in [*self.ids, *reversed(self.ids)]:
            self._go_to(name)
            yield partial(self._is_begun, self.ids[name])
        yield from self._pages()
        yield from self._zoomed()
        yield from self._other_views()

    def _go_to(self, name: str) -> Until:
        wanted = self.ids[name]
        assert self.window.receipts_page.table.set_current_id(wanted)
        return lambda: self._is_begun(wanted) and self._at_rest()

    def _is_begun(self, receipt_id: int) -> bool:
        receipt = self.window.receipts_page.preview.receipt
        return receipt is not None and receipt.id == receipt_id

    def _pages(self) -> Iterator[Until]:
        yield self._go_to(LONGEST)
        _at("pages")
        view = self.window.receipts_page.preview.view
        for step in range(STEPS_OF_PAGES):
            view.go_to_page(view.page_count * step // STEPS_OF_PAGES)
            yield self._at_rest

    def _zoomed(self) -> Iterator[Until]:
        yield self._go_to(LARGEST)
        _at("zoomed")
        for zoom in (1.0, 8.0):
            self.window.receipts_page.preview.view.set_zoom(zoom)
            yield self._at_rest

    def _other_views(self) -> Iterator[Until]:
        page = self.window.receipts_page
        _at("second window")
        page.commands.second_window.trigger()
        yield self._at_rest
        page.commands.second_window.trigger()
        _at("thumbnails")
        page.pictures.as_thumbnails.setChecked(True)
        yield lambda: self._at_rest() and not page.pictures.renderer._at_work


def _at(name: str) -> None:
    print(f"at {name}", flush=True)


def main(arguments: list[str]) -> int:
    names, ids, *rest = arguments
    HostileProgram.ids = dict(zip(names.split("|"), map(int, ids.split(",")), strict=True))
    vars(launch)["Program"] = HostileProgram
    return run(rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
