"""Tagging: the selected receipts are tagged; shown at once, told where they are several, undone."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import AppError
from desktop.core.models import ReceiptRow
from desktop.core.tag import CountedTag, TagChange
from desktop.services.account_scope import AccountScope
from desktop.services.tags import each
from desktop.ui.receipts.receipt_queries import FoundReceipts
from desktop.ui.receipts.tags.tag_bar import TagBar
from desktop.ui.receipts.tags.tag_words import done_text
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.undo import Undoable, UndoSteps, undo_action
from desktop.workers.task_pool import TaskHandle, TaskPool

if TYPE_CHECKING:
    from desktop.ui.receipts.receipts_page import ReceiptsPage

MESSAGE = "receipt-tags"
FAILED_MESSAGE = "receipt-tags-failed"


class Tagging(QObject):
    """`saved`: what is to be backed up changed. `done`: a command that can be undone; `undo_begun`: it is."""

    saved = Signal()
    done = Signal()
    undo_begun = Signal()

    def __init__(self, tasks: TaskPool, messages: Messages, page: ReceiptsPage) -> None:
        super().__init__(page)
        self._tasks = tasks
        self._messages = messages
        self._page = page
        self._scope: AccountScope | None = None
        self._undo: UndoSteps[TagChange] = UndoSteps()
        self._failed: TagChange | None = None
        """What the message says of that could not be written."""
        self._counting: TaskHandle | None = None
        self._writing = 0
        self.bar = TagBar(page)
        self.bar.added.connect(self._on_added)
        self.bar.removed.connect(self._on_removed)
        self.bar.chosen.connect(self._on_chosen)
        self.bar.left.connect(page.table.setFocus)
        page.table.selected_ids_changed.connect(self.show_selected)
        page.table.current_id_changed.connect(self.show_selected)
        # A decision that is clicked leaves the keyboard in the field, and another receipt is there.
        page.table.current_id_changed.connect(self.bar.field.drop_begun)
        page.loading.found.connect(self._on_found)
        page.commands.tag.triggered.connect(self._on_command)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: nothing of the one before is shown or undone any more."""
        self._scope = scope
        self._undo.clear()
        self._drop_counting()
        self.bar.show_known([])
        self.bar.show_tags([], 0)

    @property
    def undoable(self) -> tuple[Undoable[TagChange], ...]:
        """What can be taken back, the last one last."""
        return self._undo.all

    def take_over(self, changes: Sequence[Undoable[TagChange]]) -> None:
        """What another window had done, on the same account."""
        self._undo.take_over(changes)

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def busy(self) -> bool:
        """Whether anything is not written yet."""
        return self._writing > 0

    # -- what is shown ---------------------------------------------------------------------------

    @Slot(object)
    def _on_found(self, found: FoundReceipts) -> None:
        self.bar.show_known(found.tags)
        self._page.filter_bar.more_filters.set_tags(found.tags)
        self.show_selected()

    @Slot()
    def show_selected(self) -> None:
        """The tags of what is selected: of one receipt at once, of several when they are counted."""
        self._drop_counting()
        ids, row = self._page.table.selected_ids(), self._page.current_row()
        if self._scope is None or not ids:
            self.bar.show_tags([], 0)
        elif len(ids) == 1 and row is not None and row.row_id == ids[0]:
            self.bar.show_tags(_of(row), 1)
        else:
            work = partial(self._scope.tags.of, ids)
            self._counting = self._tasks.run(work, partial(self._on_counted, len(ids)), self._on_failed)

    def _on_counted(self, selected: int, tags: list[CountedTag]) -> None:
        self._counting = None
        self.bar.show_tags(tags, selected)

    def _drop_counting(self) -> None:
        handle, self._counting = self._counting, None
        if handle is not None:
            handle.abandon()

    # -- commands --------------------------------------------------------------------------------

    @Slot()
    def _on_command(self) -> None:
        """To the field; the list, under which it stands, comes back for it."""
        self._page.commands.show_large.setChecked(False)
        self.bar.write()

    @Slot(object)
    def _on_added(self, tags: Sequence[str]) -> None:
        self._on_selected(partial(self._add, tags))

    @Slot(str)
    def _on_removed(self, tag: str) -> None:
        self._on_selected(partial(self._remove, tag))

    def _on_selected(self, run: Callable[[array[int]], None]) -> None:
        self._page.table.with_selected(run)

    def _add(self, tags: Sequence[str], ids: array[int]) -> None:
        self._run(TagChange(added=each(ids, tags)))

    def _remove(self, tag: str, ids: array[int]) -> None:
        self._run(TagChange(removed=each(ids, [tag])))

    @Slot(str)
    def _on_chosen(self, tag: str) -> None:
        """All receipts with this tag, in the order of the list."""
        bar = self._page.filter_bar
        bar.take_query(replace(bar.query, tags=(tag,)))

    @Slot()
    def undo(self) -> None:
        """Takes the last command back."""
        if self._scope is not None and (change := self._undo.take()) is not None:
            self._take_back(change)

    def _undo_again(self, change: TagChange) -> None:
        """What could not be taken back; unless it was by the key meanwhile."""
        if self._undo.take_again(change):
            self._take_back(change)

    def _take_back(self, change: TagChange) -> None:
        self.undo_begun.emit()
        self._run(change.reverse, undoes=change)

    def _run(self, wanted: TagChange, *, undoes: TagChange | None = None) -> None:
        scope = self._scope
        if scope is None or not wanted:
            return
        self._writing += 1
        scope.tags.hold(wanted)
        done = partial(self._on_done, scope, wanted, undoes)
        work = partial(scope.tags.change, wanted)
        self._tasks.run(work, done, partial(self._on_not_done, scope, wanted, undoes))

    def _on_done(
        self, scope: AccountScope, wanted: TagChange, undoes: TagChange | None, change: TagChange
    ) -> None:
        self._writing -= 1
        if scope is not self._scope:
            return
        if undoes is not None:
            self._undo.end(undoes)
        if wanted == self._failed:
            self._messages.dismiss(FAILED_MESSAGE)
        if change:
            self._on_changed(change, undone=undoes is not None)

    def _on_changed(self, change: TagChange, *, undone: bool) -> None:
        if undone:
            self._messages.dismiss(MESSAGE)
        else:
            self._remember(change)
        self._page.model.invalidate(change.receipt_ids)
        self.show_selected()
        self._page.refresh()
        self.saved.emit()

    def _remember(self, change: TagChange) -> None:
        self._undo.add(change)
        self.done.emit()
        if len(change.receipt_ids) > 1:
            self._messages.success(done_text(change), undo_action(self.tr("Undo"), self.undo), key=MESSAGE)
        else:
            self._messages.dismiss(MESSAGE)

    def _on_not_done(
        self, scope: AccountScope, wanted: TagChange, undoes: TagChange | None, error: AppError
    ) -> None:
        self._writing -= 1
        scope.tags.let_go(wanted)
        if scope is not self._scope:
            return
        if undoes is not None and self._undo.give_back(undoes):
            # It is what can be undone next, whatever becomes of the message.
            self.done.emit()
        self._failed = wanted
        again = partial(self._undo_again, undoes) if undoes is not None else partial(self._run, wanted)
        self._messages.error(error, again, key=FAILED_MESSAGE)

    def _on_failed(self, error: AppError) -> None:
        self._messages.error(error, key=MESSAGE)


def _of(row: ReceiptRow) -> list[CountedTag]:
    return [CountedTag(tag, 1) for tag in row.tags]
