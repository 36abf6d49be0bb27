"""What is said of files that are missing, where that is more than their own reasons."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desktop.console.unasked import unnamed_lines
from desktop.ui.translation import install


@pytest.mark.parametrize(
    ("total", "named", "said"),
    [(0, 0, []), (3, 3, []), (10_002, 10_000, ["2 more not named here: missing.csv in the ZIP has all."])],
)
def test_of_very_many_it_is_said_how_many_are_not_named(
    qapp: QApplication, total: int, named: int, said: list[str]
) -> None:
    install(qapp, "en")
    assert unnamed_lines(total, named) == said
