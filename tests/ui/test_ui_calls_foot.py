"""The calls' foot: sums as whole as there is room for them, and how many they are always."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.core.call_summary import CallSummary
from desktop.ui.calls.calls_foot import CallsFoot
from desktop.ui.formatting import strip_marks

LISTED, SELECTED = CallSummary(1312, 987_654, 840, 12), CallSummary(1, 3_692, 1, 1)


@pytest.fixture
def foot(either_language: str, qtbot: QtBot) -> CallsFoot:
    made = CallsFoot()
    qtbot.addWidget(made)
    made.show_calls(1312, LISTED)
    made.show_selection(1, SELECTED)
    made.show()
    return made


def fits(label: QLabel) -> bool:
    return label.fontMetrics().horizontalAdvance(label.text()) <= label.width()


@pytest.mark.parametrize("width", [260, 380, 520])
def test_counts_stay_whole_and_sums_give_way_part_by_part(foot: CallsFoot, qtbot: QtBot, width: int) -> None:
    foot.resize(width, 30)
    labels = foot.shown_label, foot.selection_label
    qtbot.waitUntil(lambda: all(map(fits, labels)))
    for label in labels:
        whole, shown = label.accessibleName().split(" · "), strip_marks(label.text()).split(" · ")
        assert shown[0] and shown == whole[: len(shown)]


def test_with_room_all_of_it_is_said(foot: CallsFoot, qtbot: QtBot) -> None:
    foot.resize(1400, 30)
    for label in (foot.shown_label, foot.selection_label):
        assert label.accessibleName().count(" · ") == 3
    labels = foot.shown_label, foot.selection_label
    qtbot.waitUntil(lambda: all(strip_marks(one.text()) == one.accessibleName() for one in labels))
