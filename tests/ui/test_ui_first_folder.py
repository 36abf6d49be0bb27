"""Where dialogs for files begin."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QStandardPaths

from desktop.ui import first_folder
from desktop.ui.first_folder import folder_to_begin_in

Location = QStandardPaths.StandardLocation


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this user's Downloads and Documents would be; neither is there yet."""

    class Places:
        @staticmethod
        def writableLocation(place: Location) -> str:
            names = {Location.DownloadLocation: "Downloads", Location.DocumentsLocation: "Documents"}
            return str(tmp_path / names[place])

    monkeypatch.setattr(first_folder, "QStandardPaths", Places)
    return tmp_path


def test_downloads_then_documents_then_home(places: Path) -> None:
    assert folder_to_begin_in("") == QDir.homePath()
    (places / "Documents").mkdir()
    assert folder_to_begin_in("") == str(places / "Documents")
    (places / "Downloads").mkdir()
    assert folder_to_begin_in("") == str(places / "Downloads")


def test_the_last_folder_while_it_is_there(places: Path) -> None:
    (places / "Downloads").mkdir()
    last = places / "on a drive"
    assert folder_to_begin_in(str(last)) == str(places / "Downloads"), "the drive was taken away"
    last.mkdir()
    assert folder_to_begin_in(str(last)) == str(last)
