"""What is done with an export that is there: copied, and made again from the ledger."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest

from desktop.core.models import FileKey
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.details.exports_section import ExportsSection
from desktop.ui.receipts.export.batch_export import MESSAGE as BATCH_MESSAGE
from tests.ui.export_desk import aim, names, result
from tests.ui.receipts_desk import ReceiptsDesk


@pytest.fixture
def target(desk: ReceiptsDesk, tmp_path: Path) -> Path:
    return aim(desk, tmp_path)


def test_the_zip_is_copied_and_dragged_to_other_places(desk: ReceiptsDesk, tmp_path: Path) -> None:
    desk.page.export.folder = str(tmp_path)
    desk.page.commands.export_selected.trigger()
    dialog, copying = result(desk), desk.page.export.copying
    copying.choose_target = lambda suggested: ""
    dialog.copy_button.click()
    assert copying.task is None and dialog.copy_line.isHidden()
    other = tmp_path / "stick" / "לרואה החשבון"
    copying.choose_target = lambda suggested: str(other)
    dialog.copy_button.click()
    desk.qtbot.waitUntil(lambda: copying.task is None, timeout=10_000)
    assert "its drive, is no longer there" in dialog.copy_line.label.text() and not other.parent.exists()
    other.parent.mkdir()
    dialog.copy_button.click()
    assert not dialog.copy_button.isEnabled() and dialog.copy_line.isVisible()
    desk.qtbot.waitUntil(lambda: copying.task is None, timeout=10_000)
    assert "Copied to" in dialog.copy_line.label.text() and dialog.copy_button.isEnabled()
    assert other.with_suffix(".zip").read_bytes() == dialog.report.target.read_bytes()
    dragged: list[QMimeData] = []
    copying.start_drag = dragged.append
    row = dialog.file_row
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    for x in (40, 80):
        QTest.mouseMove(row, QPoint(x, 10))
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=QPoint(80, 10))
    assert [url.toLocalFile() for url in dragged[0].urls()] == [str(dialog.report.target)]
    copying.choose_target = lambda suggested: str(dialog.report.target)
    dialog.copy_button.click()
    desk.qtbot.waitUntil(lambda: copying.task is None, timeout=10_000)
    assert names(dialog.report.target), "onto itself it stays as it is"


# -- the ledger ----------------------------------------------------------------------------------


def test_the_same_batch_again_is_the_same_or_says_what_is_not(desk: ReceiptsDesk, tmp_path: Path) -> None:
    desk.page.export.folder = str(tmp_path)
    ids = [receipt.id for receipt in desk.with_source()[:3]]
    desk.page.table.set_current_id(ids[0])
    desk.page.table.select_ids(ids)
    desk.page.commands.export_selected.trigger()
    report = result(desk).report
    result(desk).reject()
    menu, batch = desk.page.list_export.menu, desk.page.export.batch
    desk.page.filter_bar.export_buttons.arrow.click()
    desk.qtbot.waitUntil(menu.batches.isEnabled)
    [line] = menu.batches.actions()
    assert line.text().endswith("\t3") and line.toolTip() == report.target.name
    menu.hide()
    line.trigger()
    said = desk.wait_for_message(BATCH_MESSAGE, "byte for byte")
    assert f"{report.files_written} files in 3 receipts" in said.sentence
    [other] = set(tmp_path.glob("*.zip")) - {report.target}
    assert other.read_bytes() == report.target.read_bytes()
    for path in (other, report.target):
        path.unlink()
    kept = desk.scope.receipts.kept(FileKey.source(ids[0]))
    assert kept is not None
    kept.path.unlink()
    line.trigger()
    desk.qtbot.waitUntil(lambda: batch.dialog is not None, timeout=10_000)
    assert batch.dialog is not None and batch.dialog.table is not None
    assert "1 file" in batch.dialog.sentence and batch.dialog.table.model().rowCount() == 1
    assert not [*tmp_path.glob("*.zip"), *tmp_path.glob(".*.part")]
    batch.dialog.now_button.click()
    assert result(desk).report.summary.count == 3 and result(desk).report.missing_count == 0


def has_more(section: ExportsSection, before: int) -> bool:
    return len(section.rows) > before


def test_the_details_say_in_which_exports_a_receipt_went(desk: ReceiptsDesk, tmp_path: Path) -> None:
    desk.page.export.folder = str(tmp_path)
    first, other = desk.page.model.ids[:2]
    desk.page.table.set_current_id(first)
    desk.page.commands.details.setChecked(True)
    section = desk.page.extras.details.pane.exports
    desk.qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert section.rows == []
    counts = []
    for _ in range(2):
        before = len(section.rows)
        desk.page.commands.export_selected.trigger()
        report = result(desk).report
        result(desk).reject()
        desk.qtbot.waitUntil(partial(has_more, section, before))
        counts.append(len(section.rows))
    assert counts == [1, 2]
    assert report.target.name in strip_marks(section.rows[0].name_label.text())
    assert section.rows[0].reveal_button.isEnabled()
    desk.page.table.set_current_id(other)
    desk.qtbot.waitUntil(lambda: not section.rows and not desk.tasks.busy)
    report.target.unlink()
    desk.page.table.set_current_id(first)
    desk.qtbot.waitUntil(lambda: len(section.rows) == 2)
    assert [row.reveal_button.isEnabled() for row in section.rows] == [False, True]
