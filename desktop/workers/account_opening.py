"""AccountOpening: an account's lists are opened in the TaskPool, however long an upgrade of them takes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.core.account import Account
from desktop.core.errors import AppError
from desktop.services.account_scope import AccountScope
from desktop.workers.task_pool import TaskPool


class _Wanted:
    """One account that was asked for, and its scope between the thread and whoever takes it."""

    def __init__(self, account: Account, load: Callable[[], AccountScope]) -> None:
        self.account = account
        self.scope: AccountScope | None = None
        self._load = load

    def open(self) -> None:
        self.scope = self._load()

    def take(self) -> AccountScope | None:
        scope, self.scope = self.scope, None
        return scope


class AccountOpening(QObject):
    """Of several accounts that are asked for the last one counts; one that nobody wants any more is closed.

    One at a time: the same account asked for twice must not be opened twice, since one database has one
    writer.
    """

    opened = Signal(object)
    """AccountScope: whoever takes it closes it."""
    failed = Signal(object)
    """AppError."""

    def __init__(self, tasks: TaskPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._wanted: _Wanted | None = None
        self._under_way: _Wanted | None = None

    @property
    def account(self) -> Account | None:
        """The one that is on its way."""
        return self._wanted.account if self._wanted is not None else None

    def open(self, account: Account, load: Callable[[], AccountScope]) -> None:
        """Runs `load` on a thread; `opened` or `failed` follows, or nothing when another one is asked for."""
        self._wanted = _Wanted(account, load)
        self._begin()

    def forget(self) -> None:
        """No account is wanted any more."""
        self._wanted = None

    def close(self) -> None:
        """After the pool has ended: closes what was opened and not taken any more."""
        scope = self._under_way.take() if self._under_way is not None else None
        if scope is not None:
            scope.close()

    def _begin(self) -> None:
        if self._under_way is None and self._wanted is not None:
            one = self._under_way = self._wanted
            self._tasks.run(one.open, partial(self._on_opened, one), partial(self._on_failed, one))

    def _on_opened(self, one: _Wanted, _: None) -> None:
        self._under_way = None
        scope = one.take()
        assert scope is not None
        if one is self._wanted:
            self._wanted = None
            self.opened.emit(scope)
        else:
            scope.close()
            self._begin()

    def _on_failed(self, one: _Wanted, error: AppError) -> None:
        self._under_way = None
        if one is self._wanted:
            self._wanted = None
            self.failed.emit(error)
        else:
            self._begin()
