"""AccountOpening: an account's lists are opened and closed in the TaskPool, however long that takes."""

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

    One at a time, and nothing is opened while one is closed: one database has one writer, and the account
    that is asked for may be the one that goes.
    """

    opened = Signal(object)
    """AccountScope: whoever takes it closes it."""
    failed = Signal(object)
    """AppError."""
    closed = Signal()
    """All that was put away is closed."""

    def __init__(self, tasks: TaskPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._wanted: _Wanted | None = None
        self._under_way: _Wanted | None = None
        self._put_away: list[AccountScope] = []

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

    def put_away(self, scope: AccountScope) -> None:
        """Nobody wants it any more: it is off the line now, and closed on a thread once what has come of its
        files is kept. `closed` follows."""
        scope.go_offline()
        self._put_away.append(scope)
        ended = partial(self._on_put_away, scope)
        self._tasks.run(scope.keep_and_close, ended, ended)

    def end_by(self, moment: float) -> None:
        """As `AccountScope.end_by`, of those that are being closed."""
        for scope in self._put_away:
            scope.end_by(moment)

    def close(self) -> None:
        """After the pool has ended: closes what was opened and not taken any more, or not closed yet."""
        scope = self._under_way.take() if self._under_way is not None else None
        for left in (*self._put_away, scope):
            if left is not None:
                left.close()
        self._put_away.clear()

    def _on_put_away(self, scope: AccountScope, _: object) -> None:
        """Also one that could not be closed as it should: it is not tried again."""
        self._put_away.remove(scope)
        if not self._put_away:
            self.closed.emit()
            self._begin()

    def _begin(self) -> None:
        if self._under_way is None and self._wanted is not None and not self._put_away:
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
            self.put_away(scope)

    def _on_failed(self, one: _Wanted, error: AppError) -> None:
        self._under_way = None
        if one is self._wanted:
            self._wanted = None
            self.failed.emit(error)
        else:
            self._begin()
