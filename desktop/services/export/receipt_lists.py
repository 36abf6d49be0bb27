"""ReceiptLists: the lists beside the files of exported receipts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import BinaryIO

from desktop.core.export import ExportWords, MissingFile
from desktop.core.export_index import FileNames, ReceiptIndex, missing_line, missing_sheet
from desktop.core.export_ledger import ExportedFile, ExportGap, ExportRecord, IndexedReceipt
from desktop.core.export_totals import Totals, totals_sheet
from desktop.core.file_key import FileKind
from desktop.core.manifest import ManifestEntry
from desktop.core.models import Receipt, ReceiptRow
from desktop.services.export.zip_lists import ZipLists, file_entry, gap_entry
from desktop.services.export_ledger import ExportLedger
from desktop.services.receipts import ReceiptsService
from desktop.store.csv_file import CsvFile
from desktop.store.xlsx_file import XlsxFile

_GAPS_AT_ONCE = 200


class ReceiptLists(ZipLists):
    """`server`: whose receipts these are."""

    def __init__(
        self,
        record: ExportRecord,
        words: ExportWords,
        ledger: ExportLedger,
        receipts: ReceiptsService,
        server: str,
    ) -> None:
        super().__init__(record, ledger, server)
        self._words = words
        self._receipts = receipts

    def _write_index(self, workbook: BinaryIO, table: BinaryIO, look: Callable[[], None]) -> None:
        """One pass: what stands in the workbook, the table and the sums is the same."""
        index, totals = ReceiptIndex(self._words.index), Totals()
        lines = CsvFile(table, index.sheet)
        with XlsxFile(workbook, [index.sheet, totals_sheet(self._words.totals)]) as book:
            book.begin()
            for line in self._ledger.indexed(self._record.id):
                look()
                row = _row_of(line)
                cells = index.line(row, FileNames(line.source_name, line.preview_name))
                book.write(cells)
                lines.write(cells)
                totals.add(row.receipt)
            book.begin()
            for sums in totals.lines(self._words.totals):
                book.write(sums)

    def _write_missing(self, table: BinaryIO, look: Callable[[], None]) -> None:
        words = self._words
        lines = CsvFile(table, missing_sheet(words.index))
        for gap in missing_files(self._ledger.gaps(self._record.id), self._receipts):
            look()
            reason, sentence = words.reason(gap.reason), words.sentence(gap.reason)
            lines.write(missing_line(gap, reason, sentence, words.index))

    def _file_entry(self, file: ExportedFile) -> ManifestEntry:
        return file_entry(file, receipt_id=int(file.item))

    def _gap_entry(self, gap: ExportGap) -> ManifestEntry:
        return gap_entry(gap, receipt_id=int(gap.item))


def missing_files(gaps: Iterable[ExportGap], receipts: ReceiptsService) -> Iterator[MissingFile]:
    """Each with its receipt, of which the id alone is known where it is on no list any more."""
    left = iter(gaps)
    while some := list(islice(left, _GAPS_AT_ONCE)):
        rows = receipts.rows([int(gap.item) for gap in some])
        known = {row.row_id: row.receipt for row in rows}
        for gap in some:
            receipt = known.get(int(gap.item), Receipt(int(gap.item)))
            yield MissingFile(receipt, FileKind(gap.kind), gap.reason)


def _row_of(line: IndexedReceipt) -> ReceiptRow:
    receipt_id, row = line.receipt.receipt_id, line.receipt.row
    if row is None:
        return ReceiptRow(receipt_id, Receipt(receipt_id))
    return ReceiptRow(receipt_id, row.receipt(receipt_id), duplicate=row.duplicate)
