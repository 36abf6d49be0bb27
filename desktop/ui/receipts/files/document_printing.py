"""DocumentPrinting: from the command to the paper: which printer, progress, how it ended; one at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import AppError
from desktop.ui.error_text import error_text
from desktop.ui.formatting import number_text
from desktop.ui.print.list_printing import MESSAGE, QUIET_SECONDS
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.workers.document_renderer import DocumentRenderer

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.ui.receipts.files.document_print_job import DocumentPrintJob


class DocumentPrinting(QObject):
    """`choose_printer(printer) -> bool` asks the user."""

    ended = Signal()
    """In whichever way."""

    def __init__(
        self,
        renderer: DocumentRenderer,
        choose_printer: Callable[[QPrinter], bool],
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._messages = messages
        self._began = 0.0
        self._stops = 0
        self.choose_printer = choose_printer
        self.job: DocumentPrintJob | None = None

    def print_file(self, path: Path, title: str) -> None:
        """Asks for a printer, then prints the file's pages; `title`: what the printer's list calls it."""
        from PySide6.QtPrintSupport import QPrinter

        from desktop.ui.receipts.files.document_print_job import DocumentPrintJob

        if self.job is not None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        stops = self._stops
        # The dialog may stand there for long: what it was asked for is another account's by then.
        if not self.choose_printer(printer) or stops != self._stops:
            return
        job = self.job = DocumentPrintJob(printer, self._renderer, self)
        self._began = time.monotonic()
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        job.start(path)

    def stop(self) -> None:
        """Another account is shown: nothing of the one before comes out of the printer any more."""
        self._stops += 1
        job, self.job = self.job, None
        if job is not None:
            job.drop()
            self._messages.dismiss(MESSAGE)

    @Slot(int, int)
    def _on_progressed(self, done: int, pages: int) -> None:
        if self.job is not None and done < pages and time.monotonic() - self._began > QUIET_SECONDS:
            words = self.tr("Printing page {page} of {pages}…")
            sentence = words.format(page=number_text(done), pages=number_text(pages))
            self._messages.note(sentence, MessageAction(self.tr("Cancel"), self.job.cancel), key=MESSAGE)

    @Slot(int)
    def _on_finished(self, pages: int) -> None:
        self._end()
        self._messages.success(self.tr("%Ln page(s) went to the printer.", "", pages), key=MESSAGE)

    @Slot(object)
    def _on_failed(self, error: AppError | None) -> None:
        self._end()
        if error is not None:
            self._messages.danger(error_text(error).sentence, key=MESSAGE)
            return
        sentence = self.tr("The printer did not take the document. Choose another printer, or try again.")
        self._messages.danger(sentence, key=MESSAGE)

    @Slot()
    def _on_cancelled(self) -> None:
        self._end()
        self._messages.note(self.tr("Printing was cancelled."), key=MESSAGE)

    def _end(self) -> None:
        self.job = None
        self.ended.emit()
