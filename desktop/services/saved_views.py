"""SavedViewsService: queries under a name, and how many rows each finds now."""

from __future__ import annotations

from typing import TypeVar

from desktop.core.call_query import CallQuery
from desktop.core.cancel import CancelToken
from desktop.core.saved_view import Query, RemovedView, SavedView, ViewPage, clean_name
from desktop.services.backup import BackupService
from desktop.services.calls import CallsService
from desktop.services.receipts import ReceiptsService
from desktop.store.saved_views_repository import SavedViewsRepository

_Answer = TypeVar("_Answer")


class SavedViewsService:
    """Few and small: reading them is quick enough for the UI thread; `counts`, and what writes, is for the
    TaskPool. Raises DiskFull and DiskFailed."""

    def __init__(
        self,
        views: SavedViewsRepository,
        backup: BackupService,
        calls: CallsService,
        receipts: ReceiptsService,
    ) -> None:
        self._views = views
        self._backup = backup
        self._calls = calls
        self._receipts = receipts

    def views(self, page: ViewPage) -> list[SavedView]:
        """Those of a page in the user's order."""
        return self._views.views(page)

    def save(self, page: ViewPage, name: str, query: Query) -> int | None:
        """Under a name that is in use the query takes the place of the one before.

        Returns the view's id, None when the name is empty or there are too many views already.
        """
        name = clean_name(name)
        known = self.named(page, name)
        if known is not None:
            self.update(known, query)
            return known.id
        return self._changed(self._views.add(page, name, query)) if name else None

    def named(self, page: ViewPage, name: str) -> SavedView | None:
        """The view of this name, capital letters or not."""
        wanted = clean_name(name).casefold()
        return next((view for view in self.views(page) if view.name.casefold() == wanted), None)

    def of_key(self, page: ViewPage, key: str) -> SavedView | None:
        """The view of this key, whatever it is called now."""
        return next((view for view in self.views(page) if view.key == key), None)

    def rename(self, view: SavedView, name: str) -> bool:
        """False, and nothing is done, when the name is empty or another view's."""
        name = clean_name(name)
        holder = self.named(view.page, name)
        if not name or (holder is not None and holder.id != view.id):
            return False
        self._views.rename(view.id, name)
        self._backup.due = True
        return True

    def update(self, view: SavedView, query: Query) -> None:
        self._views.update(view.id, query)
        self._backup.due = True

    def move(self, view: SavedView, place: int) -> None:
        """To `place` among the views of its page, 0 first."""
        self._views.move(view.page, view.id, place)
        self._backup.due = True

    def remove(self, view: SavedView) -> RemovedView | None:
        """Returns what `put_back` takes; None when it was gone already."""
        return self._changed(self._views.remove(view.id))

    def put_back(self, removed: RemovedView) -> int | None:
        """Undoes `remove`; None when there are too many views meanwhile."""
        return self._changed(self._views.put_back(removed))

    def _changed(self, answer: _Answer) -> _Answer:
        """What the repository answered to a change, which is to be backed up."""
        self._backup.due = True
        return answer

    def counts(self, page: ViewPage, token: CancelToken) -> dict[int, int]:
        """How many rows each view finds, by its id. For the TaskPool. Raises Cancelled."""
        found: dict[int, int] = {}
        for view in self.views(page):
            token.raise_if_cancelled()
            found[view.id] = self._count(view.query, token)
        return found

    def _count(self, query: Query, token: CancelToken) -> int:
        if isinstance(query, CallQuery):
            return self._calls.count_of(query, token)
        return self._receipts.count_of(query, token)
