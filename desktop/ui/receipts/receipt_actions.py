"""ReceiptActions: every command of the receipts page as a QAction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.core.models import FileKind, Receipt, ReceiptStatus
from desktop.core.outbox import SETTABLE
from desktop.services.receipts import has_file
from desktop.ui.icons import icon
from desktop.ui.receipts.receipt_words import left_out_text, why_all_gone, why_gone
from desktop.ui.widgets.allow import allow
from desktop.ui.widgets.key_words import history_key, set_tooltips, with_key

if TYPE_CHECKING:
    from desktop.ui.receipts.receipts_page import ReceiptsPage

FILES = (FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW)
Key = str | QKeySequence.StandardKey | None


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """What decides which commands there are: the selected receipts, the one shown, the way to the server."""

    selected: int
    shown: Receipt | None
    no_server: str
    """Why what needs the server cannot be done; "" while it can."""
    has_account: bool
    listed: int
    kept: frozenset[FileKind] = frozenset()
    """The files of the shown receipt that are on this computer."""
    gone: int = 0
    """So many of the selected ones the server has no longer."""
    files: Mapping[FileKind, int] = field(default_factory=dict)
    """How many of the selected ones have that file, where it is known."""
    decidable: Mapping[ReceiptStatus, int] = field(default_factory=dict)
    """How many of the selected ones would be given that status, where it is known."""

    @property
    def is_gone(self) -> bool:
        """Whether the server has the one shown no longer."""
        return self.shown is not None and self.shown.gone_at is not None

    @property
    def all_gone(self) -> bool:
        """Whether nothing can be decided about any of the selected ones."""
        return self.gone >= self.selected if self.selected > 1 else self.is_gone

    def can_have(self, kind: FileKind) -> bool:
        """Whether the shown one's file is here or at the server."""
        named = self.shown is not None and has_file(self.shown, kind)
        return named and (not self.is_gone or kind in self.kept)

    def any_has(self, kind: FileKind) -> bool:
        """Whether one of the selected ones may have the file, whichever is the shown one."""
        if self.selected < 2:
            return self.can_have(kind)
        return self.files.get(kind, int(self.can_have(kind))) > 0


class ReceiptActions(QObject):
    """Texts, icons and keys in one place; the page does what they stand for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.facts: ActionFacts | None = None
        """By which they are as they are."""
        self._same: QAction | None = None
        """The decision that the selected receipt has already."""
        self._go_on: Callable[[ReceiptStatus], bool] | None = None
        self._make_files()
        self._make_decisions()
        self._make_views()
        self._make_completeness()
        self._make_own()

    def _make_files(self) -> None:
        save = QKeySequence.StandardKey.Save
        self.download_source = self._action("downloads", self.tr("Download source"), save)
        self.download_preview = self._action("downloads", self.tr("Download preview"), "Ctrl+Shift+S")
        self.choose_folder = self._action("folder", self.tr("Choose the download folder…"))
        self.export = self._action("zip", self.tr("Export ZIP"), "Ctrl+E")
        self.export_selected = self._action("zip", self.tr("Export the selected receipts"), "Ctrl+Shift+E")
        self.export_to = self._action("folder", self.tr("Choose the name and folder of the ZIP…"))
        self.export_new = self._action("zip", self.tr("Only what is new since the last export"))
        self.export_changed = self._action("zip", self.tr("Only what changed since it was exported"))
        self.note = self._action("note", self.tr("Write a note"), "Ctrl+N")
        self.find = self._action("search", self.tr("Search"), QKeySequence.StandardKey.Find)

    def _make_decisions(self) -> None:
        self.approve = self._action("check", self.tr("Approve"), "1", "success")
        self.reject = self._action("clear", self.tr("Reject"), "2", "danger")
        self.not_receipt = self._action("not-a-receipt", self.tr("Not a receipt"), "3", "text2")
        self.to_review = self._action("retry", self.tr("Back to review"), "4")
        self.undo = self._action("skip-back", self.tr("Undo"), QKeySequence.StandardKey.Undo)
        self.history = self._action("waiting", self.tr("Decisions and what is not sent…"))
        self.history.setShortcut(history_key())

    def _make_completeness(self) -> None:
        self.compare = self._action("copy", self.tr("Compare suspected duplicates…"), "Ctrl+Shift+M")
        self.board = self._action("board", self.tr("Vendors by month…"), "Ctrl+Shift+V")

    def _make_own(self) -> None:
        self.tag = self._action("tag", self.tr("Add a tag"), "Ctrl+Shift+T")
        self.details = self._action("info", self.tr("Details of the receipt"), "Ctrl+I")
        self.details.setCheckable(True)
        self.copy_file = self._action("copy", "", "Ctrl+Shift+C")
        self.copy_picture = self._action("copy", self.tr("Copy the page as a picture"))
        self.open_outside = self._action("second-window", "", QKeySequence.StandardKey.Open)
        self.print_document = self._action("print", "", "Ctrl+Shift+P")
        self.name_files(FileKind.RECEIPT_SOURCE)

    def name_files(self, kind: FileKind) -> None:
        """The shown file is of this kind: what is done with it says so."""
        preview = kind is FileKind.RECEIPT_PREVIEW
        copy = self.tr("Copy the preview file") if preview else self.tr("Copy the source file")
        opens = self.tr("Open the source in its program")
        if preview:
            opens = self.tr("Open the preview in its program")
        prints = self.tr("Print the preview…") if preview else self.tr("Print the source…")
        for action, text in zip(self.of_file, (copy, opens, prints), strict=True):
            action.setText(text)

    @property
    def of_file(self) -> tuple[QAction, QAction, QAction]:
        """What is done with the file that is shown, beside downloading it."""
        return self.copy_file, self.open_outside, self.print_document

    def _make_views(self) -> None:
        self.show_large = self._action("fit-page", self.tr("Show large"), "Space")
        # In the list and the document alone: on a button or in a field, Space has its own meaning.
        self.show_large.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.show_large.setCheckable(True)
        self.leave_large = self._action("clear", self.tr("Show the list again"), "Esc")
        # Elsewhere Escape has other meanings, such as emptying the search field.
        self.leave_large.setEnabled(False)
        self.second_window = self._action("second-window", self.tr("Second window"), "Ctrl+Shift+O")
        self.second_window.setCheckable(True)

    def _action(self, icon_name: str, text: str, key: Key = None, color: str = "text") -> QAction:
        action = QAction(icon(icon_name, color), text, self)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        # A key that is held is one key: what comes after it was not meant for the receipts that follow.
        action.setAutoRepeat(False)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        return action

    @property
    def decisions(self) -> dict[QAction, ReceiptStatus]:
        """What each of them makes of a receipt."""
        return {
            self.approve: ReceiptStatus.APPROVED,
            self.reject: ReceiptStatus.REJECTED,
            self.not_receipt: ReceiptStatus.NOT_RECEIPT,
            self.to_review: ReceiptStatus.PENDING_REVIEW,
        }

    @property
    def exports(self) -> list[QAction]:
        """What goes into a ZIP."""
        since = [self.export_new, self.export_changed]
        return [self.export, self.export_selected, *since, self.export_to]

    def for_page(self) -> list[QAction]:
        """What works wherever the focus is on the page; for the decisions see DecisionKeys."""
        files = [self.download_source, self.download_preview, self.choose_folder]
        lists = [*self.exports, self.note, self.tag, self.find, self.compare, self.board]
        views = [self.leave_large, self.second_window, self.details, *self.of_file]
        return [*files, *lists, self.undo, self.history, *views]

    def context(self) -> list[QAction]:
        """What a right click on the table offers."""
        decisions = [*self.decisions, self.undo, self.history]
        files = [self.download_source, self.download_preview, self.choose_folder, self.export_selected]
        looks = [self.show_large, self.details, self.note, self.tag, self.compare]
        others = [*self.of_file, self.copy_picture]
        return [*looks, self._line(), *decisions, self._line(), *files, self._line(), *others]

    def _line(self) -> QAction:
        line = QAction(self)
        line.setSeparator(True)
        return line

    def wire(self, page: ReceiptsPage) -> None:
        self.choose_folder.triggered.connect(page.downloads.ask_for_folder)
        self.find.triggered.connect(page.focus_search)
        self.note.triggered.connect(page.write_note)
        for action, status in self.decisions.items():
            action.triggered.connect(partial(page.deciding.decide, status))
        self._go_on = page.deciding.confirm
        self.undo.triggered.connect(page.extras.undoing.undo)
        self.history.triggered.connect(page.deciding.history.open)
        self.show_large.toggled.connect(page.show_large)
        self.leave_large.triggered.connect(partial(self.show_large.setChecked, False))
        set_tooltips([self.find, self.undo, self.history, self.second_window, self.details])

    # -- what can be done ------------------------------------------------------------------------

    def update_for(self, facts: ActionFacts) -> None:
        """What can be done now; what cannot says why in its tooltip."""
        if facts == self.facts:
            # It is asked after each thing that may have changed something.
            return
        self.facts = facts
        self._update_files(facts)
        self._update_decisions(facts)
        nothing = self.tr("Choose a receipt first.")
        _allow(self.show_large, facts.shown is not None, nothing)
        _allow(self.note, facts.shown is not None, nothing)
        _allow(self.tag, facts.selected > 0, nothing)
        for action in (*self.of_file, self.copy_picture):
            _allow(action, facts.shown is not None, nothing)
        for action in (self.export, self.export_new, self.export_changed, self.export_to):
            _allow(action, facts.has_account, self.tr("Sign in first."))
        _allow(self.history, facts.has_account, self.tr("Sign in first."))
        if facts.has_account:
            tip = self.tr("Export %Ln receipt(s) to one ZIP file", "", facts.listed)
            self.export.setToolTip(with_key(self.export, tip))
        _allow(self.export_selected, facts.selected > 0, nothing)
        for action in (self.compare, self.board):
            _allow(action, facts.has_account, self.tr("Sign in first."))

    def _update_files(self, facts: ActionFacts) -> None:
        texts = (self.tr("Download source"), self.tr("Download preview"))
        actions = (self.download_source, self.download_preview)
        for action, text, kind in zip(actions, texts, FILES, strict=True):
            action.setText(_with_count(text, facts.files.get(kind, 0) if facts.selected > 1 else 0))
            self._allow_file(action, facts, kind, facts.any_has(kind))
        # The purple button is there only where there is a preview.
        self.download_preview.setVisible(facts.any_has(FileKind.RECEIPT_PREVIEW))
        _allow(self.choose_folder, facts.has_account, self.tr("Sign in first."))

    def _allow_file(self, action: QAction, facts: ActionFacts, kind: FileKind, there: bool) -> None:
        """Of several receipts some files may be here: those are saved, and the message names the others."""
        if there and facts.no_server and facts.selected < 2 and kind not in facts.kept:
            _allow(action, False, facts.no_server)
        elif facts.is_gone and not there:
            _allow(action, False, why_gone())
        else:
            _allow(action, there, self._why_no_file(kind, many=facts.selected > 1))

    def _why_no_file(self, kind: FileKind, *, many: bool) -> str:
        source = kind is FileKind.RECEIPT_SOURCE
        if many:
            none = self.tr("None of these receipts has a source file.")
            return none if source else self.tr("None of these receipts has a preview.")
        if source:
            return self.tr("This receipt has no source file.")
        return self.tr("This receipt has no preview.")

    def _update_decisions(self, facts: ActionFacts) -> None:
        words = {
            self.approve: self.tr("Approve"),
            self.reject: self.tr("Reject"),
            self.not_receipt: self.tr("Not a receipt"),
            self.to_review: self.tr("Back to review"),
        }
        self._same = None
        for action, status in self.decisions.items():
            action.setText(_with_count(words[action], self._to_decide(status, facts)))
            _allow(action, *self._may_decide(status, facts))
            if self._is_same(status, facts):
                self._same = action
            more = left_out_text(facts.gone) if facts.gone else self._why_no_undo(facts)
            if more and action.isEnabled():
                action.setToolTip(f"{with_key(action)}\n{more}")

    def _why_no_undo(self, facts: ActionFacts) -> str:
        """Of what is decided about the receipt; "" where it can be undone."""
        if facts.selected != 1 or facts.shown is None or facts.shown.status in SETTABLE:
            return ""
        return self.tr("It cannot be undone: only the server can make a receipt incomplete again.")

    def _may_decide(self, status: ReceiptStatus, facts: ActionFacts) -> tuple[bool, str]:
        """Whether the selected ones may become this, and why not."""
        many = facts.selected > 1
        if not facts.selected:
            return False, self.tr("Choose a receipt first.")
        if facts.all_gone:
            return False, why_all_gone() if many else why_gone()
        return not self._is_same(status, facts), self.tr("This receipt is that already.")

    def _is_same(self, status: ReceiptStatus, facts: ActionFacts) -> bool:
        one = facts.selected == 1 and not facts.all_gone
        return one and facts.shown is not None and facts.shown.status is status

    def confirm(self, action: QAction) -> bool:
        """The key of what the receipt is already goes on to the next one: whoever decides by key does not
        look twice, and the key after it would be of the wrong receipt. False: there is none to go on to."""
        return action is self._same and self._go_on is not None and self._go_on(self.decisions[action])

    def update_undo(self, there: bool) -> None:
        """`there`: a decision or a tag can be taken back."""
        _allow(self.undo, there, self.tr("There is nothing to undo."))

    def _to_decide(self, status: ReceiptStatus, facts: ActionFacts) -> int:
        """How many of several would become this: without those that are it, or need a look of their own."""
        return facts.decidable.get(status, 0) if facts.selected > 1 else 0


def _with_count(words: str, count: int) -> str:
    """0: without."""
    if not count:
        return words
    text = QCoreApplication.translate("ReceiptActions", "{decision} {count}")
    return text.format(decision=words, count=count)


def _allow(action: QAction, allowed: bool, reason: str) -> None:
    allow(action, allowed, reason, with_key(action))
