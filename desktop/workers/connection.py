"""Connection: one state of one account's way to its server, and what keeps the lists fresh."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop.core.cancel import CancelToken
from desktop.core.errors import (
    AppError,
    DatabaseDamaged,
    DiskFailed,
    DiskFull,
    NotAllowed,
    NotOurServer,
    SignedOut,
)
from desktop.services.account import AccountService, SignedIn
from desktop.services.account_scope import AccountScope
from desktop.services.sync import SyncHow, SyncProgress, SyncReport
from desktop.workers.task_pool import TaskHandle, TaskPool

T = TypeVar("T")

log = logging.getLogger("desktop.connection")

SYNC_EVERY_SECONDS = 600
RETRY_SECONDS = (5, 15, 30, 60, 120)
PORTAL_RETRY_SECONDS = 15
"""At most: whoever signs in to a network in a browser does it now."""


class ConnectionState(Enum):
    NO_ACCOUNT = "no_account"
    """Nobody's lists are shown."""
    SIGNED_OUT = "signed_out"
    """The session has ended; the lists are here, and only the user can sign in again."""
    CONNECTING = "connecting"
    SYNCING = "syncing"
    ONLINE = "online"
    OFFLINE = "offline"
    """Nobody answers, or not so that it could be understood. Tried again by itself."""
    PORTAL = "portal"
    """A web page answers in place of the account's server, as networks do that want their own sign-in."""

    @property
    def reachable(self) -> bool:
        """Whether the server answered when it was last asked."""
        return self in (ConnectionState.SYNCING, ConnectionState.ONLINE)

    @property
    def waits(self) -> bool:
        """Whether the server is tried again by itself."""
        return self in (ConnectionState.OFFLINE, ConnectionState.PORTAL)


class Connection(QObject):
    """Lives on the UI thread; what blocks runs in the TaskPool."""

    changed = Signal()
    progressed = Signal(object)
    """SyncProgress."""
    synced = Signal(object)
    """SyncReport: the lists on this computer are as fresh as the server's, but for what it says."""
    failed = Signal(object)
    """AppError, when it is more than being offline or signed out."""
    sign_in_needed = Signal()
    _sync_progressed = Signal(object, object)
    _no_way = Signal()
    """Of any request, whoever made it; from any thread."""

    def __init__(self, tasks: TaskPool, accounts: AccountService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._accounts = accounts
        self._scope: AccountScope | None = None
        self._token = CancelToken()
        self._handle: TaskHandle | None = None
        self._failures = 0
        self._everything = False
        """Whether the next sync walks through all rows, since the user wants it."""
        self.state = ConnectionState.NO_ACCOUNT
        self.synced_at: datetime | None = None
        self.receipts_refused: NotAllowed | None = None
        self.last_error: AppError | None = None
        self.list_failed = False
        """Whether the last sync did not bring all of both lists."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.go)
        self._sync_progressed.connect(self._on_sync_progress)
        self._no_way.connect(self.doubt, Qt.ConnectionType.QueuedConnection)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, not yet connected; answers of the one before are dropped."""
        self._drop_work()
        self._scope = scope
        self._failures = 0
        self._everything = False
        self.receipts_refused = None
        self.list_failed = False
        self.synced_at = scope.synced_at if scope is not None else None
        self.last_error = None
        self._set_state(ConnectionState.NO_ACCOUNT if scope is None else ConnectionState.OFFLINE)

    def rejoin(self) -> None:
        """The same account signed in anew: whatever went on under the sign-in before begins again."""
        self._drop_work()
        # Not straight to the next state: whoever works with the session before lets go of it here.
        self._set_state(ConnectionState.OFFLINE)
        self.go()

    def _drop_work(self) -> None:
        self._token.cancel()
        self._token = CancelToken()
        if self._handle is not None:
            self._handle.abandon()
        self._timer.stop()

    @property
    def busy(self) -> bool:
        return self.state in (ConnectionState.CONNECTING, ConnectionState.SYNCING)

    @property
    def signed_out(self) -> bool:
        """Whether only the user can help: there is an account, and its session is over."""
        return self.state is ConnectionState.SIGNED_OUT

    @property
    def syncing(self) -> bool:
        return self.state is ConnectionState.SYNCING

    @property
    def retry_in(self) -> int | None:
        """Seconds until the next try while offline; None when none is planned."""
        if not self.state.waits or not self._timer.isActive():
            return None
        return max(0, self._timer.remainingTime() // 1000)

    @Slot()
    def try_now(self) -> None:
        """The user does not want to wait: that makes no later wait longer."""
        self._failures = 0
        self.go()

    @Slot(bool)
    def on_network_changed(self, lines_dead: bool) -> None:
        """The computer slept, or is on another network: no wait for what cannot come any more."""
        if self._scope is None or self.state is ConnectionState.SIGNED_OUT:
            return
        if lines_dead:
            self._start_anew(self._scope)
        elif self.state.waits:
            self.try_now()

    def _start_anew(self, scope: AccountScope) -> None:
        log.info("CONNECTION anew, was %s", self.state.value)
        if scope.online is not None:
            scope.online.give_lines_up()
        if self.busy:
            self._drop_work()
            self._set_state(ConnectionState.OFFLINE)
        self.try_now()

    @Slot()
    def doubt(self) -> None:
        """Somebody found no server: the state is looked at now, not at the next sync."""
        if self.state is ConnectionState.ONLINE:
            self.go()

    @Slot()
    def look_again(self) -> None:
        """The user comes back to the window, perhaps from the browser that the network sent him to."""
        if self.state is ConnectionState.PORTAL:
            self.try_now()

    @Slot()
    def sync_everything(self) -> None:
        """A sync that walks through all rows: at once, or as soon as what goes on now has ended."""
        self._everything = True
        self.try_now()

    @Slot()
    def go(self) -> None:
        """Connects if need be, then syncs; nothing while that is under way already."""
        if self._scope is None or self.busy:
            return
        self._timer.stop()
        if self._scope.online is None:
            self._set_state(ConnectionState.CONNECTING)
            self._run(partial(self._accounts.resume, self._scope.account, self._token), self._on_resumed)
        else:
            self._sync()

    @Slot()
    def stop_sync(self) -> None:
        """The user wants no more of it now: what came stays, the rest comes with the next sync."""
        if self.state is ConnectionState.SYNCING:
            self._drop_work()
            self._everything = False
            self.list_failed = True
            self._timer.start(SYNC_EVERY_SECONDS * 1000)
            self._set_state(ConnectionState.ONLINE)

    @Slot()
    def lose_session(self) -> None:
        """The session has ended and could not be renewed: asks once, keeps everything."""
        if self._scope is not None and self.state is not ConnectionState.SIGNED_OUT:
            self._drop_work()
            self._on_failed(SignedOut())

    def stop(self) -> None:
        """Ends what is under way, for quitting."""
        self.set_scope(None)

    # -- steps -----------------------------------------------------------------------------------

    def _sync(self) -> None:
        assert self._scope is not None and self._scope.online is not None
        self._set_state(ConnectionState.SYNCING)
        self._scope.online.tell_no_way(self._no_way.emit)
        report = partial(self._sync_progressed.emit, self._scope)
        how = SyncHow(self._accounts.settings.full_walk_hours, self._everything)
        run = partial(self._scope.online.sync.run, self._token, report, how)
        self._run(run, partial(self._on_synced, how))

    def _run(self, work: Callable[[], T], on_done: Callable[[T], None]) -> None:
        self._handle = self._tasks.run(work, on_done, self._on_failed)

    @Slot(object, object)
    def _on_sync_progress(self, scope: AccountScope, progress: SyncProgress) -> None:
        if scope is self._scope:
            self.progressed.emit(progress)

    def _on_resumed(self, signed_in: SignedIn) -> None:
        assert self._scope is not None
        self._scope.go_online(signed_in.client)
        self._sync()

    def _on_synced(self, how: SyncHow, report: SyncReport) -> None:
        assert self._scope is not None
        if how.everything and report.failed is None:
            self._everything = False
        self.last_error = None
        self.list_failed = report.failed is not None
        self._scope.take_server_time()
        self.synced_at = self._scope.synced_at
        self.receipts_refused = report.receipts.refused
        if report.failed is None:
            self._failures = 0
            self._timer.start(SYNC_EVERY_SECONDS * 1000)
        else:
            self._retry_later()
        self._set_state(ConnectionState.ONLINE)
        self.synced.emit(report)
        if self._everything and not how.everything:
            # Asked for while this sync went on.
            self.go()

    def _on_failed(self, error: AppError) -> None:
        log.info("CONNECTION lost reason=%s", type(error).__name__)
        self.last_error = error
        if isinstance(error, SignedOut):
            if self._scope is not None:
                self._scope.go_offline()
            self._set_state(ConnectionState.SIGNED_OUT)
            self.sign_in_needed.emit()
            return
        if isinstance(error, DiskFailed | DiskFull | DatabaseDamaged) and self._is_signed_in():
            self._lose_disk(error)
            return
        # This account signed in at this address before: it is not the address that is wrong.
        portal = isinstance(error, NotOurServer)
        self._retry_later(PORTAL_RETRY_SECONDS if portal else RETRY_SECONDS[-1])
        self._set_state(ConnectionState.PORTAL if portal else ConnectionState.OFFLINE)
        self.failed.emit(error)

    def _is_signed_in(self) -> bool:
        return self._scope is not None and self._scope.online is not None

    def _lose_disk(self, error: AppError) -> None:
        """The server answered: it is this computer that takes nothing of what it said."""
        self.list_failed = True
        self._retry_later()
        self._set_state(ConnectionState.ONLINE)
        self.failed.emit(error)

    def _retry_later(self, at_most: int = RETRY_SECONDS[-1]) -> None:
        wait = RETRY_SECONDS[min(self._failures, len(RETRY_SECONDS) - 1)]
        self._failures += 1
        self._timer.start(min(wait, at_most) * 1000)

    def _set_state(self, state: ConnectionState) -> None:
        self.state = state
        self.changed.emit()
