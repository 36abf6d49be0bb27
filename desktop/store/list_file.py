"""write_list: lines for spreadsheets into a file of the user's, which has its name once it is whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BufferedWriter
from pathlib import Path
from typing import NamedTuple

from desktop.core.list_file import ListFormat
from desktop.core.sheet import Sheet
from desktop.core.sheet_cell import SheetCell
from desktop.store.csv_file import CsvFile
from desktop.store.whole_file import write_when_whole
from desktop.store.xlsx_file import XlsxFile


class SheetLines(NamedTuple):
    """A sheet, and its lines as they are wanted: those of the second once all of the first are written."""

    sheet: Sheet
    lines: Iterable[Sequence[SheetCell]]


def write_list(target: Path, sheets: Sequence[SheetLines], form: ListFormat) -> Path:
    """In place of what is there; returns where it is: beside it, while another program holds that.

    Of CSV the first sheet is all. Raises SheetFull, DiskFull, DiskFailed, and what the lines raise; then
    nothing of it stays.
    """
    write = _write_csv if form is ListFormat.CSV else _write_xlsx
    return write_when_whole(target, lambda file: write(file, sheets))


def _write_csv(file: BufferedWriter, sheets: Sequence[SheetLines]) -> None:
    table = CsvFile(file, sheets[0].sheet)
    for line in sheets[0].lines:
        table.write(line)


def _write_xlsx(file: BufferedWriter, sheets: Sequence[SheetLines]) -> None:
    with XlsxFile(file, [one.sheet for one in sheets]) as book:
        for one in sheets:
            book.begin()
            for line in one.lines:
                book.write(line)
