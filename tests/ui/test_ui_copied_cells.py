"""What the clipboard gets of a cell: a table that says what is a text, and one cell for anywhere else."""

from __future__ import annotations

from datetime import date, datetime
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from desktop.core.models import Money
from desktop.core.sheet_cell import SheetCell, sheet_day, sheet_moment, sheet_money, sheet_phone, sheet_text
from desktop.ui.widgets.record_copy import copied_cell, sheet_data


def _html(cell: SheetCell) -> str:
    whole = sheet_data([[cell]]).html()
    return whole.removeprefix("<table><tr>").removesuffix("</tr></table>")


@pytest.mark.parametrize("money", [Money(148_260, "ILS"), Money(-5, "USD"), Money(1500, "JPY"), None])
@pytest.mark.usefixtures("either_language")
def test_amounts_are_numbers_in_both_languages(money: Money | None) -> None:
    amount = sheet_money(money)[0]
    assert _html(amount) == f"<td>{amount.text}</td>", "a negative number is no formula"


@pytest.mark.parametrize("text", ["=1+1", "\t=1+1\r\n", "\u200b=1+1", "\uff1d1+1", "3 - 4"])
def test_texts_are_said_to_be_texts(text: str) -> None:
    cell = sheet_text(text)
    assert _html(cell) == f"<td style='mso-number-format:\"\\@\"'>{escape(cell.line_text)}</td>"
    assert copied_cell(text).text() == cell.line_text


def test_a_phone_stays_readable() -> None:
    cell = sheet_phone("+972541234567")
    assert _html(cell) == "<td style='mso-number-format:\"\\@\"'>+972-54-123-4567</td>"
    copied = copied_cell("\u2066+972-54-123-4567\u2069")
    assert copied.text() == "+972-54-123-4567", "for a dialler"
    assert ">+972-54-123-4567</td>" in copied.html(), "for a spreadsheet"
    assert not copied_cell("Sample Ltd").hasHtml()


@given(st.text())
def test_no_text_breaks_its_cell(text: str) -> None:
    assert "<" not in _html(sheet_text(text)).removeprefix("<td").removesuffix("</td>").partition(">")[2]


def test_a_table_keeps_days_and_moments_as_they_are_written(look: QApplication) -> None:
    assert "yyyy\\-mm\\-dd\\ hh\\:mm" in _html(sheet_moment(datetime(2026, 11, 22, 12, 0).astimezone()))
    assert (
        _html(sheet_day(date(2026, 1, 2)))
        == "<td style='mso-number-format:\"yyyy\\-mm\\-dd\"'>2026-01-02</td>"
    )
