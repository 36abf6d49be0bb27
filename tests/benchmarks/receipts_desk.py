"""The receipts page on an account that is all on this computer, its files photographs and scans."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Self

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.core.models import FileKey, KeptFile, Money, Receipt, ReceiptFile, ReceiptStatus
from desktop.services.account_scope import AccountScope
from desktop.store.receipts_repository import ReceiptsRepository
from desktop.ui.receipts.receipts_page import ReceiptsPage
from desktop.ui.style_sheet import style_window
from desktop.ui.widgets.messages import Messages
from desktop.workers.collector import Collector
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool
from tests.benchmarks.preview_files import SCAN_DPI, forget_pictures, write_photo, write_scan
from tests.benchmarks.table_desk import ACCOUNT, GapWatch, application, rest, wait

NEWEST = datetime(2026, 3, 1, 9, tzinfo=UTC)
PHOTO, TINY_PHOTO, TINY_DPI = QSize(1500, 2000), QSize(300, 400), 40
LONGEST_MS = 60_000
STEP = 120
"""In px: as one turn of a wheel."""


def sample_files(folder: Path, *, tiny: bool) -> list[Path]:
    """As many photographs as scans."""
    application()
    folder.mkdir()
    count, photo, dpi = (1, TINY_PHOTO, TINY_DPI) if tiny else (4, PHOTO, SCAN_DPI)
    photos = [write_photo(folder / f"{number}.jpg", photo, number) for number in range(count)]
    return photos + [write_scan(folder / f"{number}.pdf", 1, number, dpi) for number in range(count)]


def account_with(folder: Path, files: Sequence[Path], rows: int) -> AccountScope:
    """Receipts whose sources are kept; `files`, below `folder`, are theirs in turn.

    Each counts as bytes of its own, so that none was drawn when another one was.
    """
    scope = AccountScope(ACCOUNT, folder)
    receipts = [_receipt(number) for number in range(1, rows + 1)]
    ReceiptsRepository(scope.database).upsert(receipts)
    with scope.database.transaction() as connection:
        for receipt in receipts:
            scope.kept_files.note([_kept(receipt, files[receipt.id % len(files)])], connection)
    return scope


def _receipt(number: int) -> Receipt:
    statuses = (ReceiptStatus.PENDING_REVIEW, ReceiptStatus.APPROVED, ReceiptStatus.REJECTED)
    return Receipt(
        number,
        NEWEST - timedelta(hours=number),
        f"Vendor {number % 40}",
        Money(number * 117, "ILS"),
        "ILS",
        status=statuses[number % 3],
        source_file=ReceiptFile(number, f"{number}.bin"),
    )


def _kept(receipt: Receipt, path: Path) -> KeptFile:
    digest = sha256(f"{receipt.id}".encode()).hexdigest()
    return KeptFile(FileKey.source(receipt.id), path, path.stat().st_size, digest, path.suffix[1:], NEWEST)


class ReceiptsDesk:
    """The page in a window of the usual size, and the keyboard."""

    def __init__(self, scope: AccountScope) -> None:
        application()
        self.scope = scope
        self._owner = QObject()
        self.tasks = TaskPool(self._owner)
        self.queue = DownloadQueue(self._owner)
        self.queue.set_account(scope.kept_files.find)
        self.renderer = DocumentRenderer(self._owner)
        self.renderer.warm_up()
        self.window = QWidget()
        style_window(self.window)
        messages = Messages(self._owner)
        self.page = ReceiptsPage(self.tasks, self.queue, self.renderer, messages, self.window)
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.window.resize(1368, 876)
        self.window.show()
        self.window.activateWindow()
        wait(self.window.isActiveWindow)
        self.page.set_scope(scope)
        wait(lambda: bool(self.page.model.ids) and not self.tasks.busy)
        self.page.table.setFocus()
        self._painted = _Painted(self.page)
        self._collect_as_the_program_does()

    def _collect_as_the_program_does(self) -> None:
        """Else a thread that reads pictures may do it for 100 ms."""
        self._collected_by_itself = gc.isenabled()
        self._collector = Collector(self._owner)
        self._collector.start()

    def is_ready(self) -> bool:
        """Whether what comes next is drawn, and the window has nothing to do."""
        ahead = self.page.pictures.ahead
        return ahead is not None and not ahead.busy and not self.tasks.busy

    def press_down(self) -> float:
        """Seconds from the key to the next receipt's document, painted."""
        wait(self.is_ready)
        rest(0.1)
        return self._painted.seconds(lambda: QTest.keyClick(self.page.table, Qt.Key.Key_Down))

    # -- thumbnails ------------------------------------------------------------------------------

    def scroll_through(self) -> float:
        """The longest time in which the window did not come round while all thumbnails passed, none of
        which was ever drawn, and passed again in the other direction."""
        forget_pictures(self.scope)
        pictures = self.page.pictures
        pictures.as_thumbnails.setChecked(True)
        bar = pictures.grid.verticalScrollBar()
        wait(lambda: bar.maximum() > 0)
        watch = GapWatch()
        for onward in (True, False):
            while bar.value() != (bar.maximum() if onward else 0):
                bar.setValue(bar.value() + (STEP if onward else -STEP))
                rest(0.015)
        longest = watch.longest
        pictures.as_thumbnails.setChecked(False)
        pictures.thumbnails.set_scope(self.scope)
        return longest

    def idle_gap(self) -> float:
        """With nothing to do for half a second."""
        wait(self.is_ready)
        watch = GapWatch()
        rest(0.5)
        return watch.longest

    def close(self) -> None:
        self._collector.stop()
        gc.unfreeze()
        if self._collected_by_itself:
            gc.enable()
        self._painted.close()
        self.page.set_scope(None)
        self.window.hide()
        self.queue.close(5_000)
        self.tasks.close(5_000)
        self.renderer.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.scope.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Painted(QObject):
    """Waits for a paint of the preview with another receipt's first page in it."""

    def __init__(self, page: ReceiptsPage) -> None:
        super().__init__()
        self._preview = page.preview
        self._loop = QEventLoop()
        self._before: int | None = None
        self._at = 0.0
        self._preview.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._is_there():
            # After the paint, not before it.
            QTimer.singleShot(0, self._note)
        return False

    def _is_there(self) -> bool:
        receipt, view = self._preview.receipt, self._preview.view
        return receipt is not None and receipt.id != self._before and view.first_page() is not None

    @Slot()
    def _note(self) -> None:
        self._at = self._at or time.perf_counter()
        self._loop.quit()

    def seconds(self, press: Callable[[], object]) -> float:
        """From `press` to the paint."""
        receipt = self._preview.receipt
        self._before = receipt.id if receipt is not None else None
        self._at = 0.0
        late = QTimer(self, singleShot=True, interval=LONGEST_MS)
        late.timeout.connect(self._loop.quit)
        late.start()
        began = time.perf_counter()
        press()
        if not self._at:
            self._loop.exec()
        late.stop()
        assert self._at, "nothing was painted"
        return self._at - began

    def close(self) -> None:
        self._preview.view.viewport().removeEventFilter(self)
