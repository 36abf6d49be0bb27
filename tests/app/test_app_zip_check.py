"""A ZIP is checked against its manifest from the window's menu, or since it was dropped on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication

from desktop.ui.formatting import strip_marks
from desktop.ui.zip_check.zip_check_dialog import ZipCheckDialog
from tests.app.conftest import Driver
from tests.zip_kit import with_manifest, write_zip

FILES = {"Vendor_a.pdf": b"%PDF- one", "קפה_preview.jpg": b"\xff\xd8 two"}


def over(driver: Driver) -> ZipCheckDialog:
    """The dialog, once the check is over."""
    checking = driver.program.window.zip_checking
    driver.wait(lambda: checking.dialog is not None and checking.dialog.close_button.isVisible())
    assert checking.dialog is not None
    return checking.dialog


def check(driver: Driver, path: Path) -> ZipCheckDialog:
    driver.program.window.zip_checking.choose_file = lambda: str(path)
    driver.program.window.commands.verify.trigger()
    return over(driver)


def test_a_zip_is_checked_and_what_differs_is_named(signed_in: Driver, tmp_path: Path) -> None:
    path, files = tmp_path / "קבלות.zip", with_manifest(FILES)
    write_zip(path, files)
    dialog = check(signed_in, path)
    assert dialog.title_label.text() == "The ZIP is whole"
    said = "The ZIP is what its manifest says: 2 files, each checked by its SHA-256."
    assert dialog.accessibleDescription() == said
    assert dialog.table is None and not dialog.copy_button.isVisible()
    path.unlink()
    write_zip(path, {**files, "קפה_preview.jpg": b"\xff\xd8 TWO", "more.txt": b"x"})
    signed_in.program.window.zip_checking.choose_file = lambda: str(path)
    dialog.another_button.click()
    dialog = over(signed_in)
    assert dialog.title_label.text() == "The ZIP is not whole"
    assert "2 files differ" in dialog.accessibleDescription()
    assert dialog.table is not None and dialog.table.model().rowCount() == 2
    dialog.copy_button.click()
    signed_in.wait(lambda: "\t" in QGuiApplication.clipboard().text())
    assert "קפה_preview.jpg\tOf other content" in QGuiApplication.clipboard().text()
    path.write_bytes(b"no ZIP")
    dialog = check(signed_in, path)
    assert dialog.title_label.text() == "The ZIP could not be checked"
    assert "no ZIP, or is damaged" in strip_marks(dialog.sentence_label.text())
    dialog.reject()
    assert signed_in.program.window.zip_checking.dialog is None


def test_a_zip_that_is_dropped_on_the_window_is_checked(signed_in: Driver, tmp_path: Path) -> None:
    path = tmp_path / "dropped.ZIP"
    write_zip(path, with_manifest(FILES))
    window, checking = signed_in.program.window, signed_in.program.window.zip_checking
    assert window.acceptDrops()
    for name, taken in (("letter.pdf", False), ("dropped.ZIP", True)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        # Handed over as Qt does: its own sending of drags needs a drag that is under way.
        rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(QPoint(50, 50), *rest)
        enter.ignore()
        assert checking.eventFilter(window, enter) is taken and enter.isAccepted() is taken
        checking.eventFilter(window, QDropEvent(QPointF(50, 50), *rest))
        assert (checking.dialog is not None) is taken
    assert over(signed_in).report is not None


def test_a_check_that_is_left_says_nothing_more(signed_in: Driver, tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    write_zip(path, with_manifest({f"{number}.bin": bytes(1 << 20) for number in range(8)}))
    checking = signed_in.program.window.zip_checking
    checking.check(path)
    dialog = checking.dialog
    assert dialog is not None and dialog.cancel_button.isVisible()
    dialog.cancel_button.click()
    signed_in.wait(lambda: checking.dialog is None)
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
