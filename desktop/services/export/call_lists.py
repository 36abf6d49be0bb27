"""CallLists: the lists beside the files of exported calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import BinaryIO

from desktop.core.call import Call
from desktop.core.calls_export import (
    CallExportWords,
    MissingRecording,
    missing_call_line,
    missing_calls_sheet,
)
from desktop.core.calls_sheet import CallFileNames, CallsSheet
from desktop.core.export_ledger import ExportedFile, ExportGap, ExportRecord, IndexedCall
from desktop.core.manifest import ManifestEntry
from desktop.services.calls import CallsService
from desktop.services.export.zip_lists import ZipLists, file_entry, gap_entry
from desktop.services.export_ledger import ExportLedger
from desktop.store.csv_file import CsvFile
from desktop.store.xlsx_file import XlsxFile

_AT_ONCE = 200


class CallLists(ZipLists):
    """`server`: whose calls these are."""

    def __init__(
        self,
        record: ExportRecord,
        words: CallExportWords,
        ledger: ExportLedger,
        calls: CallsService,
        server: str,
    ) -> None:
        super().__init__(record, ledger, server)
        self._words = words
        self._calls = calls

    def _write_index(self, workbook: BinaryIO, table: BinaryIO, look: Callable[[], None]) -> None:
        """One pass: what stands in the workbook and the table is the same."""
        index = CallsSheet(self._words.calls, self._record.started_at)
        lines = CsvFile(table, index.sheet)
        with XlsxFile(workbook, [index.sheet]) as book:
            book.begin()
            for call, names in self._indexed():
                look()
                cells = index.line_with_files(call, names)
                book.write(cells)
                lines.write(cells)

    def _indexed(self) -> Iterator[tuple[Call, CallFileNames]]:
        left: Iterator[IndexedCall] = self._ledger.indexed_calls(self._record.id)
        while some := list(islice(left, _AT_ONCE)):
            calls = self._calls.whole(one.sid for one in some)
            for sid, *names in some:
                yield calls.get(sid, Call(sid, None)), CallFileNames(*names)

    def _write_missing(self, table: BinaryIO, look: Callable[[], None]) -> None:
        lines = CsvFile(table, missing_calls_sheet(self._words))
        for missing in missing_recordings(self._ledger.gaps(self._record.id), self._calls):
            look()
            lines.write(missing_call_line(missing, self._words))

    def _file_entry(self, file: ExportedFile) -> ManifestEntry:
        return file_entry(file, call_sid=file.item)

    def _gap_entry(self, gap: ExportGap) -> ManifestEntry:
        return gap_entry(gap, call_sid=gap.item)


def missing_recordings(gaps: Iterable[ExportGap], calls: CallsService) -> Iterator[MissingRecording]:
    """Each with its call, of which the sid alone is known where it is on no list any more."""
    left = iter(gaps)
    while some := list(islice(left, _AT_ONCE)):
        known = calls.whole(gap.item for gap in some)
        for gap in some:
            yield MissingRecording(known.get(gap.item, Call(gap.item, None)), gap.reason)
