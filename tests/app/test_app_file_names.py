"""What files are called is set once, with an example, and holds for a ZIP and for every copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from desktop.core.models import FileKind, Receipt
from desktop.core.name_template import DEFAULT_TEMPLATE
from desktop.core.settings import Settings
from desktop.ui.formatting import strip_marks
from desktop.ui.settings.names_settings import NamesSettings
from desktop.ui.settings.settings_dialog import SettingsDialog
from tests.app.conftest import Driver
from tests.services.export_kit import content


def names_page(driver: Driver) -> tuple[SettingsDialog, NamesSettings]:
    driver.program.window.settings.open()
    dialog = driver.program.window.settings.dialog
    assert dialog is not None
    dialog.show_page(dialog.names)
    return dialog, dialog.names


def set_names(driver: Driver, template: str) -> None:
    dialog, page = names_page(driver)
    page.field.setText(template)
    dialog.ok_button.click()


def test_the_example_follows_what_is_typed_and_a_wrong_name_is_said_at_once(signed_in: Driver) -> None:
    dialog, page = names_page(signed_in)
    assert page.field.text() == DEFAULT_TEMPLATE and not page.reset_button.isVisible()
    first = "Sample_Vendor_2024-01-15_150.00ILS_123_source.pdf"
    assert strip_marks(page.examples[0].text()) == first and not page.problem_box.isVisible()
    page.field.setText("receipt")
    assert "needs one of the parts" in page.problem_box.text() and not page.examples[0].isVisible()
    page.field.clear()
    assert strip_marks(page.examples[0].text()) == first, "nothing is the usual one"
    page.part_buttons["number"].click()
    page.field.insert("-")
    page.part_buttons["kind"].click()
    assert page.field.text() == "{number}-{kind}" and not page.problem()
    assert [strip_marks(one.text()) for one in page.examples] == ["4471-source.pdf", "4471-preview.jpg"]
    for typed, said in (
        ("{vendr}", "There is no part {vendr}."),
        ("{id}_{id}", "{id} stands there twice."),
        ("{id}_{", "A brace stands there"),
        ("x" * 41 + "{id}", "40 letters"),
    ):
        page.field.setText(typed)
        assert said in strip_marks(page.problem_box.text()) and page.problem_box.isVisible()
        dialog.ok_button.click()
        assert dialog.isVisible(), "a wrong one is not taken"
    page.reset_button.click()
    assert page.field.text() == DEFAULT_TEMPLATE and page.chosen(Settings()).export_names == ""
    dialog.cancel_button.click()


def test_zips_and_copies_are_named_by_it(signed_in: Driver, tmp_path: Path) -> None:
    set_names(signed_in, "{kind} {id}")
    page = signed_in.receipts
    signed_in.program.window.commands.receipts.trigger()
    signed_in.wait(lambda: len(page.model.ids) > 0)
    receipt = kept_receipt(signed_in)
    page.export.folder = str(tmp_path / "zips")
    Path(page.export.folder).mkdir()
    page.commands.export_selected.trigger()
    signed_in.wait(lambda: page.export.result_dialog is not None)
    assert page.export.result_dialog is not None
    names = content(page.export.result_dialog.report.target)
    page.export.result_dialog.reject()
    assert f"source_{receipt.id}.pdf" in {Path(name).with_suffix(".pdf").name for name in names}
    (tmp_path / "saved").mkdir()
    page.downloads.folder = str(tmp_path / "saved")
    page.downloads.download([receipt], FileKind.RECEIPT_SOURCE)
    signed_in.wait(lambda: bool(list(tmp_path.glob(f"saved/source_{receipt.id}.*"))))
    dragged: list[QMimeData] = []
    page.extras.files.start_drag = dragged.append
    page.extras.files.drag_shown(page.preview.shown)
    signed_in.wait(lambda: bool(dragged))
    assert Path(dragged[0].urls()[0].toLocalFile()).stem == f"source_{receipt.id}"


def kept_receipt(driver: Driver) -> Receipt:
    """The first one that has a source, shown, and with it on this computer."""
    page = driver.receipts
    rows = driver.scope.receipts.rows(page.model.ids)
    receipt = next(row.receipt for row in rows if row.receipt.source_file and row.receipt.preview_file)
    page.table.set_current_id(receipt.id)
    driver.wait(lambda: page.preview.shown.kept is not None and page.preview.shown.receipt == receipt)
    return receipt
