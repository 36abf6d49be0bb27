"""A workbook as strict programs read it: whole, the same bytes each time, of any length in little memory."""

from __future__ import annotations

import io
import tracemalloc
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from desktop.core.errors import Cancelled, SheetFull
from desktop.core.models import Money
from desktop.core.sheet import Sheet, SheetColumn
from desktop.core.sheet_cell import SheetCell, sheet_file, sheet_money, sheet_number, sheet_text
from desktop.store import xlsx_file
from desktop.store.xlsx_file import XlsxFile
from desktop.store.xlsx_parts import MOST_NAME_UNITS, sheet_names
from tests.sheet_kit import CELLS, WILD

RECEIPTS = Sheet(
    "קבלות", (SheetColumn("ספק", 30), SheetColumn("Amount", 12, numeric=True)), right_to_left=True
)
TOTALS = Sheet("Totals", (SheetColumn("By", 5),), right_to_left=True)
LINE = [sheet_text("Bezeq"), sheet_money(Money(150_000, "ILS"))[0]]


def written(sheets: list[Sheet], *lines: list[SheetCell]) -> bytes:
    """A workbook of these, all lines in the first of them."""
    stored = io.BytesIO()
    with XlsxFile(stored, sheets) as file:
        file.begin()
        for line in lines:
            file.write(line)
    return stored.getvalue()


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("right_to_left", [True, False])
def test_a_sheet_reads_as_its_language_does_and_keeps_its_headings_in_sight(right_to_left: bool) -> None:
    book = opened(written([Sheet("Receipts", RECEIPTS.columns, right_to_left)], LINE, LINE))
    sheet = book.active
    assert sheet.sheet_view.rightToLeft is (True if right_to_left else None)
    assert sheet["A2"].alignment.horizontal == ("right" if right_to_left else "left")
    assert (sheet["A1"].value, sheet["A1"].font.b, sheet["B1"].value) == ("ספק", True, "Amount")
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["A"].width == 30
    assert sheet.column_dimensions["B"].width == 12


def test_sheets_stand_in_their_order_and_one_that_was_not_begun_is_empty() -> None:
    book = opened(written([RECEIPTS, TOTALS], LINE))
    assert book.sheetnames == ["קבלות", "Totals"]
    assert list(book["Totals"].values) == [("By",)]


def test_lines_go_to_the_sheet_that_was_begun_last() -> None:
    stored = io.BytesIO()
    with XlsxFile(stored, [RECEIPTS, TOTALS]) as file:
        file.begin()
        file.write(LINE)
        file.begin()
        file.write([sheet_number(7)])
    book = opened(stored.getvalue())
    assert [list(sheet.values)[1:] for sheet in book] == [[("Bezeq", 1500)], [(7,)]]


def test_a_line_that_does_not_fit_the_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        written([RECEIPTS], LINE[:1])


@given(st.lists(st.tuples(CELLS, CELLS).map(list), max_size=4), WILD)
def test_every_part_is_sound_whatever_it_holds(lines: list[list[SheetCell]], name: str) -> None:
    sheet = Sheet(name, (SheetColumn(name, 10), SheetColumn(name, 10)))
    with ZipFile(io.BytesIO(written([sheet, sheet], *lines))) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert archive.testzip() is None
        for part in archive.namelist():
            ElementTree.fromstring(archive.read(part))


def test_the_same_lines_are_the_same_bytes() -> None:
    lines = [LINE] * 50
    assert written([RECEIPTS, TOTALS], *lines) == written([RECEIPTS, TOTALS], *lines)
    with ZipFile(io.BytesIO(written([RECEIPTS]))) as archive:
        parts = archive.infolist()
    assert {part.date_time for part in parts} == {(1980, 1, 1, 0, 0, 0)}
    assert {part.create_system for part in parts} == {0}


class Pipe:
    """Takes bytes, in order, and nothing else."""

    def __init__(self, most: int = 1 << 40) -> None:
        self.data = bytearray()
        self.left = most

    def write(self, data: bytes) -> int:
        self.left -= len(data)
        if self.left < 0:
            raise OSError(28, "No space left on device")
        self.data += data
        return len(data)


def test_a_file_that_only_takes_bytes_will_do() -> None:
    pipe = Pipe()
    with XlsxFile(pipe, [RECEIPTS]) as file:
        file.begin()
        file.write(LINE)
    assert list(opened(bytes(pipe.data)).active.values)[1:] == [("Bezeq", 1500)]


@pytest.mark.parametrize("room", [0, 100, 2_000, 5_000])
def test_a_disk_without_room_is_said_once(room: int) -> None:
    def write_to(pipe: Pipe) -> None:
        with XlsxFile(pipe, [RECEIPTS]) as file:
            file.begin()
            for number in range(20_000):
                file.write([sheet_text(f"{number**9}"), sheet_number(number)])

    with pytest.raises(OSError, match="No space"):
        write_to(Pipe(room))


def test_a_run_that_was_cancelled_writes_nothing_later() -> None:
    stored = io.BytesIO()
    with pytest.raises(Cancelled), XlsxFile(stored, [RECEIPTS]) as file:
        file.begin()
        file.write(LINE)
        stored.close()
        raise Cancelled


def test_a_sheet_holds_as_many_rows_as_excel_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    assert xlsx_file.MOST_ROWS == 2**20
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 1000)
    assert opened(written([RECEIPTS], *[LINE] * 999)).active.max_row == 1000, "the headings are a row too"
    with pytest.raises(SheetFull):
        written([RECEIPTS], *[LINE] * 1000)


def test_a_sheet_too_large_for_excels_zip_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_BYTES", 50_000)
    with pytest.raises(SheetFull):
        written([RECEIPTS], *[LINE] * 1000)


def test_lines_are_in_no_memory() -> None:
    class Nowhere(Pipe):
        def write(self, data: bytes) -> int:
            return len(data)

    def peak(lines: int) -> int:
        tracemalloc.start()
        with XlsxFile(Nowhere(), [RECEIPTS]) as file:
            file.begin()
            for number in range(lines):
                file.write([sheet_text(f"vendor {number}"), sheet_number(number)])
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert peak(20_000) < 1.2 * peak(200)


@given(
    st.lists(
        st.one_of(WILD, st.sampled_from(["History", "a", "A", "a (2)", "'", "[]", "x" * 40])), max_size=6
    )
)
def test_names_of_sheets_are_such_as_excel_takes(wanted: list[str]) -> None:
    names = sheet_names(wanted)
    assert len({name.casefold() for name in names}) == len(wanted)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= MOST_NAME_UNITS
        assert not set(name) & set("[]:*?/\\")
        assert name.isprintable()
        assert name == name.strip("' ")
        assert name.casefold() != "history"


def test_names_of_sheets_stay_what_they_were_where_they_can() -> None:
    wanted = ["Receipts", "סיכומים", "receipts", "a/b", "", "John's"]
    assert sheet_names(wanted) == ["Receipts", "סיכומים", "receipts (2)", "a-b", "Sheet", "John's"]


def test_a_name_with_an_apostrophe_breaks_no_reference() -> None:
    sheet = Sheet("John's & co", RECEIPTS.columns)
    assert opened(written([sheet], LINE)).active.print_title_rows == "$1:$1"


@pytest.mark.parametrize("width", [1, 26, 27, 60])
def test_columns_beyond_the_alphabet(width: int) -> None:
    sheet = Sheet("Wide", tuple(SheetColumn(str(number), 5) for number in range(width)))
    sheet_read = opened(written([sheet], [sheet_file("")] * width)).active
    assert next(sheet_read.values) == tuple(str(number) for number in range(width))
