"""ZipCopying: a finished ZIP for other places: copied to where the user says, or dragged into a mail."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, Qt, QUrl, Signal, SignalInstance, Slot
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.core.errors import AppError
from desktop.services.zip_copies import CopyProgress, ZipCopies
from desktop.ui.error_text import error_text
from desktop.ui.first_folder import folder_to_begin_in
from desktop.ui.formatting import percent_text, short_file_name, size_text
from desktop.ui.reveal import reveal_in_folder
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.ui.zip_export.zip_target import chosen_zip
from desktop.workers.task_pool import TaskPool
from desktop.workers.watched_task import WatchedTask

translate = QCoreApplication.translate

MESSAGE = "receipt-export-copy"


class ZipCopying(QObject):
    """One at a time. A dialog that is open shows `task`; what comes of it the messages say as well.

    `choose_target(suggested path) -> path or ""` asks the user; a test puts its own in its place.
    """

    changed = Signal()
    """One began, or ended."""

    def __init__(self, tasks: TaskPool, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._tasks = tasks
        self._messages = messages
        self._window = window
        self.folder = ""
        self.said = ""
        """How the last one ended, as a sentence."""
        self.failed = False
        self._source: Path | None = None
        """What is copied; None where another window began it."""
        self.task: WatchedTask | None = None
        self.choose_target: Callable[[str], str] = self._ask_target
        self.start_drag: Callable[[QMimeData], object] = self._drag

    def copy(self, source: Path, parent: QWidget | None = None) -> None:
        """Asks where to, in front of `parent`, and copies."""
        if self.task is not None:
            return
        self._parent = parent or self._window
        suggested = str(Path(folder_to_begin_in(self.folder)) / source.name)
        target = chosen_zip(self.choose_target, suggested)
        if target is None:
            return
        self.folder = str(target.parent)
        self._source = source
        task = WatchedTask(partial(ZipCopies().copy, source, target), self._tasks)
        self._watch(task)
        task.start()
        self.changed.emit()

    def _ask_target(self, suggested: str) -> str:
        kinds = self.tr("ZIP files (*.zip)")
        return QFileDialog.getSaveFileName(self._parent, self.tr("Copy the ZIP to"), suggested, kinds)[0]

    def _watch(self, task: WatchedTask) -> None:
        self.task, self.said, self.failed = task, "", False
        self._messages.dismiss(MESSAGE)
        for signal, slot in self._ways(task):
            signal.connect(slot)

    def hand_over(self) -> WatchedTask | None:
        """Lets go of what is under way, for another window to take over."""
        task, self.task = self.task, None
        for signal, slot in self._ways(task) if task is not None else ():
            signal.disconnect(slot)
        return task

    def take_over(self, task: WatchedTask | None) -> None:
        """Goes on with what another window began; None: nothing is under way."""
        if task is not None:
            self._source = None
            self._watch(task)
            self.changed.emit()

    def _ways(self, task: WatchedTask) -> tuple[tuple[SignalInstance, Callable[..., None]], ...]:
        return (
            (task.done, self._on_done),
            (task.failed, self._on_failed),
            (task.cancelled, self._on_cancelled),
        )

    def drop(self) -> None:
        """Another account, or another window: what is under way ends, and leaves nothing half written."""
        task, self.task = self.task, None
        if task is not None:
            task.drop()
            self.changed.emit()

    @Slot(object)
    def _on_done(self, target: Path) -> None:
        text = self.tr("Copied to {name}").format(name=short_file_name(target.name))
        self._end(text)
        show = MessageAction(self.tr("Show in folder"), partial(reveal_in_folder, target))
        self._messages.success(text, show, key=MESSAGE)

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        self.failed = True
        sentence = error_text(error).sentence
        self._end(sentence)
        self._messages.danger(sentence, self._other_place(error), key=MESSAGE)

    def _other_place(self, error: AppError) -> MessageAction | None:
        """What cannot be read is copied to no other folder."""
        source = self._source
        if source is None or getattr(error, "path", "") == str(source):
            return None
        return MessageAction(translate("ReceiptExport", "Choose another folder"), partial(self.copy, source))

    @Slot()
    def _on_cancelled(self) -> None:
        self._end(self.tr("The copy was cancelled. No partial file was left."))

    def _end(self, said: str) -> None:
        self.task, self.said = None, said
        self.changed.emit()

    def progress_text(self) -> str:
        """`Copying: 45% · 120 MB of 611 MB`."""
        progress = self.task.progress if self.task is not None else None
        if not isinstance(progress, CopyProgress) or not progress.total:
            return self.tr("Copying…")
        text = self.tr("Copying: {percent} · {done} of {total}")
        share = percent_text(progress.done / progress.total)
        return text.format(percent=share, done=size_text(progress.done), total=size_text(progress.total))

    # -- drag ------------------------------------------------------------------------------------

    def drag(self, path: Path) -> None:
        """The ZIP itself, for others to copy: it is the user's own, and may be too large to copy first."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        self.start_drag(data)

    def _drag(self, data: QMimeData) -> None:
        drag = QDrag(self._window)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)
