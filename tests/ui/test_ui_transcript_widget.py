"""A transcript however long: nothing is lost, and no paragraph is longer than Qt lays out in a moment."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.calls.transcript_widget import TranscriptWidget

MOST_LETTERS = 21_100
MOST_OF_A_WORD = 1_000


@pytest.mark.parametrize(
    "text", ["x" * 50_500, "word " * 60_000, ("long " * 9_000 + "\n") * 2, "שלום\nלכולם"]
)
def test_long_paragraphs_are_parted(qtbot: QtBot, text: str) -> None:
    widget = TranscriptWidget()
    qtbot.addWidget(widget)
    widget.set_text(text)
    shown = widget.text()
    assert "".join(shown.split()) == "".join(text.split())
    assert max(map(len, shown.split("\n"))) <= MOST_LETTERS
    assert max(map(len, shown.split())) <= MOST_OF_A_WORD


def test_what_people_say_stands_as_it_was_sent(qtbot: QtBot) -> None:
    text = "Good morning, this is Dana.\n\nבוקר טוב, מדברת דנה.\n" * 50
    widget = TranscriptWidget()
    qtbot.addWidget(widget)
    widget.set_text(text)
    assert widget.text() == text
