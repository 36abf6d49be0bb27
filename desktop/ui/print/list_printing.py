"""ListPrinting: from Print… to the paper: which printer, progress, how it ended; one at a time."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QKeySequence, QPageLayout
from PySide6.QtWidgets import QWidget

from desktop.ui.formatting import number_text, strip_marks
from desktop.ui.print.print_words import filters_line
from desktop.ui.widgets.list_command import ListCommand
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.services.account_scope import AccountScope
    from desktop.ui.print.print_job import PrintJob
    from desktop.ui.print.printed_list import Heading

translate = QCoreApplication.translate

MESSAGE = "print"
QUIET_SECONDS = 1.0
"""What takes longer shows how far it is."""
_WIDE_PX = 700
"""A list that is wider on the screen goes on paper that lies."""


class PrintedFilters(Protocol):
    """A page's filters, which know the query in words."""

    query: Any

    def printed_filters_text(self) -> str: ...


class ListPrinting(QObject):
    """`asked`: the command was given; whoever knows the list's words answers with `print_rows`.

    `choose_printer(printer) -> bool` asks the user; a test puts its own in its place.
    """

    asked = Signal()
    ended = Signal()
    """In whichever way."""

    def __init__(self, table: RecordTable, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self._messages = messages
        self._window = parent
        self._began = 0.0
        self._scope: AccountScope | None = None
        self.listed = ""
        """What the list that stands there was searched for and filtered by."""
        self.job: PrintJob | None = None
        self.choose_printer: Callable[[QPrinter], bool] = self._ask
        words = self.tr("Print…"), self.tr("There is nothing to print.")
        self.command = ListCommand("print", *words, table, parent)
        self.command.setShortcut(QKeySequence.StandardKey.Print)
        self.command.triggered.connect(self._on_triggered)

    def note_filters(self, filters: PrintedFilters) -> None:
        """The list was read: what it was searched for and filtered by. Other filters may be chosen before
        the next list is there."""
        self.listed = filters_line(filters.query.text, filters.printed_filters_text())

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account; what was being printed of the one before is not."""
        self.stop()
        self._scope = scope
        # Its first rows may be printed before the list is there and notes its own.
        self.listed = ""

    def ids(self) -> array[int]:
        """What is printed."""
        return self._table.ids_meant()

    def print_rows(self, ids: array[int], heading: Heading) -> None:
        """Asks for a printer, then prints these rows; a job that is under way goes on alone."""
        from PySide6.QtPrintSupport import QPrinter

        from desktop.ui.print.print_job import PrintJob
        from desktop.ui.print.printed_list import PrintedList

        if self.job is not None or not ids:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        # It becomes the name of a file, and the title that others show of it.
        printer.setDocName(strip_marks(heading.title))
        width = sum(self._table.columnWidth(number) for number in self._table.shown_columns())
        lying = QPageLayout.Orientation.Landscape
        printer.setPageOrientation(lying if width > _WIDE_PX else QPageLayout.Orientation.Portrait)
        scope = self._scope
        # The dialog may stand there for long: what it was asked for is another account's by then.
        if self.choose_printer(printer) and scope is self._scope:
            shown = PrintedList.of(self._table, ids, heading)
            self._begin(PrintJob(printer, shown, self))

    def stop(self) -> None:
        """Another account is shown: nothing of the one before comes out of the printer any more."""
        job, self.job = self.job, None
        if job is not None:
            job.drop()
            self._messages.dismiss(MESSAGE)

    def _begin(self, job: PrintJob) -> None:
        self.job = job
        self._began = time.monotonic()
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        job.start()

    def _ask(self, printer: QPrinter) -> bool:
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(self.tr("Print"))
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintSelection, on=False)
        chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
        dialog.deleteLater()
        return chosen

    @Slot()
    def _on_triggered(self) -> None:
        # The first rows alone would look like the whole list on paper.
        self._table.when_whole(self.asked.emit)

    # -- how it goes -----------------------------------------------------------------------------

    @Slot(int, int)
    def _on_progressed(self, done: int, pages: int) -> None:
        if self.job is not None and time.monotonic() - self._began > QUIET_SECONDS:
            words = self.tr("Printing page {page} of {pages}…")
            sentence = words.format(page=number_text(done), pages=number_text(pages))
            self._messages.note(sentence, MessageAction(self.tr("Cancel"), self.job.cancel), key=MESSAGE)

    @Slot(int)
    def _on_finished(self, pages: int) -> None:
        self._end()
        # By name: with a number it would be looked up under that of the class below alone.
        sentence = translate("ListPrinting", "%Ln page(s) went to the printer.", "", pages)
        self._messages.success(sentence, key=MESSAGE)

    @Slot()
    def _on_failed(self) -> None:
        self._end()
        sentence = self.tr("The printer did not take the list. Choose another printer, or try again.")
        self._messages.danger(sentence, key=MESSAGE)

    @Slot()
    def _on_cancelled(self) -> None:
        self._end()
        self.say_cancelled()

    def say_cancelled(self) -> None:
        """Also of what another window was printing, which this one took the place of."""
        self._messages.note(self.tr("Printing was cancelled."), key=MESSAGE)

    def _end(self) -> None:
        self.job = None
        self.ended.emit()
