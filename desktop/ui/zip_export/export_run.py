"""ExportRun: one export, from its beginning to the report, with pauses; lives on the UI thread."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled
from desktop.core.export import AnyWords, ExportPlan, ExportProgress, ExportReport, ExportRequest
from desktop.core.export_ledger import ExportKind, ExportRecord
from desktop.services.account_scope import AccountScope
from desktop.services.export import ExportPaused, ExportService
from desktop.services.transfers import FileSource
from desktop.ui.zip_export.wish import Wish
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

PROGRESS_EVERY_SECONDS = 0.1

Begin = Callable[[AccountScope, Callable[[ExportPlan], None]], ExportRecord]
"""Puts it into the ledger, and tells what it takes. Raises AppError."""


class ExportAim(NamedTuple):
    """What is exported: into which file, which receipts in words, and how it begins.

    `wish`: what may be asked for once more when nothing came of it; None: nothing.
    """

    target: Path
    subtitle: str
    begin: Begin | None = None
    """None: it began long ago."""
    wish: Wish | None = None
    kind: ExportKind = ExportKind.RECEIPTS


class RunState(Enum):
    RUNNING = auto()
    PAUSED = auto()
    ENDED = auto()


class ExportRun(QObject):
    """Exactly one of `finished(ExportReport)`, `failed(AppError)` and `cancelled`, or none once dropped.

    `turned`: it was paused, or goes on. Lives until its work has ended: the thread that does it reports on
    this object to the last moment.
    """

    progressed = Signal()
    turned = Signal()
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _begun = Signal(object)
    _reported = Signal(object)
    _planned = Signal(object)

    def __init__(self, aim: ExportAim, words: AnyWords, tasks: TaskPool) -> None:
        # The pool outlives the window, which another language replaces while the work goes on.
        super().__init__(tasks)
        self._tasks = tasks
        self.aim = aim
        self._words = words
        self.progress = ExportProgress(aim.wish.receipts if aim.wish is not None else 0, 0)
        self.plan: ExportPlan | None = None
        """What it takes, once that is known."""
        self.report: ExportReport | None = None
        self.state = RunState.RUNNING
        self.why: AppError | None = None
        """What holds it up while it is paused; None: nobody but the user."""
        self._record: ExportRecord | None = None
        self._token = CancelToken()
        self.clock = time.monotonic
        """In s; a test puts its own in its place."""
        self._began = self._moved_at = self.clock()
        self._done_before = 0
        self.queue: DownloadQueue | None = None
        """Where what is not here comes from, once it has begun."""
        self.scope: AccountScope | None = None
        self._begun.connect(self._on_begun)
        self._reported.connect(self._on_reported)
        self._planned.connect(self._on_planned)

    @classmethod
    def of_unfinished(
        cls,
        record: ExportRecord,
        progress: ExportProgress,
        aim: ExportAim,
        words: AnyWords,
        tasks: TaskPool,
    ) -> ExportRun:
        """One that an earlier start of the program left: it is paused."""
        run = cls(aim, words, tasks)
        run.state, run._record, run.progress = RunState.PAUSED, record, progress
        return run

    @property
    def export_id(self) -> int | None:
        """Its number in the ledger, once it is there."""
        return self._record.id if self._record is not None else None

    @property
    def target(self) -> Path:
        """Of its ZIP, as far as that is known."""
        return self._record.target if self._record is not None else self.aim.target

    @property
    def own(self) -> Path:
        """The folder in which the program keeps what is this account's."""
        return self.scope.folder if self.scope is not None else Path()

    @property
    def elapsed_s(self) -> float:
        """Since it began, or went on."""
        return self.clock() - self._began

    @property
    def still_s(self) -> float:
        """For so long nothing came."""
        return self.clock() - self._moved_at

    @property
    def done_now(self) -> int:
        """Files since it began, or went on, without those that are missing: they took no time."""
        return _written(self.progress) - self._done_before

    def start(self, scope: AccountScope, queue: DownloadQueue) -> None:
        """Begins, or goes on after a pause."""
        self.state, self.why = RunState.RUNNING, None
        self.scope, self.queue = scope, queue
        self._token = CancelToken()
        self._began = self._moved_at = self.clock()
        self._done_before = _written(self.progress)
        work = _Work(
            self.aim.begin,
            self._words,
            self.aim.kind,
            self._token,
            self._planned.emit,
            self._begun.emit,
            _Throttle(self._reported.emit),
            self.aim.wish.named if self.aim.wish is not None else (),
        )
        self._tasks.run(partial(work.run, scope, queue, self._record), self._on_done, self._on_failed)
        self.turned.emit()

    @Slot()
    def pause(self) -> None:
        """What is written stays, and is gone on with, now or after another start of the program."""
        self._token.cancel(for_now=True)

    def cancel(self, scope: AccountScope | None = None) -> None:
        """Ends it at once; no partial file is left. `scope`: whose it is, which one that is paused needs."""
        if self.state is RunState.PAUSED and scope is not None and self._record is not None:
            self.state = RunState.RUNNING
            self._token = CancelToken()
            self._tasks.run(partial(_give_up, scope, self._record), self._on_done, self._on_failed)
        else:
            self._token.cancel()

    def drop(self) -> None:
        """As `pause`, and nothing more is said: another account is shown, or the program ends. It is offered
        to be gone on with when the account is opened again."""
        if self.state is RunState.PAUSED:
            self.deleteLater()
        self.state = RunState.ENDED
        self._token.cancel(for_now=True)

    @Slot(object)
    def _on_begun(self, record: ExportRecord) -> None:
        self._record = record
        if self.state is RunState.RUNNING:
            self.progressed.emit()

    @Slot(object)
    def _on_reported(self, progress: ExportProgress) -> None:
        if self.state is RunState.RUNNING:
            if progress != self.progress:
                self._moved_at = self.clock()
            self.progress = progress
            self.progressed.emit()

    @Slot(object)
    def _on_planned(self, plan: ExportPlan) -> None:
        if self.state is RunState.RUNNING:
            self.plan = plan
            if not self.progress.files_total:
                self.progress = ExportProgress(len(plan.ids), 0)
            self.progressed.emit()

    def _on_done(self, outcome: _Outcome) -> None:
        if self.state is RunState.RUNNING and outcome.paused:
            self._record, self.state, self.why = outcome.record, RunState.PAUSED, outcome.why
            if self._token.cancelled and not self._token.for_now:
                # Cancelled when it had stopped for now already.
                self.cancel(self.scope)
            else:
                self.turned.emit()
            return
        self.deleteLater()
        if self.state is RunState.ENDED:
            return
        self.state = RunState.ENDED
        if outcome.report is None:
            self.cancelled.emit()
        else:
            self.report = self._with_left_out(outcome.report, outcome)
            self.finished.emit(self.report)

    def _with_left_out(self, report: ExportReport, outcome: _Outcome) -> ExportReport:
        """What was chosen, and went from the list before it was written, is no silent loss."""
        chosen = self.aim.wish.receipts if self.aim.wish is not None else 0
        begun = outcome.record.asked if outcome.record is not None else 0
        count = max(len(outcome.left_out), max(chosen, begun) - report.count, 0)
        return replace(report, left_out_count=count, left_out=outcome.left_out)

    def _on_failed(self, error: AppError) -> None:
        self.deleteLater()
        if self.state is not RunState.ENDED:
            self.state = RunState.ENDED
            self.failed.emit(error)


def _written(progress: ExportProgress) -> int:
    return progress.files_done - progress.missing


class _Outcome(NamedTuple):
    """`report` None: it was paused, or cancelled; the pool says nothing of that, but here a dialog waits."""

    record: ExportRecord | None
    report: ExportReport | None = None
    left_out: tuple[str, ...] = ()
    paused: bool = False
    """It can be gone on with: what was written is there."""
    why: AppError | None = None
    """See `ExportRun.why`."""


_ALONE: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
"""By the keys of exports. Who leaves an account and comes back at once may have one go on that a slow disk
has not let go of yet: it is paused first."""


class _Work(NamedTuple):
    """What a thread of the pool does."""

    begin: Begin | None
    words: AnyWords
    kind: ExportKind
    token: CancelToken
    planned: Callable[[ExportPlan], None]
    begun: Callable[[ExportRecord], None]
    reported: Callable[[ExportProgress], None]
    named: tuple[tuple[str, str], ...] = ()
    """See Wish."""

    def run(self, scope: AccountScope, source: FileSource, record: ExportRecord | None) -> _Outcome:
        if record is None:
            assert self.begin is not None
            record = self.begin(scope, self.planned)
            self.begun(record)
        try:
            with _ALONE[record.key]:
                report = export_of(scope, self.kind).go_on(
                    record, self.words, source, self.token, self.reported
                )
        except ExportPaused as paused:
            return _Outcome(record, paused=True, why=paused.reason)
        except Cancelled:
            return _Outcome(record)
        return _Outcome(record, report, self._left_out(scope, record))

    def _left_out(self, scope: AccountScope, record: ExportRecord) -> tuple[str, ...]:
        if not self.named:
            return ()
        batch = scope.export_ledger.same_batch(record.id)
        inside = set(batch.sids) if batch is not None else set()
        return tuple(words for item, words in self.named if item not in inside)


def export_of(scope: AccountScope, kind: ExportKind) -> ExportService:
    """What does exports of this kind."""
    return scope.call_export if kind is ExportKind.CALLS else scope.export


def begin_new(
    request: ExportRequest, kind: ExportKind, scope: AccountScope, planned: Callable[[ExportPlan], None]
) -> ExportRecord:
    """See Begin."""
    service = export_of(scope, kind)
    plan = service.plan(request)
    planned(plan)
    return service.begin(request, plan)


def begin_again(
    export_id: int, kind: ExportKind, scope: AccountScope, planned: Callable[[ExportPlan], None]
) -> ExportRecord:
    """See Begin: what is missing in a finished one is tried again."""
    return export_of(scope, kind).begin_again(export_id, planned)


def _give_up(scope: AccountScope, record: ExportRecord) -> _Outcome:
    export_of(scope, record.kind).give_up(record)
    return _Outcome(None)


class _Throttle:
    """Ten reports a second are enough for the eye, and do not flood the UI thread."""

    def __init__(self, reported: Callable[[ExportProgress], None]) -> None:
        self._reported = reported
        self._next = 0.0

    def __call__(self, progress: ExportProgress) -> None:
        now = time.monotonic()
        if now >= self._next or progress.files_done == progress.files_total:
            self._next = now + PROGRESS_EVERY_SECONDS
            self._reported(progress)
