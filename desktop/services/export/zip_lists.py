"""ZipLists: the lists beside an export's files: its index, what is missing, and what proves it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Protocol

from desktop.core.errors import AppError
from desktop.core.export import ExportWords, MissingFile
from desktop.core.export_index import FileNames, ReceiptIndex, missing_line, missing_sheet
from desktop.core.export_ledger import ExportedFile, ExportGap, ExportRecord, IndexedReceipt
from desktop.core.export_totals import Totals, totals_sheet
from desktop.core.file_key import FileKind
from desktop.core.manifest import MANIFEST_NAME, FileStatus, Manifest, ManifestEntry, manifest_pieces
from desktop.core.models import Receipt, ReceiptRow
from desktop.core.version import VERSION
from desktop.services.export_ledger import ExportLedger
from desktop.services.receipts import ReceiptsService
from desktop.store.csv_file import CsvFile
from desktop.store.xlsx_file import XlsxFile
from desktop.store.zip_writer import file_pieces

INDEX_XLSX, INDEX_CSV, MISSING_CSV = "index.xlsx", "index.csv", "missing.csv"
LIST_NAMES = (INDEX_XLSX, INDEX_CSV, MISSING_CSV, MANIFEST_NAME)
_GAPS_AT_ONCE = 200


class ListedZip(Protocol):
    """What lists are written into; see JournaledZip."""

    def add(
        self, name: str, moment: datetime, pieces: Iterable[bytes], look: Callable[[], None], /
    ) -> None: ...

    def flush(self) -> None: ...


class ZipLists:
    """Written after all files, from the journal alone: the same journal gives the same lists, always.

    No more than some hundred lines of them are in memory. `server`: whose receipts these are.
    """

    def __init__(
        self,
        record: ExportRecord,
        words: ExportWords,
        ledger: ExportLedger,
        receipts: ReceiptsService,
        server: str,
    ) -> None:
        self._record = record
        self._words = words
        self._ledger = ledger
        self._receipts = receipts
        self._server = server

    def write(self, archive: ListedZip, folder: Path, look: Callable[[], None]) -> None:
        """Into the ZIP; `folder` is where what is not ready yet lies meanwhile, without a name."""
        archive.flush()
        with _nameless(folder) as workbook, _nameless(folder) as table:
            self._write_index(workbook, table, look)
            self._add(archive, INDEX_XLSX, _content(workbook, folder), look)
            self._add(archive, INDEX_CSV, _content(table, folder), look)
        with _nameless(folder) as missing:
            self._write_missing(missing, look)
            self._add(archive, MISSING_CSV, _content(missing, folder), look)
        # It speaks of the lists, too.
        archive.flush()
        manifest = Manifest(f"ProSaaS Desktop {VERSION}", self._server, self._record.started_at)
        self._add(archive, MANIFEST_NAME, manifest_pieces(manifest, self._manifest_entries()), look)

    def _add(self, archive: ListedZip, name: str, pieces: Iterable[bytes], look: Callable[[], None]) -> None:
        archive.add(name, self._record.started_at.astimezone(), pieces, look)

    # -- the index -------------------------------------------------------------------------------

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

    # -- the manifest ----------------------------------------------------------------------------

    def _manifest_entries(self) -> Iterator[ManifestEntry]:
        """Of all but itself, which is there already when a finished one is made once more."""
        files = (file for file in self._ledger.files(self._record.id) if file.name != MANIFEST_NAME)
        return chain(map(_entry, files), map(_gap_entry, self._ledger.gaps(self._record.id)))


def missing_files(gaps: Iterable[ExportGap], receipts: ReceiptsService) -> Iterator[MissingFile]:
    """Each with its receipt, of which the id alone is known where it is on no list any more."""
    left = iter(gaps)
    while some := list(islice(left, _GAPS_AT_ONCE)):
        rows = receipts.rows([int(gap.item) for gap in some])
        known = {row.row_id: row.receipt for row in rows}
        for gap in some:
            receipt = known.get(int(gap.item), Receipt(int(gap.item)))
            yield MissingFile(receipt, FileKind(gap.kind), gap.reason)


def _nameless(folder: Path) -> AbstractContextManager[BinaryIO]:
    # Should it fail, its ending tells that this is no name that the user knows.
    return TemporaryFile(dir=folder, suffix=".part")


def _content(file: BinaryIO, folder: Path) -> Iterator[bytes]:
    file.seek(0)
    return file_pieces(file, folder)


def _row_of(line: IndexedReceipt) -> ReceiptRow:
    receipt_id, row = line.receipt.receipt_id, line.receipt.row
    if row is None:
        return ReceiptRow(receipt_id, Receipt(receipt_id))
    return ReceiptRow(receipt_id, row.receipt(receipt_id), duplicate=row.duplicate)


def _entry(file: ExportedFile) -> ManifestEntry:
    content = file.name, file.size, file.sha256
    if not file.kind:
        return ManifestEntry(*content, moment=file.moment)
    return ManifestEntry(*content, receipt_id=int(file.item), kind=file.kind, moment=file.moment)


def _gap_entry(gap: ExportGap) -> ManifestEntry:
    status = FileStatus.MISSING if gap.due else FileStatus.ABSENT
    return ManifestEntry(status=status, receipt_id=int(gap.item), kind=gap.kind, reason=_reason(gap.reason))


def _reason(error: AppError) -> str:
    """Its kind and the server's number, which no language changes."""
    status = getattr(error, "status", 0)
    return f"{type(error).__name__} {status}" if status else type(error).__name__
