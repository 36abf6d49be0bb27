"""SavedViews: the views of one page, from the button in its filter bar to what is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.core.saved_view import Query, RemovedView, SavedView, ViewPage
from desktop.services.account_scope import AccountScope
from desktop.services.saved_views import SavedViewsService
from desktop.ui.formatting import isolate, strip_marks
from desktop.ui.views.view_name_dialog import ViewNameDialog
from desktop.ui.views.views_menu import ViewsMenu
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.workers.task_pool import TaskHandle, TaskPool

MESSAGE = "saved-views"


class FilterBar(Protocol):
    """What a page's filters have to offer."""

    views_button: IconButton

    @property
    def present_query(self) -> Query: ...

    def take_query(self, query: Any) -> None: ...

    def filters_text(self) -> str: ...


class SavedViews(QObject):
    """Counts are read in the TaskPool when the menu opens and again while it is open; writes go there too."""

    changed = Signal()
    """A view was saved, changed or removed, or tried to be."""

    def __init__(
        self, page: ViewPage, bar: FilterBar, tasks: TaskPool, messages: Messages, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._bar = bar
        self._tasks = tasks
        self._messages = messages
        self._window = parent
        self._scope: AccountScope | None = None
        self._last: int | None = None
        """The view that was chosen last."""
        self._counting: TaskHandle | None = None
        self._token = CancelToken()
        self.dialog: ViewNameDialog | None = None
        self.menu = ViewsMenu(bar.views_button)
        self._connect()
        self.set_scope(None)

    def _connect(self) -> None:
        self._bar.views_button.clicked.connect(self.open_menu)
        self.menu.aboutToShow.connect(self.show_views)
        self.menu.aboutToHide.connect(self._stop_counting)
        self.menu.chosen.connect(self._on_chosen)
        self.menu.save_asked.connect(self.ask_for_name)
        self.menu.update_asked.connect(self._on_update)
        self.menu.rename_asked.connect(self._on_rename)
        self.menu.move_asked.connect(self._on_move)
        self.menu.remove_asked.connect(self._on_remove)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: its views are its own."""
        self._stop_counting()
        self.menu.close()
        if self.dialog is not None:
            self.dialog.close()
        self._scope = scope
        self._last = None
        self._bar.views_button.setEnabled(scope is not None)

    @property
    def _service(self) -> SavedViewsService | None:
        return self._scope.saved_views if self._scope is not None else None

    # -- the menu --------------------------------------------------------------------------------

    @Slot()
    def open_menu(self) -> None:
        button = self._bar.views_button
        right_to_left = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.show_views()
        left = button.width() - self.menu.sizeHint().width() if right_to_left else 0
        self.menu.popup(button.mapToGlobal(QPoint(left, button.height() + 4)))

    @Slot()
    def show_views(self) -> None:
        """Fills the menu and counts anew."""
        if self._service is None:
            return
        try:
            views = self._service.views(self._page)
        except AppError as error:
            self._on_failed(self._scope, error)
            return
        self.menu.show_views(views, self._bar.present_query, self._last)
        self.refresh()

    def refresh(self) -> None:
        """The lists changed: an open menu counts again."""
        self._stop_counting()
        if self._service is not None and self.menu.views:
            self._token = CancelToken()
            work = partial(self._service.counts, self._page, self._token)
            failed = partial(self._on_failed, self._scope)
            self._counting = self._tasks.run(work, self._on_counted, failed)

    def refresh_open(self) -> None:
        """`refresh`, when somebody looks at it."""
        if self.menu.isVisible():
            self.refresh()

    @Slot()
    def _stop_counting(self) -> None:
        self._token.cancel()
        if self._counting is not None:
            self._counting.abandon()
            self._counting = None

    def _on_counted(self, counts: dict[int, int]) -> None:
        self._counting = None
        self.menu.show_counts(counts)

    def _on_failed(self, scope: AccountScope | None, error: AppError) -> None:
        if scope is self._scope:
            self._messages.error(error, key=MESSAGE)

    @Slot(object)
    def _on_chosen(self, view: SavedView) -> None:
        self._last = view.id
        self._bar.take_query(view.query)

    # -- saving and naming -----------------------------------------------------------------------

    @Slot()
    def ask_for_name(self) -> None:
        """Asks under which name the present filters are saved."""
        name = strip_marks(self._bar.filters_text())
        title, answer = self.tr("Save these filters as a view"), self.tr("Save")
        self._ask(title, answer, name, self._replaces, self._on_named)

    def _ask(
        self,
        title: str,
        answer: str,
        name: str,
        warn: Callable[[str], str],
        then: Callable[[str], None],
    ) -> None:
        dialog = self.dialog = ViewNameDialog(title, answer, name, warn, self._window.window())
        dialog.named.connect(then)
        dialog.finished.connect(self._on_dialog_finished)
        dialog.open()

    @Slot()
    def _on_dialog_finished(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _replaces(self, name: str) -> str:
        if self._service is None or self._service.named(self._page, name) is None:
            return ""
        return self.tr("There is a view of this name already. These filters take its place.")

    @Slot(str)
    def _on_named(self, name: str) -> None:
        if self._service is not None:
            query = self._bar.present_query
            self._do(partial(self._service.save, self._page, name, query), partial(self._on_saved, name))

    def _on_saved(self, name: str, view_id: int | None) -> None:
        if view_id is not None:
            self._last = view_id
            self._messages.success(self.tr("Saved as {name}.").format(name=isolate(name)), key=MESSAGE)

    @Slot(object)
    def _on_rename(self, view: SavedView) -> None:
        title, answer = self.tr("Rename the view"), self.tr("Rename")
        self._ask(title, answer, view.name, partial(self._taken, view), partial(self._on_renamed, view))

    def _taken(self, view: SavedView, name: str) -> str:
        holder = self._service.named(self._page, name) if self._service is not None else None
        if holder is None or holder.id == view.id:
            return ""
        return self.tr("Another view has this name. Choose another one.")

    def _on_renamed(self, view: SavedView, name: str) -> None:
        if self._service is not None:
            self._do(partial(self._service.rename, view, name), self._on_done)

    # -- changing and removing -------------------------------------------------------------------

    @Slot(object)
    def _on_update(self, view: SavedView) -> None:
        if self._service is not None:
            work = partial(self._service.update, view, self._bar.present_query)
            self._do(work, partial(self._on_updated, view))

    def _on_updated(self, view: SavedView, _: object) -> None:
        self._last = view.id
        self._messages.success(self.tr("{name} is updated.").format(name=isolate(view.name)), key=MESSAGE)

    @Slot(object, int)
    def _on_move(self, view: SavedView, place: int) -> None:
        if self._service is not None:
            self._do(partial(self._service.move, view, place), self._on_done)

    @Slot(object)
    def _on_remove(self, view: SavedView) -> None:
        if self._service is not None:
            self._do(partial(self._service.remove, view), self._on_removed)

    def _on_removed(self, removed: RemovedView | None) -> None:
        if removed is not None:
            undo = MessageAction(self.tr("Undo"), partial(self._put_back, self._scope, removed))
            sentence = self.tr("The view {name} is removed.").format(name=isolate(removed.name))
            self._messages.note(sentence, undo, key=MESSAGE)

    def _put_back(self, scope: AccountScope | None, removed: RemovedView) -> None:
        if self._service is not None and scope is self._scope:
            self._do(partial(self._service.put_back, removed), self._on_put_back)

    def _on_put_back(self, view_id: int | None) -> None:
        if view_id is None:
            self._messages.warning(self.tr("There are too many views to bring it back."), key=MESSAGE)

    def _do(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        failed = partial(self._on_failed, self._scope)
        self._tasks.run(work, partial(self._on_answer, self._scope, then), failed)

    def _on_answer(self, scope: AccountScope | None, then: Callable[[Any], None], answer: Any) -> None:
        if scope is self._scope:
            self.changed.emit()
            then(answer)

    def _on_done(self, _: object) -> None:
        """The next menu shows it."""
