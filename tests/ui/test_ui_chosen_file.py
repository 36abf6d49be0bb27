"""Where the user lets a file go: an ending is added, and nothing is replaced that was not asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.ui.chosen_file import chosen_file

ENDINGS = ("xlsx", "csv")


@pytest.mark.parametrize(
    ("answer", "becomes"),
    [
        (("list", "csv"), "list.csv"),
        (("list.xlsx", "csv"), "list.xlsx"),
        (("LIST.CSV", "xlsx"), "LIST.CSV"),
        (("list.2024", "xlsx"), "list.2024.xlsx"),
        (("", "xlsx"), None),
    ],
)
def test_a_name_without_an_ending_gets_the_one_that_is_meant(
    answer: tuple[str, str], becomes: str | None
) -> None:
    found = chosen_file(lambda _: answer, "suggested", ENDINGS)
    assert found == (None if becomes is None else Path(becomes))


def test_a_file_of_the_whole_name_is_asked_about(tmp_path: Path) -> None:
    (tmp_path / "list.csv").touch()
    asked: list[str] = []

    def choose(suggested: str) -> tuple[str, str]:
        asked.append(suggested)
        return (str(tmp_path / "list"), "csv") if len(asked) == 1 else ("", "")

    assert chosen_file(choose, "suggested", ENDINGS) is None
    assert asked == ["suggested", str(tmp_path / "list.csv")]


def test_a_name_that_the_system_refuses_is_left_to_whoever_writes_there() -> None:
    name = "a" * 5_000
    assert chosen_file(lambda _: (name, "csv"), "suggested", ENDINGS) == Path(f"{name}.csv")
