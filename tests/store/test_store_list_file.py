"""A list in a user's folder: whole under its name, or nothing of it, and what was there is as it was."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
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


KILLED = """
import os, sys
from pathlib import Path
from desktop.core.list_file import ListFormat
from tests.store.test_store_list_file import SHEET, _lines
from desktop.store.list_file import SheetLines, write_list

def lines():
    yield from _lines(3)
    os._exit(9)

write_list(Path(sys.argv[1]), [SheetLines(SHEET, lines())], ListFormat.CSV)
"""
HOUR = 3600


def _age(path: Path, seconds: float) -> Path:
    """It was written so long ago."""
    then = path.stat().st_mtime - seconds
    os.utime(path, (then, then))
    return path


def test_what_a_kill_left_goes_with_the_next_list_and_nothing_else_does(tmp_path: Path) -> None:
    """Of others, and of a program of ours that may still be at it, nothing is touched."""
    for _ in range(2):
        assert subprocess.run([sys.executable, "-c", KILLED, tmp_path / "a.csv"], check=False).returncode == 9
    stale, living = sorted(tmp_path.iterdir())
    assert stale.name.startswith(".") and stale.name.endswith(".part")
    _age(stale, 2 * HOUR)
    _age(living, HOUR / 2)
    # A paused export goes on from its part, weeks later; other programs name theirs as they like.
    others = [tmp_path / name for name in (f".{'0a' * 8}.part", ".a.prosaas-list.part", "b.part", ".c.part")]
    for other in others:
        other.write_bytes(b"somebody's")
        _age(other, 1000 * HOUR)
    folder = tmp_path / f".{'1b' * 8}.prosaas-list.part"
    folder.mkdir()
    _age(folder, 1000 * HOUR)
    written = write_list(tmp_path / "a.csv", [SheetLines(SHEET, _lines(3))], ListFormat.CSV)
    assert {*tmp_path.iterdir()} == {written, living, folder, *others}
    assert all(other.read_bytes() == b"somebody's" for other in others)


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
