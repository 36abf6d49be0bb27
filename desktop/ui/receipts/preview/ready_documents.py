"""ReadyDocuments: how documents look that were drawn before: some in memory, more of them on disk."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desktop.core.errors import AppError
from desktop.core.models import KeptFile
from desktop.services.account_scope import AccountScope
from desktop.services.pictures import FIRST_PAGE, PicturesService
from desktop.workers.pictures import ReadyDocument, picture_of, ready_document
from desktop.workers.task_pool import TaskHandle, TaskPool

MOST_BYTES = 32 << 20
"""Of images in memory: a dozen pages as large as a window, six in a large one."""

OnLooked = Callable[[ReadyDocument | None], None]


class ReadyDocuments(QObject):
    """By the SHA-256 of a file's bytes: what the server gives anew under the same name is another one."""

    def __init__(self, tasks: TaskPool, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._scope: AccountScope | None = None
        self._held: OrderedDict[str, ReadyDocument] = OrderedDict()
        self._bytes = 0

    def set_scope(self, scope: AccountScope | None) -> None:
        """Nothing of the account before stays in memory."""
        self._scope = scope
        self._held.clear()
        self._bytes = 0

    def find(self, kept: KeptFile) -> ReadyDocument | None:
        """What is in memory."""
        ready = self._held.get(kept.sha256)
        if ready is not None:
            self._held.move_to_end(kept.sha256)
        return ready

    def look(self, kept: KeptFile, on_looked: OnLooked) -> TaskHandle | None:
        """Looks for it on disk; `on_looked` follows, with None when it is not there either."""
        if self._scope is None:
            return None
        scope, sha256 = self._scope, kept.sha256
        done = partial(self._on_read, scope, sha256, on_looked)
        return self._tasks.run(partial(_read, scope.pictures, sha256), done, partial(_not_read, on_looked))

    def _on_read(
        self, scope: AccountScope, sha256: str, on_looked: OnLooked, ready: ReadyDocument | None
    ) -> None:
        if scope is self._scope:
            if ready is not None:
                self._hold(sha256, ready)
            on_looked(ready)

    def keep(self, kept: KeptFile, ready: ReadyDocument) -> None:
        """In memory now, and on disk a moment later."""
        if self._scope is None:
            return
        self._hold(kept.sha256, ready)
        write = partial(_write, self._scope.pictures, kept.sha256, ready)
        self._tasks.run(write, _nothing, _nothing)

    def _hold(self, sha256: str, ready: ReadyDocument) -> None:
        before = self._held.pop(sha256, None)
        self._bytes += ready.image.sizeInBytes() - (before.image.sizeInBytes() if before else 0)
        self._held[sha256] = ready
        while self._bytes > MOST_BYTES and len(self._held) > 1:
            _, oldest = self._held.popitem(last=False)
            self._bytes -= oldest.image.sizeInBytes()


def _read(pictures: PicturesService, sha256: str) -> ReadyDocument | None:
    picture = pictures.find(sha256, FIRST_PAGE)
    try:
        return ready_document(picture) if picture is not None else None
    except KeyError:
        # Of a kind that a later version knows.
        return None


def _write(pictures: PicturesService, sha256: str, ready: ReadyDocument) -> None:
    pictures.keep(sha256, FIRST_PAGE, picture_of(ready))


def _not_read(on_looked: OnLooked, _: AppError) -> None:
    on_looked(None)


def _nothing(_: object) -> None:
    """A picture that was not kept is made anew."""
