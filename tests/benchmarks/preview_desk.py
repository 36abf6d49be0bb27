"""The preview in a window, and a process that does the same with what Qt offers alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from desktop.core.models import FileKey, Receipt
from desktop.services.account_scope import AccountScope
from desktop.ui.receipts.document.document_view import DocumentView
from desktop.ui.receipts.preview.ready_documents import ReadyDocuments
from desktop.ui.receipts.preview.shown_file import ShownFile
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.pictures import ReadyDocument
from desktop.workers.task_pool import TaskPool
from tests.benchmarks.preview_files import forget_pictures
from tests.benchmarks.table_desk import application, rest, wait

LONGEST_MS = 60_000
WIDTH, HEIGHT = 880, 790
"""Of the preview in a window of 1440 x 900."""


class WatchedView(DocumentView):
    """Ends the wait with the paint of the first page."""

    def __init__(self, renderer: DocumentRenderer) -> None:
        super().__init__(renderer)
        self.loop = QEventLoop()
        self.shown_at = 0.0
        self.resize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.first_page() is not None and not self.shown_at:
            self.shown_at = time.perf_counter()
            self.loop.quit()

    def seconds(self, begin: Callable[[], object]) -> float:
        """From `begin` to what it leads to, painted."""
        self.shown_at = 0.0
        late = QTimer(self, singleShot=True, interval=LONGEST_MS)
        late.timeout.connect(self.loop.quit)
        late.start()
        began = time.perf_counter()
        begin()
        self.loop.exec()
        late.stop()
        assert self.shown_at, "nothing was painted"
        return self.shown_at - began


class PreviewDesk:
    """A view with a renderer whose process is warm, as the program keeps it."""

    def __init__(self, warm: Path) -> None:
        """`warm`: a document of the kind that is measured; libraries are loaded with it."""
        application()
        self.renderer = DocumentRenderer()
        self.view = WatchedView(self.renderer)
        self.ready: ReadyDocument | None = None
        self.view.first_page_drawn.connect(self._on_drawn)
        self.view.show()
        self.show_cold(warm)

    def _on_drawn(self, ready: ReadyDocument) -> None:
        self.ready = ready

    def show_cold(self, path: Path) -> float:
        """Seconds from a file of which nothing is known to its first page, painted."""
        self.view.clear()
        return self.view.seconds(lambda: self.view.show_document(path))

    def close(self) -> None:
        self.view.clear()
        self.view.hide()
        self.renderer.close()
        self.view.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class SeenBefore(PreviewDesk):
    """The same with what the program keeps of documents, from choosing a receipt to seeing it."""

    def __init__(self, scope: AccountScope, receipt: Receipt) -> None:
        kept = scope.receipts.kept(FileKey.source(receipt.id))
        assert kept is not None
        super().__init__(kept.path)
        self._owner = QObject()
        self._scope, self._receipt = scope, receipt
        self._tasks = TaskPool(self._owner)
        self._documents = ReadyDocuments(self._tasks, self._owner)
        self._shown = ShownFile(DownloadQueue(self._owner), self.view, self._documents, self._owner)
        self._shown.set_scope(scope)
        self.show_cold_receipt()

    def show_cold_receipt(self) -> float:
        """Seconds from choosing a receipt that was never seen to its first page, painted."""
        self._forget()
        forget_pictures(self._scope)
        seconds = self.view.seconds(lambda: self._shown.show_receipt(self._receipt))
        wait(lambda: not self._tasks.busy)
        return seconds

    def show_again(self) -> float:
        """The same one as it was left on the disk."""
        self._forget()
        return self.view.seconds(lambda: self._shown.show_receipt(self._receipt))

    def _forget(self) -> None:
        wait(lambda: not self._tasks.busy)
        self._shown.show_receipt(None)
        rest(0.3)
        self._documents.set_scope(self._scope)

    def close(self) -> None:
        self._shown.set_scope(None)
        self._tasks.close(5_000)
        super().close()
        self._scope.close()
