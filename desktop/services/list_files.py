"""ListFiles: a list of receipts or calls as a file for spreadsheets, without any of their files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from desktop.core.calls_sheet import CallsSheet, CallsWords
from desktop.core.export_index import IndexWords, ReceiptIndex
from desktop.core.export_ledger import Asked, ExportKind, WholeFile
from desktop.core.export_totals import Totals, TotalsWords, totals_sheet
from desktop.core.list_file import ListFile, ListFormat, OnRows
from desktop.store.list_file import SheetLines, write_list

if TYPE_CHECKING:
    from desktop.core.call import Call, CallRow
    from desktop.core.cancel import CancelToken
    from desktop.core.models import ReceiptRow
    from desktop.core.sheet_cell import SheetCell
    from desktop.services.calls import CallsService
    from desktop.services.export_ledger import ExportLedger
    from desktop.services.receipts import ReceiptsService

T = TypeVar("T")
ROWS_AT_ONCE = 200


class ListFiles:
    """Blocking; for the TaskPool. Rows that are on no list any more are left out, and not counted.

    `ids`: of the rows, in their order. Raises SheetFull, DiskFull, DiskFailed, and Cancelled; then nothing
    of the file stays, and what had its name before is as it was.
    """

    def __init__(self, receipts: ReceiptsService, calls: CallsService, ledger: ExportLedger) -> None:
        self._receipts = receipts
        self._calls = calls
        self._ledger = ledger

    def write_receipts(
        self,
        ids: Sequence[int],
        target: Path,
        words: tuple[IndexWords, TotalsWords],
        token: CancelToken,
        on_rows: OnRows,
        *,
        asked: Asked = Asked(),
    ) -> ListFile:
        """With a sheet of totals, where the file can have two. `asked`: with what, for the ledger."""
        index, totals, counted = ReceiptIndex(words[0], with_files=False), Totals(), _Counted(token, on_rows)

        def line(row: ReceiptRow) -> list[SheetCell]:
            totals.add(row.receipt)
            return index.line(row)

        rows = counted.rows(ids, self._receipts.rows)
        sheets = [
            SheetLines(index.sheet, map(line, rows)),
            SheetLines(totals_sheet(words[1]), totals.lines(words[1])),
        ]
        return self._written(_Wanted(ExportKind.RECEIPTS_LIST, target, asked, len(ids)), sheets, counted)

    def write_calls(
        self,
        ids: Sequence[int],
        target: Path,
        words: CallsWords,
        token: CancelToken,
        on_rows: OnRows,
        *,
        asked: Asked = Asked(),
    ) -> ListFile:
        """With their whole texts."""
        sheet, counted = CallsSheet(words, self._calls.clock.now()), _Counted(token, on_rows)
        rows = counted.rows(ids, self._calls.rows)
        lines = (sheet.line(self._whole(row), kept=row.kept) for row in rows)
        wanted = _Wanted(ExportKind.CALLS_LIST, target, asked, len(ids))
        return self._written(wanted, [SheetLines(sheet.sheet, lines)], counted)

    def _whole(self, row: CallRow) -> Call:
        """A row holds the beginning of its transcript alone."""
        return (self._calls.call(row.call.sid) if row.call.transcript else None) or row.call

    def _written(self, wanted: _Wanted, sheets: list[SheetLines], counted: _Counted) -> ListFile:
        began, target = datetime.now(UTC), wanted.target
        path = write_list(target, sheets, ListFormat.of(target) or ListFormat.XLSX)
        self._ledger.note(WholeFile(wanted.kind, path, began, wanted.asked, wanted.rows, counted.count))
        return ListFile(path, counted.count, beside=path != target)


class _Wanted(NamedTuple):
    kind: ExportKind
    target: Path
    asked: Asked
    rows: int


class _Counted:
    """Reads rows, and counts them as they go by."""

    def __init__(self, token: CancelToken, on_rows: OnRows) -> None:
        self._token = token
        self._on_rows = on_rows
        self.count = 0

    def rows(self, ids: Sequence[int], read: Callable[[Sequence[int]], list[T]]) -> Iterator[T]:
        for start in range(0, len(ids), ROWS_AT_ONCE):
            self._token.raise_if_cancelled()
            chunk = read(ids[start : start + ROWS_AT_ONCE])
            yield from chunk
            self.count += len(chunk)
            self._on_rows(self.count)
