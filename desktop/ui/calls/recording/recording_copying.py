"""RecordingCopying: recordings for the user's own folders: saved where he says, or dragged out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.core.errors import AppError
from desktop.core.models import Call, KeptFile
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.recording.opening import open_outside
from desktop.ui.first_folder import folder_to_begin_in
from desktop.ui.formatting import short_file_name
from desktop.ui.reveal import reveal_in_folder
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.workers.task_pool import TaskPool

COPY_MESSAGE = "recording-copy"


class RecordingCopying(QObject):
    """`choose_target(suggested) -> path or ""` asks the user; a test puts its own in its place."""

    def __init__(self, tasks: TaskPool, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._tasks = tasks
        self._messages = messages
        self._window = window
        self._scope: AccountScope | None = None
        self._folder = ""
        self.choose_target: Callable[[str], str] = self._ask_target
        self.start_drag: Callable[[QMimeData], object] = self._drag

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: what is copied for the one before is not spoken of any more."""
        self._scope = scope

    def _found(self, sid: str) -> tuple[AccountScope, Call, KeptFile] | None:
        """What can be copied of this call; None when its recording is not here."""
        if self._scope is None:
            return None
        call, kept = self._scope.calls.call(sid), self._scope.calls.kept(sid)
        return (self._scope, call, kept) if call is not None and kept is not None else None

    # -- save as ---------------------------------------------------------------------------------

    def save(self, sid: str) -> bool:
        """Asks where to, and copies; False when there is nothing to copy."""
        found = self._found(sid)
        if found is None:
            return False
        scope, call, kept = found
        suggested = Path(folder_to_begin_in(self._folder)) / scope.copies.name(call, kept)
        target = self.choose_target(str(suggested))
        if target:
            self._folder = str(Path(target).parent)
            work = partial(scope.copies.save, kept, Path(target))
            again = partial(self.save, sid)
            self._tasks.run(work, partial(self._on_saved, scope), partial(self._on_not_saved, scope, again))
        return True

    def _ask_target(self, suggested: str) -> str:
        return QFileDialog.getSaveFileName(self._window, self.tr("Save a copy of the recording"), suggested)[
            0
        ]

    def _on_saved(self, scope: AccountScope, path: Path) -> None:
        if scope is self._scope:
            show = MessageAction(self.tr("Show in folder"), partial(reveal_in_folder, path))
            words = self.tr("Saved {name}").format(name=short_file_name(path.name))
            self._messages.success(words, show, key=COPY_MESSAGE)

    def _on_not_saved(self, scope: AccountScope, again: Callable[[], object], error: AppError) -> None:
        if scope is self._scope:
            self._messages.error(error, again, key=COPY_MESSAGE)

    def open(self, sid: str) -> bool:
        """Opens the recording in the system's player; False when it is not here."""
        found = self._found(sid)
        if found is not None:
            open_outside(found[2].path, self._messages)
        return found is not None

    def reveal(self, sid: str) -> bool:
        """Shows the recording in its folder; False when it is not here."""
        found = self._found(sid)
        if found is not None:
            reveal_in_folder(found[2].path)
        return found is not None

    # -- drag ------------------------------------------------------------------------------------

    def drag(self, sids: Sequence[str]) -> None:
        """Makes copies under their own names, and drags those: what takes them may move or change them."""
        if self._scope is not None:
            found = [(call, kept) for _, call, kept in filter(None, map(self._found, sids))]
            work, said = (
                partial(_copies, self._scope, found),
                partial(self._on_not_saved, self._scope, _nothing),
            )
            self._tasks.run(work, partial(self._on_copied, self._scope), said)

    def _on_copied(self, scope: AccountScope, paths: list[Path]) -> None:
        if scope is self._scope and paths:
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
            self.start_drag(data)

    def _drag(self, data: QMimeData) -> None:
        # Whoever let go meanwhile does not want it any more.
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            drag = QDrag(self._window)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.CopyAction)


def _copies(scope: AccountScope, found: Sequence[tuple[Call, KeptFile]]) -> list[Path]:
    return [scope.copies.for_drag(call, kept) for call, kept in found]


def _nothing() -> None:
    """A drag is begun again with the mouse alone."""
