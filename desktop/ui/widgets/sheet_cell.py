"""SheetCell: what a spreadsheet gets of a cell: values it can reckon with, texts that it takes for texts."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from enum import StrEnum
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from desktop.ui.formatting import local, one_line, phone_plain

if TYPE_CHECKING:
    from desktop.core.models import Money

_BEGINS_FORMULA = "=+-@"
_PHONE = re.compile(r"\+[\d\s().-]+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class SheetKind(StrEnum):
    """How a spreadsheet is told to show it."""

    TEXT = "\\@"
    NUMBER = ""
    MOMENT = "yyyy\\-mm\\-dd\\ hh\\:mm"
    LENGTH = "[h]\\:mm\\:ss"


class SheetCell(NamedTuple):
    """One cell. What is not known is empty: words in its place could neither be summed nor filtered.

    A text that a spreadsheet would take for a formula begins with an apostrophe, which means "text" to it.
    A phone number is no danger, only misread (`+972-54` is a sum): it stays as it is where the table around
    it says that it is a text, and has the apostrophe in lines with tabs, which cannot say so.
    """

    text: str = ""
    kind: SheetKind = SheetKind.TEXT

    @property
    def line_text(self) -> str:
        """For lines with tabs."""
        danger = self.kind is SheetKind.TEXT and begins_formula(self.text)
        return f"'{self.text}" if danger else self.text

    @property
    def html(self) -> str:
        """For a table."""
        text = self.text if self.is_phone else self.line_text
        style = f" style='mso-number-format:\"{self.kind}\"'" if self.kind else ""
        return f"<td{style}>{escape(text)}</td>"

    @property
    def is_phone(self) -> bool:
        """Whether it is a phone number that begins with its plus."""
        return _PHONE.fullmatch(self.text) is not None


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet may take `text` for a formula, invisible and wide signs at its head included."""
    seen = (c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Zs"))
    return unicodedata.normalize("NFKC", next(seen, ""))[:1] in tuple(_BEGINS_FORMULA)


def sheet_text(text: str) -> SheetCell:
    """Words, as one line without direction marks."""
    return SheetCell(one_line(text))


def sheet_shown(text: str, numeric: bool) -> SheetCell:
    """What a list shows: a number where it is one and its column holds numbers."""
    line = one_line(text)
    number = numeric and _NUMBER.fullmatch(line) is not None
    return SheetCell(line, SheetKind.NUMBER if number else SheetKind.TEXT)


def sheet_phone(phone: str) -> SheetCell:
    """A phone number in its groups."""
    return SheetCell(phone_plain(phone))


def sheet_number(number: int | None) -> SheetCell:
    """A whole number without groups."""
    return SheetCell("" if number is None else str(number), SheetKind.NUMBER)


def sheet_moment(moment: datetime | None) -> SheetCell:
    """`2024-01-15 14:02` in local time, which every spreadsheet reads in every country."""
    if moment is None:
        return SheetCell(kind=SheetKind.MOMENT)
    return SheetCell(local(moment).replace(tzinfo=None).isoformat(" ", "minutes"), SheetKind.MOMENT)


def sheet_length(seconds: float | None) -> SheetCell:
    """`0:06:32`: of `6:32` a spreadsheet makes hours. None and 0 are empty."""
    if not seconds:
        return SheetCell(kind=SheetKind.LENGTH)
    minutes, rest = divmod(int(seconds), 60)
    return SheetCell(f"{minutes // 60}:{minutes % 60:02}:{rest:02}", SheetKind.LENGTH)


def sheet_money(money: Money | None) -> list[SheetCell]:
    """The amount as a plain number, `-1234.50`, and its currency (`ILS`) in a column of its own."""
    if money is None:
        return [SheetCell(kind=SheetKind.NUMBER), SheetCell()]
    whole, minor = divmod(abs(money.minor), 10**money.digits)
    fraction = f".{minor:0{money.digits}}" if money.digits else ""
    sign = "-" if money.minor < 0 else ""
    return [SheetCell(f"{sign}{whole}{fraction}", SheetKind.NUMBER), sheet_text(money.currency)]
