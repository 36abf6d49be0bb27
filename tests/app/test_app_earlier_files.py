"""One PDF and a list alone stand among the earlier exports, and a receipt says which PDF it went into."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from desktop.demo.server import DemoServer
from desktop.ui.earlier_exports.earlier_dialog import EarlierDialog
from desktop.ui.earlier_exports.earlier_table_model import EarlierColumn
from desktop.ui.formatting import strip_marks
from desktop.ui.list_file.list_to_file import ListToFile
from tests.app.conftest import Driver


def saved(driver: Driver, saving: ListToFile, target: Path) -> None:
    """Gives the command, with this name chosen; to its end."""
    saving.choose_target = lambda _: (str(target), target.suffix)
    with driver.qtbot.waitSignal(saving.ended, timeout=60_000) as ended:
        saving.command.trigger()
    assert ended.args is not None and ended.args[0].path == target


def opened(driver: Driver) -> EarlierDialog:
    earlier = driver.program.window.earlier_exports
    driver.program.window.commands.earlier.trigger()
    driver.wait(lambda: earlier.dialog is not None)
    assert earlier.dialog is not None
    return earlier.dialog


def cells(dialog: EarlierDialog, column: EarlierColumn) -> list[str]:
    model = dialog.table.model()
    found = (model.index(row, column).data(Qt.ItemDataRole.DisplayRole) for row in range(model.rowCount()))
    return [strip_marks(one) for one in found]


def test_a_pdf_and_lists_stand_among_the_earlier_exports(
    signed_in: Driver, server: DemoServer, tmp_path: Path
) -> None:
    page, calls = signed_in.receipts, signed_in.program.window.calls_page
    signed_in.wait(lambda: page.model.whole and len(page.model.ids) == len(list(server.world.receipts)))
    signed_in.wait(lambda: calls.model.whole and len(calls.model.ids) == len(list(server.world.calls)))
    rows = signed_in.scope.receipts.rows(page.model.ids)
    chosen = [row.row_id for row in rows if row.receipt.source_file and not row.receipt.error_message][:2]
    page.table.set_current_id(chosen[0])
    page.table.select_ids(chosen)
    page.commands.details.setChecked(True)
    pdf, listed, called = tmp_path / "קבלות.pdf", tmp_path / "list.xlsx", tmp_path / "calls.csv"
    saved(signed_in, page.list_export.merging, pdf)
    section = page.extras.details.pane.exports
    signed_in.wait(lambda: bool(section.rows))
    [row] = section.rows
    assert pdf.name in strip_marks(row.name_label.text()) and row.reveal_button.isEnabled()
    page.table.select_ids(chosen[:1])
    saved(signed_in, page.saving, listed)
    saved(signed_in, calls.saving, called)

    dialog = opened(signed_in)
    kinds = ["List of calls", "List of receipts", "Receipts as PDF"]
    assert cells(dialog, EarlierColumn.KIND) == kinds
    assert cells(dialog, EarlierColumn.WHICH) == ["All", "All", "Selected"]
    counts = [len(calls.model.ids), len(page.model.ids), 2]
    assert cells(dialog, EarlierColumn.ROWS) == list(map(str, counts))
    record = signed_in.scope.export_ledger.latest(1)[0]
    assert (record.target, record.query != "") == (called, True)
    dialog.table.selectRow(2)
    assert pdf.name in strip_marks(dialog.place_label.text())
    assert dialog.reveal_button.isEnabled() and not dialog.verify_button.isEnabled()
    pdf.unlink()
    dialog.reveal_button.click()
    assert dialog.place_label.text().startswith("The file is no longer there: ")
    dialog.reject()
