"""The usual options are read without argparse, and as it reads them."""

from __future__ import annotations

import pytest

from desktop.__main__ import _parser, _usual_options


@pytest.mark.parametrize(
    "line",
    [
        "",
        "--demo",
        "--measure-start --lang he",
        "--lang he",
        "--lang=en --data-dir /x",
        "--data-dir=/x --demo",
        "--dem",
        "--lang he --lang en",
    ],
)
def test_usual_options_are_read_as_argparse_reads_them(line: str) -> None:
    given = line.split()
    assert _usual_options(given) == _parser().parse_args(given)


@pytest.mark.parametrize(
    "line",
    [
        "--version",
        "--self-test",
        "--help",
        "-h",
        "x",
        "--",
        "--demo=1",
        "--d x",
        "--data-dir",
        "--data-dir --demo",
        "--lang fr",
        "--lang fr --lang he",
    ],
)
def test_all_else_is_left_to_argparse(line: str) -> None:
    assert _usual_options(line.split()) is None
