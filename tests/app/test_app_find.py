"""Ctrl+K in the real window: everything in one box, by keyboard alone."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.core.cancel import CancelToken
from desktop.core.search_text import normalise
from desktop.services.find import FindService, FoundGroup, FoundKind
from desktop.ui.find.find_dialog import FindDialog
from desktop.ui.find.find_lines import FindLine, LineKind
from desktop.ui.formatting import strip_marks
from tests.app.conftest import Driver


def opened(driver: Driver) -> FindDialog:
    window = driver.program.window
    window.activateWindow()
    driver.wait(window.isActiveWindow)
    driver.qtbot.keySequence(window, QKeySequence("Ctrl+K"))
    driver.wait(lambda: window.find_everything.dialog is not None)
    dialog = window.find_everything.dialog
    assert dialog is not None
    driver.wait(lambda: dialog.isVisible() and dialog.field.hasFocus())
    return dialog


def typed(driver: Driver, dialog: FindDialog, words: str) -> list[FindLine]:
    """The results, once all of them are counted."""
    dialog.field.setText(words)
    driver.wait(lambda: dialog.answered == words and dialog.counted)
    return list(dialog.results.results.lines)


def records(lines: list[FindLine], kind: FoundKind) -> list[FindLine]:
    return [line for line in lines if line.kind is LineKind.RECORD and line.group is kind]


def all_line(lines: list[FindLine], kind: FoundKind) -> str:
    return next(line.text for line in lines if line.kind is LineKind.ALL and line.group is kind)


def key(dialog: FindDialog, *keys: Qt.Key) -> None:
    for one in keys:
        QTest.keyClick(dialog.field, one)


def test_results_are_grouped_counted_and_in_context(driver: Driver) -> None:
    scope = driver.scope
    dialog = opened(driver)
    lines = typed(driver, dialog, "demo")
    calls, receipts = records(lines, FoundKind.CALLS), records(lines, FoundKind.RECEIPTS)
    assert 0 < len(calls) <= 5
    assert 0 < len(receipts) <= 5
    assert lines[0].kind is LineKind.HEAD
    count = len(scope.calls.found(driver.calls.filter_bar.query._replace(text="demo")).ids)
    assert f" {count} " in f" {all_line(lines, FoundKind.CALLS)} "
    lines = typed(driver, dialog, "חשבונית")
    assert all(normalise("חשבונית") in normalise(line.context) for line in records(lines, FoundKind.CALLS))
    key(dialog, Qt.Key.Key_Escape)
    driver.wait(lambda: driver.program.window.find_everything.dialog is None)


def test_enter_goes_to_the_call_and_marks_it(driver: Driver) -> None:
    """Filters that would hide it are taken away, which is said."""
    driver.calls.filter_bar.search_field.setText("nothing like this")
    driver.calls.filter_bar.search_field.search_now()
    driver.wait(lambda: not driver.calls.model.ids)
    driver.program.window.commands.receipts.trigger()
    dialog = opened(driver)
    wanted = records(typed(driver, dialog, "חשבונית"), FoundKind.CALLS)[1]
    key(dialog, Qt.Key.Key_Down, Qt.Key.Key_Return)
    driver.wait(lambda: driver.calls.table.current_id() == wanted.row_id)
    assert driver.program.window.stack.currentWidget() is driver.calls
    details = driver.calls.details
    marked = (details.transcript.find_field.text(), details.marked_in_summary)
    assert "חשבונית" in marked
    assert [message.key for message in driver.program.window.messages.standing] == ["cleared"]


def test_a_receipt_is_gone_to(driver: Driver) -> None:
    dialog = opened(driver)
    lines = typed(driver, dialog, "demo")
    wanted = records(lines, FoundKind.RECEIPTS)[0]
    down = [line for line in lines if line.can_be_chosen].index(wanted)
    key(dialog, *[Qt.Key.Key_Down] * down, Qt.Key.Key_Return)
    driver.wait(lambda: driver.receipts.table.current_id() == wanted.row_id)
    assert driver.program.window.stack.currentWidget() is driver.receipts


@pytest.mark.parametrize("kind", list(FoundKind))
def test_all_of_a_kind_are_listed_on_its_page(driver: Driver, kind: FoundKind) -> None:
    driver.calls.filter_bar.show_lost_soon()
    dialog = opened(driver)
    lines = [line for line in typed(driver, dialog, "demo") if line.can_be_chosen]
    place = next(n for n, line in enumerate(lines) if line.kind is LineKind.ALL and line.group is kind)
    key(dialog, *[Qt.Key.Key_Down] * place, Qt.Key.Key_Return)
    page = driver.calls if kind is FoundKind.CALLS else driver.receipts
    driver.wait(lambda: page.filter_bar.query.text == "demo" and not driver.program.tasks.busy)
    assert page.filter_bar.search_field.text() == "demo"
    assert str(len(page.model.ids)) in lines[place].text
    if page is driver.calls:
        assert not driver.calls.filter_bar.query.lost_soon


def test_enter_before_the_answer_takes_the_first_result(driver: Driver) -> None:
    dialog = opened(driver)
    QTest.keyClicks(dialog.field, "demo")
    key(dialog, Qt.Key.Key_Return)
    driver.wait(lambda: driver.program.window.find_everything.dialog is None)
    driver.wait(lambda: driver.calls.table.current_id() is not None)
    row = driver.calls.current_row()
    assert row is not None
    assert "demo" in row.call.lead_name.lower()


def test_nothing_found_and_nothing_typed_are_said(driver: Driver) -> None:
    dialog = opened(driver)
    [line] = typed(driver, dialog, "zzzz")
    assert line.kind is LineKind.NOTE
    assert "zzzz" in strip_marks(line.text)
    key(dialog, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert dialog.isVisible()
    [line] = typed(driver, dialog, "")
    assert line.kind is LineKind.NOTE


def test_an_account_that_goes_takes_its_results_along(driver: Driver) -> None:
    window = driver.program.window
    dialog = opened(driver)
    typed(driver, dialog, "demo")
    window.set_scope(None)
    driver.wait(lambda: window.find_everything.dialog is None)
    assert not window.commands.find.isEnabled()
    assert QApplication.activeModalWidget() is None


def test_an_answer_that_comes_too_late_is_dropped(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first search, which is told to end, is held until the second has been answered."""
    go, first = threading.Event(), FindService.first
    tokens: dict[str, CancelToken] = {}

    def held(find: FindService, wanted: str, token: CancelToken) -> tuple[FoundGroup, ...]:
        tokens[wanted] = token
        if wanted == "demo":
            go.wait(20)
        return first(find, wanted, token)

    dialog = opened(driver)
    monkeypatch.setattr(FindService, "first", held)
    dialog.field.setText("demo")
    dialog.field.search_now()
    dialog.field.setText("zzzz")
    dialog.field.search_now()
    driver.wait(lambda: dialog.answered == "zzzz")
    # It would go on for nobody.
    assert {wanted: token.cancelled for wanted, token in tokens.items()} == {"demo": True, "zzzz": False}
    go.set()
    driver.wait(lambda: not driver.program.tasks.busy)
    assert [line.kind for line in dialog.results.results.lines] == [LineKind.NOTE]
