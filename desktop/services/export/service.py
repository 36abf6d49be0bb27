"""ExportService: everything a list shows into one ZIP that says exactly what is not in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from desktop.core.cancel import CancelToken, token_until_the_end
from desktop.core.errors import AppError, Cancelled, DiskFailed, DiskFull, NothingToExport
from desktop.core.export import (
    AnyWords,
    ExportPlan,
    ExportProgress,
    ExportReport,
    ExportRequest,
    lists_bytes,
)
from desktop.core.export_ledger import ExportRecord, ExportState, NewExport
from desktop.services.export.cargo import Cargo
from desktop.services.export.disk_rooms import no_room
from desktop.services.export.earlier_zip import EarlierZip
from desktop.services.export.export_plans import ExportPlans
from desktop.services.export.export_report import log_failed, log_of, log_report
from desktop.services.export.fetch_room import FetchRoom, StillToWrite
from desktop.services.export.held_up import CameToNothing, ExportPaused, held_up_by, passes
from desktop.services.export.journaled_zip import JournaledZip, item_files
from desktop.services.export.named_zip import (
    Named,
    free_target,
    give_name,
    is_named,
    own_target,
    standing,
    target_again,
)
from desktop.services.export.zip_run import OnProgress, ZipRun, progress_so_far
from desktop.services.export_ledger import ExportLedger
from desktop.services.transfers import FileSource
from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import hidden_part

GOES_ON_WITHIN = timedelta(days=1)
"""What was begun longer ago says of half of its receipts what is no longer so: the same request begins anew,
and fetches nothing that is here by now."""


class ExportService:
    """Blocking; for the TaskPool. Files come from this computer, else through the capped queue.

    Every export is in the ledger from its first moment: what a kill cuts is `unfinished` at the next start.
    """

    def __init__(
        self,
        cargo: Cargo,
        ledger: ExportLedger,
        folder: Path,
    ) -> None:
        """`folder`: where what is fetched comes to lie."""
        self._cargo = cargo
        self._ledger = ledger
        self._folder = folder
        self._plans = ExportPlans(cargo, ledger, folder)
        self._log = log_of(cargo.kind)

    # -- beginning -------------------------------------------------------------------------------

    def plan(self, request: ExportRequest) -> ExportPlan:
        """Which receipts these are, and what it takes. Raises NothingToExport."""
        ids = self._cargo.ids(request)
        if not ids:
            error = NothingToExport()
            log_failed(error, self._cargo.kind)
            raise error
        return self._plans.of(ids, request.target)

    def ids(self, request: ExportRequest) -> Sequence[int]:
        """Of the rows that it is about, in their order."""
        return self._cargo.ids(request)

    def begin(self, request: ExportRequest, plan: ExportPlan) -> ExportRecord:
        """It is in the ledger, and to be gone on with. Raises DiskFull, DiskFailed."""
        self._plans.check_room(plan)
        target = free_target(request.target) if request.unasked else request.target
        new = replace(self._new_export(request, target), replaces=standing(target))
        return self._begun(new, self._cargo.items(plan.ids))

    def _begun(self, new: NewExport, items: Sequence[int | str]) -> ExportRecord:
        """With its part: where that cannot be made, nothing is begun. What cannot be opened later waits."""
        record = self._ledger.begin(new, items)
        try:
            self._resumed(record).close()
        except AppError as error:
            log_failed(error, self._cargo.kind)
            self._end(record, ExportState.FAILED)
            raise
        return record

    def begin_again(
        self, export_id: int, planned: Callable[[ExportPlan], None] = lambda _: None
    ) -> ExportRecord:
        """What is missing in a finished one is tried again: into another ZIP with the same receipts, which
        takes the place of the first when it is whole, or stands beside another file that has its name by
        then. One that was completed later has no place any more: it is the later one that is tried again.
        Raises NothingToExport, DiskFull, DiskFailed."""
        later = self._ledger.completion(export_id)
        batch = self._ledger.same_batch(export_id if later is None else later.id)
        items = self._cargo.items_again(batch) if batch is not None else ()
        if batch is None or not items:
            raise NothingToExport
        before = batch.record
        plan = self._plans.of(self._cargo.ids_again(batch), before.target)
        planned(plan)
        self._plans.check_room(plan, before.size)
        new = self._new(target_again(before, self._ledger), before.words, before.query)
        return self._begun(replace(new, completes=before.id), items)

    def _begun_before(self, request: ExportRequest, plan: ExportPlan) -> ExportRecord:
        """What the same request began and a cut left, where it finds the same rows still; else a new one.

        One that cannot be gone on with, and was to have the same name, is given up.
        """
        new = self._new_export(request, request.target)
        for record in self.unfinished():
            if not _is_same(record, new, any_name=request.unasked):
                continue
            if _is_fresh(record) and self._is_of(record, plan):
                return self._taken_up(record, request)
            if record.target == request.target:
                self.give_up(record)
        return self.begin(request, plan)

    def _taken_up(self, record: ExportRecord, request: ExportRequest) -> ExportRecord:
        if not request.unasked:
            # Who names it once more means what stands there now.
            self._ledger.move(record.id, record.target, standing(record.target))
        return record

    def _is_of(self, record: ExportRecord, plan: ExportPlan) -> bool:
        batch = self._ledger.same_batch(record.id)
        return batch is not None and list(self._cargo.items_again(batch)) == list(self._cargo.items(plan.ids))

    def write_zip(
        self, request: ExportRequest, source: FileSource, token: CancelToken, on_progress: OnProgress
    ) -> ExportReport:
        """`begin`, or what the same request began before, and `go_on`."""
        record = self._begun_before(request, self.plan(request))
        return self.go_on(record, request.words, source, token, on_progress)

    def report_of(self, record: ExportRecord) -> ExportReport:
        """What a finished one came to, as its ledger has it."""
        completed = self._ledger.completion(record.id) is not None
        return replace(self._cargo.report(record, record.size), completed=completed)

    # -- what was cut, or paused -----------------------------------------------------------------

    def unfinished(self) -> list[ExportRecord]:
        """The exports that are not over, the oldest first: to be gone on with, or given up."""
        found = [one.record for one in self._ledger.unfinished()]
        return [record for record in found if record.kind is self._cargo.kind]

    def progress(self, record: ExportRecord) -> ExportProgress:
        """How far one is that is not under way."""
        return progress_so_far(record, self._ledger, self._cargo.kinds)

    def give_up(self, record: ExportRecord) -> None:
        """Nothing stays of one that is not under way. Raises DiskFull, DiskFailed."""
        _remove_part(record)
        self._ledger.end(record.id, ExportState.CANCELLED)

    # -- going on --------------------------------------------------------------------------------

    def go_on(
        self,
        record: ExportRecord,
        words: AnyWords,
        source: FileSource,
        token: CancelToken,
        on_progress: OnProgress,
    ) -> ExportReport:
        """Writes what is not written yet; the ZIP has its final name only when it is whole. Raises AppError.

        ExportPaused: it was cancelled for now, or a disk has no room, or is away; then it can be gone on
        with. Cancelled, and every other failure, leave nothing behind. A file that cannot be had is counted
        in the report, and the export goes on.
        """
        now = self._ledger.get(record.id)
        if now is None or now.state is not ExportState.RUNNING:
            # It was given up meanwhile.
            raise Cancelled
        if is_named(record, self._ledger):
            _remove_part(record)
            report = self._cargo.report(record, record.target.stat().st_size)
            return self._over(record, report, Named(record.target))
        archive = self._opened(record)
        # Ends the fetches ahead, whatever the reason.
        with token_until_the_end(token) as running:
            try:
                run = self._run(record, archive, words, source, running, on_progress)
                return self._named(record, run, words, running)
            except CameToNothing as nothing:
                self._stop(record, archive, nothing.error, for_now=False)
                raise nothing.error from None
            except BaseException as error:
                # Looked at once: it may be cancelled for good at any moment.
                for_now = token.for_now if isinstance(error, Cancelled) else passes(error)
                self._stop(record, archive, error, for_now=for_now)
                if for_now:
                    raise ExportPaused(held_up_by(error, partial(self._plans.left_of, record))) from error
                raise

    def _opened(self, record: ExportRecord) -> JournaledZip:
        try:
            return self._resumed(record)
        except (DiskFull, DiskFailed) as error:
            # Whatever it is: what was written is not thrown away for it.
            self._say_paused(record, error)
            raise ExportPaused(held_up_by(error, partial(self._plans.left_of, record))) from error

    def _resumed(self, record: ExportRecord) -> JournaledZip:
        assert record.part is not None
        return JournaledZip.resume(record, record.part, self._ledger)

    def _run(
        self,
        record: ExportRecord,
        archive: JournaledZip,
        words: AnyWords,
        source: FileSource,
        running: CancelToken,
        on_progress: OnProgress,
    ) -> ZipRun:
        earlier = EarlierZip(self._ledger.completed_by(record.id), self._ledger)
        here = partial(self._still_here, record, archive, earlier)
        cargo = self._cargo
        room = FetchRoom(record.target, self._folder, here, stays=cargo.stays, goes=cargo.bytes_that_go)
        due, kinds = cargo.due(words, source, running, room), cargo.kinds
        return ZipRun(record, archive, self._ledger, due, kinds, earlier, room, running, on_progress)

    def _still_here(self, record: ExportRecord, archive: JournaledZip, earlier: EarlierZip) -> StillToWrite:
        archive.flush()
        items = [one.item for one in self._ledger.unwritten(record.id)]
        sizes = self._cargo.sizes(self._cargo.ids_of(items))
        left = earlier.bytes_left(item_files(self._ledger, record.id))
        return StillToWrite(sizes.here_bytes, left, lists_bytes(record.asked), sizes.text_bytes)

    def _raise_if_nothing_fits(self, record: ExportRecord, full: DiskFull | None) -> None:
        """Raises CameToNothing, which says what all of it takes: of an empty ZIP nobody has anything."""
        batch = self._ledger.same_batch(record.id) if full is not None else None
        if full is not None and batch is not None:
            tight = self._plans.of(self._cargo.ids_again(batch), record.target).tight
            raise CameToNothing(full if tight is None else no_room(tight))

    def _named(
        self, record: ExportRecord, run: ZipRun, words: AnyWords, running: CancelToken
    ) -> ExportReport:
        lists = self._cargo.lists(record, words)
        with disk_errors(record.target):
            run.write_items()
            self._raise_if_nothing_fits(record, run.nothing_fits())
            size = run.finish(lists)
            # All of it before the name is given: after it nothing may fail any more.
            report = self._cargo.report(record, size)
            running.raise_if_cancelled()
            named = self._give_name(record)
        return self._over(record, report, named)

    def _give_name(self, record: ExportRecord) -> Named:
        assert record.part is not None
        target = own_target(record, self._ledger)
        taken = target != record.target
        if taken:
            # Noted first: cut in between, it is known by that name.
            self._move(record, target)
        own = replace(record, target=target)
        named = give_name(own, record.part, self._ledger.completed_by(record.id), self._ledger)
        return named._replace(taken=named.taken or taken)

    def _move(self, record: ExportRecord, target: Path) -> None:
        try:
            self._ledger.move(record.id, target)
        except AppError as error:
            # The ZIP is whole: it gets its name all the same, which is noted with its end.
            self._say_not_noted(record, error)

    def _over(self, record: ExportRecord, report: ExportReport, named: Named) -> ExportReport:
        self._end(record, ExportState.DONE, report.size, named.path)
        log_report(report, self._cargo.kind)
        return replace(report, target=named.path, beside=named.held, taken=named.taken)

    def _stop(
        self, record: ExportRecord, archive: JournaledZip, error: BaseException, *, for_now: bool
    ) -> None:
        """It goes on later, or nothing stays of it."""
        if for_now:
            with suppress(AppError):
                archive.note()
            archive.close()
            self._say_paused(record, error)
            return
        archive.close()
        _remove_part(record)
        cancelled = isinstance(error, Cancelled)
        if not cancelled:
            log_failed(error, self._cargo.kind)
        self._end(record, ExportState.CANCELLED if cancelled else ExportState.FAILED)

    def _say_paused(self, record: ExportRecord, error: BaseException) -> None:
        told = self._log.tag, record.id, type(error).__name__
        self._log.log.info("[%s] paused export=%d reason=%s", *told)

    def _end(
        self, record: ExportRecord, state: ExportState, size: int = 0, target: Path | None = None
    ) -> None:
        """The ZIP does not hang on the ledger: what cannot be noted now is put right later."""
        try:
            self._ledger.end(record.id, state, size, target)
        except AppError as error:
            self._say_not_noted(record, error)

    def _say_not_noted(self, record: ExportRecord, error: AppError) -> None:
        told = self._log.tag, record.id, type(error).__name__
        self._log.log.warning("[%s] not noted export=%d reason=%s", *told)

    def _new_export(self, request: ExportRequest, target: Path) -> NewExport:
        return self._new(target, *request.asked)

    def _new(self, target: Path, words: tuple[str, ...], query: str) -> NewExport:
        part = hidden_part(target.parent)
        return NewExport(self._cargo.kind, target, part, datetime.now(UTC), words, query)


def _remove_part(record: ExportRecord) -> None:
    if record.part is not None:
        with suppress(OSError):
            record.part.unlink(missing_ok=True)


def _is_same(record: ExportRecord, new: NewExport, *, any_name: bool) -> bool:
    """Whether it was asked for with the same words. A selection has none: it is like no other."""
    if not (new.words or new.query) or (record.words, record.query) != (new.words, new.query):
        return False
    return record.target.parent == new.target.parent if any_name else record.target == new.target


def _is_fresh(record: ExportRecord) -> bool:
    return datetime.now(UTC) - record.started_at < GOES_ON_WITHIN
