"""PreviewsAhead: the receipts that come next, fetched and drawn before anybody goes to them."""

from __future__ import annotations

from collections import deque
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.core.errors import AppError
from desktop.core.models import FileKey, KeptFile, ReceiptRow
from desktop.services.account_scope import AccountScope
from desktop.services.receipts import has_file
from desktop.ui.receipts.document.document_view import DocumentView
from desktop.ui.receipts.preview.fetches_ahead import FetchesAhead
from desktop.ui.receipts.preview.ready_documents import ReadyDocuments
from desktop.ui.receipts.preview.shown_file import ShownFile, shown_kind
from desktop.ui.receipts.receipts_table import ReceiptsTable
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.first_page import FirstPage
from desktop.workers.pictures import ReadyDocument

NEXT, BEFORE = 5, 1
"""So many in the direction in which the user goes, and so many behind him."""
REST_MS = 80
"""What is shown now comes first, and keys may repeat."""
_WHO = "previews"


class PreviewsAhead(QObject):
    """Follows the preview. One document at a time is drawn, in the process that nobody waits for."""

    def __init__(
        self,
        table: ReceiptsTable,
        shown: ShownFile,
        view: DocumentView,
        documents: ReadyDocuments,
        fetches: FetchesAhead,
        renderer: DocumentRenderer,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._table, self._shown, self._view = table, shown, view
        self._documents, self._fetches = documents, fetches
        self._page = FirstPage(renderer)
        self._scope: AccountScope | None = None
        self._went_to: tuple[int | None, int] = (None, -1)
        """The id and the row of the receipt that was followed last."""
        self._down = True
        self._line: deque[KeptFile] = deque()
        self._making: KeptFile | None = None
        self._failed: set[str] = set()
        """Bytes that cannot be drawn: whoever goes there is told why."""
        self._pause = QTimer(self, singleShot=True, interval=REST_MS)
        self._pause.timeout.connect(self._on_rest)
        shown.changed.connect(self._on_changed)
        table.receipts.ids_changed.connect(self._on_changed)
        fetches.came.connect(self._on_came)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: nothing of the one before is fetched or drawn any more."""
        self._scope = scope
        self._pause.stop()
        self._drop()
        self._failed.clear()
        self._went_to, self._down = (None, -1), True

    @property
    def busy(self) -> bool:
        """Whether anything is still to be looked for or drawn."""
        return self._pause.isActive() or self._making is not None or bool(self._line)

    @Slot()
    def _on_changed(self) -> None:
        if self._scope is not None:
            self._pause.start()

    # -- which ones ------------------------------------------------------------------------------

    @Slot()
    def _on_rest(self) -> None:
        if self._scope is None or self._shown.awaited:
            # Its coming, too, is a change of what is shown.
            return
        self._note_direction()
        wanted = [(FileKey(shown_kind(row.receipt), str(row.receipt.id)), row) for row in self._rows()]
        named = [(key, row) for key, row in wanted if has_file(row.receipt, shown_kind(row.receipt))]
        kept = {key: self._scope.receipts.kept(key) for key, _ in named}
        gone = {key for key, row in named if row.receipt.gone_at is not None}
        self._fetches.want(_WHO, [key for key, one in kept.items() if one is None and key not in gone])
        self._make([one for one in kept.values() if one is not None])

    def _note_direction(self) -> None:
        current, row = self._table.current_id(), self._table.currentIndex().row()
        before, row_before = self._went_to
        if current != before and row != row_before and row >= 0 <= row_before:
            self._down = row > row_before
        self._went_to = (current, row)

    def _rows(self) -> list[ReceiptRow]:
        row, step = self._table.currentIndex().row(), 1 if self._down else -1
        if row < 0:
            return []
        numbers = [row + step * by for by in range(1, NEXT + 1)]
        numbers += [row - step * by for by in range(1, BEFORE + 1)]
        found = map(self._table.receipts.record_at, numbers)
        return [record for record in found if record is not None]

    @Slot(object, object)
    def _on_came(self, key: FileKey, _: KeptFile) -> None:
        if not key.is_recording:
            self._on_changed()

    # -- drawing them ----------------------------------------------------------------------------

    def _make(self, wanted: list[KeptFile]) -> None:
        """These, in this order; one that is being drawn goes on if it is among them."""
        self._line = deque(kept for kept in wanted if self._is_to_make(kept))
        if self._making is not None and self._making not in self._line:
            self._stop_making()
        if self._making is None:
            self._go_on()
        else:
            self._line.remove(self._making)

    def _is_to_make(self, kept: KeptFile) -> bool:
        ready = self._documents.find(kept)
        return kept.sha256 not in self._failed and (ready is None or not self._fits(ready))

    def _fits(self, ready: ReadyDocument) -> bool:
        return ready.image.size() == self._view.fitted_size(ready.info)

    def _go_on(self) -> None:
        self._making = self._line.popleft() if self._line else None
        if self._making is not None:
            self._documents.look(self._making, partial(self._on_looked, self._making))

    def _on_looked(self, kept: KeptFile, ready: ReadyDocument | None) -> None:
        if kept is not self._making:
            return
        if ready is not None and self._fits(ready):
            self._go_on()
            return
        made, failed = partial(self._on_made, kept), partial(self._on_failed, kept)
        self._page.make(kept.path, self._view.fitted_size, made, failed)

    def _on_made(self, kept: KeptFile, ready: ReadyDocument) -> None:
        self._documents.keep(kept, ready)
        self._go_on()

    def _on_failed(self, kept: KeptFile, _: AppError) -> None:
        self._failed.add(kept.sha256)
        self._go_on()

    def _stop_making(self) -> None:
        self._making = None
        self._page.cancel()

    def _drop(self) -> None:
        self._line.clear()
        self._stop_making()
        self._fetches.want(_WHO, [])
