"""Reviewed and pinned as a person marks them: with keys, for one and for many, found again and undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.core.call_query import CallQuery
from desktop.core.models import CallRow
from desktop.ui.calls.calls_table_model import SORTS, CallColumn
from desktop.ui.widgets.record_table_model import CellRole
from tests.app.conftest import Driver


def at(driver: Driver, place: int) -> CallRow:
    row = driver.calls.model.record_at(place)
    assert row is not None
    return row


def take(driver: Driver, *places: int) -> None:
    """Selects these rows, the keyboard in the list."""
    page = driver.calls
    page.table.set_current_id(page.model.ids[places[0]])
    if len(places) > 1:
        page.table.select_ids([page.model.ids[place] for place in places])
    page.table.setFocus()
    driver.wait(page.table.hasFocus)


def says(driver: Driver, text: str) -> None:
    driver.wait(lambda: text in driver.texts())


@pytest.mark.parametrize(("key", "letter"), [(Qt.Key.Key_R, "r"), (Qt.Key(ord("ר")), "ר")])
def test_one_key_marks_on_either_keyboard_and_another_takes_it_back(
    signed_in: Driver, key: Qt.Key, letter: str
) -> None:
    table = signed_in.calls.table
    take(signed_in, 2)
    QTest.sendKeyEvent(QTest.KeyAction.Click, table, key, letter, Qt.KeyboardModifier.NoModifier)
    signed_in.wait(lambda: at(signed_in, 2).reviewed)
    says(signed_in, "1 call marked as reviewed.")
    index = signed_in.calls.model.index(2, CallColumn.REVIEWED)
    assert index.data(CellRole).icon == "check"
    assert "Reviewed" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    signed_in.wait(lambda: signed_in.calls.commands.reviewed.text() == "Mark as not reviewed")
    QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    signed_in.wait(lambda: not at(signed_in, 2).reviewed)
    says(signed_in, "1 call marked as not reviewed.")
    assert not signed_in.calls.commands.undo.isEnabled()


def test_many_are_marked_filtered_counted_and_undone(signed_in: Driver) -> None:
    page = signed_in.calls
    everyone = list(page.model.ids)
    take(signed_in, 1, 2, 5)
    chosen = [everyone[place] for place in (1, 2, 5)]
    signed_in.wait(lambda: page.commands.reviewed.text() == "Mark 3 calls as reviewed")
    page.commands.reviewed.trigger()
    says(signed_in, "3 calls marked as reviewed.")
    page.filter_bar.more_menu.chosen.emit((("reviewed", True),), "")
    signed_in.wait(lambda: list(page.model.ids) == chosen)
    assert page.filter_bar.more_chip.value == "Reviewed"
    signed_in.wait(lambda: page.foot.shown_label.text().startswith("\u2066\u20683 calls"))
    # The other choice takes the first one's place, and what is marked leaves the list.
    page.filter_bar.more_menu.chosen.emit((("reviewed", True), ("reviewed", False)), "")
    signed_in.wait(lambda: list(page.model.ids) == [one for one in everyone if one not in chosen])
    take(signed_in, 0)
    page.commands.reviewed.trigger()
    signed_in.wait(lambda: everyone[0] not in page.model.ids)
    page.commands.undo.trigger()
    signed_in.wait(lambda: everyone[0] in page.model.ids)
    page.commands.undo.trigger()
    signed_in.wait(lambda: set(chosen) <= set(page.model.ids))


def test_a_letter_in_a_field_is_a_letter(signed_in: Driver) -> None:
    page = signed_in.calls
    take(signed_in, 0)
    page.focus_search()
    signed_in.wait(page.filter_bar.search_field.hasFocus)
    QTest.keyClick(page.filter_bar.search_field, Qt.Key.Key_R)
    assert page.filter_bar.search_field.text() == "r"
    scope = signed_in.program.scope
    assert scope is not None and not scope.calls.ids(CallQuery(reviewed=True))


def test_a_pin_is_seen_and_taken_back(signed_in: Driver) -> None:
    page = signed_in.calls
    place = next(place for place in range(60) if not at(signed_in, place).call.has_recording)
    take(signed_in, place)
    page.commands.pin.trigger()
    signed_in.wait(lambda: at(signed_in, place).pinned)
    assert page.model.index(place, CallColumn.DAYS_LEFT).data(CellRole).icon == "pin"
    signed_in.wait(lambda: page.commands.pin.text() == "Do not pin any more")
    page.commands.pin.trigger()
    signed_in.wait(lambda: not at(signed_in, place).pinned)


def test_what_was_heard_is_reviewed_without_a_word(signed_in: Driver) -> None:
    scope, sid = signed_in.program.scope, at(signed_in, 3).call.sid
    assert scope is not None
    signed_in.calls.listening.heard_out.emit(sid)
    signed_in.wait(lambda: at(signed_in, 3).reviewed)
    assert not signed_in.calls.commands.undo.isEnabled()
    # It cannot be had from the server again.
    backup = scope.folder / "backup.json"
    signed_in.wait(lambda: backup.exists() and sid in backup.read_text(encoding="utf-8"))


def test_days_left_are_sorted_by_a_click_on_their_head(signed_in: Driver) -> None:
    page = signed_in.calls
    page.table.sort_requested.emit(int(CallColumn.DAYS_LEFT), False)
    texts: list[str] = []

    def sorted_now() -> bool:
        texts[:] = [str(page.model.index(row, CallColumn.DAYS_LEFT).data()) for row in range(60)]
        return bool(texts[0]) and not any(texts[texts.index("") :])

    signed_in.wait(sorted_now)
    numbers = [1 if text == "Last day" else int(text.split()[0]) for text in texts[: texts.index("")]]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("column", CallColumn)
def test_every_column_is_sorted_by_a_click_on_its_head(signed_in: Driver, column: CallColumn) -> None:
    page, header = signed_in.calls, signed_in.calls.table.horizontalHeader()
    asked = page.filter_bar.query
    signed_in.program.window.resize(1440, 900)
    signed_in.wait(lambda: len(page.table.shown_columns()) == len(CallColumn))
    page.table.scrollTo(page.model.index(0, column))
    place = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) // 2, 8)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    signed_in.wait(lambda: page.filter_bar.query != asked and not page.loading.busy)
    assert SORTS[column] is page.filter_bar.query.sort
    assert len(page.model.ids) == 60
