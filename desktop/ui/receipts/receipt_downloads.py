"""ReceiptDownloads: copies of source and preview files in the user's own folder."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.core.errors import AppError, DiskFailed, Offline
from desktop.core.export import MissingFile
from desktop.core.models import FileKey, FileKind, KeptFile, Priority, Receipt
from desktop.core.transfer import TransferState
from desktop.services.account_scope import AccountScope
from desktop.services.receipts import has_file
from desktop.ui.error_text import error_text
from desktop.ui.first_folder import folder_to_begin_in
from desktop.ui.formatting import isolate, number_text, short_file_name
from desktop.ui.receipts.files.missing_dialog import MissingDialog
from desktop.ui.receipts.files.saving_words import absent_text, numbers_text, reasons
from desktop.ui.receipts.receipt_queries import read_receipts
from desktop.ui.receipts.receipt_words import vendor_text
from desktop.ui.reveal import reveal_in_folder
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

MESSAGE = "receipt-download"
AT_ONCE = 8
REASONS_SAID = 2
"""In the message; all of them are in the dialog."""
PROGRESS_FROM = 10
"""With this many files and more, the message says at once how far it is."""
QUIET_MS = 1_000
"""With fewer it does when it takes longer than this."""


@dataclass(slots=True, eq=False)
class _Batch:
    """One press of the button: what it wants, and what came of it."""

    left: deque[Receipt]
    kind: FileKind
    count: int
    waiting: dict[FileKey, Receipt] = field(default_factory=dict)
    copying: set[FileKey] = field(default_factory=set)
    feeding: bool = False
    saved: list[Path] = field(default_factory=list)
    failed: list[MissingFile] = field(default_factory=list)
    absent: int = 0
    """Receipts that have no such file, of those that were asked for."""
    stopped: bool = False
    told: bool = False
    """Whether the message says how far it is."""


class HandedDownloads(NamedTuple):
    """What one window leaves to the next: what was asked for and is not saved yet."""

    batches: tuple[_Batch, ...]


class ReceiptDownloads(QObject):
    """Fetches what is not here through the queue, then copies; one message tells how it ended.

    `choose_folder(start) -> folder or ""` asks the user; a test puts its own in its place.
    """

    folder_changed = Signal(str)

    def __init__(self, tasks: TaskPool, queue: DownloadQueue, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._queue = queue
        self._messages = messages
        self._window = parent
        self._scope: AccountScope | None = None
        self._batches: list[_Batch] = []
        self.folder = ""
        self.names = ""
        """What files are called, see NameTemplate."""
        self.missing_dialog: MissingDialog | None = None
        self.choose_folder: Callable[[str], str] = self._ask_folder
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._on_quiet_over)
        queue.ready.connect(self._on_ready)
        queue.failed.connect(self._on_failed)
        queue.changed.connect(self._on_changed)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: what was asked for the one before is not copied any more."""
        self._scope = scope
        self._batches.clear()
        self._close_missing()

    def hand_over(self) -> HandedDownloads:
        """Lets go of what was asked for, for another window to take over."""
        batches, self._batches = self._batches, []
        for batch in batches:
            # What is being copied at this moment will be there, though nobody counts it.
            waiting = [one for key, one in batch.waiting.items() if key not in batch.copying]
            batch.left.extendleft(reversed(waiting))
            batch.waiting.clear()
            batch.copying.clear()
        return HandedDownloads(tuple(batches))

    def take_over(self, handed: HandedDownloads) -> None:
        """Goes on where another window stopped."""
        self._batches.extend(handed.batches)
        for batch in handed.batches:
            self._feed(batch)

    def download(self, receipts: Sequence[Receipt], kind: FileKind) -> None:
        """Copies that file of each receipt which has one; asks for a folder the first time."""
        wanted = [receipt for receipt in receipts if has_file(receipt, kind)]
        absent = len(receipts) - len(wanted)
        if not wanted and absent > 1:
            self._messages.note(absent_text(absent, kind), key=MESSAGE)
        if self._scope is None or not wanted or not (self.folder or self.ask_for_folder()):
            return
        self._messages.dismiss(MESSAGE)
        told = len(wanted) >= PROGRESS_FROM
        batch = _Batch(deque(wanted), kind, len(wanted), absent=absent, told=told)
        self._batches.append(batch)
        self._quiet.start()
        self._feed(batch)

    def download_ids(self, ids: Sequence[int], kind: FileKind) -> None:
        """The same for the receipts of these rows, however many."""
        if self._scope is not None:
            work = partial(read_receipts, self._scope, ids)
            failed = partial(self._on_not_read, self._scope)
            self._tasks.run(work, partial(self._on_read, self._scope, kind), failed)

    def _on_read(self, scope: AccountScope, kind: FileKind, receipts: list[Receipt]) -> None:
        if scope is self._scope:
            self.download(receipts, kind)

    def _on_not_read(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._messages.error(error, key=MESSAGE)

    def stop(self) -> None:
        """Asks for no more; what is on its way still comes, unless nothing else is left to be stopped."""
        for batch in tuple(self._batches):
            begun = [] if batch.left else [key for key in batch.waiting if key not in batch.copying]
            batch.stopped = batch.stopped or bool(batch.left or begun)
            batch.left.clear()
            if begun:
                self._queue.cancel(*begun)

    @Slot()
    def ask_for_folder(self) -> bool:
        """Lets the user choose where copies go; False when he does not."""
        chosen = self.choose_folder(folder_to_begin_in(self.folder))
        if chosen:
            self.folder = chosen
            self.folder_changed.emit(chosen)
        return bool(chosen)

    def _ask_folder(self, start: str) -> str:
        return QFileDialog.getExistingDirectory(self._window, self.tr("Download to"), start)

    # -- one file --------------------------------------------------------------------------------

    def _feed(self, batch: _Batch) -> None:
        """A few at once, so that neither the queue nor the window has thousands to look after."""
        if batch.feeding:
            # One of those below ended at once.
            return
        batch.feeding = True
        while batch.left and len(batch.waiting) < AT_ONCE:
            receipt = batch.left.popleft()
            key = FileKey(batch.kind, str(receipt.id))
            batch.waiting[key] = receipt
            self._begin(batch, key)
        batch.feeding = False
        if batch.waiting:
            self._say_progress(batch)
        elif batch in self._batches:
            self._batches.remove(batch)
            self._say(batch)

    def _begin(self, batch: _Batch, key: FileKey) -> None:
        assert self._scope is not None
        kept = self._scope.receipts.kept(key)
        if kept is not None:
            self._save(batch, key, kept)
        elif not self._queue.online:
            self._fail(batch, key, Offline())
        else:
            self._queue.request(key, Priority.ASKED)

    def _save(self, batch: _Batch, key: FileKey, kept: KeptFile) -> None:
        assert self._scope is not None
        if key in batch.copying:
            # It was here already when the queue told of it.
            return
        batch.copying.add(key)
        work = partial(
            self._scope.receipts.save_copy, batch.waiting[key], kept, Path(self.folder), self.names
        )
        self._tasks.run(work, partial(self._on_saved, batch, key), partial(self._fail, batch, key))

    def _on_saved(self, batch: _Batch, key: FileKey, path: Path) -> None:
        batch.saved.append(path)
        self._end(batch, key)

    def _fail(self, batch: _Batch, key: FileKey, error: AppError) -> None:
        if key in batch.waiting:
            batch.failed.append(MissingFile(batch.waiting[key], batch.kind, error))
        self._end(batch, key)

    def _end(self, batch: _Batch, key: FileKey) -> None:
        batch.waiting.pop(key, None)
        if batch in self._batches:
            self._feed(batch)

    def _wanting(self, key: FileKey) -> list[_Batch]:
        return [batch for batch in self._batches if key in batch.waiting]

    @Slot(object, object)
    def _on_ready(self, key: FileKey, kept: KeptFile) -> None:
        for batch in self._wanting(key):
            self._save(batch, key, kept)

    @Slot(object, object)
    def _on_failed(self, key: FileKey, error: AppError) -> None:
        for batch in self._wanting(key):
            self._fail(batch, key, error)

    @Slot(object)
    def _on_changed(self, key: FileKey) -> None:
        """A download that the user cancelled ends its part of the batch without a word."""
        for batch in self._wanting(key):
            transfer = self._queue.transfer(key)
            if transfer is not None and transfer.state is TransferState.CANCELLED:
                self._end(batch, key)

    # -- how it goes -----------------------------------------------------------------------------

    @Slot()
    def _on_quiet_over(self) -> None:
        """A file alone is seen coming in the preview and among the downloads."""
        for batch in self._batches:
            batch.told = batch.told or batch.count > 1
            self._say_progress(batch)

    def _say_progress(self, batch: _Batch) -> None:
        if not batch.told:
            return
        done = len(batch.saved) + len(batch.failed)
        text = self.tr("Saving files: {done} of {count}")
        sentence = text.format(done=number_text(done), count=number_text(batch.count))
        self._messages.note(sentence, MessageAction(self.tr("Stop"), self.stop, stays=True), key=MESSAGE)

    def _say(self, batch: _Batch) -> None:
        self._messages.dismiss(MESSAGE)
        if batch.stopped:
            self._say_stopped(batch)
        elif batch.failed:
            self._say_failure(batch)
        elif batch.saved:
            show = MessageAction(self.tr("Show in folder"), partial(reveal_in_folder, batch.saved[-1]))
            sentence = _joined(self._saved_text(batch.saved), absent_text(batch.absent, batch.kind))
            self._messages.success(sentence, show, key=MESSAGE)

    def _saved_text(self, saved: list[Path]) -> str:
        if len(saved) == 1:
            return self.tr("Saved {name}").format(name=short_file_name(saved[0].name))
        text = self.tr("%Ln file(s) saved to {folder}", "", len(saved))
        return text.format(folder=isolate(Path(self.folder).name))

    def _say_stopped(self, batch: _Batch) -> None:
        sentence = self.tr("Stopped: {done} of {count} files saved.").format(
            done=number_text(len(batch.saved)), count=number_text(batch.count)
        )
        self._messages.warning(
            _joined(sentence, *reasons(batch.failed)[:REASONS_SAID]), self._details(batch), key=MESSAGE
        )

    def _say_failure(self, batch: _Batch) -> None:
        missing = batch.failed
        if len(batch.saved) + len(missing) > 1:
            numbers = numbers_text(len(batch.saved), len(missing))
            absent = absent_text(batch.absent, batch.kind)
            sentence = _joined(numbers, *reasons(missing)[:REASONS_SAID], absent)
            self._messages.danger(sentence, self._details(batch), key=MESSAGE)
            return
        receipt, error = missing[0].receipt, missing[0].reason
        sentence = self.tr("{vendor}: {reason}").format(
            vendor=vendor_text(receipt), reason=error_text(error).sentence
        )
        remedy = self._remedy(batch)
        action = MessageAction(remedy, partial(self._try_again, batch)) if remedy else None
        self._messages.danger(sentence, action, key=MESSAGE)

    # -- what is missing -------------------------------------------------------------------------

    def _details(self, batch: _Batch) -> MessageAction | None:
        if not batch.failed:
            return None
        return MessageAction(self.tr("What is missing"), partial(self._show_missing, batch), stays=True)

    def _show_missing(self, batch: _Batch) -> None:
        self._close_missing()
        numbers = numbers_text(len(batch.saved), len(batch.failed))
        more = absent_text(batch.absent, batch.kind)
        dialog = MissingDialog(numbers, batch.failed, more, self._remedy(batch), self._window)
        self.missing_dialog = dialog
        dialog.retry_asked.connect(partial(self._try_again, batch))
        dialog.finished.connect(self._close_missing)
        dialog.open()

    @Slot()
    def _close_missing(self) -> None:
        dialog, self.missing_dialog = self.missing_dialog, None
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()

    def _remedy(self, batch: _Batch) -> str:
        """What can be done about those that are missing, as a button says it; "" for nothing."""
        if any(isinstance(one.reason, DiskFailed) for one in batch.failed):
            return self.tr("Choose another folder")
        return next((words for one in batch.failed if (words := error_text(one.reason).remedy)), "")

    def _try_again(self, batch: _Batch) -> None:
        disk = any(isinstance(one.reason, DiskFailed) for one in batch.failed)
        if not disk or self.ask_for_folder():
            self.download([one.receipt for one in batch.failed], batch.kind)


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
