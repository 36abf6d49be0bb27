"""How a person writes a note with the keys alone, and where it is kept then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QKeySequence

from desktop.core.models import CallRow
from desktop.core.note import NoteKey
from desktop.ui.notes.note_pad import NotePad
from desktop.ui.widgets.record_table import RecordTable
from tests.app.conftest import Driver

Start = Callable[[str], Driver]
WRITE = QKeySequence("Ctrl+N")


def write(driver: Driver, table: RecordTable, row_id: int, pad: NotePad, text: str) -> None:
    """With the keys alone, from the table on."""
    assert table.set_current_id(row_id)
    table.setFocus()
    # A window that has just come is laid out a moment later.
    driver.wait(pad.isVisible)
    driver.qtbot.keySequence(table, WRITE)
    driver.wait(pad.editor.hasFocus)
    driver.qtbot.keyClicks(pad.editor, text)


def write_call(driver: Driver, row_id: int, text: str) -> None:
    write(driver, driver.calls.table, row_id, driver.calls.details.note, text)


def write_receipt(driver: Driver, row_id: int, text: str) -> None:
    write(driver, driver.receipts.table, row_id, driver.receipts.note, text)


def show_receipts(driver: Driver) -> None:
    driver.program.window.commands.receipts.trigger()
    driver.wait(lambda: bool(driver.receipts.model.ids))


def call_at(driver: Driver, row: int) -> CallRow:
    found = driver.calls.model.record_at(row)
    assert found is not None
    return found


def kept(driver: Driver, key: NoteKey) -> str:
    """The note as it is in the database, whatever is held."""
    scope = driver.scope
    return scope._notes.text(key)


def lists(data_dir: Path) -> Path:
    [found] = data_dir.glob("accounts/*/lists.db")
    return found


def damage(path: Path) -> None:
    """Leaves a file that is no database, and nothing beside it."""
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    path.write_bytes(b"not a database" * 400)
