"""One click exports what the list shows: numbers while it goes on, and the truth at its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.core.errors import StorageRefused
from desktop.core.export import ExportReport, is_due
from desktop.core.export_ledger import SinceExport
from desktop.core.models import FileKey, FileKind, ReceiptStatus
from desktop.core.query import Period, ReceiptQuery
from desktop.demo.server import DemoServer
from desktop.ui.first_folder import folder_to_begin_in
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.export.export_wish import ExportWish
from desktop.ui.receipts.export.receipt_dialogs import ReceiptResultDialog
from desktop.ui.receipts.export.receipt_export import MESSAGE, NOTHING
from tests.services.export_kit import content
from tests.ui.export_desk import aim, button, due, names, progress, result, stall
from tests.ui.receipts_desk import ReceiptsDesk

PREVIEW = FileKind.RECEIPT_PREVIEW
SOURCE_ROUTE = "GET /api/receipts/<receipt_id>/download"


@pytest.fixture
def target(desk: ReceiptsDesk, tmp_path: Path) -> Path:
    return aim(desk, tmp_path)


def test_the_list_is_exported_and_what_is_missing_is_told(desk: ReceiptsDesk, target: Path) -> None:
    desk.page.commands.export_to.trigger()
    assert progress(desk).isVisible()
    report = result(desk).report
    assert report.files_total == due(desk) == 80 - len(report.absent)
    assert len(names(target)) == report.files_written < due(desk)
    assert report.summary.count == 40
    table = result(desk).table
    assert table is not None
    assert table.model().rowCount() == len(report.missing)
    assert len(report.missing) == due(desk) - report.files_written
    said, missing = result(desk).accessibleDescription(), len(report.missing)
    assert f"{report.files_written} of {due(desk)} files in 40 receipts; {missing} missing." in said
    assert f"{len(report.absent)} receipts have no preview on the server." in said


def test_of_very_many_missing_ones_it_is_said_how_many_are_not_listed(
    desk: ReceiptsDesk, target: Path
) -> None:
    desk.page.commands.export_to.trigger()
    dialog = result(desk)
    assert dialog.report.missing and dialog.unlisted_label is None, "all are listed"
    many = replace(dialog.report, missing_count=len(dialog.report.missing) + 12_345)
    more = ReceiptResultDialog(many, desk.page.export.copying, desk.page)
    assert more.unlisted_label is not None
    said = strip_marks(more.unlisted_label.text())
    assert said == "12,345 more not listed here: missing.csv in the ZIP has all."


def change_sources(server: DemoServer, ids: list[int]) -> bytes:
    """Somebody else puts another file in the place of the source of each; returns what it holds."""
    other = b"%PDF-1.4 another one, as somebody else put it there"
    for receipt_id in ids:
        receipt = server.world.receipts.find(receipt_id)
        assert receipt is not None and receipt.attachment is not None
        changed = replace(receipt.attachment, wrong=other)
        server.world.receipts.replace(replace(receipt, attachment=changed))
    return other


def test_what_the_server_changed_since_the_list_was_fetched_is_said_and_named(
    desk: ReceiptsDesk, server: DemoServer, tmp_path: Path
) -> None:
    """In the middle of the export: the list is of before, the files are of after."""
    desk.page.export.folder = str(tmp_path)
    stall(server)
    desk.page.commands.export.trigger()
    found = [one.id for one in server.world.receipts if server.world.source_bytes(one.id)]
    ids = [one for one in found if desk.scope.receipts.kept(FileKey.source(one)) is None][-3:]
    other = change_sources(server, ids)
    server.faults.clear()
    dialog = result(desk)
    report = dialog.report
    assert {changed.receipt.id for changed in report.changed} == set(ids) and report.changed_count == 3
    assert "3 receipts were changed on the server since the list" in dialog.accessibleDescription()
    inside = content(report.target)
    assert [inside[changed.name] for changed in report.changed] == [other] * 3
    table = dialog.changed_table
    assert table is not None and table.model().rowCount() == 3
    table.copy_all()
    copied = QGuiApplication.clipboard().text()
    for changed in report.changed:
        assert changed.name in copied and changed.listed != changed.size == len(other)


def test_a_file_as_it_was_listed_is_not_called_changed(desk: ReceiptsDesk, tmp_path: Path) -> None:
    desk.page.export.folder = str(tmp_path)
    desk.page.commands.export.trigger()
    dialog = result(desk)
    assert not dialog.report.changed and dialog.changed_table is None
    assert "changed on the server" not in dialog.accessibleDescription()


def number(text: str) -> int:
    """The one that stands in `text`."""
    return int("".join(letter for letter in text if letter.isdigit()))


def test_one_click_exports_what_the_button_says_into_the_last_folder(
    desk: ReceiptsDesk, tmp_path: Path
) -> None:
    desk.page.export.folder = str(tmp_path)
    desk.page.export.choose_target = lambda suggested: pytest.fail("nobody is asked")
    buttons, reports = desk.page.filter_bar.export_buttons, list[ExportReport]()
    desk.page.export.ended.connect(reports.append)
    assert number(buttons.button.text()) == 40
    ids = list(desk.page.model.ids[:3])
    desk.page.table.set_current_id(ids[0])
    desk.page.table.select_ids(ids)
    desk.qtbot.waitUntil(lambda: number(buttons.button.text()) == 3)
    for count in (3, 3, 40):
        if count == 40:
            desk.page.table.set_current_id(ids[0])
            desk.qtbot.waitUntil(lambda: number(buttons.button.text()) == 40)
        buttons.button.click()
        assert progress(desk).isVisible()
        assert result(desk).report.summary.count == count
        result(desk).reject()
    paths = [report.target for report in reports]
    assert {path.parent for path in paths} == {tmp_path} and len(set(paths)) == 3, "none replaces another"
    assert "_selected_" in paths[0].name and "_all_" in paths[2].name
    assert [len(names(path)) for path in paths] == [report.files_written for report in reports]


def test_at_narrow_width_the_button_still_carries_the_number(desk: ReceiptsDesk) -> None:
    bar = desk.page.filter_bar
    widths = []
    for width in (700, 420, 700):
        bar.resize(width, bar.height())
        widths.append(bar.export_buttons.sizeHint().width())
        assert number(bar.export_buttons.button.text()) == 40
        assert "40" in bar.export_buttons.button.accessibleName()
    assert widths[0] == widths[2] > widths[1]


def test_a_folder_that_is_gone_is_said_and_another_one_offered(desk: ReceiptsDesk, tmp_path: Path) -> None:
    desk.page.export.folder = str(tmp_path / "removed")
    desk.page.commands.export.trigger()
    said = desk.wait_for_message(MESSAGE, "cannot be read or written")
    assert said.action is not None and said.action.label == "Choose another folder"
    target = tmp_path / "here.zip"
    desk.page.export.choose_target = lambda suggested: str(target)
    said.action.run()
    assert result(desk).report.target == target
    assert desk.page.export.folder == str(tmp_path), "the next one goes there"


def test_only_what_is_new_or_changed_since_is_exported(desk: ReceiptsDesk, tmp_path: Path) -> None:
    desk.page.export.folder = str(tmp_path)
    menu = desk.page.list_export.menu
    assert desk.page.saving.command in menu.actions(), "beside the other ways out of the list"
    ids = list(desk.page.model.ids[:5])
    desk.page.table.set_current_id(ids[0])
    desk.page.table.select_ids(ids)
    desk.page.commands.export_selected.trigger()
    result(desk).reject()
    desk.page.table.set_current_id(ids[0])
    desk.page.filter_bar.export_buttons.arrow.click()
    desk.qtbot.waitUntil(lambda: menu.new.text().endswith("\t35"))
    assert menu.everything.text().endswith("\t40")
    assert menu.changed.text().endswith("\t0") and not menu.changed.isEnabled()
    menu.hide()
    menu.new.trigger()
    report = result(desk).report
    assert report.summary.count == 35 and "_all_new_" in report.target.name
    result(desk).reject()
    # What was refused may still be had: such a receipt is as new as it was.
    errors = [(one.receipt.id, one.reason) for one in report.missing]
    refused = {one for one, error in errors if isinstance(error, StorageRefused) and error.status != 404}
    desk.page.commands.export_new.trigger()
    assert refused
    assert {one.receipt.id for one in result(desk).report.missing} == refused
    assert result(desk).report.count == len(refused)


def test_that_nothing_is_new_is_said(desk: ReceiptsDesk) -> None:
    desk.page.export.say_nothing(ExportWish(ReceiptQuery(), since=(SinceExport.NEVER,)))
    assert "new since the last export" in desk.wait_for_message(NOTHING, "nothing to export").sentence


def test_the_sums_are_of_what_is_in_it(desk: ReceiptsDesk, server: DemoServer, target: Path) -> None:
    """Offline only what is kept here goes into it: the sums of the rest would be told for nothing."""
    with_amount = [
        row for row in desk.scope.receipts.rows(list(desk.page.model.ids)) if row.receipt.source_file
    ]
    kept = with_amount[0].receipt
    desk.page.table.set_current_id(with_amount[0].row_id)
    desk.qtbot.waitUntil(
        lambda: desk.scope.receipts.kept(FileKey(FileKind.RECEIPT_SOURCE, str(kept.id))) is not None,
        timeout=10_000,
    )
    desk.go_offline()
    desk.page.commands.export_to.trigger()
    dialog = result(desk)
    assert dialog.report.files_written >= 1
    assert dialog.report.summary.count == 40
    inside = {int(name.rsplit("_", 2)[1]) for name in names(target)}
    assert dialog.report.inside == desk.scope.receipts.summary_of(list(inside))
    assert dialog.inside_label.text().startswith(f"{len(inside)} receipt")


def test_receipts_that_never_had_a_preview_miss_nothing(desk: ReceiptsDesk, target: Path) -> None:
    rows = desk.scope.receipts.rows(list(desk.scope.receipts.ids(ReceiptQuery())))
    without = [row.row_id for row in rows if row.receipt.source_file and not is_due(row.receipt, PREVIEW)]
    assert len(without) > 1
    desk.page.table.set_current_id(without[0])
    desk.page.table.select_ids(without)
    desk.page.commands.export_to.trigger()
    dialog = result(desk)
    assert dialog.report.missing == ()
    assert dialog.table is None
    count = len(without)
    said = f"{count} of {count} files in {count} receipts. {count} receipts have no preview on the server."
    assert dialog.accessibleDescription() == said
    assert dialog.accessibleName() == "Export finished, everything is there"
    assert len(names(target)) == count


def test_the_list_of_the_missing_is_copied_with_its_reasons(desk: ReceiptsDesk, target: Path) -> None:
    desk.page.commands.export_to.trigger()
    dialog = result(desk)
    button(dialog, "Copy list").click()
    desk.qtbot.waitUntil(lambda: "\t" in QGuiApplication.clipboard().text())
    text = QGuiApplication.clipboard().text()
    assert "This receipt has no source file." in text
    assert len(text.strip().splitlines()) >= len(dialog.report.missing)


def test_only_what_the_filter_leaves_is_exported(desk: ReceiptsDesk, target: Path) -> None:
    bar = desk.page.filter_bar
    approved = len(desk.ids_with(ReceiptStatus.APPROVED))
    bar.status_menu.set_values((ReceiptStatus.APPROVED,))
    bar.status_menu.chosen.emit((ReceiptStatus.APPROVED,), "Approved")
    desk.qtbot.waitUntil(lambda: len(desk.page.model.ids) == approved)
    desk.page.commands.export_to.trigger()
    assert result(desk).report.summary.count == approved
    assert set(result(desk).report.summary.by_status) == {ReceiptStatus.APPROVED}


def test_only_the_selected_are_exported(desk: ReceiptsDesk, target: Path) -> None:
    ids = list(desk.page.model.ids[:3])
    desk.page.table.set_current_id(ids[0])
    desk.page.table.select_ids(ids)
    desk.page.commands.export_to.trigger()
    assert result(desk).report.summary.count == 3


def test_what_is_kept_is_not_fetched_again(desk: ReceiptsDesk, server: DemoServer, target: Path) -> None:
    desk.page.commands.export_to.trigger()
    first = result(desk).report
    result(desk).reject()
    hits = server.counters.hits[SOURCE_ROUTE]
    desk.page.commands.export_to.trigger()
    second = result(desk).report
    assert second.files_written == first.files_written
    assert hits > len(first.missing)
    fetched = server.counters.hits[SOURCE_ROUTE] - hits
    assert fetched <= len(first.missing)


def test_what_was_changed_on_this_computer_is_fetched_anew(desk: ReceiptsDesk, target: Path) -> None:
    """Though it is as large as before, for which the queue takes it for the one that came."""
    desk.page.commands.export_to.trigger()
    missing = len(result(desk).report.missing)
    result(desk).reject()
    keys = map(FileKey.source, desk.page.model.ids)
    kept = next(found for key in keys if (found := desk.scope.receipts.kept(key)) is not None)
    whole = kept.path.read_bytes()
    kept.path.write_bytes(bytes(byte ^ 0xFF for byte in whole))
    desk.page.commands.export_to.trigger()
    assert len(result(desk).report.missing) == missing
    assert kept.path.read_bytes() == whole


def test_nothing_to_export_names_the_filter(
    desk: ReceiptsDesk, target: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desk.page.filter_bar.search_field.setText("no such vendor")
    desk.qtbot.waitUntil(lambda: not desk.page.model.ids)
    desk.page.commands.export_to.trigger()
    said = desk.wait_for_message(NOTHING, "nothing to export")
    assert "no such vendor" in said.sentence
    assert "[RECEIPTS_EXPORT] failed reason=nothing_to_export" in caplog.messages
    assert not target.exists()
    desk.page.filter_bar.search_field.clear()
    desk.qtbot.waitUntil(lambda: bool(desk.page.model.ids))
    assert said not in desk.page.export._messages.standing


def test_a_name_without_zip_replaces_nothing_unasked(desk: ReceiptsDesk, tmp_path: Path) -> None:
    there = tmp_path / "march.zip"
    there.write_bytes(b"last month's")
    answers = [str(tmp_path / "march"), str(tmp_path / "april")]
    asked: list[str] = []

    def choose(suggested: str) -> str:
        asked.append(suggested)
        return answers.pop(0)

    desk.page.export.choose_target = choose
    desk.page.commands.export_to.trigger()
    assert asked[1] == str(there)
    written = result(desk).report.files_written
    assert len(names(tmp_path / "april.zip")) == written
    assert there.read_bytes() == b"last month's"


def test_a_user_who_names_no_file_exports_nothing(desk: ReceiptsDesk) -> None:
    desk.page.export.choose_target = lambda suggested: ""
    desk.page.commands.export_to.trigger()
    assert desk.page.export.run is None
    assert desk.page.export.dialog is None


def today() -> str:
    return datetime.now().strftime("%Y-%m-%d")


def test_the_suggested_name_says_whose_and_when(desk: ReceiptsDesk) -> None:
    asked: list[str] = []

    def choose(suggested: str) -> str:
        asked.append(suggested)
        return ""

    desk.page.export.choose_target = choose
    before = today()
    desk.page.commands.export_to.trigger()
    assert Path(asked[0]).parent == Path(folder_to_begin_in("")), "not the folder of the process"
    name = Path(asked[0]).name
    assert name.startswith("receipts_")
    assert name.endswith(".zip")
    assert desk.scope.account.business_name.split()[0] in name
    assert before in name or today() in name
    assert "_all_" in name
    # "All" is said of all alone.
    desk.page.filter_bar.take_query(
        ReceiptQuery(statuses=(ReceiptStatus.APPROVED, ReceiptStatus.NOT_RECEIPT))
    )
    desk.page.commands.export_to.trigger()
    desk.page.filter_bar.take_query(ReceiptQuery(has_notes=False, period=Period(date(2024, 1, 1))))
    desk.page.commands.export_to.trigger()
    desk.page.export.export(ExportWish(ids=(1,)), ask=True)
    for name, said in zip(
        asked[1:], ("approved_not-receipt", "2024-01-01_filtered", "selected"), strict=True
    ):
        assert f"_{said}_" in name and "_all_" not in name
