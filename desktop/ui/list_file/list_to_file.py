"""ListToFile: from a command of a list to a file: where to, progress, how it ended; one at a time."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.errors import AppError
from desktop.core.export_ledger import Asked
from desktop.core.filenames import safe_name
from desktop.ui.chosen_file import chosen_file
from desktop.ui.first_folder import folder_to_begin_in
from desktop.ui.formatting import local
from desktop.ui.list_file.list_run import ListRun, WriteList
from desktop.ui.reveal import reveal_in_folder
from desktop.ui.widgets.list_command import ListCommand
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.ui.widgets.record_table import RecordTable
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.services.account_scope import AccountScope

QUIET_SECONDS = 1.0
"""What takes longer shows how far it is."""


class ListToFile(QObject):
    """Each kind of file says what it is called, what writes it, and all words.

    `choose_target(suggested path) -> (path or "", ending where the path has none)` asks the user; a test
    puts its own in its place.
    """

    word = "list"
    """How the name of the file begins."""
    message = ""
    """The key of what is said."""
    icon_name = "list"
    endings: tuple[str, ...] = ()
    """Of the name; the first one is suggested."""
    ended = Signal(object)
    """What was written, the error, or None when it was cancelled."""

    def __init__(self, table: RecordTable, tasks: TaskPool, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self._tasks = tasks
        self._messages = messages
        self._window = parent
        self._scope: AccountScope | None = None
        self._began = 0.0
        self.folder = ""
        """Where the last one went."""
        self.run: ListRun | None = None
        self.which: Callable[[], Asked] = Asked
        """What the whole list is of; its page says it."""
        self.choose_target: Callable[[str], tuple[str, str]] = self.ask_target
        words = self.title(), self.tr("The list is empty.")
        self.command = ListCommand(self.icon_name, *words, table, parent)
        self.command.triggered.connect(self._on_triggered)

    # -- what a kind of file says ----------------------------------------------------------------

    def title(self) -> str:
        """Of the command."""
        raise NotImplementedError

    def writing(self, scope: AccountScope, ids: array[int], asked: Asked, target: Path) -> WriteList:
        """What writes these rows, which were `asked` for so."""
        raise NotImplementedError

    def ask_target(self, suggested: str) -> tuple[str, str]:
        """See `choose_target`."""
        raise NotImplementedError

    def progress_text(self, progress: Any, asked: int) -> str:
        """How far it is, as the work said."""
        raise NotImplementedError

    def say_written(self, written: Any) -> None:
        """As a message."""
        raise NotImplementedError

    def cancelled_text(self) -> str:
        raise NotImplementedError

    # -- beginning -------------------------------------------------------------------------------

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account; what was being saved of the one before is not."""
        run, self.run = self.run, None
        if run is not None:
            run.drop()
        self._messages.dismiss(self.message)
        self._scope = scope

    @Slot()
    def _on_triggered(self) -> None:
        # The first rows alone would look like the whole list.
        self._table.when_whole(self._ask_and_begin)

    def _ask_and_begin(self) -> None:
        scope, ids = self._scope, self._table.ids_meant()
        if scope is None or self.run is not None or not ids:
            return
        # Of a moment, whatever the list becomes while the dialog stands there.
        asked = self.which() if self._table.selected_count() <= 1 else Asked()
        name = self._suggested_name(scope.account.business_name, len(ids))
        suggested = str(Path(folder_to_begin_in(self.folder)) / name)
        target = chosen_file(self.choose_target, suggested, self.endings)
        # The dialog may stand there for long: what it was asked for is another account's by then.
        if target is not None and scope is self._scope:
            self.folder = str(target.parent)
            self._begin(len(ids), self.writing(scope, ids, asked, target))

    def _suggested_name(self, business: str, count: int) -> str:
        """`receipts_Business_2024-02-01_14-02.xlsx`."""
        chosen = "selected" if count < self._table.model().rowCount() else ""
        parts = [self.word, business, chosen, local(datetime.now(UTC)).strftime("%Y-%m-%d_%H-%M")]
        return safe_name("_".join(part for part in parts if part), self.endings[0])

    def _begin(self, asked: int, write: WriteList) -> None:
        self._messages.dismiss(self.message)
        run = ListRun(write, asked, self._tasks)
        self.take_over(run)
        run.start()

    def take_over(self, run: ListRun | None) -> None:
        """Goes on with what another window began; None: nothing is under way."""
        self.run, self._began = run, time.monotonic()
        for signal, slot in self._ways(run) if run is not None else ():
            signal.connect(slot)

    def hand_over(self) -> ListRun | None:
        """Lets go of what is under way, for another window to take over."""
        run, self.run = self.run, None
        for signal, slot in self._ways(run) if run is not None else ():
            signal.disconnect(slot)
        return run

    def _ways(self, run: ListRun) -> tuple[tuple[SignalInstance, Callable[..., None]], ...]:
        return (
            (run.progressed, self._on_progressed),
            (run.done, self._on_finished),
            (run.failed, self._on_failed),
            (run.cancelled, self._on_cancelled),
        )

    # -- how it goes -----------------------------------------------------------------------------

    @Slot(object)
    def _on_progressed(self, progress: Any) -> None:
        if self.run is not None and time.monotonic() - self._began > QUIET_SECONDS:
            sentence = self.progress_text(progress, self.run.asked)
            self._messages.note(sentence, MessageAction(self.tr("Cancel"), self.run.cancel), key=self.message)

    @Slot(object)
    def _on_finished(self, written: Any) -> None:
        self.say_written(written)
        self._end(written)

    def show_action(self, path: Path) -> MessageAction:
        """For the message that tells of the file."""
        return MessageAction(self.tr("Show in folder"), partial(reveal_in_folder, path))

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        self._messages.error(error, self._on_triggered, key=self.message)
        self._end(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self._messages.note(self.cancelled_text(), key=self.message)
        self._end(None)

    def _end(self, outcome: Any) -> None:
        self.run = None
        self.ended.emit(outcome)
