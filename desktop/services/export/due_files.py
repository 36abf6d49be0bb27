"""DueFiles: which files of receipts an export still has to write, some on their way while one is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from itertools import islice

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, DiskFull, FileDamaged, GoneFromList, PreviewMissing, SourceMissing
from desktop.core.export import EXPORTED_KINDS, is_due
from desktop.core.export_ledger import ExportedReceipt, Unwritten
from desktop.core.models import FileKey, FileKind, KeptFile, Priority, Receipt, ReceiptRow
from desktop.core.name_template import NameTemplate, ReceiptNames
from desktop.core.row_fingerprint import fingerprint
from desktop.services.clock import local_day
from desktop.services.export.cargo import (
    ROWS_AT_ONCE,
    DueFile,
    DueItem,
    note_over,
    with_some_on_their_way,
)
from desktop.services.export.fetch_room import FetchRoom
from desktop.services.export.until_full import UntilFull
from desktop.services.receipts import ReceiptsService, has_file
from desktop.services.recovery import RecoveryService
from desktop.services.transfers import FileSource


class DueFiles:
    """See DueItems."""

    def __init__(
        self,
        receipts: ReceiptsService,
        recovery: RecoveryService,
        source: FileSource,
        token: CancelToken,
        template: str,
        room: FetchRoom | None = None,
    ) -> None:
        """`template`: of the files' names, see NameTemplate. `room`: for what is fetched, which is asked of
        the server only where there is some; None: that is seen as it comes."""
        self._receipts = receipts
        self._recovery = recovery
        # No room for one is none for the others: what an export has fetched does not go for them.
        self._source = UntilFull(source, token)
        self._token = token
        self._room = room
        self._template = NameTemplate.usable(template)

    def of(self, unwritten: Iterable[Unwritten]) -> Iterator[DueItem]:
        """In their order."""
        return with_some_on_their_way(self._all(unwritten))

    def in_turn(self, items: Iterable[DueItem], _: Callable[[], None]) -> Iterable[DueItem]:
        """In the list's order: the same batch again is to be the same ZIP."""
        return items

    def _all(self, unwritten: Iterable[Unwritten]) -> Iterator[DueItem]:
        left = iter(unwritten)
        while some := {int(one.item): one.kinds for one in islice(left, ROWS_AT_ONCE)}:
            rows, kept = self._receipts.rows(list(some)), self._receipts.kept_of(list(some))
            known = {row.row_id: row for row in rows}
            # A sync may have removed some meanwhile: the order is that of the list as it was.
            for receipt_id, written in some.items():
                row = known.get(receipt_id)
                yield _gone(receipt_id, written) if row is None else self._due(row, written, kept)

    def over(self, item: DueItem) -> None:
        """See DueItems: the room that was promised for its files is what they took."""
        if self._room is not None:
            note_over(item, self._room)

    def _due(self, row: ReceiptRow, written: frozenset[str], kept: dict[FileKey, KeptFile]) -> DueItem:
        kinds = [kind for kind in EXPORTED_KINDS if kind not in written]
        names = self._names_of(row.receipt)
        files = (self._file(row.receipt, kind, kept, names) for kind in kinds)
        return DueItem(str(row.row_id), tuple(files), partial(_over, row), written)

    def file(self, receipt: Receipt, kind: FileKind, kept: dict[FileKey, KeptFile]) -> DueFile:
        """One alone, fetched from now on where it is not among those that are `kept`."""
        return self._file(receipt, kind, kept, self._names_of(receipt))

    def _names_of(self, receipt: Receipt) -> ReceiptNames:
        return self._template.of(receipt, local_day(receipt.received_at))

    def _file(
        self, receipt: Receipt, kind: FileKind, kept: dict[FileKey, KeptFile], names: ReceiptNames
    ) -> DueFile:
        key = FileKey(kind, str(receipt.id))
        file = DueFile(key, partial(names.name, kind), is_due(receipt, kind))
        if key in kept:
            file.kept = kept[key]
        elif not has_file(receipt, key.kind) and not receipt.error_message:
            file.missing = _absent(key.kind)
        else:
            file.missing = self._no_room(receipt, key)
        if file.kept is None and file.missing is None:
            file.future = self._fetch(key)
        return file

    def _no_room(self, receipt: Receipt, key: FileKey) -> DiskFull | None:
        """As far as it can be known before it is asked for; without a server that is why it does not come."""
        listed = receipt.source_file if key.kind is FileKind.RECEIPT_SOURCE else receipt.preview_file
        if self._room is None or not self._source.online:
            return None
        return self._room.promise(key, (listed.size if listed is not None else None) or 0)

    def fetch_anew(self, kept: KeptFile, error: AppError) -> Future[KeptFile]:
        """Another one than came, as large as it, would be found here once more."""
        if isinstance(error, FileDamaged):
            with suppress(AppError):
                self._recovery.put_aside_changed(kept)
        return self._fetch(kept.key)

    def _fetch(self, key: FileKey) -> Future[KeptFile]:
        return self._source.fetch(key, Priority.BACKGROUND, self._token)


def _over(row: ReceiptRow, written: Collection[str], lacks: bool) -> ExportedReceipt:
    source, preview = (kind in written for kind in EXPORTED_KINDS)
    return ExportedReceipt(row.row_id, fingerprint(row.receipt, row.duplicate), source, preview, lacks)


def _gone(receipt_id: int, written: frozenset[str]) -> DueItem:
    """Of which nobody knows any more whether it had a preview."""
    key = FileKey.source(receipt_id)
    file = DueFile(key, lambda extension, mark: f"{receipt_id}{mark}.{extension}", missing=GoneFromList())
    files = () if key.kind in written else (file,)
    return DueItem(str(receipt_id), files, partial(_over_gone, receipt_id), written)


def _over_gone(receipt_id: int, written: Collection[str], _: bool) -> ExportedReceipt:
    source, preview = (kind in written for kind in EXPORTED_KINDS)
    return ExportedReceipt(receipt_id, None, source, preview, lacks=True)


def _absent(kind: FileKind) -> AppError:
    return SourceMissing() if kind is FileKind.RECEIPT_SOURCE else PreviewMissing()
