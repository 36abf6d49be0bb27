"""ExportLedger: which exports there were and what stood in them; what is new, and what has changed since."""

from __future__ import annotations

import logging
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from desktop.core.errors import AppError
from desktop.core.export_ledger import (
    ChangedReceipt,
    ExportBatch,
    ExportedFile,
    ExportedReceipt,
    ExportGap,
    ExportKind,
    ExportRecord,
    ExportState,
    IndexedCall,
    IndexedReceipt,
    JournalEntry,
    NewExport,
    OtherFile,
    SinceExport,
    UnfinishedExport,
    Unwritten,
    WholeFile,
)
from desktop.core.file_key import FileKey
from desktop.services.backup import BackupService
from desktop.store.disk_errors import disk_errors
from desktop.store.export_journal_repository import ExportJournalRepository
from desktop.store.export_parts_repository import ExportPartsRepository
from desktop.store.exported_receipts_repository import ExportedReceiptsRepository
from desktop.store.exports_repository import ExportsRepository

log = logging.getLogger("desktop.receipts")


class ExportLedger:
    """Blocking; for the TaskPool. Of one account, and never sent anywhere.

    What comes as an Iterator is read as it goes, in pages: however many there are, few are in memory.
    """

    def __init__(
        self,
        exports: ExportsRepository,
        journal: ExportJournalRepository,
        exported: ExportedReceiptsRepository,
        parts: ExportPartsRepository,
        backup: BackupService,
    ) -> None:
        self._exports = exports
        self._journal = journal
        self._exported = exported
        self._parts = parts
        self._backup = backup

    # -- an export under way -----------------------------------------------------------------------

    def begin(self, new: NewExport, items: Iterable[int | str]) -> ExportRecord:
        """It is under way; `items`: ids of its receipts, or sids of its calls, in its order.

        Raises DiskFull, DiskFailed, as all that writes here does.
        """
        return self._exports.begin(new, items)

    def append(self, export_id: int, entries: Iterable[JournalEntry]) -> None:
        """What was written since the last time, in its order: some hundred at once. All of it or nothing.

        A receipt comes after its files and gaps: then it is over, and a continued export passes it over.
        """
        self._journal.append(export_id, entries)

    def end(self, export_id: int, state: ExportState, size: int = 0, target: Path | None = None) -> None:
        """It is over. DONE comes after the ZIP has its name, which is `target` where it is another than it
        was to be; `size` of the ZIP in bytes."""
        if self._exports.end(export_id, state, datetime.now(UTC), size, target):
            self._backup.due = True
            log.info("[EXPORT_LEDGER] %s export=%d bytes=%d", state, export_id, size)

    def note(self, whole: WholeFile) -> None:
        """A file that is no ZIP has its name. It does not hang on this: what cannot be noted is told to the
        log alone."""
        try:
            with disk_errors(whole.target):
                size = whole.target.stat().st_size
            export_id = self._exports.note(whole, size, datetime.now(UTC))
        except AppError as error:
            log.warning("[EXPORT_LEDGER] %s not noted reason=%s", whole.kind, type(error).__name__)
            return
        self._backup.due = True
        log.info("[EXPORT_LEDGER] %s export=%d bytes=%d", whole.kind, export_id, size)

    def move(self, export_id: int, target: Path, replaces: str = "") -> None:
        """One under way is to have this name, and may replace this, see `replaces`."""
        self._exports.move(export_id, target, replaces)

    def replaces(self, export_id: int) -> str:
        """What stood under its name when it began; "" where that was nothing, or nobody knows."""
        return self._exports.replaces(export_id)

    def unfinished(self) -> list[UnfinishedExport]:
        """At the start: what the last run left. To be gone on with, see `cut`, or to be ended."""
        found = self._exports.unfinished()
        return [UnfinishedExport(record, self._journal.files(record.id)) for record in found]

    def cut(self, export_id: int, held: int) -> None:
        """Before it is gone on with: of its files the first `held` alone are still in its part."""
        self._journal.cut(export_id, held)

    def unwritten(self, export_id: int) -> Iterator[Unwritten]:
        """What it still has to write, in its order."""
        return self._journal.unwritten(export_id)

    # -- what an export is written into ------------------------------------------------------------

    def note_part(self, part: Path) -> None:
        """It is about to be made, and no export under way."""
        self._parts.note(part)

    def sweep_parts(self) -> None:
        """At the start: removes what was left by exports that nobody goes on with."""
        try:
            removed = self._parts.sweep()
        except AppError as error:
            log.warning("[EXPORT_LEDGER] parts not removed reason=%s", type(error).__name__)
            return
        if removed:
            log.info("[EXPORT_LEDGER] parts removed=%d", removed)

    # -- what stands in an export ------------------------------------------------------------------

    def files(self, export_id: int) -> Iterator[ExportedFile]:
        """In the order of the ZIP; none of one that came back from a backup, or was given up."""
        return self._journal.files(export_id)

    def changed_files(self, export_id: int) -> Iterator[ExportedFile]:
        """The receipts' files that are not as large as the list said: the server has others by now."""
        return self._journal.changed_files(export_id)

    def gaps(self, export_id: int) -> Iterator[ExportGap]:
        """The files that are not in it."""
        return self._journal.gaps(export_id)

    def missing_for_good(self, export_ids: Sequence[int]) -> dict[int, int]:
        """By export, how many of the files that are missing no try brings, where there are any."""
        return self._journal.missing_for_good(export_ids)

    def receipts(self, export_id: int) -> Iterator[ExportedReceipt]:
        """In the order of its index, as they were."""
        return self._journal.receipts(export_id)

    def indexed(self, export_id: int) -> Iterator[IndexedReceipt]:
        """The lines of its index: as `receipts`, each with the names of its files."""
        return self._journal.indexed(export_id)

    def indexed_calls(self, export_id: int) -> Iterator[IndexedCall]:
        """As `indexed`, of an export of calls."""
        return self._journal.indexed_calls(export_id)

    def get(self, export_id: int) -> ExportRecord | None:
        return self._exports.get(export_id)

    def completed_by(self, export_id: int) -> ExportRecord | None:
        """The finished export whose ZIP this one is to take the place of; None: it is a new one."""
        return self._exports.completed_by(export_id)

    def completion(self, export_id: int) -> ExportRecord | None:
        """The last finished export that has taken the place of this one, of any number in a row; None: it has
        its place still."""
        last = None
        while (later := self._exports.completion(export_id)) is not None:
            last, export_id = later, later.id
        return last

    def file_of(self, export_id: int, key: FileKey) -> ExportedFile | None:
        """Of one of its receipts; None: it is not in it."""
        return self._journal.file_of(export_id, key)

    def same_batch(self, export_id: int) -> ExportBatch | None:
        """What the same ZIP is made of; None: there was no such export."""
        record = self._exports.get(export_id)
        if record is None:
            return None
        is_of_receipts = record.kind is ExportKind.RECEIPTS
        ids = self._journal.ids(export_id) if is_of_receipts else array("q")
        sids = [] if is_of_receipts else self._journal.sids(export_id)
        return ExportBatch(record, ids, sids, self._journal.files(export_id))

    def other_files(self, export_id: int) -> Iterator[OtherFile]:
        """What keeps the same batch from being the same byte for byte: what is not kept as it was."""
        return self._journal.other_files(export_id)

    # -- receipts and exports ----------------------------------------------------------------------

    def new_since_last(self, ids: Sequence[int]) -> array[int]:
        """Those of these receipts that are in no finished ZIP, in their order."""
        return self._exported.new_since_last(ids)

    def changed_since(self, ids: Sequence[int]) -> Iterator[ChangedReceipt]:
        """Those that are not what they were in the newest finished ZIP that they are in, and in what."""
        return self._exported.changed_since(ids)

    def only(self, ids: Sequence[int], since: Sequence[SinceExport]) -> array[int]:
        """Those of these receipts of which one of `since` is so, in their order."""
        asked, wanted = set(since), set[int]()
        same = SinceExport.SAME in asked
        new = set(self.new_since_last(ids)) if same or SinceExport.NEVER in asked else set()
        changed = self._changed(ids) if same or SinceExport.CHANGED in asked else set()
        if SinceExport.NEVER in asked:
            wanted |= new
        if SinceExport.CHANGED in asked:
            wanted |= changed
        if same:
            wanted |= set(ids) - new - changed
        return array("q", (one for one in ids if one in wanted))

    def _changed(self, ids: Sequence[int]) -> set[int]:
        return {one.receipt_id for one in self.changed_since(ids)}

    def exports_of(self, receipt_id: int) -> list[ExportRecord]:
        """The finished exports, ZIPs and PDFs, that a receipt is in, the newest first. For the UI thread."""
        return self._exports.of_receipt(receipt_id)

    def latest(self, limit: int) -> list[ExportRecord]:
        """The last exports, however they ended, the newest first. For the UI thread."""
        return self._exports.latest(limit)

    def latest_finished(self, limit: int) -> list[ExportRecord]:
        """Those of receipts that came to their end, the newest first."""
        return self._exports.finished(ExportKind.RECEIPTS, limit)
