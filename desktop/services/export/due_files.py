"""DueFiles: which files an export still has to write, with some on their way while one is written."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, FileDamaged, PreviewMissing, SourceMissing
from desktop.core.export import EXPORTED_KINDS
from desktop.core.export_ledger import Unwritten
from desktop.core.models import FileKey, FileKind, KeptFile, Priority, Receipt, ReceiptRow
from desktop.services.receipts import ReceiptsService, has_file
from desktop.services.recovery import RecoveryService
from desktop.services.transfers import FileSource

FETCHED_AHEAD = 8
ROWS_AT_ONCE = 200


@dataclass(slots=True)
class DueFile:
    """Kept here, on its way, or known to be missing."""

    key: FileKey
    kept: KeptFile | None = None
    future: Future[KeptFile] | None = None
    missing: AppError | None = None


@dataclass(frozen=True, slots=True)
class DueReceipt:
    """`written`: the kinds of its files that are in the ZIP already, where a cut came between."""

    row: ReceiptRow
    files: tuple[DueFile, ...]
    written: frozenset[str] = frozenset()

    @property
    def on_their_way(self) -> int:
        return sum(file.future is not None for file in self.files)


class DueFiles:
    """One for each export under way. `gone` counts the receipts that are on no list any more."""

    def __init__(
        self,
        receipts: ReceiptsService,
        recovery: RecoveryService,
        source: FileSource,
        token: CancelToken,
    ) -> None:
        self._receipts = receipts
        self._recovery = recovery
        self._source = source
        self._token = token
        self.gone = 0

    def of(self, unwritten: Iterable[Unwritten]) -> Iterator[DueReceipt]:
        """In their order, with up to eight files on their way beside those that are waited for."""
        waiting: deque[DueReceipt] = deque()
        on_their_way = 0
        for due in self._all(unwritten):
            waiting.append(due)
            on_their_way += due.on_their_way
            # What need not be waited for goes at once; behind one that must, only so much is looked up.
            while waiting and (
                not waiting[0].on_their_way or on_their_way >= FETCHED_AHEAD or len(waiting) > ROWS_AT_ONCE
            ):
                on_their_way -= waiting[0].on_their_way
                yield waiting.popleft()
        yield from waiting

    def _all(self, unwritten: Iterable[Unwritten]) -> Iterator[DueReceipt]:
        left = iter(unwritten)
        while some := {int(one.item): one.kinds for one in islice(left, ROWS_AT_ONCE)}:
            rows, kept = self._receipts.rows(list(some)), self._receipts.kept_of(list(some))
            # A sync may have removed some meanwhile: they are neither written nor missing.
            self.gone += len(some) - len(rows)
            for row in rows:
                yield self._due(row, some[row.row_id], kept)

    def _due(self, row: ReceiptRow, written: frozenset[str], kept: dict[FileKey, KeptFile]) -> DueReceipt:
        kinds = [kind for kind in EXPORTED_KINDS if kind not in written]
        files = (self._file(row.receipt, FileKey(kind, str(row.row_id)), kept) for kind in kinds)
        return DueReceipt(row, tuple(files), written)

    def _file(self, receipt: Receipt, key: FileKey, kept: dict[FileKey, KeptFile]) -> DueFile:
        if key in kept:
            return DueFile(key, kept=kept[key])
        if not has_file(receipt, key.kind) and not receipt.error_message:
            return DueFile(key, missing=_absent(key.kind))
        return DueFile(key, future=self.fetch(key))

    def fetch_anew(self, kept: KeptFile, error: AppError) -> Future[KeptFile]:
        """What was here could not be taken, as `error` says. Another one than came, as large as it, would be
        found here once more."""
        if isinstance(error, FileDamaged):
            with suppress(AppError):
                self._recovery.put_aside_changed(kept)
        return self.fetch(kept.key)

    def fetch(self, key: FileKey) -> Future[KeptFile]:
        return self._source.fetch(key, Priority.BACKGROUND, self._token)


def _absent(kind: FileKind) -> AppError:
    return SourceMissing() if kind is FileKind.RECEIPT_SOURCE else PreviewMissing()
