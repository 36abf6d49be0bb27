"""XlsxFile: a workbook written line by line, of which no more than a line is ever in memory."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desktop.core.errors import SheetFull
from desktop.core.sheet import Sheet, SheetColumn
from desktop.core.sheet_cell import SheetCell
from desktop.store import xlsx_parts as parts
from desktop.store.byte_sink import ByteSink
from desktop.store.xlsx_cells import cell_xml, heading_xml

MOST_ROWS = 1_048_576
"""Of a sheet, its headings included."""
MOST_BYTES = 2_000_000_000
"""What is larger needs ZIP64, which Excel calls damaged."""
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Of every part: the same lines are the same bytes."""


class _Gate:
    """To `file`, until it is closed: what is written after that goes nowhere."""

    def __init__(self, file: ByteSink) -> None:
        self._file = file
        self._is_open = True

    def write(self, data: bytes, /) -> int:
        if self._is_open:
            self._file.write(data)
        return len(data)

    def flush(self) -> None:
        """Whoever opened the file does that."""

    def close(self) -> None:
        self._is_open = False


class XlsxFile:
    """For `with`: writes `sheets`, of one direction, to `file`, each begun with `begin`.

    Raises SheetFull, and OSError as `file` does; what was written then is no workbook.
    """

    def __init__(self, file: ByteSink, sheets: Sequence[Sheet]) -> None:
        self._sheets = sheets
        self._names = parts.sheet_names([sheet.name for sheet in sheets])
        self._areas: list[str] = []
        self._gate = _Gate(file)
        self._zip = ZipFile(self._gate, "w")
        self._part: IO[bytes] | None = None
        self._columns: list[str] = []
        self._rows = self._bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            # Whatever failed: nothing is written any more, by the end of these objects least of all.
            self._gate.close()
            self._end_part()
            self._zip.close()

    def begin(self) -> None:
        """The next sheet, with its headings."""
        self._end_sheet()
        number = len(self._areas) + 1
        if number == 1:
            self._add_fixed_parts()
        sheet = self._sheets[number - 1]
        self._columns = [_letters(place) for place in range(len(sheet.columns))]
        self._rows = self._bytes = 0
        self._part = self._zip.open(_entry(parts.sheet_part(number)), "w")
        self._put(_head(sheet, first=number == 1))
        each = zip(self._columns, sheet.columns, strict=True)
        self._row("".join(heading_xml(f"{letters}1", column) for letters, column in each))

    def write(self, line: Sequence[SheetCell]) -> None:
        """The next line of the sheet. Raises SheetFull."""
        number = self._rows + 1
        each = zip(self._columns, line, strict=True)
        self._row("".join([cell_xml(f"{letters}{number}", cell) for letters, cell in each]))

    def _row(self, cells: str) -> None:
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise SheetFull(f"rows={self._rows}")
        self._put(f'<row r="{self._rows}">{cells}</row>')

    def _put(self, xml: str) -> None:
        assert self._part is not None
        data = xml.encode()
        self._bytes += len(data)
        if self._bytes > MOST_BYTES:
            raise SheetFull(f"bytes={self._bytes}")
        self._part.write(data)

    def _end_sheet(self) -> None:
        if self._part is None:
            return
        last = self._columns[-1]
        self._put(_foot(f"A1:{last}{self._rows}"))
        self._end_part()
        self._areas.append(f"$A$1:${last}${self._rows}")

    def _end_part(self) -> None:
        part, self._part = self._part, None
        if part is not None:
            part.close()

    def _finish(self) -> None:
        """Those that were not begun are empty."""
        self._end_sheet()
        while len(self._areas) < len(self._sheets):
            self.begin()
            self._end_sheet()
        self._add("xl/workbook.xml", parts.workbook(self._names, self._areas))
        self._zip.close()

    def _add_fixed_parts(self) -> None:
        """What kind of file it is, is told by its first part."""
        count = len(self._sheets)
        self._add("[Content_Types].xml", parts.content_types(count))
        self._add("_rels/.rels", parts.root_relations())
        self._add("xl/_rels/workbook.xml.rels", parts.workbook_relations(count))
        self._add("xl/styles.xml", parts.styles(self._sheets[0].right_to_left))

    def _add(self, name: str, xml: str) -> None:
        self._zip.writestr(_entry(name), xml)


def _entry(name: str) -> ZipInfo:
    """Of the same bytes on every system."""
    entry = ZipInfo(name, _MOMENT)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry


def _head(sheet: Sheet, *, first: bool) -> str:
    """What stands before the rows; the headings stay in sight while one scrolls."""
    direction = ' rightToLeft="1"' if sheet.right_to_left else ""
    chosen = ' tabSelected="1"' if first else ""
    columns = (
        f'<col min="{number}" max="{number}" width="{_width(column)}" customWidth="1"/>'
        for number, column in enumerate(sheet.columns, 1)
    )
    return (
        f'{parts.XML}<worksheet xmlns="{parts.MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView{direction}{chosen} workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{"".join(columns)}</cols><sheetData>'
    )


def _width(column: SheetColumn) -> int:
    """The heading has room too, beside the button of the filter."""
    return max(column.width, len(column.heading) + 6)


def _foot(area: str) -> str:
    """What stands after the rows: a filter, pages as wide as all columns, no warnings of texts of digits."""
    return (
        f'</sheetData><autoFilter ref="{area}"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f'<ignoredErrors><ignoredError sqref="{area}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    )


def _letters(place: int) -> str:
    """Of the column: A to Z, AA ..."""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)
