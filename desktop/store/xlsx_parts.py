"""The parts of a workbook that do not hold its cells: what is in it, its sheets, how cells look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from html import escape
from itertools import count

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MOST_NAME_UNITS = 31
_NOT_IN_NAMES = str.maketrans("[]:*?/\\", "-------")
_TAKEN_BY_EXCEL = "history"


class Style(StrEnum):
    """The place of each among `styles`."""

    PLAIN = "0"
    HEADING = "1"
    QUOTED = "2"
    """A text that would become a formula if somebody edited its cell."""
    NUMBER = "3"
    MONEY_0 = "4"
    MONEY_2 = "5"
    MONEY_3 = "6"
    MOMENT = "7"
    DAY = "8"
    LENGTH = "9"
    FILE = "10"
    NUMBER_HEADING = "11"


_FORMATS = {
    Style.NUMBER: 1,
    Style.MONEY_0: 3,
    Style.MONEY_2: 4,
    Style.MONEY_3: 164,
    Style.MOMENT: 165,
    Style.DAY: 166,
    Style.LENGTH: 46,
}
"""How numbers are shown; those under 164 are every spreadsheet's own."""
_BOLD = 'fontId="1" fillId="2"'
_LOOKS = {Style.HEADING: _BOLD, Style.NUMBER_HEADING: _BOLD, Style.FILE: 'fontId="2" fillId="0"'}
_AS_USUAL = 'fontId="0" fillId="0"'
_AT_THE_START = (Style.PLAIN, Style.HEADING, Style.QUOTED, Style.MOMENT, Style.DAY, Style.FILE)
_STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="3"><numFmt numFmtId="164" formatCode="#,##0.000"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/>'
    '<numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="3"><font><sz val="11"/><name val="Arial"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Arial"/><family val="2"/></font>'
    '<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Arial"/><family val="2"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/><bgColor indexed="64"/></patternFill>'
    '</fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="{count}">{styles}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def styles(right_to_left: bool) -> str:
    """How cells look, in sheets of this direction."""
    each = "".join(_style(style, right_to_left) for style in Style)
    return _STYLES.format(count=len(Style), styles=each)


def _style(style: Style, right_to_left: bool) -> str:
    # What begins where one begins to read would else stand on either side of one column, as its letters are.
    side = "left" if style in _AT_THE_START and not right_to_left else "right"
    # From left to right the end of a number would touch the text beside it.
    apart = "" if right_to_left else ' indent="1"'
    # In a right-to-left sheet too numbers and days read left to right: else a minus stands behind.
    order = ' readingOrder="1"' if style in _FORMATS else ""
    quoted = ' quotePrefix="1"' if style is Style.QUOTED else ""
    look = f'numFmtId="{_FORMATS.get(style, 0)}" {_LOOKS.get(style, _AS_USUAL)} borderId="0" xfId="0"{quoted}'
    applied = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"'
    return f'<xf {look} {applied}><alignment horizontal="{side}"{apart}{order}/></xf>'


def content_types(sheets: int) -> str:
    overrides = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    overrides += [(f"/{sheet_part(number)}", "worksheet") for number in range(1, sheets + 1)]
    named = "".join(
        f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in overrides
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = f'<Default Extension="rels" ContentType="{relations}"/>'
    defaults += '<Default Extension="xml" ContentType="application/xml"/>'
    return f'{XML}<Types xmlns="{_PACKAGE}/content-types">{defaults}{named}</Types>'


def root_relations() -> str:
    return _relations([("officeDocument", "xl/workbook.xml")])


def workbook_relations(sheets: int) -> str:
    """Each sheet has its number."""
    targets = [("worksheet", sheet_part(number).removeprefix("xl/")) for number in range(1, sheets + 1)]
    return _relations([*targets, ("styles", "styles.xml")])


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    each = (
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(each)}</Relationships>'


def sheet_part(number: int) -> str:
    """Where the sheet lies, the first being 1."""
    return f"xl/worksheets/sheet{number}.xml"


def workbook(names: Sequence[str], areas: Sequence[str]) -> str:
    """`areas`: what each sheet filters (`$A$1:$Q$10`). The first line of each is printed on every page."""
    sheets = (
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    defined = [
        *_defined("_FilterDatabase", names, areas, ' hidden="1"'),
        *_defined("Print_Titles", names, ["$1:$1"] * len(names)),
    ]
    return (
        f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{''.join(sheets)}</sheets><definedNames>{''.join(defined)}</definedNames>"
        '<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>'
    )


def _defined(what: str, names: Sequence[str], areas: Sequence[str], rest: str = "") -> Iterable[str]:
    for place, (name, area) in enumerate(zip(names, areas, strict=True)):
        head = f'<definedName name="_xlnm.{what}" localSheetId="{place}"{rest}>'
        quoted = escape(name.replace("'", "''"), quote=False)
        yield f"{head}'{quoted}'!{area}</definedName>"


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Each as Excel takes a name of a sheet: of 31 letters at most, without its own signs, none twice."""
    names: list[str] = []
    for name in wanted:
        taken = {_TAKEN_BY_EXCEL, *map(str.casefold, names)}
        names.append(next(legal for legal in _legal_names(name) if legal.casefold() not in taken))
    return names


def _legal_names(name: str) -> Iterator[str]:
    """`name`, and with (2), (3) and so on."""
    shown = "".join(character for character in name if character.isprintable())
    legal = shown.translate(_NOT_IN_NAMES).strip("' ") or "Sheet"
    yield _cut_name(legal, "")
    yield from (_cut_name(legal, f" ({number})") for number in count(2))


def _cut_name(name: str, rest: str) -> str:
    units = name.encode("utf-16-le")[: 2 * (MOST_NAME_UNITS - len(rest))]
    return units.decode("utf-16-le", "ignore").rstrip("' ") + rest
