"""What is said of that which came back from a backup."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QApplication

from desktop.core.backed_up import Restored
from desktop.ui.notes.note_words import restored_text

THEN = datetime(2026, 3, 4, 10, tzinfo=UTC)


def test_exports_that_are_remembered_are_told_even_alone(look: QApplication) -> None:
    alone = Restored(0, 0, 0, THEN, exports=1)
    assert alone
    assert restored_text(alone).startswith("1 earlier export came back")
    with_note = restored_text(Restored(1, 0, 0, THEN, exports=3))
    assert with_note.startswith("1 note and 3 earlier exports came back")


def test_the_same_in_hebrew(hebrew: QApplication) -> None:
    assert "ייצוא קודם אחד" in restored_text(Restored(0, 0, 0, THEN, exports=1))
    assert "3 ייצואים קודמים" in restored_text(Restored(0, 0, 0, THEN, exports=3))
