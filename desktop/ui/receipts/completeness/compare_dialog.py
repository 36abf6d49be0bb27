"""CompareDialog: receipts that may be one, side by side: what differs, and what is to become of each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.duplicates import LookingAlike
from desktop.core.errors import AppError
from desktop.core.models import Receipt, ReceiptStatus
from desktop.services.account_scope import AccountScope
from desktop.ui.formatting import number_text
from desktop.ui.receipts.completeness.compared_receipt import ComparedReceipt, differing
from desktop.ui.receipts.completeness.doubt_words import same_text
from desktop.ui.receipts.completeness.telling_apart import TellingApart
from desktop.ui.receipts.preview.ready_documents import ReadyDocuments
from desktop.ui.widgets.buttons import FilledButton, PlainButton
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.message_bar import LEAST_HEIGHT, MessageBar
from desktop.ui.widgets.message_room import MessageRoom
from desktop.ui.widgets.messages import Messages
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

_WIDTH, _HEIGHT = 1300, 760
_ROOM_AROUND = 40


class CompareDialog(Dialog):
    """`decided(id, status)`: of one of them. `download_wanted(receipt, kind)`: its file cannot be shown.
    `open_wanted(receipt, kept)`: the system's program may show it."""

    decided = Signal(object, object)
    undo_asked = Signal()
    """By the key: whatever was done last."""
    download_wanted = Signal(object, object)
    open_wanted = Signal(object, object)

    def __init__(
        self,
        scope: AccountScope,
        tasks: TaskPool,
        queue: DownloadQueue,
        renderer: DocumentRenderer,
        documents: ReadyDocuments,
        apart: TellingApart,
        messages: Messages,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, grows=True)
        self.setWindowTitle(self.tr("Suspected duplicates"))
        self._scope = scope
        self._tasks = tasks
        self._queue = queue
        self._renderer = renderer
        self._documents = documents
        self._apart = apart
        self._messages = messages
        self._alike = LookingAlike((), frozenset(), ())
        self._seen: set[int] = set()
        """Of those that were passed by: what is told apart comes again while it still looks like another."""
        self.cards: list[ComparedReceipt] = []
        self._make_parts()
        undo = QAction(self.tr("Undo"), self, shortcut=QKeySequence(QKeySequence.StandardKey.Undo))
        undo.setAutoRepeat(False)
        undo.triggered.connect(self.undo_asked)
        self.addAction(undo)
        self._lay_out()
        apart.told.connect(self._show_next)
        apart.taken_back.connect(self._on_taken_back)
        apart.failed.connect(self._allow_apart)
        whole = parent.window().size()
        self.resize(min(_WIDTH, whole.width() - _ROOM_AROUND), min(_HEIGHT, whole.height() - _ROOM_AROUND))

    def _make_parts(self) -> None:
        self.title = ElidingLabel("", self, role="lead")
        self.message_bar = MessageBar(self._messages, self, of_receipts=True)
        self._head = QWidget(self)
        """As high as most messages, which lie over it: what is compared stays where it is."""
        self._head.setMinimumHeight(LEAST_HEIGHT)
        self._message_room = MessageRoom(self.message_bar, self._head, self, down=True)
        self._inside = QWidget(self)
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(16, 4, 16, 12)
        self._row.setSpacing(12)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._inside)
        self.apart_button = PlainButton(self.tr("These are different receipts"), self)
        self.next_button = PlainButton(self.tr("Next ones"), self, icon_name="next")
        self.close_button = FilledButton(self.tr("Close"), self)
        for button in (self.apart_button, self.next_button, self.close_button):
            button.setAutoDefault(False)
        self.apart_button.clicked.connect(self._on_apart)
        self.next_button.clicked.connect(self._on_next_wanted)
        self.close_button.clicked.connect(self.accept)

    def _lay_out(self) -> None:
        head = QHBoxLayout(self._head)
        head.setContentsMargins(16, 12, 16, 8)
        head.addWidget(self.title, 1)
        content = QVBoxLayout()
        content.setSpacing(0)
        content.addWidget(self._head)
        content.addWidget(self._area, 1)
        self.set_content(content)
        self.set_foot([self.apart_button], [self.next_button, self.close_button])

    # -- which are shown -------------------------------------------------------------------------

    @property
    def ids(self) -> tuple[int, ...]:
        """Of those that are side by side."""
        return self._alike.together

    def show_alike(self, alike: LookingAlike) -> None:
        """Puts these side by side."""
        self._alike = alike
        self._clear()
        for _ in self.ids:
            card = ComparedReceipt(self._scope, self._queue, self._renderer, self._documents, self._inside)
            card.decided.connect(self.decided)
            card.download_wanted.connect(self.download_wanted)
            card.open_wanted.connect(self.open_wanted)
            card.step_wanted.connect(partial(self._step, card))
            self._row.addWidget(card, 1)
            self.cards.append(card)
        self.refresh()
        self._allow_apart()
        if self.cards:
            self.cards[0].take_focus()

    @Slot()
    def refresh(self) -> None:
        """Shows them as they are now."""
        rows = {row.row_id: row.receipt for row in self._scope.receipts.rows(self.ids)}
        receipts = [rows.get(number, Receipt(number)) for number in self.ids]
        different = differing(receipts)
        for place, (card, receipt) in enumerate(zip(self.cards, receipts, strict=True), 1):
            card.show_receipt(receipt, different, self._place(place))
        self.title.setText(self._title_text(receipts))

    def _place(self, place: int) -> str:
        text = self.tr("Receipt {place} of {count}")
        return text.format(place=number_text(place), count=number_text(len(self.cards)))

    def _title_text(self, receipts: Sequence[Receipt]) -> str:
        text = self.tr("%Ln receipt(s) that may be one: {same}", "", len(self._alike.ids))
        text = text.format(same=same_text(self._alike.same))
        if len(receipts) < len(self._alike.ids):
            text = f"{text} · {self.tr('%Ln of them shown', '', len(receipts))}"
        return text

    def _clear(self) -> None:
        for card in self.cards:
            card.file.set_scope(None)
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []

    def done(self, result: int) -> None:
        self._clear()
        super().done(result)

    def _step(self, card: ComparedReceipt, by: int) -> None:
        place = self.cards.index(card) + by
        if 0 <= place < len(self.cards):
            self.cards[place].take_focus()
            self._area.ensureWidgetVisible(self.cards[place])

    # -- what the user says ----------------------------------------------------------------------

    def decide(self, receipt_id: int, status: ReceiptStatus) -> None:
        """As with the key of its card."""
        self.decided.emit(receipt_id, status)

    @Slot()
    def _on_apart(self) -> None:
        self.apart_button.setEnabled(False)
        self._apart.tell(self.ids)

    @Slot()
    def _allow_apart(self) -> None:
        self.apart_button.setEnabled(len(self.ids) > 1)

    @Slot(object)
    def _on_taken_back(self, ids: Sequence[int]) -> None:
        """They are looked at again."""
        self._seen.clear()
        self.next_button.setEnabled(True)
        self.show_alike(self._scope.completeness.alike(ids[0]))

    @Slot()
    def _on_next_wanted(self) -> None:
        self._seen.update(self.ids)
        self._show_next()

    @Slot()
    def _show_next(self) -> None:
        """The next receipts that may be one and were not passed by yet."""
        work = partial(self._scope.completeness.next_alike, frozenset(self._seen))
        self._tasks.run(work, self._on_next, self._on_failed)

    def _on_next(self, alike: LookingAlike | None) -> None:
        if alike is not None and self.isVisible():
            self.show_alike(alike)
            return
        self.next_button.setEnabled(False)
        self.next_button.setToolTip(self.tr("There are no more suspected duplicates."))
        self._messages.note(self.next_button.toolTip(), key="no-duplicates")

    def _on_failed(self, error: AppError) -> None:
        self._messages.error(error, key="no-duplicates")
