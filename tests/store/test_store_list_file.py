"""A list in a user's folder: whole under its name, or nothing of it, and what was there is as it was."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.core.errors import Cancelled, DiskFull, SheetFull
from desktop.core.list_file import ListFormat
from desktop.core.sheet import Sheet, SheetColumn
from desktop.core.sheet_cell import SheetCell, sheet_text
from desktop.store import xlsx_file
from desktop.store.list_file import SheetLines, write_list

SHEET = Sheet("Names", (SheetColumn("Name", 10),))
SUMS = Sheet("Sums", (SheetColumn("Sum", 10),))


def _lines(count: int, error: BaseException | None = None) -> Iterator[list[SheetCell]]:
    for number in range(count):
        yield [sheet_text(f"=line {number}")]
    if error is not None:
        raise error


def test_the_second_sheet_knows_what_the_first_held(tmp_path: Path) -> None:
    seen: list[str] = []

    def first() -> Iterator[list[SheetCell]]:
        for line in _lines(3):
            seen.append(line[0].text)
            yield line

    def sums() -> Iterator[list[SheetCell]]:
        yield [sheet_text(str(len(seen)))]

    path = write_list(
        tmp_path / "a.xlsx", [SheetLines(SHEET, first()), SheetLines(SUMS, sums())], ListFormat.XLSX
    )
    assert path == tmp_path / "a.xlsx"
    names, found = load_workbook(path).worksheets
    assert [cell.value for cell in names["A"]] == ["Name", "=line 0", "=line 1", "=line 2"]
    assert all(cell.data_type == "s" for cell in names["A"]), "texts, and no formulas"
    assert found["A2"].value == "3"


@pytest.mark.parametrize("form", ListFormat)
@pytest.mark.parametrize(
    ("raised", "expected"),
    [(OSError(errno.ENOSPC, "full"), DiskFull), (Cancelled(), Cancelled), (SheetFull(), SheetFull)],
)
def test_what_fails_leaves_what_was_there(
    tmp_path: Path, form: ListFormat, raised: Exception, expected: type[Exception]
) -> None:
    target = tmp_path / f"a.{form}"
    target.write_bytes(b"before")
    with pytest.raises(expected):
        write_list(target, [SheetLines(SHEET, _lines(5, raised))], form)
    assert target.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == [target.name]


def test_more_than_a_sheet_holds_is_said_and_csv_takes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 4)
    with pytest.raises(SheetFull):
        write_list(tmp_path / "a.xlsx", [SheetLines(SHEET, _lines(4))], ListFormat.XLSX)
    assert not list(tmp_path.iterdir())
    path = write_list(tmp_path / "a.csv", [SheetLines(SHEET, _lines(4))], ListFormat.CSV)
    assert path.read_bytes().decode("utf-8-sig").split("\r\n")[1] == "'=line 0"
