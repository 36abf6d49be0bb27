"""Cells of a workbook, read back by another program: each the value that it was, and no text a formula."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.utils.escape import unescape

from desktop.core.models import Money
from desktop.core.sheet import Sheet, SheetColumn
from desktop.core.sheet_cell import (
    SheetCell,
    SheetKind,
    begins_formula,
    sheet_day,
    sheet_file,
    sheet_length,
    sheet_moment,
    sheet_money,
    sheet_number,
    sheet_text,
)
from desktop.store.xlsx_cells import MOST_UNITS
from desktop.store.xlsx_file import XlsxFile
from tests.sheet_kit import CELLS, MOMENTS, WILD

SHEET = Sheet("Cells", (SheetColumn("Cell", 10),))
NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def read_back(cell: SheetCell, *, values: bool = False) -> Cell:
    """`values`: what a program shows that reckons nothing."""
    stored = io.BytesIO()
    with XlsxFile(stored, [SHEET]) as file:
        file.begin()
        file.write([cell])
    return load_workbook(stored, data_only=values).active["A2"]


def value(cell: SheetCell) -> Any:
    return read_back(cell).value


@given(WILD)
@example("a _x0041_x0042_ b")
@example(" both ends ")
def test_a_text_stays_that_text_and_is_no_formula(text: str) -> None:
    cell = sheet_text(text)
    legal = NOT_XML.sub("", cell.text)
    found = read_back(cell)
    assert unescape(found.value or "") == legal
    assert found.data_type in ("s", "n"), "a formula is of type f; n is an empty cell"
    assert bool(found.quotePrefix) is begins_formula(cell.text)


@given(CELLS)
def test_no_cell_but_a_link_is_a_formula(cell: SheetCell) -> None:
    found = read_back(cell)
    if found.data_type == "f":
        assert cell.kind is SheetKind.FILE
        assert found.value.startswith("=HYPERLINK(")


def test_spaces_at_the_ends_are_kept() -> None:
    assert value(SheetCell(" a ")) == " a "


@pytest.mark.parametrize("kept", ["a" * MOST_UNITS, "א" * MOST_UNITS, "😀" * (MOST_UNITS // 2)])
def test_a_cell_takes_so_much_and_no_half_a_sign(kept: str) -> None:
    assert value(SheetCell(kept)) == kept
    assert value(SheetCell(f"{kept}😀")) == kept


@pytest.mark.parametrize(
    ("money", "number", "form"),
    [
        (Money(150_050, "ILS"), 1500.5, "#,##0.00"),
        (Money(-5, "USD"), -0.05, "#,##0.00"),
        (Money(1500, "JPY"), 1500, "#,##0"),
        (Money(-1500, "KWD"), -1.5, "#,##0.000"),
        (Money(10**15 - 1, "ILS"), 9999999999999.99, "#,##0.00"),
    ],
)
def test_amounts_are_numbers_with_the_digits_of_their_currency(
    money: Money, number: float, form: str
) -> None:
    found = read_back(sheet_money(money)[0])
    assert (found.data_type, found.value, found.number_format) == ("n", number, form)
    assert found.alignment.readingOrder == 1, "a minus stands before the number in Hebrew too"


def test_no_amount_is_an_empty_cell() -> None:
    assert value(sheet_money(None)[0]) is None
    assert value(sheet_number(None)) is None


def test_whole_numbers_are_shown_whole_and_never_rounded() -> None:
    found = read_back(sheet_number(123_456_789_012_345))
    assert (found.value, found.number_format) == (123_456_789_012_345, "0")
    assert value(sheet_number(2**63 - 1)) == str(2**63 - 1), "Excel would forget its last digits"
    assert Decimal(value(sheet_money(Money(10**15, "ILS"))[0])) == Decimal("1e13")


@given(st.integers(-(2**63), 2**63))
def test_every_number_is_exactly_what_it_was(number: int) -> None:
    assert int(value(sheet_number(number))) == number


def test_days_and_moments_are_dates() -> None:
    day = read_back(sheet_day(date(2024, 2, 29)))
    assert (day.value, day.is_date, day.number_format) == (datetime(2024, 2, 29), True, "yyyy\\-mm\\-dd")
    moment = read_back(sheet_moment(datetime(2024, 1, 15, 14, 2).astimezone()))
    assert (moment.value, moment.is_date) == (datetime(2024, 1, 15, 14, 2), True)
    assert moment.number_format == "yyyy\\-mm\\-dd\\ hh:mm"


@given(MOMENTS)
def test_every_moment_is_the_minute_that_it_was(moment: datetime) -> None:
    cell = sheet_moment(moment)
    assert value(cell).isoformat(" ", "minutes") == cell.text


def test_a_day_before_spreadsheets_begin_is_a_text() -> None:
    assert value(sheet_day(date(1900, 3, 1))) == datetime(1900, 3, 1)
    assert value(sheet_day(date(1900, 2, 28))) == "1900-02-28"


def test_a_length_is_one() -> None:
    found = read_back(sheet_length(93_784))
    assert (found.value, found.number_format) == (timedelta(seconds=93_784), "[h]:mm:ss")


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("בזק_1_source.pdf", '=HYPERLINK("בזק_1_source.pdf","בזק_1_source.pdf")'),
        ("=1&2<3.pdf", '=HYPERLINK("=1&2<3.pdf","=1&2<3.pdf")'),
        ('a"b.pdf', '=HYPERLINK("a""b.pdf","a""b.pdf")'),
        ("Store #5 50%.pdf", '=HYPERLINK("Store %235 50%.pdf","Store #5 50%.pdf")'),
        ("a%41.pdf", '=HYPERLINK("a%2541.pdf","a%41.pdf")'),
        ("a_x0041_.pdf", '=HYPERLINK("a_"&"x0041_.pdf","a_"&"x0041_.pdf")'),
        ("\x01a\ud800.pdf", '=HYPERLINK("a.pdf","a.pdf")'),
    ],
)
def test_a_file_is_a_link_to_what_lies_beside_the_sheet(name: str, formula: str) -> None:
    assert value(sheet_file(name)) == formula


def test_a_link_says_its_name_where_nothing_is_reckoned() -> None:
    found = read_back(sheet_file("a&b_1_source.pdf"), values=True)
    assert (found.value, found.data_type, found.font.u) == ("a&b_1_source.pdf", "s", "single")


@given(WILD.filter(lambda name: NOT_XML.sub("", name) != ""))
def test_a_link_names_its_file_twice_and_nothing_else(name: str) -> None:
    found = read_back(sheet_file(name))
    legal = NOT_XML.sub("", name)
    if found.data_type != "f":
        assert "#" * 86 in name or len(name) > 127
        return
    parts = re.fullmatch(r'=HYPERLINK\("((?:[^"]|""|"&")*)","((?:[^"]|""|"&")*)"\)', found.value, re.DOTALL)
    assert parts is not None
    target, shown = (part.replace('_"&"', "_").replace('""', '"') for part in parts.groups())
    assert shown == legal
    assert re.sub("%(23|25)", lambda sign: {"23": "#", "25": "%"}[sign[1]], target) == legal


@pytest.mark.parametrize("name", ["a" * 256, "#" * 86, "😀" * 128])
def test_a_name_too_long_for_a_formula_is_a_text(name: str) -> None:
    assert read_back(sheet_file(name)).value == name
