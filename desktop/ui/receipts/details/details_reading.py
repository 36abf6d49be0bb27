"""DetailsReading: what the server says of the receipts that somebody looks at, a moment after he stops."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.errors import AppError, Offline
from desktop.core.receipt_details import ReceiptDetails
from desktop.services.account_scope import AccountScope
from desktop.workers.task_pool import TaskHandle, TaskPool

REST_MS = 250
"""While keys repeat, the server is not asked about what is passed by."""
HELD = 200


class DetailsReading(QObject):
    """Kept in memory alone; an answer about another receipt than the present one is kept and not told."""

    changed = Signal()
    """Of the receipt that is wanted: its details came, or why they did not."""

    def __init__(self, tasks: TaskPool, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._scope: AccountScope | None = None
        self._wanted: int | None = None
        self._known: OrderedDict[int, ReceiptDetails] = OrderedDict()
        self._before: ReceiptDetails | None = None
        """What was said of the wanted one before it changed: it stands until its details come anew."""
        self._handle: TaskHandle | None = None
        self.error: AppError | None = None
        """Why the wanted one's are not here."""
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._ask)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none."""
        self._scope = scope
        self._known.clear()
        self.want(None)

    @property
    def details(self) -> ReceiptDetails | None:
        """Of the wanted receipt, as far as they are here."""
        return self._known.get(self._wanted, self._before) if self._wanted is not None else None

    @property
    def fresh(self) -> bool:
        """Whether they are those of the receipt as it is."""
        return self._wanted in self._known

    @property
    def under_way(self) -> bool:
        return self._rest.isActive() or self._handle is not None

    def want(self, receipt_id: int | None) -> None:
        """This one's, soon; None: nobody's."""
        if receipt_id == self._wanted and (self.under_way or self.details is not None):
            return
        self._wanted, self._before = receipt_id, None
        self._ask_soon()

    def renew(self, receipt_ids: Iterable[int]) -> None:
        """The server says something else of these by now; what it said of the wanted one stays until then."""
        for receipt_id in receipt_ids:
            before = self._known.pop(receipt_id, None)
            if receipt_id == self._wanted:
                self._before = before or self._before
                self._ask_soon()

    @Slot()
    def ask_again(self) -> None:
        """After it failed, or when the server is there again."""
        self._ask_soon()

    def _ask_soon(self) -> None:
        self._drop()
        self.error = None
        online = self._scope is not None and self._scope.online is not None
        if self._wanted is not None and online and not self.fresh:
            self._rest.start()

    def _drop(self) -> None:
        self._rest.stop()
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.abandon()

    @Slot()
    def _ask(self) -> None:
        online = self._scope.online if self._scope is not None else None
        if online is not None and self._wanted is not None:
            work = partial(online.receipt_details, self._wanted)
            self._handle = self._tasks.run(work, self._on_came, self._on_failed)
        self.changed.emit()

    def _on_came(self, details: ReceiptDetails) -> None:
        self._handle = self._before = None
        self._known[details.receipt.id] = details
        while len(self._known) > HELD:
            self._known.popitem(last=False)
        self.changed.emit()

    def _on_failed(self, error: AppError) -> None:
        self._handle = None
        self.error = error
        if not isinstance(error, Offline):
            self._before = None
        self.changed.emit()
