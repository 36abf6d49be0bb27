"""ListFiles: a list of receipts or calls as a file for spreadsheets, without any of their files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop.core.calls_sheet import CallsSheet, CallsWords
from desktop.core.export_index import IndexWords, ReceiptIndex
from desktop.core.export_totals import Totals, TotalsWords, totals_sheet
from desktop.core.list_file import ListFile, ListFormat, OnRows
from desktop.store.list_file import SheetLines, write_list

if TYPE_CHECKING:
    from desktop.core.call import Call, CallRow
    from desktop.core.cancel import CancelToken
    from desktop.core.models import ReceiptRow
    from desktop.core.sheet_cell import SheetCell
    from desktop.services.calls import CallsService
    from desktop.services.receipts import ReceiptsService

T = TypeVar("T")
ROWS_AT_ONCE = 200


class ListFiles:
    """Blocking; for the TaskPool. Rows that are on no list any more are left out, and not counted.

    `ids`: of the rows, in their order. Raises SheetFull, DiskFull, DiskFailed, and Cancelled; then nothing
    of the file stays, and what had its name before is as it was.
    """

    def __init__(self, receipts: ReceiptsService, calls: CallsService) -> None:
        self._receipts = receipts
        self._calls = calls

    def write_receipts(
        self,
        ids: Sequence[int],
        target: Path,
        words: tuple[IndexWords, TotalsWords],
        token: CancelToken,
        on_rows: OnRows,
    ) -> ListFile:
        """With a sheet of totals, where the file can have two."""
        index, totals, counted = ReceiptIndex(words[0], with_files=False), Totals(), _Counted(token, on_rows)

        def line(row: ReceiptRow) -> list[SheetCell]:
            totals.add(row.receipt)
            return index.line(row)

        rows = counted.rows(ids, self._receipts.rows)
        sheets = [
            SheetLines(index.sheet, map(line, rows)),
            SheetLines(totals_sheet(words[1]), totals.lines(words[1])),
        ]
        return _written(target, sheets, counted)

    def write_calls(
        self, ids: Sequence[int], target: Path, words: CallsWords, token: CancelToken, on_rows: OnRows
    ) -> ListFile:
        """With their whole texts."""
        sheet, counted = CallsSheet(words, self._calls.clock.now()), _Counted(token, on_rows)
        rows = counted.rows(ids, self._calls.rows)
        lines = (sheet.line(self._whole(row), kept=row.kept) for row in rows)
        return _written(target, [SheetLines(sheet.sheet, lines)], counted)

    def _whole(self, row: CallRow) -> Call:
        """A row holds the beginning of its transcript alone."""
        return (self._calls.call(row.call.sid) if row.call.transcript else None) or row.call


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


def _written(target: Path, sheets: list[SheetLines], counted: _Counted) -> ListFile:
    path = write_list(target, sheets, ListFormat.of(target) or ListFormat.XLSX)
    return ListFile(path, counted.count, beside=path != target)
