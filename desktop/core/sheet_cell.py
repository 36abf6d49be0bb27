"""SheetCell: what a spreadsheet gets of a cell: values it can reckon with, texts that it takes for texts."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from desktop.core.plain_text import one_line, phone_plain

if TYPE_CHECKING:
    from desktop.core.models import Money

_BEGINS_FORMULA = "=+-@"
_PHONE = re.compile(r"\+[\d\s().-]+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


class SheetKind(StrEnum):
    """What its text is, in which form: `-120`, `-1234.50`, `2024-01-15 14:02`, `2024-01-15`, `0:06:32`."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    MOMENT = "moment"
    DAY = "day"
    LENGTH = "length"
    FILE = "file"
    """The name of a file that lies beside the sheet."""


_WORDS = (SheetKind.TEXT, SheetKind.FILE)


class SheetCell(NamedTuple):
    """One cell. What is not known is empty: words in its place could neither be summed nor filtered.

    A text that a spreadsheet would take for a formula begins with an apostrophe, which means "text" to it,
    wherever there is no other way to say so.
    """

    text: str = ""
    kind: SheetKind = SheetKind.TEXT

    @property
    def line_text(self) -> str:
        """For lines that cannot say what is a text: with tabs or commas."""
        return f"'{self.text}" if self.is_danger else self.text

    @property
    def is_danger(self) -> bool:
        """Whether it is a text that would be reckoned with."""
        return self.kind in _WORDS and begins_formula(self.text)

    @property
    def is_phone(self) -> bool:
        """Whether it is a phone number that begins with its plus."""
        return _PHONE.fullmatch(self.text) is not None


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet may take `text` for a formula, invisible and wide signs at its head included."""
    if text[:1].isalnum() or not text:
        # As nearly every text does.
        return False
    if text[0] in "\t\r":
        return True
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


def sheet_file(name: str) -> SheetCell:
    """The name of a file of ours, as it is; "" where there is none."""
    return SheetCell(name, SheetKind.FILE)


def sheet_number(number: int | None) -> SheetCell:
    """A whole number without groups."""
    return SheetCell("" if number is None else str(number), SheetKind.NUMBER)


def sheet_moment(moment: datetime | None) -> SheetCell:
    """`2024-01-15 14:02` in local time, which every spreadsheet reads in every country."""
    if moment is None:
        return SheetCell(kind=SheetKind.MOMENT)
    local = moment.astimezone().replace(tzinfo=None)
    return SheetCell(local.isoformat(" ", "minutes"), SheetKind.MOMENT)


def sheet_day(day: date | None) -> SheetCell:
    """`2024-01-15`."""
    return SheetCell("" if day is None else day.isoformat(), SheetKind.DAY)


def sheet_length(seconds: float | None) -> SheetCell:
    """`0:06:32`: of `6:32` a spreadsheet makes hours. None and 0 are empty."""
    if not seconds:
        return SheetCell(kind=SheetKind.LENGTH)
    minutes, rest = divmod(int(seconds), 60)
    return SheetCell(f"{minutes // 60}:{minutes % 60:02}:{rest:02}", SheetKind.LENGTH)


def sheet_money(money: Money | None) -> list[SheetCell]:
    """The amount as a plain number, `-1234.50`, and its currency (`ILS`) in a column of its own."""
    if money is None:
        return [SheetCell(kind=SheetKind.MONEY), SheetCell()]
    whole, minor = divmod(abs(money.minor), 10**money.digits)
    fraction = f".{minor:0{money.digits}}" if money.digits else ""
    sign = "-" if money.minor < 0 else ""
    return [SheetCell(f"{sign}{whole}{fraction}", SheetKind.MONEY), sheet_text(money.currency)]
