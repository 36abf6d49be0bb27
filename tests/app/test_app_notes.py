"""Notes as a person writes them: typed, marked, spoken, found again, left in peace."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.core.models import ReceiptStatus
from desktop.core.note import LONGEST_NOTE, NoteKey
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.ui.calls.calls_page import CallsPage
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.notes.note_pad import NotePad
from desktop.ui.receipts.receipts_page import ReceiptsPage
from desktop.ui.receipts.receipts_table_model import ReceiptColumn
from desktop.ui.widgets.record_table_model import CellRole
from tests.app.conftest import Driver
from tests.app.note_writing import WRITE, call_at, kept, show_receipts, write, write_call, write_receipt

# -- writing -------------------------------------------------------------------------------------


def test_a_note_is_written_marked_spoken_and_found(signed_in: Driver) -> None:
    calls = signed_in.calls
    row_id = calls.model.ids[3]
    write_call(signed_in, row_id, "ask for invoice 2114")
    QTest.keyClick(calls.details.note.editor, Qt.Key.Key_Escape)
    assert calls.table.hasFocus()
    signed_in.wait(lambda: call_at(signed_in, 3).note == "ask for invoice 2114")
    # The transcript gave way in a window as narrow as this one, and its mark went where it shows.
    assert calls.table.isColumnHidden(CallColumn.TRANSCRIPT)
    index = calls.model.index(3, CallColumn.CUSTOMER)
    assert index.data(CellRole).mark == "note"
    assert index.data(Qt.ItemDataRole.ToolTipRole).endswith("Note: \u2068ask for invoice 2114\u2069")
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).endswith("has a note")
    calls.filter_bar.search_field.setText("voice 211")
    signed_in.wait(lambda: list(calls.model.ids) == [row_id])
    assert calls.details.note.text() == "ask for invoice 2114"


def test_a_note_on_a_receipt_is_written_and_decides_nothing(signed_in: Driver) -> None:
    show_receipts(signed_in)
    receipts, scope = signed_in.receipts, signed_in.program.scope
    assert scope is not None
    row_id = receipts.model.ids[1]
    before = scope.receipts.summary(ReceiptQuery()).by_status
    assert receipts.note.line_text == "Write a note"
    # 1, 2 and 3 decide, + zooms, Space shows large; here they are letters.
    write_receipt(signed_in, row_id, "1 2+3 to check")
    receipts.table.setFocus()
    signed_in.wait(lambda: bool(receipts.model.cell(receipts.model.record_at(1), ReceiptColumn.VENDOR).mark))  # type: ignore[arg-type]  # it is there
    assert receipts.note.text() == "1 2+3 to check"
    assert scope.receipts.summary(ReceiptQuery()).by_status == before
    assert before[ReceiptStatus.PENDING_REVIEW] > 0
    receipts.note.fold_button.click()
    assert receipts.note.line_text == "\u20681 2+3 to check\u2069"
    receipts.filter_bar.search_field.setText("to che")
    signed_in.wait(lambda: list(receipts.model.ids) == [row_id])


def test_undo_in_a_note_undoes_no_decision(signed_in: Driver) -> None:
    show_receipts(signed_in)
    write_receipt(signed_in, signed_in.receipts.model.ids[0], "abc")
    editor = signed_in.receipts.note.editor
    signed_in.qtbot.keySequence(editor, QKeySequence(QKeySequence.StandardKey.Undo))
    assert signed_in.receipts.note.text() == ""
    signed_in.qtbot.keySequence(editor, QKeySequence(QKeySequence.StandardKey.Redo))
    assert signed_in.receipts.note.text() == "abc"


def test_a_note_is_written_while_somebody_types_on(signed_in: Driver) -> None:
    """The program may be ended in the middle of a long sentence."""
    key = NoteKey.call(call_at(signed_in, 0).call.sid)
    write_call(signed_in, signed_in.calls.model.ids[0], "a")
    editor = signed_in.calls.details.note.editor

    def is_kept_while_it_grows() -> bool:
        # Faster than any rest is long.
        QTest.keyClick(editor, Qt.Key.Key_B)
        return kept(signed_in, key) != ""

    signed_in.wait(is_kept_while_it_grows)
    typed = signed_in.calls.details.note.text()
    assert typed == "a" + "b" * (len(typed) - 1) and typed.startswith(kept(signed_in, key))
    assert editor.textCursor().atEnd()


def test_a_note_is_kept_by_itself_while_the_keyboard_stays_in_it(signed_in: Driver) -> None:
    key = NoteKey.call(call_at(signed_in, 0).call.sid)
    write_call(signed_in, signed_in.calls.model.ids[0], "resting")
    signed_in.wait(lambda: kept(signed_in, key) == "resting")
    assert signed_in.calls.details.note.editor.hasFocus()


def test_rows_changed_while_typing_keep_each_its_own(signed_in: Driver) -> None:
    calls = signed_in.calls
    ids = list(calls.model.ids[:8])
    for turn in ("first ", "second"):
        for number, row_id in enumerate(ids):
            write_call(signed_in, row_id, f"{turn} {number}")
    calls.table.setFocus()
    assert calls.table.set_current_id(ids[0])
    wanted = {NoteKey.call(call_at(signed_in, row).call.sid): f"first  {row}second {row}" for row in range(8)}
    signed_in.wait(lambda: all(kept(signed_in, key) == text for key, text in wanted.items()))
    assert calls.details.note.text() == "first  0second 0"


def test_a_row_is_current_for_the_note_before_its_document_is_shown(signed_in: Driver) -> None:
    """While the arrow keys repeat, the document waits; what is typed then is meant for the new row."""
    show_receipts(signed_in)
    receipts = signed_in.receipts
    receipts.table.setFocus()
    assert receipts.table.set_current_id(receipts.model.ids[0])
    for _ in range(4):
        QTest.keyClick(receipts.table, Qt.Key.Key_Down)
    signed_in.qtbot.keySequence(receipts.table, WRITE)
    QTest.keyClicks(receipts.note.editor, "of the fifth")
    receipts.table.setFocus()
    signed_in.wait(lambda: kept(signed_in, NoteKey.receipt(receipts.model.ids[4])) == "of the fifth")


@pytest.mark.parametrize("name", ["calls", "receipts"])
def test_a_list_read_again_leaves_the_writer_in_peace(signed_in: Driver, name: str) -> None:
    page: CallsPage | ReceiptsPage = signed_in.calls
    pad = signed_in.calls.details.note
    if name == "calls":
        write_call(signed_in, signed_in.calls.model.ids[2], "half a sen")
    else:
        show_receipts(signed_in)
        write_receipt(signed_in, signed_in.receipts.model.ids[2], "half a sen")
        page, pad = signed_in.receipts, signed_in.receipts.note
    for _ in range(3):
        page.refresh()
        signed_in.wait(lambda: not page.loading.busy)
        assert pad.editor.hasFocus()
        QTest.keyClicks(pad.editor, "ten")
    assert pad.text() == "half a sen" + 3 * "ten"
    assert pad.editor.document().isUndoAvailable()


@pytest.mark.parametrize("name", ["calls", "receipts"])
def test_a_row_that_leaves_the_list_leaves_the_writer_in_peace(signed_in: Driver, name: str) -> None:
    """Written on in a list of what has no notes: it goes, the sentence is written to its end."""
    page: CallsPage | ReceiptsPage = signed_in.calls
    if name == "receipts":
        show_receipts(signed_in)
        page = signed_in.receipts
        signed_in.receipts.filter_bar.take_query(ReceiptQuery(has_notes=False))
    else:
        signed_in.calls.filter_bar.take_query(CallQuery(has_notes=False))
    signed_in.wait(lambda: not page.loading.busy and page.model.whole)
    row_id = page.model.ids[2]
    pad = signed_in.calls.details.note if name == "calls" else signed_in.receipts.note
    key = NoteKey.call(call_at(signed_in, 2).call.sid) if name == "calls" else NoteKey.receipt(row_id)
    write(signed_in, page.table, row_id, pad, "begun ")
    signed_in.wait(lambda: kept(signed_in, key) == "begun ")
    page.refresh()
    signed_in.wait(lambda: row_id not in page.model.ids)
    assert pad.editor.hasFocus()
    QTest.keyClicks(pad.editor, "and ended")
    page.table.setFocus()
    signed_in.wait(lambda: kept(signed_in, key) == "begun and ended")
    # What stands there now is the current row's.
    signed_in.wait(lambda: pad.text() == "")


def test_a_note_that_is_emptied_is_none(signed_in: Driver) -> None:
    calls = signed_in.calls
    write_call(signed_in, calls.model.ids[0], "x")
    calls.table.setFocus()
    signed_in.wait(lambda: call_at(signed_in, 0).note == "x")
    write_call(signed_in, calls.model.ids[0], "")
    QTest.keyClick(calls.details.note.editor, Qt.Key.Key_Backspace)
    calls.table.setFocus()
    signed_in.wait(lambda: call_at(signed_in, 0).note == "")
    assert calls.model.index(0, CallColumn.TRANSCRIPT).data(CellRole).mark == ""


def test_a_note_has_an_end_which_is_said(signed_in: Driver) -> None:
    calls = signed_in.calls
    write_call(signed_in, calls.model.ids[0], "ab")
    pad = calls.details.note
    pasted = QMimeData()
    pasted.setText("word " * 3_998 + "1234567" + "\U0001f600")
    pad.editor.insertFromMimeData(pasted)
    assert len(pad.text()) == LONGEST_NOTE - 1
    QTest.keyClicks(pad.editor, "xyz")
    QTest.keyClick(pad.editor, Qt.Key.Key_Return)
    assert pad.text().endswith("1234567x")
    assert pad._full.isVisible()
    assert "20,000" in pad._full.text()
    QTest.keyClick(pad.editor, Qt.Key.Key_Backspace)
    assert not pad._full.isVisible()
    calls.table.setFocus()
    key = NoteKey.call(call_at(signed_in, 0).call.sid)
    signed_in.wait(lambda: kept(signed_in, key) == pad.text())


def test_without_a_call_there_is_nothing_to_write_on(signed_in: Driver) -> None:
    calls = signed_in.calls
    write_call(signed_in, calls.model.ids[0], "of the first")
    calls.filter_bar.search_field.setFocus()
    calls.filter_bar.search_field.setText("nobody says this")
    signed_in.wait(lambda: not calls.model.ids)
    assert not calls.details.note.isEnabled()
    assert calls.details.note.text() == ""
    assert not calls.commands.note.isEnabled()


# -- the window ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1366, 768), (1366, 688), (1440, 900)])
def test_an_open_note_takes_nothing_from_the_preview(signed_in: Driver, size: tuple[int, int]) -> None:
    show_receipts(signed_in)
    signed_in.resize(*size)
    write_receipt(signed_in, signed_in.receipts.model.ids[0], "a line that is long enough to wrap " * 8)
    signed_in.wait(lambda: signed_in.preview_height() >= 0.8 * size[1])
    assert signed_in.receipts.table.viewport().height() > 200


def test_tab_leads_into_the_note_and_out_of_it(signed_in: Driver) -> None:
    pads: list[tuple[QWidget, NotePad]] = [(signed_in.calls, signed_in.calls.details.note)]
    for page, pad in pads:
        write_call(signed_in, signed_in.calls.model.ids[0], "x")
        QTest.keyClick(pad.editor, Qt.Key.Key_Tab)
        assert not pad.editor.hasFocus()
        assert pad.text() == "x"
        assert page.isVisible()
