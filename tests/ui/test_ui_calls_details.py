"""The details pane and the transcript: what they show, and what is found in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from desktop.core.errors import PreparationFailed
from desktop.core.models import Call, CallDirection, CallStatus
from desktop.core.transfer import Transfer, TransferState
from desktop.ui.calls.call_details_widget import MIN_WIDTH, WIDTH, CallDetailsWidget
from desktop.ui.calls.recording.recording_words import RecordingFacts
from desktop.ui.calls.transcript_widget import TranscriptWidget
from desktop.ui.formatting import strip_marks
from desktop.ui.theme import LIGHT
from tests.ui.transfer_rows import transfer

BEGAN = datetime(2026, 11, 22, 14, 10, tzinfo=UTC)
CALL = Call(
    "CA1",
    BEGAN,
    CallDirection.INBOUND,
    CallStatus.COMPLETED,
    lead_name="Example Clinic",
    phone="+97235550188",
    duration_s=392,
    summary="The clinic asks for a corrected invoice.",
    transcript="An invoice came.\nהחשבונית invoice הגיעה\nThe Invoice again, and invoice.",
    has_recording=True,
    has_transcript=True,
    expires_at=BEGAN + timedelta(days=7),
)


@pytest.fixture
def pane(look: QApplication, qtbot: QtBot) -> CallDetailsWidget:
    made = CallDetailsWidget()
    qtbot.addWidget(made)
    made.resize(WIDTH, 700)
    made.show()
    return made


def _facts(transfer: Transfer | None = None, call: Call = CALL) -> RecordingFacts:
    return RecordingFacts(call, False, transfer, BEGAN + timedelta(hours=1))


def test_with_no_call_it_says_so(pane: CallDetailsWidget) -> None:
    assert pane.shown_name == ""
    assert not pane.transcript.isVisible()
    pane.set_call(CALL)
    assert pane.transcript.isVisible()
    pane.set_call(None)
    assert not pane.transcript.isVisible()


def test_who_when_and_how_long(pane: CallDetailsWidget) -> None:
    pane.set_call(CALL)
    assert "Example Clinic" in pane.shown_name
    line = strip_marks(pane.line_text)
    began, ended = BEGAN.astimezone(), (BEGAN + timedelta(seconds=392)).astimezone()
    assert line.startswith("Incoming · 22 Nov 2026, ")
    assert f"{began:%H:%M}–{ended:%H:%M}" in line
    assert line.endswith("6:32")


def test_a_call_without_a_name_or_a_number(pane: CallDetailsWidget) -> None:
    pane.set_call(CALL._replace(lead_name=""))
    assert "+972-3-555-0188" in pane.shown_name
    assert pane.copy_phone_button.isVisible()
    pane.set_call(CALL._replace(lead_name="", phone=""))
    assert pane.shown_name == "Anonymous caller"
    assert not pane.copy_phone_button.isVisible()


def test_the_same_call_again_leaves_the_reader_in_peace(pane: CallDetailsWidget, qtbot: QtBot) -> None:
    pane.set_call(CALL._replace(transcript="word\n" * 500))
    text = pane.transcript.findChild(QTextEdit)
    assert text is not None
    text.verticalScrollBar().setValue(900)
    pane.set_call(CALL._replace(transcript="word\n" * 500))
    assert text.verticalScrollBar().value() == 900


def test_a_long_summary_does_not_push_the_transcript_away(pane: CallDetailsWidget, qtbot: QtBot) -> None:
    pane.set_call(CALL._replace(summary=""))
    qtbot.waitUntil(lambda: pane.transcript.height() > 400)
    pane.set_call(CALL._replace(summary="A very long story. " * 300))
    qtbot.waitUntil(lambda: 250 < pane.transcript.height() < 400)
    assert pane.minimumWidth() == MIN_WIDTH


def test_what_the_list_is_searched_for_is_marked_in_the_summary(pane: CallDetailsWidget) -> None:
    pane.look_for("CORRECTED")
    pane.set_call(CALL)
    assert pane.marked_in_summary == "corrected"
    pane.set_call(CALL._replace(summary="🙂🙂 a corrected one"))
    assert pane.marked_in_summary == "corrected"
    pane.look_for("nowhere")
    assert pane.marked_in_summary == ""


def test_server_text_is_never_markup(pane: CallDetailsWidget) -> None:
    hostile = "<b>bold</b><img src='http://x.example/y.png'>"
    pane.set_call(CALL._replace(summary=hostile, transcript=hostile, lead_name=hostile))
    assert pane.transcript.text() == hostile
    assert pane.summary_text == hostile


def test_what_is_said_of_a_recording(pane: CallDetailsWidget) -> None:
    pane.set_call(CALL)
    bar = pane.recording
    bar.set_recording(_facts(), None, False, 0.0)
    assert bar.keep_button.isVisible()
    assert bar.text() == ""
    bar.set_recording(_facts(transfer(TransferState.PREPARING, since=10.0)), None, False, 73.0)
    assert strip_marks(bar.text()) == "Preparing the recording… 1:03"
    assert bar.cancel_button.isVisible()
    bar.set_recording(_facts(transfer(TransferState.TRANSFERRING, received=5, total=10)), None, False, 0.0)
    assert strip_marks(bar.text()) == "Downloading… 50%"
    bar.set_recording(_facts(transfer(TransferState.TRANSFERRING, received=5)), None, False, 0.0)
    assert bar.text() == "Downloading…"
    bar.set_recording(_facts(transfer(TransferState.WAITING, line=3)), None, False, 0.0)
    assert bar.text() == "In line: 3"
    failed = transfer(TransferState.FAILED, error=PreparationFailed("x"))
    bar.set_recording(_facts(failed), None, False, 0.0)
    assert "could not prepare" in bar.text()
    assert bar.play_button.isEnabled()
    silent = CALL._replace(has_recording=False)
    bar.set_recording(_facts(call=silent), None, False, 0.0)
    assert bar.text() == "No recording"
    assert not bar.play_button.isVisible()


def test_seconds_go_on_while_the_server_prepares(pane: CallDetailsWidget, qtbot: QtBot) -> None:
    pane.set_call(CALL)
    bar = pane.recording
    bar.set_recording(_facts(transfer(TransferState.PREPARING, since=0.0)), None, False, 8.0)
    assert "0:08" in bar.text()
    # A busy computer may look only after the next one.
    qtbot.waitUntil(lambda: "0:08" not in bar.text() and "0:" in bar.text())


# -- transcript --------------------------------------------------------------------------------------


@pytest.fixture
def transcript(look: QApplication, qtbot: QtBot) -> TranscriptWidget:
    made = TranscriptWidget()
    qtbot.addWidget(made)
    made.resize(370, 400)
    made.show()
    made.set_text(CALL.transcript)
    return made


def _found(widget: TranscriptWidget) -> list[tuple[str, str]]:
    """Each marked piece with the colour behind it."""
    text = widget.findChild(QTextEdit)
    assert text is not None
    return [
        (mark.cursor.selectedText(), mark.format.background().color().name().upper())
        for mark in text.extraSelections()
    ]


def test_found_words_are_marked_and_counted(transcript: TranscriptWidget, qtbot: QtBot) -> None:
    counts: list[tuple[int, int]] = []
    transcript.counted.connect(lambda current, count: counts.append((current, count)))
    transcript.find_field.setText("invoice")
    qtbot.waitUntil(lambda: counts[-1:] == [(1, 4)])
    assert [color for _, color in _found(transcript)] == [
        LIGHT.mark_current,
        LIGHT.mark,
        LIGHT.mark,
        LIGHT.mark,
    ]
    assert [text.lower() for text, _ in _found(transcript)] == ["invoice"] * 4
    transcript.step(1)
    assert counts[-1] == (2, 4)
    transcript.step(-1)
    transcript.step(-1)
    assert counts[-1] == (4, 4), "around the end"
    transcript.find_field.setText("nowhere in it")
    qtbot.waitUntil(lambda: counts[-1] == (0, 0))
    assert not _found(transcript)
    transcript.step(1)
    assert counts[-1] == (0, 0)


def test_another_transcript_is_searched_for_the_same_words(
    transcript: TranscriptWidget, qtbot: QtBot
) -> None:
    transcript.find_field.setText("invoice")
    qtbot.waitUntil(lambda: len(_found(transcript)) == 4)
    transcript.set_text("One invoice only")
    assert len(_found(transcript)) == 1
    transcript.set_text("")
    assert transcript.text() == "No transcript"
    assert not transcript.find_field.isVisible()


def test_each_paragraph_has_its_own_direction(transcript: TranscriptWidget) -> None:
    text = transcript.findChild(QTextEdit)
    assert text is not None
    directions = []
    block = text.document().firstBlock()
    while block.isValid():
        directions.append(block.textDirection())
        block = block.next()
    left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    assert directions == [left, right, left]


def test_it_can_be_selected_and_not_changed(transcript: TranscriptWidget, qtbot: QtBot) -> None:
    text = transcript.findChild(QTextEdit)
    assert text is not None
    qtbot.keyClicks(text, "changed")
    assert transcript.text() == CALL.transcript
    text.selectAll()
    assert text.textCursor().selectedText().startswith("An invoice came.")
    text.moveCursor(QTextCursor.MoveOperation.Start)


def test_a_very_long_transcript(transcript: TranscriptWidget, qtbot: QtBot) -> None:
    transcript.set_text("שלום invoice world\n" * 1800)
    transcript.find_field.setText("invoice")
    qtbot.waitUntil(lambda: len(_found(transcript)) > 400)
    assert len(_found(transcript)) <= 500


def test_what_the_list_is_searched_for_is_marked(transcript: TranscriptWidget, qtbot: QtBot) -> None:
    """With or without points and quotes, and not where the name was found and nothing in the transcript."""
    transcript.look_for("חשבון")
    transcript.set_text("😀 הַחֶשְׁבּוֹן הגיע. One word.\nעוד חשבונית")
    assert transcript.find_field.text() == "חשבון"
    assert [words for words, _ in _found(transcript)] == ["חֶשְׁבּוֹן", "חשבונ"]
    transcript.set_text("nothing of it")
    assert transcript.find_field.text() == ""
    transcript.look_for("of")
    assert transcript.find_field.text() == "of"
    transcript.find_field.setText("noth")
    transcript.look_for("it")
    assert transcript.find_field.text() == "noth"
