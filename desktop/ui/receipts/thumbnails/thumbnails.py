"""Thumbnails: the small pictures of receipts that are seen, found, drawn or fetched one after the other."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtGui import QImage

from desktop.core.errors import AppError
from desktop.core.models import FileKey, KeptFile, Receipt, ReceiptRow
from desktop.services.account_scope import AccountScope
from desktop.ui.receipts.preview.fetches_ahead import FetchesAhead
from desktop.ui.receipts.thumbnails.kept_thumbnails import (
    Found,
    find_thumbnails,
    fitted,
    keep_thumbnail,
)
from desktop.ui.receipts.thumbnails.thumbnail_words import (
    failed_text,
    no_file_text,
    not_fetched_text,
    not_given_text,
    not_here_text,
)
from desktop.workers.document_info import DocumentInfo
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.first_page import FirstPage
from desktop.workers.pictures import ReadyDocument
from desktop.workers.task_pool import TaskPool

HELD = 400
"""So many are held in memory, each some 90 KB (four times that on a fine screen)."""
LOOKED_FOR = 16
"""At once: the first of them appear while the others are looked for."""
_WHO = "thumbnails"


class Thumbnail(NamedTuple):
    """A receipt's `image`, or the `reason` for which there is none; `again`: it may come later."""

    image: QImage | None
    reason: str = ""
    again: bool = False


class Thumbnails(QObject):
    """`want` says which ones are seen; whatever else was wanted before is let go of."""

    changed = Signal(object)
    """Row ids (list of int) whose thumbnail is here now, or the reason for which it is not."""

    def __init__(
        self,
        tasks: TaskPool,
        queue: DownloadQueue,
        fetches: FetchesAhead,
        renderer: DocumentRenderer,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._queue, self._fetches = tasks, queue, fetches
        self._page = FirstPage(renderer)
        self._scope: AccountScope | None = None
        self._box = QSize(1, 1)
        self._known: OrderedDict[int, tuple[object, Thumbnail]] = OrderedDict()
        """By row id, with what of the receipt it depends on."""
        self._rows: OrderedDict[int, ReceiptRow] = OrderedDict()
        """Those that are wanted and not known, in their order."""
        self._looking = False
        self._line: deque[Found] = deque()
        self._making: Found | None = None
        self._fetched: dict[FileKey, int] = {}
        """Row ids of what is asked of the server."""
        fetches.came.connect(self._on_came)
        fetches.failed.connect(self._on_not_fetched)
        queue.ready.connect(self._on_came)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none."""
        self._scope = scope
        self._known.clear()
        self.want([], self._box)

    def on_connection_changed(self) -> None:
        """What could not be fetched may come now."""
        again = [row_id for row_id, (_, one) in self._known.items() if one.again]
        for row_id in again:
            del self._known[row_id]
        self.changed.emit(again)

    @property
    def busy(self) -> bool:
        return self._looking or self._making is not None or bool(self._line or self._rows)

    def of(self, row: ReceiptRow) -> Thumbnail | None:
        """What is known of it; None while nothing is."""
        known = self._known.get(row.row_id)
        if known is None or known[0] != _files(row.receipt):
            return None
        self._known.move_to_end(row.row_id)
        return known[1]

    def want(self, rows: Sequence[ReceiptRow], box: QSize) -> None:
        """These are seen, in this order; pictures are to fit into `box` (device pixels)."""
        if box != self._box:
            self._box = QSize(box)
            self._known.clear()
        self._rows = OrderedDict((row.row_id, row) for row in rows if self.of(row) is None)
        self._line = deque(found for found in self._line if found.row_id in self._rows)
        self._fetched = {key: row_id for key, row_id in self._fetched.items() if row_id in self._rows}
        if self._making is not None and self._making.row_id not in self._rows:
            self._stop_making()
        self._fetches.want(_WHO, list(self._fetched))
        self._make_next()
        self._look()

    def rest(self) -> None:
        """Nothing is seen of them."""
        self.want([], self._box)

    # -- on this computer ------------------------------------------------------------------------

    def _look(self) -> None:
        """For the next few of which nothing is known yet."""
        under_way = {found.row_id for found in self._line} | set(self._fetched.values())
        if self._making is not None:
            under_way.add(self._making.row_id)
        rows = [row for row_id, row in self._rows.items() if row_id not in under_way][:LOOKED_FOR]
        if self._looking or self._scope is None or not rows:
            return
        self._looking = True
        scope = self._scope
        find = partial(find_thumbnails, scope, rows, self._box)
        self._tasks.run(
            find, partial(self._on_found, scope, self._box), partial(self._on_not_found, scope, rows)
        )

    def _on_found(self, scope: AccountScope, box: QSize, all_found: list[Found]) -> None:
        self._looking = False
        if scope is self._scope and box == self._box:
            images = [found for found in all_found if found.image is not None]
            self._know((found.row_id, Thumbnail(found.image)) for found in images)
            for found in all_found:
                if found.row_id in self._rows:
                    self._take_up(found)
            self._fetches.want(_WHO, list(self._fetched))
            self._make_next()
        self._look()

    def _on_not_found(self, scope: AccountScope, rows: Sequence[ReceiptRow], error: AppError) -> None:
        self._looking = False
        if scope is self._scope:
            self._know((row.row_id, Thumbnail(None, failed_text(error), again=True)) for row in rows)
        self._look()

    def _take_up(self, found: Found) -> None:
        """What is not here as a picture is drawn, fetched, or said to be missing."""
        if found.kept is not None:
            self._line.append(found)
        elif found.key is None:
            receipt = self._rows[found.row_id].receipt
            reason = not_given_text() if receipt.error_message else no_file_text()
            self._know([(found.row_id, Thumbnail(None, reason))])
        elif not self._queue.online:
            self._know([(found.row_id, Thumbnail(None, not_here_text(), again=True))])
        elif self._fetches.error(found.key) is not None:
            self._know([(found.row_id, Thumbnail(None, not_fetched_text(), again=True))])
        else:
            self._fetched[found.key] = found.row_id

    def _know(self, thumbnails: Iterable[tuple[int, Thumbnail]]) -> None:
        told = []
        for row_id, thumbnail in thumbnails:
            row = self._rows.pop(row_id, None)
            if row is not None:
                self._known[row_id] = (_files(row.receipt), thumbnail)
                told.append(row_id)
        while len(self._known) > HELD:
            self._known.popitem(last=False)
        if told:
            self.changed.emit(told)

    # -- fetching --------------------------------------------------------------------------------

    @Slot(object, object)
    def _on_came(self, key: FileKey, _: KeptFile) -> None:
        """Fetched for this, or because somebody looked at it."""
        if key.is_recording:
            return
        row_id = self._fetched.pop(key, None)
        if row_id is not None:
            self._look()
            return
        known = self._known.get(int(key.id))
        if known is not None and known[1].image is None:
            del self._known[int(key.id)]
            self.changed.emit([int(key.id)])

    @Slot(object, object)
    def _on_not_fetched(self, key: FileKey, _: AppError) -> None:
        row_id = self._fetched.pop(key, None)
        if row_id is not None:
            self._know([(row_id, Thumbnail(None, not_fetched_text(), again=True))])

    # -- drawing ---------------------------------------------------------------------------------

    def _make_next(self) -> None:
        if self._making is not None or not self._line:
            return
        found = self._making = self._line.popleft()
        assert found.kept is not None
        made, failed = partial(self._on_made, found), partial(self._on_not_made, found)
        self._page.make(found.kept.path, self._size_for, made, failed)

    def _size_for(self, info: DocumentInfo) -> QSize:
        return fitted(info.page_sizes[0].toSize(), self._box)

    def _on_made(self, found: Found, ready: ReadyDocument) -> None:
        if self._scope is not None and found.kept is not None:
            keep = partial(keep_thumbnail, self._scope, found.kept, self._box, ready)
            self._tasks.run(keep, _nothing, _nothing)
        self._end(found, Thumbnail(ready.image))

    def _on_not_made(self, found: Found, error: AppError) -> None:
        self._end(found, Thumbnail(None, failed_text(error)))

    def _end(self, found: Found, thumbnail: Thumbnail) -> None:
        self._making = None
        self._know([(found.row_id, thumbnail)])
        self._make_next()

    def _stop_making(self) -> None:
        self._making = None
        self._page.cancel()


def _files(receipt: Receipt) -> tuple[object, ...]:
    return (receipt.source_file, receipt.preview_file, receipt.error_message)


def _nothing(_: object) -> None:
    """One that was not kept is made anew."""
