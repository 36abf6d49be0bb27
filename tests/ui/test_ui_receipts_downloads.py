"""Copies of receipt files go where the user wants them, under a name that says what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.models import FileKind, Receipt
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.first_folder import folder_to_begin_in
from desktop.ui.receipts.export.missing_table_model import MissingTableModel
from desktop.ui.receipts.files.missing_dialog import MissingDialog
from desktop.ui.receipts.receipt_downloads import MESSAGE
from desktop.ui.receipts.receipt_words import vendor_plain
from tests.ui.receipts_desk import ReceiptsDesk


@pytest.fixture
def folder(desk: ReceiptsDesk, tmp_path: Path) -> Path:
    """What the user chooses, as often as he is asked."""
    path = tmp_path / "הורדות של החשבונאית"
    path.mkdir()
    desk.page.downloads.choose_folder = lambda start: str(path)
    return path


def with_both(desk: ReceiptsDesk) -> list[Receipt]:
    """The listed receipts that have a source and a preview, newest first."""
    rows = desk.scope.receipts.rows(desk.page.model.ids)
    return [row.receipt for row in rows if row.receipt.source_file and row.receipt.preview_file]


def rows_of(dialog: MissingDialog) -> list[str]:
    """What each row of the table says."""
    model = dialog.table.model()
    assert isinstance(model, MissingTableModel)
    records = (model.record_at(row) for row in range(model.rowCount()))
    return [model.sentence(record) for record in records if record is not None]


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_source_and_preview_arrive_as_the_server_holds_them(
    desk: ReceiptsDesk, server: DemoServer, folder: Path
) -> None:
    receipt = with_both(desk)[0]
    desk.take(receipt.id)
    desk.page.commands.download_source.trigger()
    said = desk.wait_for_message(MESSAGE, "_source")
    assert said.action is not None
    assert said.action.label == "Show in folder"
    desk.page.commands.download_preview.trigger()
    desk.wait_for_message(MESSAGE, "_preview")
    preview, source = files_in(folder)
    assert source.read_bytes() == server.world.source_bytes(receipt.id)
    assert preview.read_bytes() == server.world.preview_bytes(receipt.id)
    assert f"_{receipt.id}_source." in source.name
    assert f"_{receipt.id}_preview." in preview.name


def test_the_folder_is_asked_for_once_and_told(desk: ReceiptsDesk, tmp_path: Path) -> None:
    asked: list[str] = []
    told: list[tuple[str, str]] = []

    def choose(start: str) -> str:
        asked.append(start)
        return str(tmp_path)

    desk.page.downloads.choose_folder = choose
    desk.page.folders_changed.connect(lambda download, export: told.append((download, export)))
    for receipt in with_both(desk)[:2]:
        desk.take(receipt.id)
        desk.page.commands.download_source.trigger()
        desk.wait_for_message(MESSAGE, str(receipt.id))
    assert asked == [folder_to_begin_in("")], "not the folder of the process"
    assert Path(asked[0]).is_dir()
    assert told == [(str(tmp_path), "")]


def test_a_user_who_chooses_no_folder_gets_no_file(desk: ReceiptsDesk) -> None:
    desk.page.downloads.choose_folder = lambda start: ""
    desk.take(with_both(desk)[0].id)
    desk.page.commands.download_source.trigger()
    assert desk.message(MESSAGE) is None


def test_several_at_once_end_in_one_number(desk: ReceiptsDesk, folder: Path) -> None:
    ids = [receipt.id for receipt in with_both(desk)[:4]]
    desk.page.table.set_current_id(ids[0])
    desk.page.table.select_ids(ids)
    desk.page.commands.download_source.trigger()
    desk.wait_for_message(MESSAGE, "4 files saved")
    assert len(files_in(folder)) == 4


def test_the_same_again_stands_beside_the_first(desk: ReceiptsDesk, folder: Path) -> None:
    desk.take(with_both(desk)[0].id)
    desk.page.commands.download_source.trigger()
    desk.wait_for_message(MESSAGE, "_source")
    desk.page.commands.download_source.trigger()
    desk.wait_for_message(MESSAGE, "_(2)")
    first, second = files_in(folder)
    assert first.read_bytes() == second.read_bytes()


def test_one_that_fails_is_told_and_tried_again(desk: ReceiptsDesk, server: DemoServer, folder: Path) -> None:
    first, second = with_both(desk)[1:3]
    server.faults.add(Fault(path=rf"^/api/receipts/{second.id}\b", kind="status", status=404))
    desk.page.downloads.download([first, second], FileKind.RECEIPT_SOURCE)
    said = desk.wait_for_message(MESSAGE, "1 of 2 files saved")
    assert len(files_in(folder)) == 1
    # The previews fetched ahead ask too: one that was refused before is no answer to what is asked now.
    desk.qtbot.waitUntil(lambda: not desk.queue.counts().transferring, timeout=20_000)
    server.faults.clear()
    assert said.action is not None and said.action.label == "What is missing"
    said.action.run()
    dialog = desk.page.downloads.missing_dialog
    assert dialog is not None
    assert [vendor_plain(second) in row for row in rows_of(dialog)] == [True]
    if dialog.retry_button.isVisibleTo(dialog):
        dialog.retry_button.click()
    else:
        dialog.close_button.click()
        desk.page.downloads.download([second], FileKind.RECEIPT_SOURCE)
    desk.wait_for_message(MESSAGE, str(second.id))
    assert desk.page.downloads.missing_dialog is None
    assert len(files_in(folder)) == 2


def test_each_reason_is_counted_and_each_receipt_named(
    desk: ReceiptsDesk, server: DemoServer, folder: Path
) -> None:
    """And how many there was nothing to save of."""
    *saved, lost, broken, also_broken = with_both(desk)[1:6]
    without = [receipt for receipt in desk.listed() if receipt.source_file is None]
    assert without
    server.faults.add(Fault(path=rf"^/api/receipts/{lost.id}\b", kind="status", status=404))
    for one in (broken, also_broken):
        server.faults.add(Fault(path=rf"^/api/receipts/{one.id}\b", kind="status", status=400))
    wanted = [*saved, lost, broken, also_broken, *without]
    desk.page.downloads.download(wanted, FileKind.RECEIPT_SOURCE)
    said = desk.wait_for_message(MESSAGE, "2 of 5 files saved.")
    assert "have no source file at all." in said.sentence or "has no source file at all." in said.sentence
    assert said.action is not None
    said.action.run()
    dialog = desk.page.downloads.missing_dialog
    assert dialog is not None
    counted = [line.split(" missing: ") for line in dialog.lines[:-1]]
    assert [count for count, _ in counted] == ["2", "1"]
    assert all(reason in said.sentence for _, reason in counted)
    assert dialog.lines[-1].startswith(f"{len(without)} receipt")
    rows = " ".join(rows_of(dialog))
    assert all(vendor_plain(one) in rows for one in (lost, broken, also_broken))
    assert len(rows_of(dialog)) == 3
    desk.page.set_scope(None)
    assert desk.page.downloads.missing_dialog is None, "another account"


def test_where_none_has_such_a_file_that_is_said(desk: ReceiptsDesk, folder: Path) -> None:
    without = [receipt for receipt in desk.listed() if receipt.preview_file is None]
    assert len(without) > 1
    desk.page.downloads.download(without, FileKind.RECEIPT_PREVIEW)
    desk.wait_for_message(MESSAGE, f"{len(without)} receipt")
    assert not files_in(folder)


def test_offline_a_kept_file_is_copied_and_another_is_not(desk: ReceiptsDesk, folder: Path) -> None:
    # The last one: those that come next are fetched ahead.
    kept, *_, other = with_both(desk)
    desk.take(kept.id)
    desk.qtbot.waitUntil(lambda: desk.page.preview.view.page_count > 0, timeout=20_000)
    desk.go_offline()
    desk.page.commands.download_source.trigger()
    desk.wait_for_message(MESSAGE, str(kept.id))
    desk.take(other.id)
    desk.page.commands.download_source.trigger()
    desk.wait_for_message(MESSAGE, "The server does not answer.")
    assert len(files_in(folder)) == 1


def test_a_folder_that_cannot_be_written_offers_another(desk: ReceiptsDesk, tmp_path: Path) -> None:
    blocked = tmp_path / "not a folder"
    blocked.write_text("in the way")
    desk.page.set_folders(str(blocked), "")
    desk.take(with_both(desk)[0].id)
    desk.page.commands.download_source.trigger()
    said = desk.wait_for_message(MESSAGE, "cannot be")
    assert said.action is not None
    assert said.action.label == "Choose another folder"
    assert "a file stands where a folder should be" in said.sentence
    (better := tmp_path / "better").mkdir()
    desk.page.downloads.choose_folder = lambda start: str(better)
    said.action.run()
    desk.wait_for_message(MESSAGE, "Saved")
    assert len(files_in(better)) == 1


def test_ctrl_s_is_the_source(desk: ReceiptsDesk, folder: Path) -> None:
    desk.take(with_both(desk)[0].id)
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    desk.wait_for_message(MESSAGE, "_source")


def test_the_purple_button_is_there_only_with_a_preview(desk: ReceiptsDesk) -> None:
    rows = desk.scope.receipts.rows(desk.page.model.ids)
    for row in rows:
        if row.receipt.error_message:
            continue
        desk.take(row.row_id)
        bar = desk.page.preview.bar
        assert bar.preview_button.isVisible() == (row.receipt.preview_file is not None)
        assert bar.source_button.isEnabled() == (row.receipt.source_file is not None)
        if row.receipt.source_file is None:
            assert bar.source_button.toolTip() == "This receipt has no source file."


def test_many_are_fed_a_few_at_a_time_and_can_be_stopped(
    desk: ReceiptsDesk, server: DemoServer, folder: Path
) -> None:
    server.faults.add(Fault(path=r"^/api/receipts/\d+/download$", kind="delay", seconds=30))
    desk.page.table.selectAll()
    desk.page.commands.download_source.trigger()
    desk.qtbot.waitUntil(lambda: desk.message(MESSAGE) is not None, timeout=10_000)
    said = desk.wait_for_message(MESSAGE, "Saving files")
    assert len(desk.queue.transfers()) <= 10
    assert said.action is not None
    said.action.run()
    server.faults.clear()
    ended = desk.wait_for_message(MESSAGE, "Stopped: ")
    # Of all that were wanted, not of those that were begun.
    wanted = sum(desk.receipt(row_id).source_file is not None for row_id in desk.page.model.ids)
    assert f" of {wanted} files saved" in ended.sentence
    assert 0 < len(files_in(folder)) <= 10


def test_a_few_that_are_slow_say_how_far_they_are_and_are_cancelled(
    desk: ReceiptsDesk, server: DemoServer, folder: Path
) -> None:
    receipts = desk.with_source()[-6:-3]
    server.faults.add(Fault(path=r"^/api/receipts/\d+/download$", kind="delay", seconds=30))
    desk.page.downloads.download(receipts, FileKind.RECEIPT_SOURCE)
    assert desk.message(MESSAGE) is None
    said = desk.wait_for_message(MESSAGE, "Saving files: 0 of 3")
    assert said.action is not None
    said.action.run()
    desk.wait_for_message(MESSAGE, "Stopped: 0 of 3 files saved.")
    assert not files_in(folder)


def test_offline_many_fail_as_one(desk: ReceiptsDesk, folder: Path) -> None:
    receipts = with_both(desk)
    desk.go_offline()
    desk.page.downloads.download(receipts * 60, FileKind.RECEIPT_SOURCE)
    said = desk.wait_for_message(MESSAGE, "The server does not answer.")
    assert "files saved" in said.sentence


def test_of_several_the_downloads_say_how_many_have_the_file_whichever_is_current(desk: ReceiptsDesk) -> None:
    bare = next(one for one in desk.listed() if one.source_file and not one.preview_file)
    chosen, commands = [*with_both(desk)[:2], bare], desk.page.commands
    desk.take(bare.id)
    desk.page.table.select_ids([one.id for one in chosen])
    desk.qtbot.waitUntil(lambda: commands.download_preview.text() == "Download preview 2")
    assert commands.download_preview.isVisible() and commands.download_preview.isEnabled()
    assert commands.download_source.text() == "Download source 3"
    desk.take(bare.id)
    desk.qtbot.waitUntil(lambda: commands.download_source.text() == "Download source")
    assert not commands.download_preview.isVisible()
