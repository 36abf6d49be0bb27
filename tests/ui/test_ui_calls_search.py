"""Searching the list of calls: how far it got, and from match to match with the keys of the system."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.query import CallQuery
from desktop.demo.server import DemoOptions, DemoServer
from desktop.store import call_lookup
from desktop.ui.calls.call_queries import FIRST_ROWS
from desktop.ui.formatting import strip_marks
from tests.ui.calls_desk import CallsDesk, calls_desk

NEXT, PREVIOUS = QKeySequence.StandardKey.FindNext, QKeySequence.StandardKey.FindPrevious


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[CallsDesk]:
    with (
        DemoServer(DemoOptions(calls=700, receipts=3)) as server,
        calls_desk(qtbot, server, tmp_path) as made,
    ):
        made.window.activateWindow()
        made.wait(made.window.isActiveWindow)
        yield made


def _search(desk: CallsDesk, words: str) -> None:
    field = desk.page.filter_bar.search_field
    field.setFocus()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.wait(lambda: not desk.tasks.busy and desk.page.model.whole)


def _press(desk: CallsDesk, key: QKeySequence.StandardKey) -> None:
    desk.qtbot.keySequence(desk.page.filter_bar.search_field, QKeySequence(key))


def _place(desk: CallsDesk) -> tuple[int, str]:
    """Which row is current, and what is said beside the transcript."""
    return desk.page.table.currentIndex().row(), desk.page.details.transcript.find_field.note


def test_a_search_lists_the_newest_hits_and_then_all(desk: CallsDesk) -> None:
    counts: list[int] = []
    desk.page.model.ids_changed.connect(lambda _: counts.append(len(desk.page.model.ids)))
    _search(desk, "the")
    assert counts[0] == 100
    assert counts[-1] > 100
    assert list(desk.page.model.ids) == list(desk.scope.calls.ids(desk.page.filter_bar.query))
    assert not desk.page.reach.isVisible()
    # The foot counts what is listed now, not what was listed before.
    desk.wait(lambda: strip_marks(desk.page.foot.shown_label.text()).startswith(f"{counts[-1]} calls"))


def test_little_words_say_how_far_they_got(desk: CallsDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call_lookup, "WALK_SECONDS", -1.0)
    _search(desk, "th")
    assert desk.page.reach.isVisible()
    assert strip_marks(desk.page.reach.text).startswith("Transcripts searched back to ")
    assert strip_marks(desk.page.reach.text).endswith("; type a third letter to search all.")
    _search(desk, "e")
    assert desk.page.filter_bar.query.text == "the"
    assert not desk.page.reach.isVisible()


def test_an_empty_list_says_it_too(desk: CallsDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call_lookup, "WALK_SECONDS", -1.0)
    _search(desk, "~~")
    assert desk.page.empty.isVisible()
    assert "Transcripts searched back to" in strip_marks(desk.page.empty.accessibleName())


def test_keys_go_from_match_to_match_and_on_to_the_next_call(desk: CallsDesk) -> None:
    """From the field that was typed in, which keeps the focus; back again the same way."""
    _search(desk, "invoice")
    assert _place(desk) == (-1, "")
    forth: list[tuple[int, str]] = []
    while len(forth) < 12:
        _press(desk, NEXT)
        forth.append(_place(desk))
    rows = [row for row, _ in forth]
    assert rows == sorted(rows)
    assert rows[0] == 0
    assert rows[-1] > 0, "it went on to another call"
    for row, note in set(forth):
        current, count = map(int, note.split(" of ")) if note else (0, 0)
        assert current <= count, (row, note)
    back = [forth[-1]]
    while len(back) < 12:
        _press(desk, PREVIOUS)
        back.append(_place(desk))
    assert back == forth[::-1]


def test_at_the_ends_of_the_list_it_stays(desk: CallsDesk) -> None:
    call = next(row for row in desk.rows() if row.call.transcript and row.call.phone)
    _search(desk, call.call.sid)
    assert len(desk.page.model.ids) == 1
    _press(desk, NEXT)
    _press(desk, NEXT)
    _press(desk, PREVIOUS)
    assert desk.page.table.currentIndex().row() == 0


def test_what_the_reader_looks_for_stays_in_its_transcript(desk: CallsDesk) -> None:
    desk.take(next(row for row in desk.rows() if row.call.has_transcript and "the" in row.call.transcript))
    row = desk.page.table.currentIndex().row()
    field = desk.page.details.transcript.find_field
    field.setText("the")
    field.search_now()
    count = int(field.note.split(" of ")[1])
    for _ in range(count):
        _press(desk, NEXT)
    assert _place(desk) == (row, f"1 of {count}"), "around the end"


def test_a_call_that_filters_hide_is_shown_all_the_same(desk: CallsDesk) -> None:
    last = desk.page.model.ids[-1]
    desk.page.show_record(last, "")
    assert desk.page.table.current_id() == last
    assert desk.message("cleared") is None
    _search(desk, "invoice")
    hidden = next(one for one in desk.scope.calls.ids(CallQuery()) if one not in desk.page.model.ids)
    desk.page.show_record(hidden, "the")
    desk.wait(lambda: desk.page.table.current_id() == hidden)
    assert desk.wait_for_message("cleared").sentence == "The filters were cleared to show this call."
    assert not desk.page.filter_bar.query.filters


def test_an_answer_that_came_too_late_is_dropped(desk: CallsDesk) -> None:
    field = desk.page.filter_bar.search_field
    for words in ("the", "invoice", "nowhere at all"):
        field.setText(words)
        field.search_now()
    desk.wait(lambda: not desk.tasks.busy)
    assert len(desk.page.model.ids) == 0
    assert desk.page.empty.isVisible()


def test_past_the_last_of_the_first_hits_the_next_match_is_in_the_rest(desk: CallsDesk) -> None:
    def past_the_last(ids: array[int]) -> None:
        desk.page.table.set_current_id(ids[-1])
        while desk.page.details.transcript.step(1, around=False):
            pass
        desk.page.commands.next_match.trigger()

    desk.page.loading.first_found.connect(past_the_last)
    _search(desk, "the")
    desk.wait(lambda: desk.page.table.currentIndex().row() == FIRST_ROWS)
