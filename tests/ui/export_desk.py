"""What a person does with an export of receipts in the window, and sees of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton

from desktop.core.export import EXPORTED_KINDS, is_due
from desktop.core.query import ReceiptQuery
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.receipts.export.receipt_dialogs import ReceiptResultDialog
from desktop.ui.zip_export.export_dialog import ExportDialog
from tests.services.export_kit import RECEIPT_FILES, content
from tests.ui.receipts_desk import ReceiptsDesk


def aim(desk: ReceiptsDesk, folder: Path) -> Path:
    """Where the user lets the export go."""
    path = folder / "ייצוא לרואה חשבון.zip"
    desk.page.export.choose_target = lambda suggested: str(path)
    return path


def result(desk: ReceiptsDesk) -> ReceiptResultDialog:
    """The dialog at the end."""
    desk.qtbot.waitUntil(lambda: desk.page.export.result_dialog is not None, timeout=40_000)
    dialog = desk.page.export.result_dialog
    assert dialog is not None
    assert isinstance(dialog, ReceiptResultDialog)
    return dialog


def button(dialog: ReceiptResultDialog, text: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if one.text() == text)


def progress(desk: ReceiptsDesk) -> ExportDialog:
    """The dialog while it goes on."""
    dialog = desk.page.export.dialog
    assert dialog is not None
    return dialog


def stall(server: DemoServer) -> None:
    """No file comes any more until `server.faults.clear()`."""
    server.faults.add(Fault(path=RECEIPT_FILES, kind="delay", seconds=30))


def due(desk: ReceiptsDesk) -> int:
    """Files that should be there: each source, and the previews that the server has."""
    rows = desk.scope.receipts.rows(list(desk.scope.receipts.ids(ReceiptQuery())))
    return sum(is_due(row.receipt, kind) for row in rows for kind in EXPORTED_KINDS)


def names(path: Path) -> list[str]:
    """Of its receipts' files; the manifest agrees with all of it."""
    return list(content(path))
