"""ExportMenu: the ways to export what the list shows, each with its number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.errors import AppError
from desktop.core.export_ledger import ExportRecord
from desktop.services.account_scope import AccountScope
from desktop.ui.formatting import moment_text, number_text
from desktop.ui.receipts.receipt_actions import ReceiptActions
from desktop.workers.task_pool import TaskPool

_COUNTING = "…"
_MOST_BATCHES = 10


class _Counts(NamedTuple):
    """Of what the list shows: how many are in no ZIP yet, and how many are not as they were in theirs.

    `exports`: the last ones of all.
    """

    new: int
    changed: int
    exports: Sequence[ExportRecord]


class ExportMenu(QMenu):
    """Commands of the page; a number stands beside each once it is known.

    `batch_chosen(ExportRecord)`: that export is to be made once more.
    """

    batch_chosen = Signal(object)

    def __init__(self, commands: ReceiptActions, tasks: TaskPool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self.setAccessibleName(self.tr("More ways to export"))
        self._tasks = tasks
        self._commands = commands
        self._wanted: object = None
        self.everything = self._offer(commands.export, self.tr("Everything that the list shows"))
        self.selected = self._offer(commands.export_selected, self.tr("The selected receipts"))
        self.addSeparator()
        self.new = self._offer(commands.export_new)
        self.changed = self._offer(commands.export_changed)
        self.batches = self.addMenu(self.tr("The same batch again"))
        self.batches.menuAction().setData(self.batches.title())
        self.batches.setToolTipsVisible(True)
        self.addSeparator()
        self._offer(commands.export_to)

    def offer_other(self, command: QAction) -> None:
        """What makes something else of the list than a ZIP."""
        self.addSeparator()
        self.addAction(command)

    def _offer(self, command: QAction, words: str = "") -> QAction:
        """A line that does what `command` does, with room for a number."""
        line = self.addAction(words or command.text())
        line.setData(line.text())
        line.triggered.connect(command.trigger)
        return line

    def count(self, scope: AccountScope | None, listed: Sequence[int]) -> None:
        """Says how many of each there are; what has to be looked up comes when it is known."""
        facts = self._commands.facts
        self._say(self.everything, len(listed))
        self._say(self.selected, facts.selected if facts is not None else 0)
        for line in (self.new, self.changed):
            line.setText(f"{line.data()}\t{_COUNTING}")
            line.setEnabled(True)
        self.batches.setEnabled(False)
        wanted = self._wanted = object()
        if scope is not None:
            work = partial(_counts, scope, tuple(listed))
            self._tasks.run(work, partial(self._on_counted, wanted), partial(self._on_not_counted, wanted))

    def _on_counted(self, wanted: object, counts: _Counts) -> None:
        if wanted is self._wanted:
            self._say(self.new, counts.new)
            self._say(self.changed, counts.changed)
            self._offer_batches(counts.exports)

    def _on_not_counted(self, wanted: object, _: AppError) -> None:
        """The export itself says why."""
        if wanted is self._wanted:
            for line in (self.new, self.changed):
                line.setText(str(line.data()))

    def _offer_batches(self, exports: Sequence[ExportRecord]) -> None:
        self.batches.clear()
        for record in exports:
            line = self.batches.addAction(f"{_ended_text(record)}\t{number_text(record.rows)}")
            line.setToolTip(record.target.name)
            line.triggered.connect(partial(self.batch_chosen.emit, record))
        self.batches.setEnabled(bool(exports))

    def _say(self, line: QAction, count: int) -> None:
        line.setText(f"{line.data()}\t{number_text(count)}")
        line.setEnabled(count > 0)


def _counts(scope: AccountScope, listed: Sequence[int]) -> _Counts:
    ledger = scope.export_ledger
    new, changed = len(ledger.new_since_last(listed)), sum(1 for _ in ledger.changed_since(listed))
    return _Counts(new, changed, ledger.latest_finished(_MOST_BATCHES))


def _ended_text(record: ExportRecord) -> str:
    return moment_text(record.ended_at or record.started_at)
