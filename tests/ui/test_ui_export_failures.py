"""What an export that came to nothing offers: another folder only where the ZIP's own disk is at fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.core.errors import AppError, DiskFailed, DiskFull, DiskReason, Offline, OnlyReadable
from desktop.core.plain_text import strip_marks
from desktop.ui.zip_export.failures import Remedy, failure_text, remedy_of
from desktop.ui.zip_export.zip_words import room_text

OWN = Path("/data/accounts/one")
LISTS, PART = str(OWN / "lists.db"), "/stick/.part"


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (DiskFull(path=PART), Remedy.OTHER_FOLDER),
        (DiskFull(), Remedy.OTHER_FOLDER),
        (DiskFull(path=LISTS), Remedy.AGAIN),
        (DiskFailed(path=PART, reason=DiskReason.MISSING), Remedy.OTHER_FOLDER),
        (DiskFailed(path=LISTS, reason=DiskReason.NO_DEVICE), Remedy.AGAIN),
        (OnlyReadable(path=LISTS, full=True), Remedy.NONE),
        (Offline(), Remedy.AGAIN),
    ],
)
def test_another_folder_is_offered_where_it_helps(error: AppError, remedy: Remedy) -> None:
    assert remedy_of(error, OWN) is remedy


def test_whose_disk_is_full_is_said(look: QApplication) -> None:
    assert "this program keeps its own files" in failure_text(DiskFull(path=LISTS), OWN)
    assert failure_text(DiskFull(path=PART), OWN) == "There is no room left on this disk."


def test_of_a_disk_that_has_filled_it_is_said_what_it_has_now(look: QApplication) -> None:
    full = DiskFull(needed=5_000_000, least=2_000_000, free=1_000_000)
    assert strip_marks(room_text(full)).replace("\xa0", " ") == "2.9 MB needed · 977 KB free"
