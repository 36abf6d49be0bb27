"""FindDialog: one box for everything on this computer; results come while one types."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.services.find import FindService, FoundGroup
from desktop.ui.error_text import error_text
from desktop.ui.find.find_lines import FindLine, LineKind, lines_of, note
from desktop.ui.find.find_list import FindList
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.search_field import SearchField
from desktop.workers.task_pool import TaskHandle, TaskPool

WIDTH, LIST_HEIGHT = 640, 440
COUNT_MS = 200
"""Counting all hits of a frequent word takes long, and nobody reads the number while typing on."""
_PAGE = 5
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}


class FindDialog(Dialog):
    """`record_chosen(kind, row id, words)`, `all_chosen(kind, words)`; it is closed before.

    Up and Down walk through the results, Enter takes one, Escape closes; the field keeps the focus.
    """

    record_chosen = Signal(object, object, str)
    all_chosen = Signal(object, str)

    def __init__(self, tasks: TaskPool, find: FindService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._find = find
        self._running: TaskHandle | None = None
        self._token = CancelToken()
        """Ends what is asked for: for each letter typed there is another."""
        self.answered = ""
        """The words that the results are for."""
        self._enter_waits = False
        self._to_count: tuple[FoundGroup, ...] = ()
        self._count_later = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._count_later.timeout.connect(self._count)
        self.setWindowTitle(self.tr("Search everything"))
        self.field = SearchField(self.tr("Search calls and receipts"), self)
        self.field.search_changed.connect(self._on_search)
        self.field.installEventFilter(self)
        self.results = FindList(self)
        self.results.clicked.connect(self._on_clicked)
        self.results.selectionModel().currentChanged.connect(self._on_current_changed)
        self._lay_out()
        self._show_hint()
        self.field.setFocus()

    def _lay_out(self) -> None:
        self.results.setFixedHeight(LIST_HEIGHT)
        self.set_searched(self.field, self.results).setFixedWidth(WIDTH)

    # -- searching -------------------------------------------------------------------------------

    @Slot(str)
    def _on_search(self, words: str) -> None:
        self._drop_running()
        if words.strip():
            found = partial(self._on_first, words)
            first = partial(self._find.first, words, self._token)
            self._running = self._tasks.run(first, found, self._on_error)
        else:
            self.answered = words
            self._show_hint()

    def _on_first(self, words: str, groups: tuple[FoundGroup, ...]) -> None:
        self._on_counted(words, groups)
        self._to_count = groups
        self._count_later.start()
        if self._enter_waits:
            self._enter_waits = False
            self._choose(self.results.current_line())

    @Slot()
    def _count(self) -> None:
        work = partial(self._find.counted, self.answered, self._to_count, self._token)
        self._running = self._tasks.run(work, partial(self._on_counted, self.answered), self._on_error)

    def _on_counted(self, words: str, groups: tuple[FoundGroup, ...]) -> None:
        self._running = None
        self.answered = words
        self.results.show_lines(lines_of(groups, words), words)

    def _on_error(self, error: AppError) -> None:
        self._running = None
        self.results.show_lines([note(error_text(error).sentence)], "")

    def _show_hint(self) -> None:
        hint = self.tr("Words of a call, a name, a phone, a vendor, a subject, an invoice number.")
        self.results.show_lines([note(hint)], "")

    def _drop_running(self) -> None:
        self._enter_waits = False
        self._count_later.stop()
        # Nobody waits for the end of a search that nobody wants.
        self._token.cancel()
        self._token = CancelToken()
        if self._running is not None:
            self._running.abandon()
            self._running = None

    def done(self, result: int) -> None:
        self._drop_running()
        super().done(result)

    @property
    def counted(self) -> bool:
        """Whether the results are whole."""
        return self._running is None and not self._count_later.isActive()

    # -- choosing --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field's keys that belong to the results."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        if key in _STEPS:
            self.results.move_by(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif key == Qt.Key.Key_Escape:
            self.reject()
        else:
            return False
        return True

    def _on_enter(self) -> None:
        if self.field.text() == self.answered:
            self._choose(self.results.current_line())
            return
        # Typed faster than found: the first result is taken when it is there.
        self.field.search_now()
        self._enter_waits = True

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(self.results.results.lines[index.row()])

    def _choose(self, line: FindLine | None) -> None:
        if line is None or not line.can_be_chosen:
            return
        words = self.answered
        self.accept()
        if line.kind is LineKind.RECORD:
            self.record_chosen.emit(line.group, line.row_id, words)
        else:
            self.all_chosen.emit(line.group, words)

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        # The focus is in the field: nobody else would say which result is current.
        if index.isValid() and QAccessible.isActive():
            sentence = self.results.results.lines[index.row()].sentence
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, sentence))
