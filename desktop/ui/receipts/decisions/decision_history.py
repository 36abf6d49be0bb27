"""DecisionHistory: what was decided, and whether the server has it; taking back, choosing in a conflict."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.core.decision_state import DecisionState
from desktop.core.outbox import HISTORY_DAYS, HISTORY_KEPT
from desktop.services.outbox import HistoryRow
from desktop.ui.formatting import isolate_ltr, number_text
from desktop.ui.icons import icon
from desktop.ui.receipts.decisions.history_table_model import HistoryTableModel
from desktop.ui.receipts.receipt_words import status_text
from desktop.ui.widgets.allow import allow, explain
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.key_words import native, with_key
from desktop.ui.widgets.labels import plain_label
from desktop.ui.widgets.messages import MessageKind
from desktop.ui.widgets.note_box import NoteBox
from desktop.ui.widgets.record_table import RecordTable

SIZE = QSize(1200, 560)
ROOM_AROUND = 40


class DecisionHistory(Dialog):
    """Conflicts stand on top, all of them selected at first: one answer may be for all of them."""

    undo_asked = Signal(object)
    """Entries (a list) to take back."""
    receipt_asked = Signal(object)
    """The id of one that is to be shown in the list."""
    chosen = Signal(object, bool)
    """Entries (a list) of conflicts; True: the user's own decision counts."""
    again_asked = Signal(object)
    """Rows (a list of HistoryRow) that the server did not take, to be decided so again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, grows=True)
        self.setWindowTitle(self.tr("Decisions"))
        self.model = HistoryTableModel(self)
        self.table = RecordTable(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Decisions on receipts"))
        self.table.selected_ids_changed.connect(self._update)
        self.table.row_activated.connect(self._on_activated)
        self._make_buttons()
        self._lay_out()
        self._selected_once = False
        self._settled: set[int] = set()
        """Of these the user has just chosen; then the first of `_following` is there."""
        self._following: list[int] = []
        room = QSize(ROOM_AROUND, ROOM_AROUND)
        self.resize(SIZE.boundedTo(parent.window().size() - room) if parent is not None else SIZE)
        self._update()

    def _make_buttons(self) -> None:
        self.undo_action = QAction(icon("skip-back"), self.tr("Undo the decision"), self.table)
        self.undo_action.setShortcut(QKeySequence.StandardKey.Undo)
        self.undo_action.setAutoRepeat(False)
        self.undo_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.undo_action.triggered.connect(self._on_undo)
        self.addAction(self.undo_action)
        self.go_action = QAction(icon("receipts"), self.tr("Go to the receipt"), self.table)
        self.go_action.triggered.connect(self._on_go)
        self.table.context_actions = [self.go_action, self.undo_action]
        self.undo_button = PlainButton(self.tr("Undo"), self, icon_name="skip-back")
        self.undo_button.clicked.connect(self._on_undo)
        self.again_button = PlainButton(self.tr("Decide again"), self)
        self.again_button.clicked.connect(self._on_again)
        self.theirs_button = PlainButton("", self)
        self.theirs_button.clicked.connect(self._on_theirs)
        self.mine_button = PlainButton("", self)
        self.mine_button.clicked.connect(self._on_mine)
        self.close_button = PlainButton(self.tr("Close"), self)
        self.close_button.clicked.connect(self.reject)
        self._make_choices()
        self._left_buttons = [self.undo_button, self.again_button]
        self._right_buttons = [self.theirs_button, self.mine_button, self.close_button]
        for button in (*self._left_buttons, *self._right_buttons):
            button.setAutoDefault(False)

    def _make_choices(self) -> None:
        """Keys that have no letter: they are the same in every layout of a keyboard."""
        self.mine_action = QAction(self.tr("Keep mine"), self)
        self.mine_action.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.mine_action.triggered.connect(self._on_mine)
        self.theirs_action = QAction(self.tr("Take theirs"), self)
        self.theirs_action.setShortcut(QKeySequence("Ctrl+Backspace"))
        self.theirs_action.triggered.connect(self._on_theirs)
        choices = ((self.mine_action, self.mine_button), (self.theirs_action, self.theirs_button))
        for action, button in choices:
            action.setAutoRepeat(False)
            self.addAction(action)
            button.setToolTip(with_key(action))

    def _lay_out(self) -> None:
        self.note = NoteBox(MessageKind.WARNING, "", self, icon_name="warning")
        self.empty = EmptyList(self)
        sentence = self.tr("What you decide about receipts is listed here, with what the server says to it.")
        self.empty.show_reason("check", self.tr("No decisions yet"), sentence)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._margined(self.note))
        column.addWidget(self._stack, 1)
        column.addWidget(self._make_kept())
        self.set_content(content)
        self.set_foot(self._left_buttons, self._right_buttons)

    def _make_kept(self) -> QWidget:
        """How far back it goes."""
        text = self.tr("What is over is kept for %Ln day(s), {count} decisions at most.", "", HISTORY_DAYS)
        self.kept_label = plain_label(text.format(count=number_text(HISTORY_KEPT)), "caption", secondary=True)
        self.kept_label.setContentsMargins(16, 6, 16, 6)
        return self.kept_label

    def _margined(self, note: QWidget) -> QWidget:
        self._top = QWidget(self)
        column = QVBoxLayout(self._top)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(note)
        return self._top

    def show_rows(
        self, rows: Sequence[HistoryRow], trouble: str = "", refused: Set[int] = frozenset()
    ) -> None:
        """What is decided by now; what is selected stays. `trouble`: why what waits cannot be sent.

        `refused`: the entries that the server did not take.
        """
        self.model.show(rows, refused)
        self._stack.setCurrentWidget(self.table if rows else self.empty)
        conflicts = self.model.conflicts()
        told = [trouble] if trouble else []
        if conflicts:
            told = [*self._told_of_conflicts(len(conflicts)), *told]
        self._top.setVisible(bool(told))
        self.note.set_text(" ".join(told))
        if not self._selected_once:
            self._selected_once = True
            self._select_first(conflicts)
        elif self._settled and not self._settled & set(conflicts):
            self._go_on(conflicts)
        self._update()

    def _told_of_conflicts(self, count: int) -> list[str]:
        """How many there are, and by which keys one chooses."""
        keys = self.tr("{mine} keeps yours, {theirs} takes the other one.")
        mine, theirs = (
            isolate_ltr(native(action.shortcut())) for action in (self.mine_action, self.theirs_action)
        )
        text = self.tr("%Ln receipt(s) had been decided otherwise by somebody else.", "", count)
        return [text, keys.format(mine=mine, theirs=theirs)]

    def _go_on(self, conflicts: list[int]) -> None:
        """From what was settled, which may stand elsewhere by now, to the conflict that stood below it."""
        self._settled = set()
        following = next((number for number in self._following if number in conflicts), None)
        if following is not None:
            self.table.set_current_id(following)

    def _select_first(self, conflicts: list[int]) -> None:
        if self.model.ids:
            self.table.set_current_id(self.model.id_at(0))
            if conflicts:
                self.table.select_ids(conflicts)

    def _selected(self, fits: Callable[[HistoryRow], bool]) -> list[int]:
        return [row.row_id for row in self.model.rows(self.table.selected_ids()) if fits(row)]

    def _conflicts(self) -> list[int]:
        return self._selected(_is_conflict)

    def _undoable(self) -> list[int]:
        return self._selected(_can_undo)

    @Slot()
    def _update(self) -> None:
        count, every = len(self._conflicts()), len(self.model.conflicts())
        for button in (self.mine_button, self.theirs_button):
            button.setVisible(bool(every))
            button.setEnabled(bool(count))
        for action in (self.mine_action, self.theirs_action):
            action.setEnabled(bool(count))
        mine, theirs = self._both() if count == 1 else ("", "")
        self.mine_button.setText(mine or self._counted(self.mine_action.text(), count, every))
        self.theirs_button.setText(theirs or self._counted(self.theirs_action.text(), count, every))
        undoable, why = bool(self._undoable()), self._why_not()
        explain(self.undo_button, undoable, why, self.undo_action.text())
        allow(self.undo_action, undoable, why)
        self.again_button.setVisible(any(map(_may_again, self.model.rows(self.model.ids))))
        self.again_button.setEnabled(bool(self._selected(_may_again)))
        self.go_action.setEnabled(self._receipt_of(self.table.current_id()) is not None)

    def _why_not(self) -> str:
        """Why none of the selected ones can be taken back."""
        reasons = [self.model.why_not_undone(entry) for entry in self.table.selected_ids()]
        if len(set(reasons)) > 1:
            return self.tr("None of these decisions can be undone.")
        return reasons[0] if reasons else self.tr("Choose a decision first.")

    def _receipt_of(self, entry: int | None) -> int | None:
        """The receipt of this entry, while it is here."""
        rows = self.model.rows([entry]) if entry is not None else []
        return rows[0].decision.receipt_id if rows and rows[0].receipt is not None else None

    def _both(self) -> tuple[str, str]:
        """What each answer makes of the only receipt that is to be chosen about."""
        [decision] = [row.decision for row in self.model.rows(self._conflicts())]
        text, theirs = self.tr("{choice}: {status}"), decision.theirs
        mine = text.format(choice=self.mine_action.text(), status=status_text(decision.wanted))
        if theirs is None:
            return mine, ""
        return mine, text.format(choice=self.theirs_action.text(), status=status_text(theirs.status))

    def _counted(self, words: str, count: int, every: int) -> str:
        if count < 2:
            return words
        whole = self.tr("{choice} for all {count}") if count == every else self.tr("{choice} for {count}")
        return whole.format(choice=words, count=number_text(count))

    @Slot()
    def _on_go(self) -> None:
        self._on_activated(self.table.current_id())

    @Slot(object)
    def _on_activated(self, entry: int | None) -> None:
        receipt_id = self._receipt_of(entry)
        if receipt_id is not None:
            self.accept()
            self.receipt_asked.emit(receipt_id)

    @Slot()
    def _on_undo(self) -> None:
        if entries := self._undoable():
            self.undo_asked.emit(entries)

    @Slot()
    def _on_again(self) -> None:
        self.again_asked.emit([row for row in self.model.rows(self.table.selected_ids()) if _may_again(row)])

    @Slot()
    def _on_mine(self) -> None:
        self._choose(mine=True)

    @Slot()
    def _on_theirs(self) -> None:
        self._choose(mine=False)

    def _choose(self, *, mine: bool) -> None:
        chosen = self._conflicts()
        self._settled = set(chosen)
        last = max((self.model.row_of(number) or 0 for number in chosen), default=0)
        others = [number for number in self.model.conflicts() if number not in self._settled]
        self._following = sorted(others, key=lambda number: (self.model.row_of(number) or 0) < last)
        self.chosen.emit(chosen, mine)


def _is_conflict(row: HistoryRow) -> bool:
    return row.decision.state is DecisionState.CONFLICT


def _can_undo(row: HistoryRow) -> bool:
    return row.can_undo and not _is_conflict(row)


def _may_again(row: HistoryRow) -> bool:
    """Whether the server might take it now, and it is not so already."""
    receipt = row.receipt
    there = receipt is not None and receipt.gone_at is None and receipt.status is not row.decision.wanted
    return there and row.decision.state is DecisionState.REFUSED
