"""What a spreadsheet gets: values with a year, plain numbers, and no text that it would reckon with."""

from __future__ import annotations

import sys
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.models import Money
from desktop.core.plain_text import strip_marks
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
def test_amounts_are_plain_numbers_with_their_currency_beside(money: Money | None, texts: list[str]) -> None:
    assert [cell.line_text for cell in sheet_money(money)] == texts, "a negative number is no formula"


@pytest.mark.parametrize(
    ("seconds", "text"), [(392, "0:06:32"), (3723.9, "1:02:03"), (360_000, "100:00:00"), (0, ""), (None, "")]
)
def test_lengths_are_not_taken_for_hours(seconds: float | None, text: str) -> None:
    assert sheet_length(seconds).line_text == text


def test_numbers_days_and_what_is_unknown() -> None:
    assert sheet_number(12_345).line_text == "12345"
    assert sheet_day(date(2024, 1, 5)) == SheetCell("2024-01-05", SheetKind.DAY)
    empty = [sheet_number(None), sheet_moment(None), sheet_day(None), sheet_text(""), sheet_file("")]
    assert not any(cell.line_text for cell in empty)
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
    assert sheet_text(text).line_text == line


@pytest.mark.parametrize("text", ["\tword", "\rword", "  =1", "\u00a0-1", "\x01@A1"])
def test_what_begins_unseen_is_told_by_what_follows_or_is_a_danger_itself(text: str) -> None:
    assert SheetCell(text).line_text == f"'{text}"


def test_a_files_name_is_left_as_it_is_and_is_no_formula_either() -> None:
    assert sheet_file("=1_2024-01-15_1_source.pdf").line_text == "'=1_2024-01-15_1_source.pdf"
    assert sheet_file("\u05d0_1_source.pdf") == SheetCell("\u05d0_1_source.pdf", SheetKind.FILE)


def test_a_phone_stays_readable() -> None:
    assert sheet_phone("+972541234567").line_text == "'+972-54-123-4567"
    assert sheet_phone("+972541234567").is_phone
    assert not sheet_text("+972-54=1").is_phone


def test_no_letter_and_no_digit_begins_a_formula() -> None:
    """Whatever a spreadsheet makes of it, a wide or a small one included: they are not looked at closer."""
    letters = filter(str.isalnum, map(chr, range(sys.maxunicode + 1)))
    assert not [c for c in letters if unicodedata.normalize("NFKC", c)[0] in "=+-@"]
    assert not begins_formula("a")


@given(st.text())
def test_no_text_breaks_its_cell_or_reckons(text: str) -> None:
    line = sheet_text(text).line_text
    assert "Cc" not in map(unicodedata.category, line)
    assert line[:1] not in ("=", "+", "-", "@")
    assert line == strip_marks(line)


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
