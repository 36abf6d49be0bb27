"""CSV as spreadsheets open it: their mark, their line ends, every text a text, every number a number."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.models import Money
from desktop.core.sheet import Sheet, SheetColumn
from desktop.core.sheet_cell import SheetCell, SheetKind, sheet_file, sheet_money, sheet_number, sheet_text
from desktop.store.csv_file import CsvFile
from tests.sheet_kit import CELLS

SHEET = Sheet("Receipts", (SheetColumn("ספק", 10), SheetColumn("Amount", 10)))
HEAD = BOM_UTF8 + "ספק,Amount\r\n".encode()
WORDS = (SheetKind.TEXT, SheetKind.FILE)


def _written(*lines: list[SheetCell]) -> bytes:
    stored = io.BytesIO()
    file = CsvFile(stored, SHEET)
    for line in lines:
        file.write(line)
    return stored.getvalue()


def test_it_is_utf_8_with_its_mark_and_the_line_ends_of_windows() -> None:
    assert _written() == HEAD
    line = [sheet_text("בזק"), sheet_money(Money(150_000, "ILS"))[0]]
    assert _written(line) == HEAD + "בזק,1500.00\r\n".encode()


def test_only_what_must_be_is_in_quotes() -> None:
    line = [sheet_text('Bezeq, "Ltd"'), sheet_text("Amazon")]
    assert _written(line) == HEAD + b'"Bezeq, ""Ltd""",Amazon\r\n'


def test_what_is_not_known_is_empty() -> None:
    assert _written([sheet_number(None), sheet_text("")]) == HEAD + b",\r\n"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "  =1", "\u00a0-1", "\tword", "\rword"]
)
def test_texts_that_would_be_reckoned_with_are_marked_as_texts(text: str) -> None:
    data = _written([SheetCell(text), sheet_file("=a.pdf")])[len(HEAD) :]
    assert next(csv.reader(io.StringIO(data.decode(), newline=""))) == [f"'{text}", "'=a.pdf"]


def test_negative_numbers_are_left_alone() -> None:
    assert _written([sheet_money(Money(-15_000, "ILS"))[0], sheet_number(-3)]) == HEAD + b"-150.00,-3\r\n"


@given(st.lists(st.tuples(CELLS, CELLS).map(list), max_size=5))
def test_whatever_the_cells_hold_they_come_back_in_their_places(lines: list[list[SheetCell]]) -> None:
    read = list(csv.reader(io.StringIO(_written(*lines).decode("utf-8-sig"), newline="")))
    said = [[cell.line_text.encode("utf-8", "replace").decode() for cell in line] for line in lines]
    assert read[1:] == said
    texts = [cell.line_text for line in lines for cell in line if cell.kind in WORDS]
    assert not [text for text in texts if text.lstrip()[:1] in tuple("=+-@")]
    numbers = [(cell.line_text, cell.text) for line in lines for cell in line if cell.kind not in WORDS]
    assert not [said for said, text in numbers if said != text]


def test_each_line_is_in_the_file_at_once() -> None:
    stored = io.BytesIO()
    file = CsvFile(stored, SHEET)
    for number in range(3):
        file.write([sheet_number(number), sheet_text("a")])
        assert stored.getvalue().endswith(f"{number},a\r\n".encode())
