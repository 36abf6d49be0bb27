"""ViewsMenu: the saved views of a page with their counts, and what can be done with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.saved_view import MOST_VIEWS, Query, SavedView
from desktop.ui.formatting import isolate, number_text

_COUNTING = "…"


class ViewsMenu(QMenu):
    """Each signal carries the SavedView it is about."""

    chosen = Signal(object)
    save_asked = Signal()
    update_asked = Signal(object)
    rename_asked = Signal(object)
    move_asked = Signal(object, int)
    """The view, and its new place among the others, 0 first."""
    remove_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self.setAccessibleName(self.tr("Saved views"))
        self._group = QActionGroup(self)
        self._edit_menu = QMenu(self.tr("Edit a view"), self)
        self._submenus: list[QMenu] = []
        self.views: dict[int, QAction] = {}
        """The action of each view, by its id."""
        self._names: dict[int, str] = {}

    def show_views(self, views: Sequence[SavedView], query: Query, last: int | None) -> None:
        """Offers `views`; `query` is what the list shows, `last` the view that was chosen last."""
        self._empty()
        for view in views:
            self.addAction(self._offer(view, view.query == query))
        if not views:
            self.addAction(self.tr("No saved views yet")).setEnabled(False)
        self.addSeparator()
        self._offer_saving(len(views) < MOST_VIEWS)
        self._offer_update(next((view for view in views if view.id == last), None), query)
        for place, view in enumerate(views):
            self._edit_menu.addMenu(self._edits(view, place, len(views), query))
        if views:
            self.addMenu(self._edit_menu)

    def show_counts(self, counts: Mapping[int, int]) -> None:
        """How many rows each view finds, by its id."""
        for view_id, action in self.views.items():
            count = number_text(counts[view_id]) if view_id in counts else _COUNTING
            action.setText(f"{self._names[view_id]}\t{count}")

    def _empty(self) -> None:
        # What belongs to the menu itself is deleted with it, the rest below.
        self.clear()
        self._edit_menu.clear()
        for gone in (*self._group.actions(), *self._submenus):
            gone.deleteLater()
        self._submenus.clear()
        self.views.clear()
        self._names.clear()

    def _offer(self, view: SavedView, shown: bool) -> QAction:
        name = _action_text(view.name)
        action = QAction(f"{name}\t{_COUNTING}", self._group, checkable=True, checked=shown)
        action.triggered.connect(partial(self.chosen.emit, view))
        if not view.whole:
            text = self.tr(
                "This version does not know every filter of this view: it shows more than it should."
            )
            action.setToolTip(text)
        self.views[view.id] = action
        self._names[view.id] = name
        return action

    def _offer_saving(self, allowed: bool) -> None:
        self.save_action = self.addAction(self.tr("Save these filters as a view…"))
        self.save_action.triggered.connect(self.save_asked)
        self.save_action.setEnabled(allowed)
        reason = self.tr("There are %Ln views already. Remove one first.", "", MOST_VIEWS)
        self.save_action.setToolTip("" if allowed else reason)

    def _offer_update(self, view: SavedView | None, query: Query) -> None:
        """The view that was chosen last, when the filters were changed since."""
        if view is not None and view.query != query:
            text = self.tr("Update {name} with these filters").format(name=_action_text(view.name))
            self.addAction(text).triggered.connect(partial(self.update_asked.emit, view))

    def _edits(self, view: SavedView, place: int, count: int, query: Query) -> QMenu:
        menu = QMenu(_action_text(view.name), self)
        self._submenus.append(menu)
        update = menu.addAction(self.tr("Update with these filters"))
        update.triggered.connect(partial(self.update_asked.emit, view))
        update.setEnabled(view.query != query)
        menu.addAction(self.tr("Rename…")).triggered.connect(partial(self.rename_asked.emit, view))
        up = menu.addAction(self.tr("Move up"))
        up.triggered.connect(partial(self.move_asked.emit, view, place - 1))
        up.setEnabled(place > 0)
        down = menu.addAction(self.tr("Move down"))
        down.triggered.connect(partial(self.move_asked.emit, view, place + 1))
        down.setEnabled(place < count - 1)
        menu.addSeparator()
        menu.addAction(self.tr("Remove")).triggered.connect(partial(self.remove_asked.emit, view))
        return menu


def _action_text(name: str) -> str:
    """A name as a menu shows it whole: its ampersands are no mnemonics."""
    return isolate(name.replace("&", "&&"))
