"""Labels that wrap: each line of Hebrew begins at the edge of the window's text."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.labels import plain_label


def line_ends(image: QImage, line: int) -> list[int]:
    """Where each line of `line` px has its ink that is farthest to the right."""
    paper = image.pixel(0, 0)
    ends = []
    for top in range(0, image.height() - line + 1, line):
        rows = range(top, top + line)
        inked = (x for x in reversed(range(image.width())) if any(image.pixel(x, y) != paper for y in rows))
        ends.append(next(inked, -1))
    return ends


@pytest.mark.parametrize("word", ["שלום", "HHHH"])
def test_every_line_begins_at_the_same_edge(hebrew: QApplication, qtbot: QtBot, word: str) -> None:
    label = plain_label(" ".join([word] * 12))
    qtbot.addWidget(label)
    width = label.fontMetrics().horizontalAdvance(" ".join([word] * 4)) + 4
    label.resize(width, label.heightForWidth(width))
    lines = round(label.height() / label.fontMetrics().lineSpacing())
    assert lines == 3
    ends = line_ends(label.grab().toImage(), label.height() // lines)
    assert len(set(ends)) == 1 and ends[0] > 0
