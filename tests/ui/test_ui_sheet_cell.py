"""What a spreadsheet gets: values with a year, plain numbers, and no text that it would reckon with."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from desktop.core.models import Money
from desktop.ui.formatting import strip_marks
from desktop.ui.widgets.record_copy import copied_cell
from desktop.ui.widgets.sheet_cell import (
    SheetCell,
    SheetKind,
    sheet_length,
    sheet_moment,
    sheet_money,
    sheet_number,
    sheet_phone,
    sheet_shown,
    sheet_text,
)


@pytest.mark.parametrize(
    ("money", "texts"),
    [
        (Money(148_260, "ILS"), ["1482.60", "ILS"]),
        (Money(-5, "USD"), ["-0.05", "USD"]),
        (Money(-123_450, "EUR"), ["-1234.50", "EUR"]),
        (Money(1500, "JPY"), ["1500", "JPY"]),
        (Money(1500, "KWD"), ["1.500", "KWD"]),
        (Money(100, ""), ["1.00", ""]),
        (None, ["", ""]),
    ],
)
@pytest.mark.usefixtures("either_language")
def test_amounts_are_plain_numbers_with_their_currency_beside(money: Money | None, texts: list[str]) -> None:
    cells = sheet_money(money)
    assert [cell.line_text for cell in cells] == texts
    assert cells[0].html == f"<td>{texts[0]}</td>", "a negative number is no formula"


@pytest.mark.parametrize(
    ("seconds", "text"), [(392, "0:06:32"), (3723.9, "1:02:03"), (360_000, "100:00:00"), (0, ""), (None, "")]
)
def test_lengths_are_not_taken_for_hours(seconds: float | None, text: str) -> None:
    assert sheet_length(seconds).line_text == text


def test_numbers_and_what_is_unknown(look: QApplication) -> None:
    assert sheet_number(12_345).line_text == "12345"
    assert sheet_number(None).line_text == sheet_moment(None).line_text == sheet_text("").line_text == ""
    assert sheet_shown("-12.5", numeric=True).kind is SheetKind.NUMBER
    assert sheet_shown("-12.5", numeric=False).line_text == "'-12.5"
    assert sheet_shown("-x", numeric=True).line_text == "'-x"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-vendor", "'-vendor"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("\t=1+1\r\n", "'=1+1"),
        ("\u200f\u2066=1+1", "'=1+1"),
        ("\u200b=1+1", "'\u200b=1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("a = b", "a = b"),
        ("3 - 4", "3 - 4"),
    ],
)
def test_texts_are_never_formulas(text: str, line: str) -> None:
    cell = sheet_text(text)
    assert cell.line_text == line
    assert cell.html.startswith("<td style='mso-number-format:\"\\@\"'>")
    assert copied_cell(text).text() == line


def test_a_phone_stays_readable() -> None:
    cell = sheet_phone("+972541234567")
    assert cell.line_text == "'+972-54-123-4567"
    assert cell.html == "<td style='mso-number-format:\"\\@\"'>+972-54-123-4567</td>"
    copied = copied_cell("\u2066+972-54-123-4567\u2069")
    assert copied.text() == "+972-54-123-4567", "for a dialler"
    assert ">+972-54-123-4567</td>" in copied.html(), "for a spreadsheet"
    assert not copied_cell("Sample Ltd").hasHtml()


@given(st.text())
def test_no_text_breaks_its_cell_or_reckons(text: str) -> None:
    line = sheet_text(text).line_text
    assert not set("\t\n\r") & set(line)
    assert line[:1] not in ("=", "+", "-", "@")
    assert line == strip_marks(line)
    assert "<" not in sheet_text(text).html.removeprefix("<td").removesuffix("</td>").partition(">")[2]


@given(st.datetimes(min_value=datetime(1000, 1, 2), max_value=datetime(9999, 12, 30)))
def test_moments_have_one_form(moment: datetime) -> None:
    text = sheet_moment(moment.replace(tzinfo=UTC)).line_text
    local = datetime.strptime(text, "%Y-%m-%d %H:%M")
    assert len(text) == 16
    assert abs(local - moment).days <= 1


def test_moments_are_local_ones() -> None:
    noon = datetime(2026, 11, 22, 12, 0)
    moment = noon.astimezone().astimezone(UTC)
    assert sheet_moment(moment) == SheetCell("2026-11-22 12:00", SheetKind.MOMENT)


def test_a_table_keeps_the_day_as_it_is_written(look: QApplication) -> None:
    html = sheet_moment(datetime(2026, 11, 22, 12, 0).astimezone()).html
    assert "yyyy\\-mm\\-dd\\ hh\\:mm" in html
