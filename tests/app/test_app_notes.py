"""Notes as a person writes them: typed, left in a hurry, found again, kept through restarts and damage."""

from __future__ import annotations

import shutil
from collections import namedtuple
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.core.errors import AppError, DiskFull
from desktop.core.models import CallRow, ReceiptStatus
from desktop.core.note import LONGEST_NOTE, NoteKey
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.demo.server import DemoOptions, DemoServer
from desktop.store import database
from desktop.store.backup_files import NAMES, BackupFiles
from desktop.ui.calls.calls_page import CallsPage
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.notes.note_pad import NotePad
from desktop.ui.receipts.receipts_page import ReceiptsPage
from desktop.ui.receipts.receipts_table_model import ReceiptColumn
from desktop.ui.widgets.messages import Message
from desktop.ui.widgets.record_table import RecordTable
from desktop.ui.widgets.record_table_model import CellRole
from desktop.workers.connection import ConnectionState
from tests.app.conftest import Driver

Start = Callable[[str], Driver]
WRITE = QKeySequence("Ctrl+N")


@pytest.fixture
def signed_in(start: Start, server: DemoServer) -> Driver:
    driver = start("en")
    driver.sign_in(server)
    driver.wait_for_lists()
    bring_to_front(driver)
    return driver


def bring_to_front(driver: Driver) -> None:
    window = driver.program.window
    window.commands.calls.trigger()
    window.activateWindow()
    driver.wait(window.isActiveWindow)


def write(driver: Driver, table: RecordTable, row_id: int, pad: NotePad, text: str) -> None:
    """With the keys alone, from the table on."""
    assert table.set_current_id(row_id)
    table.setFocus()
    # A window that has just come is laid out a moment later.
    driver.wait(pad.isVisible)
    driver.qtbot.keySequence(table, WRITE)
    driver.wait(pad.editor.hasFocus)
    driver.qtbot.keyClicks(pad.editor, text)


def write_call(driver: Driver, row_id: int, text: str) -> None:
    write(driver, driver.calls.table, row_id, driver.calls.details.note, text)


def write_receipt(driver: Driver, row_id: int, text: str) -> None:
    write(driver, driver.receipts.table, row_id, driver.receipts.note, text)


def show_receipts(driver: Driver) -> None:
    driver.program.window.commands.receipts.trigger()
    driver.wait(lambda: bool(driver.receipts.model.ids))


def call_at(driver: Driver, row: int) -> CallRow:
    found = driver.calls.model.record_at(row)
    assert found is not None
    return found


def kept(driver: Driver, key: NoteKey) -> str:
    """The note as it is in the database, whatever is held."""
    scope = driver.program.scope
    assert scope is not None
    return scope._notes.text(key)


def lists(data_dir: Path) -> Path:
    [found] = data_dir.glob("accounts/*/lists.db")
    return found


def damage(path: Path) -> None:
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    path.write_bytes(b"not a database" * 400)


# -- writing -------------------------------------------------------------------------------------


def test_a_note_is_written_marked_spoken_and_found(signed_in: Driver) -> None:
    calls = signed_in.calls
    row_id = calls.model.ids[3]
    write_call(signed_in, row_id, "ask for invoice 2114")
    QTest.keyClick(calls.details.note.editor, Qt.Key.Key_Escape)
    assert calls.table.hasFocus()
    signed_in.wait(lambda: call_at(signed_in, 3).note == "ask for invoice 2114")
    index = calls.model.index(3, CallColumn.TRANSCRIPT)
    assert index.data(CellRole).mark == "note"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Note: \u2068ask for invoice 2114\u2069"
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


# -- leaving -------------------------------------------------------------------------------------


def test_quitting_at_once_loses_no_letter(signed_in: Driver, start: Start) -> None:
    calls = signed_in.calls
    row_id, key = calls.model.ids[2], NoteKey.call(call_at(signed_in, 2).call.sid)
    write_call(signed_in, row_id, "last words")
    folder = signed_in.program.scope.folder  # type: ignore[union-attr]  # signed in
    signed_in.program.close()
    newest = BackupFiles(folder).newest()
    assert newest is not None
    assert [note["text"] for note in newest.content["notes"]] == ["last words"]
    again = start("en")
    assert kept(again, key) == "last words"
    again.wait(lambda: bool(again.calls.model.ids))
    assert again.calls.table.set_current_id(row_id)
    assert again.calls.details.note.text() == "last words"
    # Drawn before the rest of the program is there, too.
    assert call_at(again, 2).note == "last words"


def test_another_language_in_the_middle_of_a_note_loses_nothing(signed_in: Driver) -> None:
    key = NoteKey.call(call_at(signed_in, 1).call.sid)
    write_call(signed_in, signed_in.calls.model.ids[1], "half a")
    settings = signed_in.program.accounts.settings._replace(language="he")
    signed_in.program.window.settings_chosen.emit(settings)
    assert kept(signed_in, key) == "half a"


def test_another_account_shows_none_of_it(signed_in: Driver) -> None:
    """The other server's calls have the same ids, which is the worst case."""
    program, calls = signed_in.program, signed_in.calls
    row_id, sid = calls.model.ids[0], call_at(signed_in, 0).call.sid
    write_call(signed_in, row_id, "secret of the first")
    first = program.scope
    assert first is not None
    program.window.sign_out_asked.emit(False)
    assert calls.details.note.text() == ""
    with DemoServer(DemoOptions(calls=60, receipts=40)) as other:
        signed_in.sign_in(other)
        signed_in.wait(lambda: program.scope is not None and program.scope is not first)
        signed_in.wait_for_lists()
        scope = program.scope
        assert scope is not None
        assert scope.calls.call(sid) is not None
        assert calls.table.set_current_id(row_id)
        assert calls.details.note.text() == ""
        assert not scope.calls.ids(CallQuery(text="secret of"))
        assert not scope.calls.ids(CallQuery(has_notes=True))
        assert not list(scope.folder.glob("backup*"))
        program.close()


def test_offline_notes_are_written_and_found(signed_in: Driver, start: Start, server: DemoServer) -> None:
    signed_in.program.close()
    server.stop()
    again = start("en")
    again.wait(lambda: again.program.connection.state is ConnectionState.OFFLINE)
    bring_to_front(again)
    calls = again.calls
    again.wait(lambda: bool(calls.model.ids))
    row_id = calls.model.ids[5]
    write_call(again, row_id, "written offline")
    calls.table.setFocus()
    calls.filter_bar.search_field.setText("n offli")
    again.wait(lambda: list(calls.model.ids) == [row_id])


# -- damage and upgrades -------------------------------------------------------------------------


def test_after_damage_the_notes_are_back_and_told(signed_in: Driver, start: Start, data_dir: Path) -> None:
    calls = signed_in.calls
    sid = call_at(signed_in, 4).call.sid
    write_call(signed_in, calls.model.ids[4], "on a call")
    show_receipts(signed_in)
    receipt_id = signed_in.receipts.model.ids[0]
    write_receipt(signed_in, receipt_id, "on a receipt")
    signed_in.program.close()
    damage(lists(data_dir))
    again = start("en")
    again.wait(
        lambda: any(text.startswith("2 note") and "from the backup of" in text for text in again.texts())
    )
    assert any("were damaged and are fetched anew" in text for text in again.texts())
    again.wait_for_lists()
    assert (kept(again, NoteKey.call(sid)), kept(again, NoteKey.receipt(receipt_id))) == (
        "on a call",
        "on a receipt",
    )
    again.wait(lambda: [row.call.sid for row in rows(again) if row.note] == [sid])


def rows(driver: Driver) -> list[CallRow]:
    found = (driver.calls.model.record_at(row) for row in range(len(driver.calls.model.ids)))
    return [row for row in found if row is not None]


def test_a_damaged_newest_backup_is_passed_over(signed_in: Driver, start: Start, data_dir: Path) -> None:
    program, calls = signed_in.program, signed_in.calls
    assert program.scope is not None
    folder, key = program.scope.folder, NoteKey.call(call_at(signed_in, 0).call.sid)
    write_call(signed_in, calls.model.ids[0], "one")
    calls.table.setFocus()
    signed_in.wait((folder / NAMES[0]).exists)
    write_call(signed_in, calls.model.ids[0], " two")
    program.close()
    assert (folder / NAMES[1]).exists()
    (folder / NAMES[0]).write_bytes(b"\0" * 100)
    damage(lists(data_dir))
    again = start("en")
    again.wait(lambda: any(text.startswith("1 note") and "came back" in text for text in again.texts()))
    assert kept(again, key) == "one"


def test_a_newer_database_is_refused_with_its_sentence_and_left_alone(
    signed_in: Driver, start: Start, data_dir: Path
) -> None:
    signed_in.program.close()
    path = lists(data_dir)
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = path.read_bytes()
    again = start("en")
    again.wait(lambda: any("written by a newer version" in text for text in again.texts()))
    again.wait(lambda: again.program.sign_in.dialog is not None)
    assert again.program.scope is None
    again.program.close()
    assert path.read_bytes() == before
    assert not list(path.parent.glob("lists.damaged*"))


def test_a_note_that_cannot_be_written_says_so_and_is_written_later(
    signed_in: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope, calls = signed_in.program.scope, signed_in.calls
    assert scope is not None
    key = NoteKey.call(call_at(signed_in, 0).call.sid)

    def full(*_: object) -> None:
        raise AppError("no room")

    with monkeypatch.context() as broken:
        broken.setattr(scope._notes, "put", full)
        write_call(signed_in, calls.model.ids[0], "waits")
        calls.table.setFocus()
        signed_in.wait(lambda: any(message.key == "note" for message in standing(signed_in)))
    assert calls.table.set_current_id(calls.model.ids[1])
    assert calls.table.set_current_id(calls.model.ids[0])
    assert calls.details.note.text() == "waits"
    signed_in.wait(lambda: kept(signed_in, key) == "waits")
    signed_in.wait(lambda: not any(message.key == "note" for message in standing(signed_in)))


def test_a_note_that_cannot_be_written_holds_the_window_once(
    signed_in: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope, window = signed_in.program.scope, signed_in.program.window
    assert scope is not None

    def full(*_: object) -> None:
        raise DiskFull("no room")

    write_call(signed_in, signed_in.calls.model.ids[0], "waits")
    with monkeypatch.context() as broken:
        broken.setattr(scope._notes, "put", full)
        assert not window.close()
        assert window.isVisible()
        assert any("Close the window again" in text for text in signed_in.texts())
        assert any("no room left" in text for text in signed_in.texts())
        assert signed_in.calls.details.note.text() == "waits"
        assert window.close()
    assert not window.isVisible()


def standing(driver: Driver) -> tuple[Message, ...]:
    return driver.program.window.messages.standing


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


# -- a new version -------------------------------------------------------------------------------


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program as a later version of it is: with one more table."""
    folder = tmp_path / "next schema"
    shutil.copytree(database._SCHEMA, folder)
    (folder / "9999_next.sql").write_text("CREATE TABLE next (x TEXT) STRICT;")
    monkeypatch.setattr(database, "_SCHEMA", folder)
    return folder


def left_behind(start: Start, server: DemoServer, data_dir: Path) -> tuple[Path, list[int]]:
    """What this version leaves for the next: its database and the ids in its list."""
    driver = start("en")
    driver.sign_in(server)
    driver.wait_for_lists()
    ids = list(driver.calls.model.ids)
    driver.program.close()
    return lists(data_dir), ids


def test_a_new_version_copies_the_lists_and_shows_them(
    start: Start, server: DemoServer, data_dir: Path, request: pytest.FixtureRequest
) -> None:
    path, ids = left_behind(start, server, data_dir)
    request.getfixturevalue("next_version")
    again = start("en")
    assert list(again.calls.model.ids) == ids
    assert len(list(path.parent.glob("lists.before-*.db"))) == 1


def test_a_new_version_without_room_says_so_and_changes_nothing(
    start: Start,
    server: DemoServer,
    data_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    path, ids = left_behind(start, server, data_dir)
    request.getfixturevalue("next_version")
    usage = namedtuple("usage", "total used free")
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _: usage(1 << 40, 0, 1 << 20))
        again = start("en")
        again.wait(lambda: any("There is not enough room" in text for text in again.texts()))
        again.program.close()
    assert not list(path.parent.glob("lists.before-*"))
    later = start("en")
    assert list(later.calls.model.ids) == ids
