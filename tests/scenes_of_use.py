"""Scenes of what the user does with the lists: notes, views, paper, accounts, and working offline."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QToolTip

from desktop.core.eviction import GIGABYTE
from desktop.core.models import CallDirection, FileKey, ReceiptStatus
from desktop.core.note import NoteKey
from desktop.core.periods import PeriodName
from desktop.core.query import CallQuery, Period, ReceiptQuery
from desktop.core.saved_view import ViewPage
from desktop.ui.calls.recording.lost_files import LOST_MESSAGE
from desktop.ui.print.list_printing import ListPrinting
from desktop.workers.connection import ConnectionState
from tests.full_disk import leave_free
from tests.read_pdf import ReadPdf
from tests.scene_steps import call_at, healthy, is_pdf, play, receipts_of, show, with_lists
from tests.stage import SMALL, Stage

CALL_NOTE = "להתקשר שוב ביום שני. Invoice 2114 is still missing."
RECEIPT_NOTE = "הספק ביקש לתקן את המספר. Ask for VAT number."
_PAGE_PX = 1400
"""Height of a printed page in its picture."""


# -- notes ---------------------------------------------------------------------------------------


def notes(stage: Stage) -> None:
    """A note on a call, on a receipt, and a search that finds one."""
    with_lists(stage)
    window = stage.program.window
    page = window.calls_page
    for row, text in ((2, CALL_NOTE), (5, RECEIPT_NOTE)):
        _write(stage, NoteKey.call(call_at(stage, row).sid), text)
    page.refresh()
    page.table.set_current_id(page.model.ids[2])
    stage.wait("the sums", lambda: "·" in page.foot.shown_label.text())
    stage.picture("notes-call")
    page.filter_bar.search_field.setText("ice 2114")
    page.filter_bar.search_field.search_now()
    stage.wait("the hit", lambda: len(page.model.ids) == 1 and page.model.whole)
    page.table.set_current_id(page.model.ids[0])
    stage.picture("notes-found")
    _notes_on_receipts(stage)
    window.commands.find.trigger()
    dialog = window.find_everything.dialog
    assert dialog is not None
    dialog.field.setText("VAT num")
    dialog.field.search_now()
    stage.wait("the counts", lambda: dialog.answered == "VAT num" and dialog.counted)
    stage.picture("notes-find")
    dialog.reject()


def _notes_on_receipts(stage: Stage) -> None:
    window = stage.program.window
    page = window.receipts_page
    window.commands.receipts.trigger()
    stage.wait("the receipts", lambda: bool(page.model.ids))
    receipt = next(one for one in receipts_of(stage) if is_pdf(one))
    _write(stage, NoteKey.receipt(receipt.id), RECEIPT_NOTE)
    page.refresh()
    show(stage, receipt)
    stage.picture("notes-receipt-folded")
    page.write_note()
    stage.picture("notes-receipt")
    page.table.setFocus()
    page.note.fold_button.click()
    page.filter_bar.search_field.setText("VAT num")
    page.filter_bar.search_field.search_now()
    stage.wait("the hit", lambda: len(page.model.ids) == 1)
    stage.picture("notes-receipt-found")
    page.filter_bar.clear()


def _write(stage: Stage, key: NoteKey, text: str) -> None:
    scope = stage.program.scope
    assert scope is not None
    scope.notes.hold(key, text)
    scope.notes.write()


# -- views and paper -----------------------------------------------------------------------------


def views(stage: Stage) -> None:
    """The menu of saved views with its counts, and the dialog that names one."""
    with_lists(stage)
    window, scope = stage.program.window, stage.program.scope
    assert scope is not None
    words = {"he": ("ממתינות לשיחה חוזרת", "החודש"), "en": ("To call back", "This month")}
    names = words[stage.look.partition("-")[0]]
    queries = (CallQuery(has_notes=True), CallQuery(period=Period(relative=PeriodName.THIS_MONTH)))
    for name, query in zip(names, queries, strict=True):
        scope.saved_views.save(ViewPage.CALLS, name, query)
    scope.saved_views.save(ViewPage.CALLS, "Lost soon & inbound", CallQuery(lost_soon=True))
    page = window.calls_page
    page.filter_bar.take_query(queries[1])
    stage.rest()
    page.views.open_menu()
    stage.picture("views-menu")
    edits = next(one.menu() for one in reversed(page.views.menu.actions()) if one.menu())
    assert isinstance(edits, QMenu)
    page.views.menu.setActiveAction(edits.menuAction())
    stage.wait("the submenu", edits.isVisible)
    stage.picture("views-edit")
    page.views.menu.close()
    page.filter_bar.take_query(CallQuery(directions=(CallDirection.INBOUND,), lost_soon=True))
    page.views.ask_for_name()
    stage.picture("views-name")
    assert page.views.dialog is not None
    page.views.dialog.close()


def printed(stage: Stage) -> None:
    """The first page of each list, as it comes out of the printer."""
    with_lists(stage)
    window = stage.program.window
    period = Period(relative=PeriodName.LAST_3_MONTHS)
    calls, receipts = window.calls_page, window.receipts_page
    calls.filter_bar.take_query(CallQuery(period=period, directions=(CallDirection.INBOUND,)))
    stage.wait("the calls", lambda: calls.model.whole and not stage.program.tasks.busy)
    _print(stage, "printed-calls", calls.printing)
    window.commands.receipts.trigger()
    query = replace(ReceiptQuery(), period=period, statuses=(ReceiptStatus.APPROVED,))
    receipts.filter_bar.take_query(query)
    stage.wait("the receipts", lambda: bool(receipts.model.ids) and not stage.program.tasks.busy)
    _print(stage, "printed-receipts", receipts.printing)


def _print(stage: Stage, name: str, printing: ListPrinting) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.pdf"
        printing.choose_printer = partial(_to_pdf, path)
        ended: list[bool] = []
        printing.ended.connect(lambda: ended.append(True))
        printing.command.trigger()
        stage.wait("the paper", lambda: bool(ended))
        read = ReadPdf.at(path)
        points = read.document.pagePointSize(0)
        size = QSize(round(_PAGE_PX * points.width() / points.height()), _PAGE_PX)
        stage.save(name, read.on_paper(0, size))


def _to_pdf(path: Path, printer: QPrinter) -> bool:
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return True


# -- accounts ------------------------------------------------------------------------------------


def player(stage: Stage) -> None:
    """Several in sequence, a loop, bookmarks, the transcript marked; in a narrow window; its menu."""
    with_lists(stage)
    window = stage.program.window
    page, sound = window.calls_page, window.player
    sids = healthy(stage)[:3]
    for sid in sids:
        stage.program.queue.request(FileKey.recording(sid))
        stage.wait_until_kept(FileKey.recording(sid))
    page.flow.play_all(sids)
    stage.wait("the sound", lambda: sound.position > 500)
    play(stage, sids[0])
    sound.pause()
    for at, words in ((4_000, "המחיר שסוכם / the price"), (9_000, "חשבונית 1024")):
        sound.seek(at)
        sound.bookmark_asked.emit()
        stage.wait("the editor", lambda: page.details.bookmarks.tree.is_writing)
        editor = page.details.bookmarks.tree.findChild(QLineEdit)
        assert isinstance(editor, QLineEdit)
        editor.setText(words)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        stage.rest()
    sound.step_loop()
    sound.seek(14_000)
    stage.wait("the place", lambda: sound.position == 14_000)
    sound.step_loop()
    page.table.scrollToTop()
    stage.picture("player")
    stage.size(QSize(960, 640))
    stage.picture("player-960x640")
    stage.size(SMALL)
    button = window.player_bar.more_button
    menu = button.menu()
    size = menu.sizeHint()
    menu.popup(button.mapToGlobal(QPoint(button.width() - size.width(), -size.height())))
    stage.picture("player-menu")
    menu.close()
    window.settings.open()
    dialog = window.settings.dialog
    assert dialog is not None
    dialog.show_page(dialog.playing)
    stage.picture("player-settings")
    dialog.close()


def accounts(stage: Stage) -> None:
    """Two accounts on one computer, the second one shown."""
    with_lists(stage)
    program = stage.program
    assert program.scope is not None
    first = program.scope
    program.window.another_account_asked.emit()
    stage.wait("the dialog", lambda: program.sign_in.dialog is not None)
    stage.sign_in(email="second@other.example")
    stage.wait("the other account", lambda: program.scope not in (None, first))
    stage.wait_for_lists()
    program.window.commands.account.trigger()
    stage.wait("the menu", program.window.account_menu.isVisible)
    stage.picture("accounts-menu")
    program.window.account_menu.close()
    program.window.rail.open_menu()
    stage.picture("main-menu")
    menu = program.window.account_menu.parentWidget()
    for popup in (program.window.account_menu, menu):
        if isinstance(popup, QMenu):
            popup.close()


# -- offline -------------------------------------------------------------------------------------


def calls_offline(stage: Stage) -> None:
    """What needs the server says why it cannot be done."""
    _lose_server(stage)
    page = stage.program.window.calls_page
    row = next(row for row in range(20) if call_at(stage, row).has_recording)
    page.table.set_current_id(page.model.ids[row])
    stage.rest()
    stage.show_tooltip(page.details.recording.play_button)
    stage.picture("offline-calls", at_rest=False)
    QToolTip.hideText()
    page.filter_bar.last_control.click()
    stage.picture("offline-calls-menu")
    page.filter_bar._more_menu.close()
    stage.program.window.rail.open_menu()
    stage.picture("offline-menu")
    stage.server.start()


def receipts_offline(stage: Stage) -> None:
    _lose_server(stage)
    window = stage.program.window
    page = window.receipts_page
    window.commands.receipts.trigger()
    stage.wait("the receipts", lambda: page.current_row() is not None)
    page.table.set_current_id(page.model.ids[4])
    stage.picture("offline-receipts")
    stage.server.start()


def decisions(stage: Stage) -> None:
    """Decided while the server is away; when it is back, somebody else had decided about two of them."""
    _lose_server(stage)
    window = stage.program.window
    page = window.receipts_page
    window.commands.receipts.trigger()
    page.filter_bar.take_query(ReceiptQuery(statuses=(ReceiptStatus.PENDING_REVIEW,)))
    stage.wait("what is to be reviewed", lambda: not page.loading.busy and page.current_row() is not None)
    commands = page.commands
    decided = list(page.model.ids[:9])
    for action in (commands.approve, commands.reject, commands.not_receipt) * 3:
        action.trigger()
        stage.rest()
    page.filter_bar.take_query(ReceiptQuery())
    stage.wait("all of them", lambda: len(page.model.ids) > 200)
    page.table.set_current_id(decided[3])
    stage.picture("decisions-waiting")
    stage.size(SMALL)
    stage.picture("decisions-waiting-1366x768")
    commands.history.trigger()
    history = page.deciding.history
    stage.wait("the history", lambda: history.dialog is not None and len(history.dialog.model.ids) == 9)
    stage.picture("decisions-history-1366x768")
    for receipt_id in (decided[1], decided[2]):
        stage.server.world.decide_elsewhere(receipt_id, ReceiptStatus.PENDING_REVIEW.value)
        stage.server.world.decide_elsewhere(receipt_id, ReceiptStatus.APPROVED.value)
    stage.server.start()
    stage.program.connection.try_now()
    stage.wait("the conflicts", lambda: page.decisions.counts == (0, 2))
    stage.picture("decisions-conflict-behind-1366x768")
    assert history.dialog is not None
    history.dialog.reject()
    stage.picture("decisions-conflict-1366x768")
    commands.history.trigger()
    dialog = history.dialog
    stage.wait("both of them", lambda: dialog.mine_button.isEnabled())
    stage.picture("decisions-choose-1366x768")
    dialog.reject()


def _lose_server(stage: Stage) -> None:
    with_lists(stage)
    stage.server.stop()
    stage.program.window.commands.sync.trigger()
    stage.wait("being offline", lambda: stage.program.connection.state is ConnectionState.OFFLINE)


# -- bad days ------------------------------------------------------------------------------------


def recordings_in_trouble(stage: Stage) -> None:
    """A disk without room; a file that another program cut; some of a sequence damaged."""
    with_lists(stage)
    window, scope, queue = stage.program.window, stage.program.scope, stage.program.queue
    assert scope is not None
    stage.size(SMALL)
    page, sids = window.calls_page, healthy(stage)[1:5]
    for sid in sids:
        queue.request(FileKey.recording(sid))
        stage.wait_until_kept(FileKey.recording(sid))
    rows = scope.calls.row_ids(sids)
    kept = [file for file in map(scope.calls.kept, sids) if file is not None]
    kept[1].path.write_bytes(b"<html>" + bytes(kept[1].size - 6))
    page.table.select_ids([rows[sid] for sid in sids])
    page.commands.play_selected.trigger()
    stage.wait("the first", lambda: window.player.playing)
    window.player.sequence.go_on()
    stage.wait("the third", lambda: window.player.current_sid == sids[2] and window.player.position > 300)
    stage.picture("sequence-left-out", at_rest=False)
    window.player.close()
    os.truncate(kept[0].path, 1_000)
    page.table.set_current_id(rows[sids[0]])
    stage.wait("the sentence", lambda: any(one.key == LOST_MESSAGE for one in window.messages.standing))
    stage.picture("recording-cut")
    window.messages.dismiss_all()
    with pytest.MonkeyPatch.context() as patch:
        leave_free(patch, GIGABYTE)
        for sid in healthy(stage)[5:20]:
            queue.request(FileKey.recording(sid))
        stage.wait("no room", lambda: queue.counts().no_room)
        stage.wait("that it is seen", lambda: window.status.downloads_button.icon_name == "waiting")
        stage.picture("no-room-calls")
        window.commands.downloads.trigger()
        stage.picture("no-room-downloads")
