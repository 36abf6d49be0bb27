"""Notes that are left in a hurry: the end of the program, another account, a disk without room."""

from __future__ import annotations

import pytest

from desktop.core.errors import AppError, DiskFull
from desktop.core.note import NoteKey
from desktop.core.query import CallQuery
from desktop.demo.server import DemoOptions, DemoServer
from desktop.store.backup_files import BackupFiles
from desktop.ui.widgets.messages import Message
from desktop.workers.connection import ConnectionState
from tests.app.conftest import Driver
from tests.app.note_writing import Start, call_at, kept, write_call

# -- leaving -------------------------------------------------------------------------------------


def test_quitting_at_once_loses_no_letter(signed_in: Driver, start: Start) -> None:
    calls = signed_in.calls
    row_id, key = calls.model.ids[2], NoteKey.call(call_at(signed_in, 2).call.sid)
    write_call(signed_in, row_id, "last words")
    folder = signed_in.scope.folder
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
    again.bring_to_front()
    calls = again.calls
    again.wait(lambda: bool(calls.model.ids))
    row_id = calls.model.ids[5]
    write_call(again, row_id, "written offline")
    calls.table.setFocus()
    calls.filter_bar.search_field.setText("n offli")
    again.wait(lambda: list(calls.model.ids) == [row_id])


# -- a disk that fails ----------------------------------------------------------------------------


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
