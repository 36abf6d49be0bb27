"""PrintJob: a list goes to a printer, a page at a time between the window's other events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QPainter

from desktop.core.errors import AppError
from desktop.ui.print.page_layout import PageLayout
from desktop.ui.print.printed_list import PrintedList

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class PrintJob(QObject):
    """Exactly one of `finished(pages)`, `failed` and `cancelled`, or none once dropped; then it is gone.

    Qt draws on a printer on the thread of its widgets alone, so it is done in slices.
    """

    progressed = Signal(int, int)
    """Pages done, of how many."""
    finished = Signal(int)
    failed = Signal()
    cancelled = Signal()

    def __init__(self, printer: QPrinter, shown: PrintedList, parent: QObject) -> None:
        super().__init__(parent)
        self._printer = printer
        self._layout = PageLayout(printer, shown)
        self._pages = self._wanted_pages()
        self._done = 0
        self._painter = QPainter()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_timeout)

    def _wanted_pages(self) -> list[int]:
        """Those that the print dialog chose; all where it chose none."""
        first, last = self._printer.fromPage(), self._printer.toPage()
        every = range(self._layout.pages)
        return list(every[first - 1 : last] if first > 0 else every)

    def start(self) -> None:
        """The first page comes with the next event."""
        if self._pages and self._painter.begin(self._printer):
            self._timer.start()
        else:
            self._end()
            self.failed.emit()

    @Slot()
    def cancel(self) -> None:
        """Nothing more is drawn, and what was is not printed where the printer can take it back."""
        self.drop()
        self.cancelled.emit()

    def drop(self) -> None:
        """As `cancel`, and nothing is said."""
        self._printer.abort()
        self._end()

    @Slot()
    def _on_timeout(self) -> None:
        if self._done and not self._printer.newPage():
            self._end()
            self.failed.emit()
            return
        try:
            self._layout.draw(self._painter, self._pages[self._done])
        except AppError:
            self._end()
            self.failed.emit()
            return
        self._done += 1
        self.progressed.emit(self._done, len(self._pages))
        if self._done == len(self._pages):
            self._end()
            self.finished.emit(self._done)

    def _end(self) -> None:
        self._timer.stop()
        if self._painter.isActive():
            self._painter.end()
        self.deleteLater()
