"""What is searched for stands in a note: it is marked there, and shown wherever the hit is listed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.core.note import NoteKey
from desktop.demo.server import DemoServer
from desktop.services.find import FoundKind
from desktop.ui.formatting import strip_marks
from desktop.ui.notes.note_editor import NoteEditor
from tests.app.conftest import Driver
from tests.app.test_app_find import opened, records, typed

WRITTEN = "שלום 😀 ask for InVoice 2114"


@pytest.fixture
def noted(start: Callable[[str], Driver], server: DemoServer) -> Driver:
    """With a note on the third call and on the second receipt."""
    driver = start("en")
    driver.sign_in(server)
    driver.wait_for_lists()
    driver.wait(lambda: not driver.program.tasks.busy)
    scope = driver.program.scope
    row = driver.calls.model.record_at(2)
    assert scope is not None and row is not None
    scope.notes.hold(NoteKey.call(row.call.sid), WRITTEN)
    scope.notes.hold(NoteKey.receipt(driver.receipts.model.ids[1]), "x " * 200 + WRITTEN)
    scope.notes.write()
    scope.bookmarks.hold(scope.bookmarks.new(row.call.sid, 9_500)._replace(text="the zebra's price"))
    scope.bookmarks.write()
    driver.program.window.lists.refresh()
    return driver


def marked(editor: NoteEditor) -> list[str]:
    return [selection.cursor.selectedText() for selection in editor.extraSelections()]


def test_the_words_are_marked_in_the_note(noted: Driver) -> None:
    page = noted.calls
    editor = page.details.note.editor
    page.filter_bar.search_field.setText("invoice")
    page.filter_bar.search_field.search_now()
    noted.wait(lambda: page.model.whole and len(page.model.ids) > 0 and not noted.program.tasks.busy)
    row = next(
        row for row in map(page.model.record_at, range(len(page.model.ids))) if row is not None and row.note
    )
    assert page.table.set_current_id(row.row_id)
    noted.wait(lambda: marked(editor) == ["InVoice"])
    editor.setFocus()
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    noted.qtbot.keyClicks(editor, " invoice")
    assert marked(editor) == ["InVoice", "invoice"]
    page.filter_bar.clear()
    noted.wait(lambda: marked(editor) == [])


def test_a_folded_note_shows_where_the_words_stand(noted: Driver) -> None:
    noted.program.window.commands.receipts.trigger()
    page = noted.receipts
    row_id = page.model.ids[1]
    assert page.table.set_current_id(row_id)
    noted.wait(lambda: strip_marks(page.note.line_text).startswith("x x x"))
    page.filter_bar.search_field.setText("voice 2114")
    noted.wait(lambda: list(page.model.ids) == [row_id])
    noted.wait(lambda: strip_marks(page.note.line_text).endswith("InVoice 2114"))
    assert marked(page.note.editor) == ["Voice 2114"]
    page.filter_bar.clear()
    noted.wait(lambda: strip_marks(page.note.line_text).startswith("x x x"))


def test_the_search_over_everything_shows_the_note(noted: Driver) -> None:
    dialog = opened(noted)
    lines = typed(noted, dialog, "voice 2114")
    for kind in FoundKind:
        [line] = records(lines, kind)
        assert strip_marks(line.context).startswith("Note: ")
        assert strip_marks(line.context).endswith("InVoice 2114")
    [line] = records(typed(noted, dialog, "zebra"), FoundKind.CALLS)
    assert strip_marks(line.context) == "Bookmark at 0:09: the zebra's price"
