"""Details: the pane beside the document follows the list, and asks the server for what rows do not hold."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import AppError, NotFound
from desktop.core.models import Receipt
from desktop.services.account_scope import AccountScope
from desktop.ui.error_text import error_text
from desktop.ui.receipts.details.details_pane import DetailsPane
from desktop.ui.receipts.details.details_reading import DetailsReading
from desktop.ui.receipts.details.exports_section import MOST_SHOWN, ReceiptsExport
from desktop.workers.task_pool import TaskHandle, TaskPool

if TYPE_CHECKING:
    from desktop.ui.receipts.receipts_page import ReceiptsPage


class Details(QObject):
    """`toggled(bool)`: the pane is to be there, or not."""

    toggled = Signal(bool)

    def __init__(self, tasks: TaskPool, page: ReceiptsPage) -> None:
        super().__init__(page)
        self._page = page
        self._tasks = tasks
        self._exports_of: int | None = None
        """Whose exports are shown."""
        self._handle: TaskHandle | None = None
        self._scope: AccountScope | None = None
        self._followed: Receipt | None = None
        """As the row said it the last time."""
        self.command = page.commands.details
        self.pane = DetailsPane(self.command, page)
        self.pane.hide()
        self.reading = DetailsReading(tasks, self)
        self.reading.changed.connect(self._show)
        self.pane.again_wanted.connect(self._on_again)
        self.command.toggled.connect(self._on_toggled)
        page.preview.shown.changed.connect(self.follow)
        page.preview.shown.connection_changed.connect(self._on_connection_changed)
        page.decisions.settled.connect(self._on_settled)
        page.export.ended.connect(self._ask_for_exports)
        page.list_export.merging.ended.connect(self._ask_for_exports)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: nothing of the one before stays on the screen."""
        self._scope = scope
        self.reading.set_scope(scope)
        self.pane.forget()
        self._exports_of = None
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Shows the current receipt, as its row says it now."""
        row = self._page.current_row()
        shows = self.command.isChecked() and row is not None and self._scope is not None
        self._note_changes(row.receipt if row is not None else None)
        self.reading.want(row.row_id if shows and row is not None and row.receipt.gone_at is None else None)
        self._show()
        wanted = row.row_id if shows and row is not None else None
        if wanted != self._exports_of:
            self._exports_of = wanted
            self._ask_for_exports()

    def _note_changes(self, receipt: Receipt | None) -> None:
        """What only the server knows of it may be another thing, too, where its row says something else."""
        before, self._followed = self._followed, receipt
        if receipt is not None and before is not None and before.id == receipt.id and before != receipt:
            self.reading.renew([receipt.id])

    @Slot()
    def _ask_for_exports(self) -> None:
        """In which exports it went: from this computer's own ledger."""
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.abandon()
        if self._scope is not None and self._exports_of is not None:
            work = partial(_exports_of, self._scope, self._exports_of)
            self._handle = self._tasks.run(work, self.pane.exports.show_exports, self._on_no_exports)

    def _on_no_exports(self, error: AppError) -> None:
        """The lists themselves say what is wrong with them."""

    @Slot()
    def _show(self) -> None:
        if not self.command.isChecked():
            return
        row = self._page.current_row() if self._scope is not None else None
        receipt = row.receipt if row is not None else None
        details, error = self.reading.details, self.reading.error
        word, missing = "", self.tr("Only the server knows")
        if receipt is not None and details is None:
            if receipt.gone_at is not None or isinstance(error, NotFound):
                word = self.tr("The server has this receipt no longer: some fields cannot be known.")
            elif error is not None:
                word = error_text(error).sentence
            elif self.reading.under_way:
                missing = self.tr("Being asked for…")
            else:
                word = self.tr("You are offline: some fields are known to the server alone.")
        self.pane.show_receipt(receipt, details, missing)
        self.pane.show_word(word, again=error is not None and not isinstance(error, NotFound))

    @Slot()
    def _on_again(self) -> None:
        self.reading.ask_again()
        self._show()

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        had_focus = self.pane.isAncestorOf(self._page.focusWidget() or self._page)
        self.toggled.emit(on)
        self.follow()
        if had_focus and not on:
            self._page.table.setFocus()

    @Slot()
    def _on_connection_changed(self) -> None:
        if not self.reading.fresh:
            self.reading.ask_again()
        self._show()

    @Slot(object)
    def _on_settled(self, ids: Sequence[int]) -> None:
        """Who reviewed it and when is otherwise by now."""
        self.reading.renew(ids)
        self._show()


def _exports_of(scope: AccountScope, receipt_id: int) -> list[ReceiptsExport]:
    """The newest first."""
    found = scope.export_ledger.exports_of(receipt_id)[:MOST_SHOWN]
    return [ReceiptsExport(record, _is_there(record.target)) for record in found]


def _is_there(path: Path) -> bool:
    with suppress(OSError):
        return path.is_file()
    return False
