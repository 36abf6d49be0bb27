"""RetentionGuard: while the user's rule says so, brings here what the server will delete, soonest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.errors import (
    AppError,
    CertificateRejected,
    DiskFull,
    NoSlot,
    NotOurServer,
    Offline,
    ServerBusy,
)
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Transfer, TransferState
from desktop.services.account import AccountService
from desktop.services.account_scope import AccountScope
from desktop.services.retention import VanishedNews, is_view_rule
from desktop.ui.keeping.keeping_words import gigabytes_text
from desktop.ui.keeping.kept_space import KeptSpace
from desktop.ui.keeping.vanished_report import VanishedReport
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskHandle, TaskPool

PORTION = 20
"""Under way at a time: by the next ones others may be sooner, or the room used up."""
MOST_OUT = 100
"""With those that wait to be prepared anew, which hold nobody up."""
_ALL_WAIT_FOR = (DiskFull, NoSlot, ServerBusy, Offline, CertificateRejected, NotOurServer)
MOST_FAILURES = 3
"""Of one recording, each after another sync; after that the user may still ask for it."""


class Due(NamedTuple):
    """`sids` soonest to vanish first; None: the view of `rule`, which is as it is to be kept, is no more.
    `left_out`: those that the user removed or cancelled, also in earlier runs."""

    rule: str
    sids: list[str] | None
    vanished: VanishedNews
    left_out: frozenset[str] = frozenset()


class RetentionGuard(QObject):
    """In the background of the queue: two preparations at most, after all that anybody asks for."""

    settings_wanted = Signal()

    def __init__(
        self,
        tasks: TaskPool,
        queue: DownloadQueue,
        accounts: AccountService,
        space: KeptSpace,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._queue = queue
        self._accounts = accounts
        self._space = space
        self._messages = messages
        self.vanished = VanishedReport(tasks, queue, messages, self)
        self._scope: AccountScope | None = None
        self._handle: TaskHandle | None = None
        self._out: set[str] = set()
        """Asked for, and not ended yet."""
        self._later: set[str] = set()
        """Of these, those that could not be prepared and are tried again after minutes."""
        self._failures: Counter[str] = Counter()
        self._rests: set[str] = set()
        """Failed since the last sync, or cancelled by the user: not asked for again now."""
        self._cancelled: set[str] = set()
        self._taken_back: set[int] = set()
        """Jobs that were cancelled without the user's word on each."""
        self._held = False
        """There was something to ask for, and no room."""
        self._writing = QTimer(self, singleShot=True, interval=0)
        """Once for all of one turn: thousands may be cancelled at once."""
        self._writing.timeout.connect(self._on_to_write)
        queue.changed.connect(self._on_changed)
        space.measured.connect(self._on_measured)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none."""
        self._scope = scope
        self.vanished.set_scope(scope)
        self._drop()
        for kept in (self._out, self._later, self._failures, self._rests, self._cancelled):
            kept.clear()
        self._taken_back.clear()

    @property
    def rule(self) -> str:
        """The account's, "" while none is switched on."""
        if self._scope is None:
            return ""
        return self._accounts.settings.keep_new.get(self._scope.folder.name, "")

    @Slot()
    def on_synced(self) -> None:
        """There may be new ones, and what failed may do so no longer."""
        self._rests = set(self._cancelled)
        self.look()

    def leave_out(self, sids: Collection[str]) -> None:
        """The user removed or cancelled these: the rule does not bring them back."""
        self._cancelled.update(sids)
        self._rests.update(sids)
        if self._scope is not None:
            self._scope.retention.leave_out(sids)
            self._writing.start()

    def leaves_out(self, key: FileKey) -> bool:
        """Whether the rule would ask for it, had the user not said otherwise."""
        return bool(self.rule) and key.is_recording and key.id in self._cancelled

    def _take_in(self, sid: str) -> None:
        """The user asked for this one after all."""
        self._cancelled.discard(sid)
        self._rests.discard(sid)
        if self._scope is not None:
            self._scope.retention.take_in([sid])
            self._writing.start()

    @Slot()
    def _on_to_write(self) -> None:
        if self._scope is not None:
            failed = partial(self._on_failed, self._scope)
            self._tasks.run(self._scope.retention.write, _nothing, failed)

    @Slot()
    def on_settings(self) -> None:
        """Another rule, or none: what it asked for and has not begun is asked for no longer."""
        if not self.rule:
            self._take_back()
        self.look()

    def _take_back(self) -> None:
        """Nothing is to be kept any more that was asked for, perhaps by an earlier run, and has not begun."""
        # First: that these are cancelled is not what the user says of each of them.
        self._out.clear()
        self._later.clear()
        mine = [one for one in self._queue.transfers() if self._is_of_a_rule(one)]
        self._taken_back.update(one.job for one in mine)
        self._queue.cancel(*(one.key for one in mine))

    def _is_of_a_rule(self, transfer: Transfer) -> bool:
        """Only an export, which keeps nothing, asks for recordings behind all others as well; what the user
        wants, too, has risen."""
        waits = not transfer.state.final and transfer.priority is Priority.BACKGROUND
        return waits and transfer.key.is_recording and self._queue.kept_transfer(transfer.key) is not None

    @Slot()
    def on_views(self) -> None:
        """The view by which recordings are kept may find others now, be gone, or be back."""
        if is_view_rule(self.rule):
            self.look()

    @Slot()
    def look(self) -> None:
        """Says what was lost meanwhile, and asks for as many as there is room for."""
        scope, rule = self._scope, self.rule
        self._drop()
        if scope is None:
            return
        if rule:
            work = partial(_due, scope, rule)
            failed = partial(self._on_failed, scope)
            self._handle = self._tasks.run(work, partial(self._on_due, scope, rule), failed)
        else:
            self._tasks.run(scope.retention.stop_watching, _nothing, partial(self._on_failed, scope))

    def _drop(self) -> None:
        if self._handle is not None:
            self._handle.abandon()
            self._handle = None

    def _on_due(self, scope: AccountScope, asked: str, due: Due) -> None:
        self._handle = None
        if scope is not self._scope or self.rule != asked:
            return
        if due.rule != asked:
            self._write(scope, due.rule)
        self.vanished.say(scope, due.vanished)
        if due.sids is None:
            self._take_back()
            self._say_no_view()
        else:
            self._cancelled |= due.left_out
            self._go_on(due.sids)

    def _write(self, scope: AccountScope, rule: str) -> None:
        settings = self._accounts.settings
        rules = {**settings.keep_new, scope.folder.name: rule}
        try:
            self._accounts.save_settings(settings._replace(keep_new=rules))
        except AppError as error:
            self._messages.error(error, key="guard")

    def _go_on(self, sids: list[str]) -> None:
        wanted = [sid for sid in sids if self._may_ask(sid)]
        self._held = bool(wanted) and self._space.is_full
        if self._held:
            self._say_full()
        else:
            self._messages.dismiss("guard")
            self._ask(wanted[: self._room])

    @property
    def _room(self) -> int:
        """How many more may be asked for now."""
        return max(0, min(PORTION - len(self._out - self._later), MOST_OUT - len(self._out)))

    def _ask(self, sids: list[str]) -> None:
        # All first: one that is at its end at once must not end the portion.
        self._out.update(sids)
        for sid in sids:
            self._queue.request(FileKey.recording(sid), Priority.BACKGROUND)

    @Slot()
    def _on_measured(self) -> None:
        if self._held and not self._space.is_full:
            self._held = False
            self.look()

    def _may_ask(self, sid: str) -> bool:
        known = sid in self._rests or sid in self._out
        return not known and self._failures[sid] < MOST_FAILURES

    @Slot(object)
    def _on_changed(self, key: FileKey) -> None:
        if not key.is_recording:
            return
        transfer = self._queue.transfer(key)
        self._heed(key, transfer)
        if key.id not in self._out:
            return
        if transfer is None or transfer.state.final:
            self._end(key.id, transfer)
        elif _waits_for_later(transfer) is (key.id in self._later):
            return
        else:
            self._later ^= {key.id}
        # Not with each one: what is due is looked up anew each time.
        if self._room > PORTION // 2 or not self._out:
            self.look()

    def _heed(self, key: FileKey, transfer: Transfer | None) -> None:
        """The user's word on a recording, whoever asked for it first; what an export does is none."""
        cancelled = transfer is not None and transfer.state is TransferState.CANCELLED
        if transfer is None or cancelled is (key.id in self._cancelled) or not self.rule:
            return
        if transfer.job in self._taken_back or self._queue.kept_transfer(key) is None:
            return
        if cancelled:
            self.leave_out([key.id])
        elif not transfer.state.final:
            self._take_in(key.id)

    def _end(self, sid: str, transfer: Transfer | None) -> None:
        self._out.discard(sid)
        self._later.discard(sid)
        if transfer is not None and transfer.state is TransferState.DONE:
            return
        self._rests.add(sid)
        if transfer is not None and transfer.state is TransferState.FAILED:
            self._failures[sid] += 1
        else:
            self._cancelled.add(sid)

    def _on_failed(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._handle = None
            self._messages.error(error, self.look, key="guard")

    # -- saying ----------------------------------------------------------------------------------

    def _say_full(self) -> None:
        text = self.tr(
            "New recordings are not kept by themselves any more: {limit} are taken. Allow more room, or mark"
            " calls as reviewed."
        )
        limit = gigabytes_text(self._accounts.settings.kept_limit_gb)
        self._messages.warning(text.format(limit=limit), self._settings_action(), key="guard")

    def _say_no_view(self) -> None:
        text = self.tr(
            "New recordings are not kept by themselves any more: the saved view that chose them is gone."
        )
        self._messages.warning(text, self._settings_action(), key="guard")

    def _settings_action(self) -> MessageAction:
        return MessageAction(self.tr("Settings"), self.settings_wanted.emit)


def _waits_for_later(transfer: Transfer) -> bool:
    """Whether it failed and comes up again by itself; what all wait for is no reason to ask for others."""
    hindered = transfer.error is None or isinstance(transfer.error, _ALL_WAIT_FOR)
    return transfer.state is TransferState.WAITING and not hindered


def _due(scope: AccountScope, rule: str) -> Due:
    retention = scope.retention
    rule = retention.lasting(rule)
    query = retention.query_of(rule)
    if query is None:
        return Due(rule, None, VanishedNews())
    left_out = retention.left_out()
    wanted = [sid for sid in retention.to_keep(query) if sid not in left_out]
    return Due(rule, wanted, retention.vanished(query), left_out)


def _nothing(_: None) -> None:
    """Nothing is to be done when it went well."""
