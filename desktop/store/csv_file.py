"""CsvFile: lines for any spreadsheet: UTF-8 with its mark, no text that would be reckoned with."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Sequence

from desktop.core.sheet import Sheet
from desktop.core.sheet_cell import SheetCell
from desktop.store.byte_sink import ByteSink


class _Utf8:
    """What the server's JSON can hold and no file can, lone surrogates, become question marks."""

    def __init__(self, file: ByteSink) -> None:
        self._file = file

    def write(self, text: str) -> object:
        return self._file.write(text.encode("utf-8", "replace"))


class CsvFile:
    """Writes to `file` at once what it is given; raises OSError as that does. There is nothing to close.

    Without the mark Excel takes Hebrew for signs of another alphabet.
    """

    def __init__(self, file: ByteSink, sheet: Sheet) -> None:
        file.write(BOM_UTF8)
        self._writer = csv.writer(_Utf8(file), lineterminator="\r\n")
        self.write([SheetCell(column.heading) for column in sheet.columns])

    def write(self, line: Sequence[SheetCell]) -> None:
        self._writer.writerow([cell.line_text for cell in line])
