"""An export that stands still says what it waits for, and no time; no key throws away what is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.errors import DiskFull, PreparationFailed
from desktop.core.export import DiskRoom, ExportPlan, ExportProgress, ExportSizes
from desktop.core.export_ledger import ExportKind, NewExport
from desktop.core.models import FileKey, FileKind, Priority
from desktop.core.transfer import Answer, TransferState
from desktop.core.transfer_plan import TransferPlan
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.export.receipt_dialogs import ReceiptExportDialog
from desktop.ui.receipts.receipt_words import named_text
from desktop.ui.zip_export.export_dialog import LITTLE_FILES
from desktop.ui.zip_export.export_run import ExportAim, ExportRun
from desktop.ui.zip_export.standing import STILL_SECONDS, later_text
from tests.told_clock import ToldClock
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def clock() -> ToldClock:
    return ToldClock()


@pytest.fixture
def run(desk: ReceiptsDesk, clock: ToldClock, tmp_path: Path) -> ExportRun:
    """Four files of ten in ten seconds, one of which is missing; nothing has a thread."""
    made = ExportRun(ExportAim(tmp_path / "a.zip", "all"), desk.page.export._words(), desk.tasks)
    made.clock = clock
    made.scope, made.queue = desk.scope, desk.queue
    made._began = clock.now
    clock.now += 10.0
    made._reported.emit(ExportProgress(10, 10, files_done=4, missing=1, bytes_written=2_000_000))
    return made


@pytest.fixture
def dialog(qtbot: QtBot, run: ExportRun) -> ReceiptExportDialog:
    made = ReceiptExportDialog(run)
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_missing_was_no_work(dialog: ReceiptExportDialog) -> None:
    assert "0:20 left" in strip_marks(dialog.left_label.text()), "six more, after three in ten seconds"


def test_while_nothing_comes_no_time_is_told(
    dialog: ReceiptExportDialog, run: ExportRun, clock: ToldClock
) -> None:
    clock.now += STILL_SECONDS
    dialog.look()
    assert "left" not in dialog.left_label.text() and "written" in dialog.left_label.text()
    run._reported.emit(replace(run.progress, files_done=5))
    assert "left" in dialog.left_label.text()


def test_without_a_server_it_waits_for_it(
    desk: ReceiptsDesk, dialog: ReceiptExportDialog, clock: ToldClock
) -> None:
    desk.go_offline()
    clock.now += 3.0
    dialog.look()
    assert dialog.left_label.text().startswith("Waits for the server ·")


def test_without_room_it_waits_for_that(
    desk: ReceiptsDesk, dialog: ReceiptExportDialog, clock: ToldClock
) -> None:
    desk.queue.disk.begin(DiskFull())
    clock.now += 3.0
    dialog.look()
    assert dialog.left_label.text().startswith("Waits for room on this disk ·")
    desk.queue.disk.end()


def tight_plan(target: Path) -> ExportPlan:
    """Ten bytes are here, and there is room for those alone."""
    sizes = ExportSizes(10, 20, 1, 10, 1 << 30)
    return ExportPlan(range(10), sizes, DiskRoom("D", 3 << 30, 1 << 30, str(target), 1 << 30))


def test_where_not_all_fits_that_is_said_before_it_ends(dialog: ReceiptExportDialog, run: ExportRun) -> None:
    assert not dialog.tight_note.isVisible()
    run._planned.emit(tight_plan(run.aim.target))
    assert dialog.tight_note.isVisible()
    said = strip_marks(dialog.tight_note.text())
    assert said.startswith("Not enough room on the disk D: ") and "must always stay free" in said
    assert said.endswith("What does not fit is listed as missing.")


def test_without_a_server_no_room_is_needed(
    desk: ReceiptsDesk, dialog: ReceiptExportDialog, run: ExportRun
) -> None:
    desk.go_offline()
    run._planned.emit(tight_plan(run.aim.target))
    assert not dialog.tight_note.isVisible()


def test_it_says_under_which_name_it_is_saved(
    desk: ReceiptsDesk, dialog: ReceiptExportDialog, run: ExportRun
) -> None:
    """Nobody asked for the first one, and another file has it."""
    assert "a.zip" in dialog.target_label.text()
    target = run.aim.target.with_name("a (2).zip")
    new = NewExport(ExportKind.RECEIPTS, target, target.with_name("a.part"), datetime.now(UTC))
    run._begun.emit(desk.scope.export_ledger.begin(new, desk.page.model.ids[:1]))
    assert "a (2).zip" in strip_marks(dialog.target_label.text())
    assert dialog.target_label.toolTip() == str(target)


def test_the_one_file_that_it_waits_for_is_named(
    desk: ReceiptsDesk, server: DemoServer, dialog: ReceiptExportDialog, clock: ToldClock
) -> None:
    receipt = desk.with_source()[-1]
    # That one alone: others that are on their way would take its turn.
    path = f"^/api/receipts/{receipt.id}/download$"
    server.faults.add(Fault(path=path, kind="delay", seconds=30))
    key = FileKey(FileKind.RECEIPT_SOURCE, str(receipt.id))
    desk.queue.request(key, Priority.BACKGROUND)

    def is_coming() -> bool:
        found = desk.queue.transfer(key)
        return found is not None and found.state is TransferState.TRANSFERRING

    desk.qtbot.waitUntil(is_coming, timeout=20_000)
    clock.now += STILL_SECONDS
    dialog.look()
    assert dialog.left_label.text().startswith(f"Waits for {named_text(receipt)} ·")
    desk.queue.cancel(key)
    server.faults.release()


def test_where_nothing_is_under_way_that_is_named_which_is_asked_for_again_first(look: QApplication) -> None:
    """Of a recording that the server could not prepare, that is five minutes later."""
    plan = TransferPlan()

    def said(now: float) -> str:
        return strip_marks(later_text(plan.transfers(), now, attrgetter("id")))

    for key, began in ((FileKey.recording("CA1"), 0.0), (FileKey.recording("CA2"), 60.0)):
        plan.request(key, Priority.BACKGROUND, began)
        for answer in (Answer.NOT_ASKED, Answer.PREPARING):
            [attempt] = plan.due(began)
            plan.ended(attempt, answer, began)
        [attempt] = plan.due(began + 3.0)
        assert not plan.failed(attempt, PreparationFailed(), began)
    assert said(65.0) == "Waits for CA1, asked for again in 4:00"
    plan.cancel(FileKey.recording("CA1"), 65.0)
    assert said(65.0) == "Waits for CA2, asked for again in 5:00"
    assert said(365.0) == ""


def test_escape_and_the_cross_leave_it_and_cancelling_much_is_asked_about(
    qtbot: QtBot, dialog: ReceiptExportDialog, run: ExportRun
) -> None:
    cancelled, left = list[bool](), list[bool]()
    dialog.cancel_asked.connect(lambda: cancelled.append(True))
    dialog.left.connect(lambda: left.append(True))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.show()
    closing = QCloseEvent()
    QApplication.sendEvent(dialog, closing)
    assert closing.isAccepted(), "else the program could not be ended while it is open"
    assert not dialog.isVisible()
    dialog.show()
    assert dialog.close()
    assert left == [True] * 3 and not cancelled
    dialog.show()
    run._reported.emit(replace(run.progress, files_total=100, files_done=LITTLE_FILES + 1))
    dialog.cancel_button.click()
    assert dialog.question is not None and not cancelled
    dialog.question.answer_button.click()
    assert not cancelled
    dialog.cancel_button.click()
    dialog.question.other_button.click()
    assert cancelled == [True]
