"""Another language in the middle of work: everything is where it was, in other words."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout
from pytestqt.qtbot import QtBot

from desktop.core.call import deleted_since
from desktop.core.errors import NotAllowed
from desktop.core.export import ExportReport
from desktop.core.list_file import ListFormat
from desktop.core.models import CallDirection, FileKind, ReceiptStatus
from desktop.core.query import CallQuery, CallSort, ReceiptQuery, ReceiptSort
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.retention import Vanished, VanishedNews
from desktop.ui.calls.player_state import PlayerState
from desktop.ui.calls.recording.recording_keeper import ASKED_AT_ONCE
from desktop.ui.calls.time_jumps import Loop
from desktop.ui.keeping.keeping_words import vanished_text
from desktop.ui.receipts.export.export_wish import ExportWish
from desktop.ui.widgets.messages import Message
from desktop.ui.widgets.record_table import RecordTable
from tests.app.conftest import Driver

Start = Callable[[str], Driver]
FILTERED_CALLS = CallQuery(
    text="0", directions=(CallDirection.INBOUND, CallDirection.OUTBOUND), sort=CallSort.LENGTH
)
FILTERED_RECEIPTS = ReceiptQuery(
    statuses=(ReceiptStatus.PENDING_REVIEW, ReceiptStatus.APPROVED), sort=ReceiptSort.AMOUNT, descending=False
)


@pytest.fixture
def signed_in(signed_in: Driver) -> Driver:
    """At rest, in a window that is neither large nor small."""
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    signed_in.program.window.resize(1000, 600)
    return signed_in


def speak(driver: Driver, language: str, busy: bool = False) -> None:
    """As the settings do; waits for the lists of the new window. `busy`: something else goes on."""
    program, before = driver.program, driver.program.window
    program.window.settings_chosen.emit(program.accounts.settings._replace(language=language))
    assert program.window is not before
    driver.wait(lambda: driver.calls.model.whole and (busy or not program.tasks.busy))


def standing(driver: Driver) -> tuple[Message, ...]:
    return driver.program.window.messages.standing


def take_place(table: RecordTable) -> tuple[int | None, array[int], int]:
    """Goes down the list and selects a few rows; returns where that is, as `place_of`."""
    ids = table.records.ids if table.records is not None else array("q")
    assert len(ids) > 15
    assert table.set_current_id(ids[-3])
    table.select_ids([ids[-6], ids[-3], ids[-2]])
    return place_of(table)


def place_of(table: RecordTable) -> tuple[int | None, array[int], int]:
    """What is current, what is selected, and the row at the top of what is seen."""
    return table.current_id(), table.selected_ids(), table.rowAt(0)


def test_lists_are_filtered_sorted_selected_and_scrolled_as_before(signed_in: Driver) -> None:
    calls, receipts = signed_in.calls, signed_in.receipts
    calls.filter_bar.take_query(FILTERED_CALLS)
    signed_in.program.window.commands.receipts.trigger()
    receipts.filter_bar.take_query(FILTERED_RECEIPTS)
    signed_in.wait(lambda: calls.model.whole and not signed_in.program.tasks.busy)
    of_receipts, receipt_ids = take_place(receipts.table), list(receipts.model.ids)
    signed_in.program.window.commands.calls.trigger()
    of_calls, call_ids = take_place(calls.table), list(calls.model.ids)
    assert of_calls[2] > 0 and of_receipts[2] > 0
    speak(signed_in, "he")
    assert signed_in.calls is not calls
    assert signed_in.calls.filter_bar.query == FILTERED_CALLS
    assert signed_in.calls.filter_bar.search_field.text() == "0"
    assert list(signed_in.calls.model.ids) == call_ids
    assert place_of(signed_in.calls.table) == of_calls
    signed_in.wait(lambda: signed_in.calls.details.note.isEnabled())
    signed_in.program.window.commands.receipts.trigger()
    assert signed_in.receipts.filter_bar.query == FILTERED_RECEIPTS
    assert list(signed_in.receipts.model.ids) == receipt_ids
    assert place_of(signed_in.receipts.table) == of_receipts
    signed_in.wait(lambda: signed_in.receipts.preview.receipt is not None)


def test_the_page_and_its_large_document_stay(signed_in: Driver) -> None:
    signed_in.program.window.commands.receipts.trigger()
    signed_in.wait(lambda: signed_in.receipts.table.current_id() is not None)
    signed_in.receipts.commands.show_large.setChecked(True)
    speak(signed_in, "he")
    assert signed_in.receipts.isVisible()
    assert signed_in.receipts.commands.show_large.isChecked()
    assert not signed_in.receipts.table.isVisible()
    signed_in.receipts.commands.show_large.setChecked(False)
    speak(signed_in, "en")
    assert signed_in.receipts.table.isVisible()


def test_columns_are_remembered_for_the_direction_they_were_chosen_in(signed_in: Driver) -> None:
    table = signed_in.calls.table
    table.column_actions()[-1].setChecked(not table.column_actions()[-1].isChecked())
    shown = table.chosen_columns()
    speak(signed_in, "he")
    assert signed_in.calls.table.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert signed_in.calls.table.chosen_columns() != shown
    speak(signed_in, "en")
    assert signed_in.calls.table.chosen_columns() == shown


# -- playing -------------------------------------------------------------------------------------


def play(driver: Driver) -> str:
    """Plays a recording that is long enough, for half a second."""
    row = next(row for row in driver.recordings() if 20 < (row.call.duration_s or 0) < 200)
    driver.press_play(row)
    driver.wait(lambda: driver.player.position > 500)
    return row.call.sid


def test_what_plays_plays_on(signed_in: Driver) -> None:
    sid = play(signed_in)
    before = signed_in.player
    heard = before.position
    speak(signed_in, "he")
    player = signed_in.player
    assert player is not before
    assert (player.current_sid, player.playing) == (sid, True)
    signed_in.wait(lambda: player.position > heard + 300)
    assert before.state is PlayerState.EMPTY
    assert signed_in.program.window.player_bar.isVisible()


def test_what_is_paused_stays_paused_where_it_was(signed_in: Driver) -> None:
    sid = play(signed_in)
    signed_in.player.toggle_mute()
    signed_in.player.pause()
    signed_in.wait(lambda: signed_in.player.state is PlayerState.PAUSED)
    heard = signed_in.player.position
    speak(signed_in, "he")
    player = signed_in.player
    signed_in.wait(lambda: abs(player.position - heard) < 200)
    assert (player.current_sid, player.state, player.muted) == (sid, PlayerState.PAUSED, True)
    player.resume()
    signed_in.wait(lambda: player.position > heard + 300)


def test_what_is_played_in_sequence_and_in_a_loop_goes_on_so(signed_in: Driver) -> None:
    rows, page = signed_in.recordings()[:3], signed_in.calls
    page.table.set_current_id(rows[0].row_id)
    page.table.select_ids([row.row_id for row in rows])
    page.commands.keep.trigger()
    signed_in.wait(lambda: all(row.kept for row in page.model.read([row.row_id for row in rows])))
    page.commands.play_selected.trigger()
    signed_in.wait(lambda: signed_in.player.current_sid == rows[0].call.sid)
    signed_in.player.sequence.go_on()
    signed_in.wait(lambda: signed_in.player.position > 0 and signed_in.player.settled)
    signed_in.player.jumps.set_loop(Loop(1_000, 2_500))
    signed_in.player.jumps.set_skips_silence(True)
    speak(signed_in, "he")
    player, commands = signed_in.player, signed_in.program.window.player_bar.commands
    assert (player.sequence.number_of(player.current_sid), player.sequence.count) == (2, 3)
    assert player.jumps.loop == Loop(1_000, 2_500)
    assert commands.skip_silence.isChecked() and commands.clear_loop.isEnabled()
    player.seek(2_400)
    signed_in.wait(lambda: player.settled and player.position < 2_000)
    commands.next.trigger()
    signed_in.wait(lambda: player.current_sid == rows[2].call.sid)
    assert player.jumps.loop == Loop()
    commands.previous.trigger()
    signed_in.wait(lambda: player.current_sid == rows[1].call.sid)


def test_a_recording_that_is_prepared_plays_when_it_is_here(signed_in: Driver, server: DemoServer) -> None:
    server.faults.add(Fault(path=r"/api/recordings/[^/]+/stream", kind="delay", seconds=1.0))
    row = signed_in.recordings()[0]
    signed_in.press_play(row)
    assert signed_in.calls.flow.wanted == row.call.sid
    speak(signed_in, "he")
    signed_in.wait(lambda: signed_in.player.playing and signed_in.player.current_sid == row.call.sid)


def obtainable(driver: Driver) -> set[str]:
    """Sids of the calls whose recording is not here and may be on the server, past its promise too."""
    model, now = driver.calls.model, driver.scope.clock.now()
    rows = (model.record_at(row) for row in range(len(model.ids)))
    calls = (row.call for row in rows if row is not None and not row.kept)
    return {call.sid for call in calls if call.has_recording and deleted_since(call, now) is None}


@pytest.mark.parametrize("looked_up", [False, True])
def test_recordings_that_were_promised_are_all_asked_for(
    signed_in: Driver, server: DemoServer, qtbot: QtBot, looked_up: bool
) -> None:
    for _ in range(2 * ASKED_AT_ONCE):
        server.world.add_call()
    signed_in.program.connection.try_now()
    signed_in.wait(lambda: len(signed_in.recordings()) > 2 * ASKED_AT_ONCE)
    server.faults.add(Fault(path=r"/api/recordings/", kind="delay", seconds=1.0))
    wanted = obtainable(signed_in)
    signed_in.calls.table.selectAll()
    with qtbot.waitSignal(signed_in.calls.keeper.asked) if looked_up else nullcontext():
        signed_in.calls.commands.keep.trigger()
    speak(signed_in, "he", busy=True)
    queue = signed_in.program.queue
    signed_in.wait(lambda: {one.key.id for one in queue.transfers() if one.key.is_recording} == wanted)


def test_a_list_that_is_being_kept_is_told_to_its_end(signed_in: Driver, server: DemoServer) -> None:
    server.world.add_call(lead_name="Only These")
    slow = server.world.add_call(lead_name="Only These").sid
    server.faults.add(Fault(f"^/api/recordings/{slow}", "stall", at_bytes=0))
    signed_in.program.connection.try_now()
    signed_in.calls.filter_bar.search_field.setText("only these")
    signed_in.wait(lambda: signed_in.calls.model.whole and len(signed_in.calls.model.ids) == 2)
    signed_in.calls.commands.keep_all.trigger()
    signed_in.wait(lambda: signed_in.calls.whole_list.dialog is not None)
    dialog = signed_in.calls.whole_list.dialog
    assert dialog is not None
    dialog.answer_button.click()
    signed_in.wait(lambda: "Keeping the recordings of this list: 1 of 2." in signed_in.texts())
    speak(signed_in, "he", busy=True)
    assert "שומר את ההקלטות שברשימה: 1 מתוך 2." in signed_in.texts()
    server.faults.clear()
    signed_in.wait(lambda: "2 הקלטות מהרשימה נמצאות כעת במחשב זה." in signed_in.texts())


def test_what_is_said_once_stays_said(signed_in: Driver) -> None:
    """Nobody has read it as long as nobody has closed it."""
    days = (Vanished(date(2024, 11, 14), 2),)
    signed_in.program.window.keeping.guard.vanished.say(signed_in.scope, VanishedNews(days))
    signed_in.program.window.keeping.space.say_policy()
    speak(signed_in, "he")
    keys = [message.key for message in standing(signed_in)]
    assert {"vanished", "policy"} <= set(keys)
    said = next(message.sentence for message in standing(signed_in) if message.key == "vanished")
    assert said == vanished_text(days)
    signed_in.program.window.messages.dismiss("vanished")
    speak(signed_in, "en")
    assert "vanished" not in [message.key for message in standing(signed_in)]


# -- exporting and printing ----------------------------------------------------------------------


def export(driver: Driver, target: Path) -> None:
    page = driver.receipts
    driver.wait(lambda: len(page.model.ids) > 4)
    page.export.choose_target = lambda _: str(target)
    page.export.export(ExportWish(ids=tuple(list(page.model.ids)[:4])), ask=True)
    assert page.export.run is not None


@pytest.mark.parametrize("seen", [True, False])
def test_an_export_goes_on_to_its_end(
    signed_in: Driver, server: DemoServer, tmp_path: Path, seen: bool
) -> None:
    server.faults.add(Fault(path="/download", kind="delay", seconds=1.0))
    target = tmp_path / "receipts.zip"
    export(signed_in, target)
    run, dialog = signed_in.receipts.export.run, signed_in.receipts.export.dialog
    assert dialog is not None
    if not seen:
        dialog.close()
    speak(signed_in, "he", busy=True)
    now = signed_in.receipts.export
    ended: list[object] = []
    now.ended.connect(ended.append)
    assert now.run is run
    assert (now.dialog is not None and now.dialog.isVisible()) is seen
    signed_in.wait(lambda: bool(ended))
    assert target.exists() and now.run is None
    assert (now.result_dialog is not None) is seen


def test_an_export_can_be_cancelled_in_the_other_language(
    signed_in: Driver, server: DemoServer, tmp_path: Path
) -> None:
    server.faults.add(Fault(path="/download", kind="delay", seconds=2.0))
    export(signed_in, tmp_path / "receipts.zip")
    speak(signed_in, "he", busy=True)
    now = signed_in.receipts.export
    ended: list[object] = []
    now.ended.connect(ended.append)
    assert now.run is not None
    now.run.cancel()
    signed_in.wait(lambda: bool(ended))
    assert ended == [None]
    signed_in.wait(lambda: not list(tmp_path.glob("receipts.zip*")))


def test_what_an_export_came_to_stays_said(signed_in: Driver, server: DemoServer, tmp_path: Path) -> None:
    signed_in.wait(lambda: bool(signed_in.receipts.model.ids))
    first = signed_in.receipts.model.ids[0]
    server.faults.add(Fault(path=rf"^/api/receipts/{first}\b", kind="status", status=404))
    export(signed_in, tmp_path / "receipts.zip")
    dialog = signed_in.receipts.export.dialog
    assert dialog is not None
    dialog.close()
    signed_in.wait(lambda: any("missing" in text for text in signed_in.texts()))
    speak(signed_in, "he")
    [said] = [one for one in standing(signed_in) if one.key == "receipt-export"]
    assert "missing" not in said.sentence
    assert said.action is not None
    said.action.run()
    assert signed_in.receipts.export.result_dialog is not None


def test_a_list_that_was_being_printed_is_said_not_to_be(signed_in: Driver, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    def to_file(printer: QPrinter) -> bool:
        printer.setOutputFileName(str(tmp_path / "calls.pdf"))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        return True

    printing = signed_in.calls.printing
    printing.choose_printer = to_file
    printing.command.trigger()
    signed_in.wait(lambda: printing.job is not None)
    speak(signed_in, "he")
    assert [one.key for one in standing(signed_in)] == ["print"]


def test_a_list_that_is_on_its_way_into_a_file_arrives(signed_in: Driver, tmp_path: Path) -> None:
    target = tmp_path / "calls.csv"
    saving = signed_in.calls.saving
    saving.choose_target = lambda _: (str(target), ListFormat.CSV)
    saving.command.trigger()
    assert saving.run is not None
    speak(signed_in, "he", busy=True)
    now = signed_in.calls.saving
    assert now is not saving
    signed_in.wait(lambda: now.run is None and not signed_in.program.tasks.busy)
    assert target.exists()
    assert "list-file" in [one.key for one in standing(signed_in)]


# -- decisions and downloads ---------------------------------------------------------------------


def test_decisions_are_sent_to_the_last_and_can_be_undone(signed_in: Driver, server: DemoServer) -> None:
    scope, page = signed_in.program.scope, signed_in.receipts
    assert scope is not None
    signed_in.wait(lambda: bool(page.model.ids))
    ids = list(scope.receipts.ids(ReceiptQuery(statuses=(ReceiptStatus.PENDING_REVIEW,))))[:5]
    page.decisions.decide(ids[:1], ReceiptStatus.REJECTED)
    signed_in.wait(lambda: page.decisions.can_undo)
    server.faults.add(Fault(path="/mark$", kind="delay", seconds=0.3))
    page.decisions.decide(ids[1:], ReceiptStatus.APPROVED)
    speak(signed_in, "he", busy=True)
    now = signed_in.receipts.decisions
    signed_in.wait(lambda: not now.busy)
    assert [status_of(signed_in, one) for one in ids] == ["rejected", *["approved"] * 4]
    now.undo()
    signed_in.wait(lambda: not now.busy)
    now.undo()
    signed_in.wait(lambda: status_of(signed_in, ids[0]) == "pending_review")
    assert [status_of(signed_in, one) for one in ids[2:]] == ["pending_review"] * 3


def test_marks_can_be_undone_in_the_other_language(signed_in: Driver) -> None:
    page, scope = signed_in.calls, signed_in.scope
    first, second, third = page.model.ids[:3]

    def marked() -> list[tuple[bool, bool]]:
        return [(row.reviewed, row.pinned) for row in scope.calls.rows([first, second, third])]

    for record_id, command in ((first, page.commands.reviewed), (second, page.commands.pin)):
        page.table.set_current_id(record_id)
        with signed_in.qtbot.waitSignal(page.marking.changed):
            command.trigger()
    page.table.set_current_id(third)
    page.commands.reviewed.trigger()
    # The last one is still being written.
    speak(signed_in, "he", busy=True)
    now = signed_in.calls
    signed_in.wait(lambda: any("סומנה" in text for text in signed_in.texts()))
    on = [(True, False), (False, True), (True, False)]
    assert marked() == on
    for last in (2, 1, 0):
        with signed_in.qtbot.waitSignal(now.marking.changed):
            now.commands.undo.trigger()
        on[last] = (False, False)
        assert marked() == on
    assert not now.commands.undo.isEnabled()


def status_of(driver: Driver, receipt_id: int) -> str:
    scope = driver.program.scope
    receipt = scope.receipts.receipt(receipt_id) if scope is not None else None
    assert receipt is not None
    return str(receipt.status)


def test_files_that_are_saved_are_saved_to_the_last(
    signed_in: Driver, server: DemoServer, tmp_path: Path
) -> None:
    server.faults.add(Fault(path="/download", kind="delay", seconds=0.3))
    page, folder = signed_in.receipts, tmp_path / "saved"
    folder.mkdir()
    signed_in.wait(lambda: bool(page.model.ids))
    receipts = [
        row.receipt for row in page.model.read(page.model.ids[:12]) if row.receipt.source_file is not None
    ]
    page.set_folders(str(folder), "")
    page.folders_changed.emit(str(folder), "")
    page.downloads.download(receipts, FileKind.RECEIPT_SOURCE)
    speak(signed_in, "he", busy=True)
    signed_in.wait(lambda: len(list(folder.iterdir())) == len(receipts))
    signed_in.wait(lambda: [one.kind for one in standing(signed_in)] == ["success"])


# -- what the server said ------------------------------------------------------------------------


def test_why_there_are_no_receipts_is_still_said(start: Start, server: DemoServer) -> None:
    refused = b'{"error":"forbidden","reason":"insufficient_role"}'
    server.faults.add(Fault(path="^/api/receipts", kind="status", status=403, body=refused))
    driver = start("en")
    driver.sign_in(server)
    driver.wait_for_lists()
    driver.wait(lambda: isinstance(driver.program.connection.receipts_refused, NotAllowed))
    speak(driver, "he")
    assert driver.receipts.empty.accessibleName().startswith("אין קבלות")


def test_an_earlier_result_that_is_shown_stays_in_the_other_language(
    signed_in: Driver, tmp_path: Path
) -> None:
    """It alone is shown again, and what is said of the last one is still said."""
    exporting = signed_in.receipts.export
    reports = list[ExportReport]()
    exporting.ended.connect(reports.append)
    for name in ("earlier.zip", "last.zip"):
        export(signed_in, tmp_path / name)
        assert exporting.dialog is not None
        exporting.dialog.close()
        signed_in.wait(lambda: exporting.run is None)
    earlier, last = reports
    exporting.show_result(earlier)
    speak(signed_in, "he")
    now = signed_in.receipts.export
    assert now.result_dialog is not None and now.result_dialog.isVisible()
    assert now.result_dialog.report.export_id == earlier.export_id != last.export_id
    assert [one for one in standing(signed_in) if one.key == "receipt-export"]
