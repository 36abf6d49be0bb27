"""Cells as a worksheet holds them: numbers, days and links where they are that, else texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import escape

from desktop.core.sheet import SheetColumn
from desktop.core.sheet_cell import SheetCell, SheetKind, begins_formula
from desktop.store.xlsx_parts import Style

MOST_UNITS = 32_767
"""What Excel takes in a cell, in units of UTF-16."""
_MOST_IN_FORMULA = 255
"""In one text of it."""
_MOST_DIGITS = 15
"""Of a number with more Excel forgets the last ones; as a text it is what it is."""
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(f"[&<>{_ILLEGAL.pattern[1:]}")
_INSTEAD = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""`_x0041_` is an A to Excel."""
_URL_SIGN = re.compile("#|%(?=[0-9A-Fa-f]{2})")
"""A link is an address: what follows a # is a place within, and %41 an A."""
_QUOTE = '"'
_TWO_PIECES = '_"&"'
_DAY_0 = date(1899, 12, 30).toordinal()
_FIRST_DAY = 61
"""1 March 1900: of what is before spreadsheets do not agree."""
_MONEY = {0: Style.MONEY_0, 2: Style.MONEY_2, 3: Style.MONEY_3}


def cell_xml(place: str, cell: SheetCell) -> str:
    """`place`: such as `B7`. An empty cell is left out."""
    return f'<c r="{place}"{_FORMS[cell.kind](cell.text)}</c>' if cell.text else ""


def heading_xml(place: str, column: SheetColumn) -> str:
    style = Style.NUMBER_HEADING if column.numeric else Style.HEADING
    return f'<c r="{place}"{_inline(column.heading, style)}</c>'


def _text(text: str) -> str:
    return _inline(text, Style.QUOTED if begins_formula(text) else Style.PLAIN)


def _inline(text: str, style: Style) -> str:
    """A text in its cell, and so never a formula."""
    said = _said(_fitting(text))
    keep = ' xml:space="preserve"' if said != said.strip() else ""
    return f' s="{style}" t="inlineStr"><is><t{keep}>{said}</t></is>'


def _number(text: str, style: Style = Style.NUMBER) -> str:
    if len(text) > _MOST_DIGITS and sum(map(str.isdigit, text)) > _MOST_DIGITS:
        return _text(text)
    return f' s="{style}"><v>{text}</v>'


def _money(text: str) -> str:
    return _number(text, _MONEY[len(text.partition(".")[2])])


def _day(text: str) -> str:
    return _time(text, _days(text), Style.DAY)


def _moment(text: str) -> str:
    minutes = 60 * int(text[11:13]) + int(text[14:16])
    return _time(text, _days(text[:10]) + minutes / 1440, Style.MOMENT)


def _length(text: str) -> str:
    hours, minutes, seconds = map(int, text.split(":"))
    return f' s="{Style.LENGTH}"><v>{(3600 * hours + 60 * minutes + seconds) / 86400!r}</v>'


def _time(text: str, days: float, style: Style) -> str:
    return f' s="{style}"><v>{days!r}</v>' if days >= _FIRST_DAY else _text(text)


def _days(day: str) -> int:
    return date.fromisoformat(day).toordinal() - _DAY_0


def _file(name: str) -> str:
    """A formula: of links of the other sort Excel takes 65,530 in a sheet. It says its name unreckoned."""
    legal = _ILLEGAL.sub("", name)
    target = _URL_SIGN.sub(lambda sign: f"%{ord(sign[0]):02X}", legal)
    if len(target.encode("utf-16-le")) > 2 * _MOST_IN_FORMULA:
        return _text(name)
    formula = f"HYPERLINK({_quoted(target)},{_quoted(legal)})"
    return f' s="{Style.FILE}" t="str"><f>{escape(formula, quote=False)}</f><v>{_said(legal)}</v>'


def _quoted(text: str) -> str:
    """In a formula; of `_x0041_` some programs make an A there and some do not: it is in two pieces."""
    return f'"{_ESCAPE.sub(_TWO_PIECES, text.replace(_QUOTE, 2 * _QUOTE))}"'


def _fitting(text: str) -> str:
    """As much of `text` as a cell takes."""
    if 2 * len(text) <= MOST_UNITS:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * MOST_UNITS]
    return units.decode("utf-16-le", "ignore")


def _said(text: str) -> str:
    """As XML."""
    legal = _MARKUP.sub(lambda sign: _INSTEAD.get(sign[0], ""), text)
    return _ESCAPE.sub("_x005F_", legal) if "_x" in legal else legal


_FORMS: dict[SheetKind, Callable[[str], str]] = {
    SheetKind.TEXT: _text,
    SheetKind.NUMBER: _number,
    SheetKind.MONEY: _money,
    SheetKind.MOMENT: _moment,
    SheetKind.DAY: _day,
    SheetKind.LENGTH: _length,
    SheetKind.FILE: _file,
}
