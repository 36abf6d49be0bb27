"""What is said of how long an export still takes."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desktop.core.export import ExportProgress
from desktop.ui.zip_export.zip_words import time_left_text

LTR, POP = "\u2066", "\u2069"


@pytest.mark.parametrize(
    ("elapsed_s", "done_now", "text"),
    [
        (1.0, 20, "<2.0 MB> written"),
        (40.0, 20, "About <2:40> left · <2.0 MB> written"),
        (40.0, 10, "About <5:20> left · <2.0 MB> written"),
        (40.0, 0, "<2.0 MB> written"),
        (2.0, 4000, "About <0:01> left · <2.0 MB> written"),
    ],
)
def test_it_follows_the_pace(look: QApplication, elapsed_s: float, done_now: int, text: str) -> None:
    progress = ExportProgress(50, 100, files_done=20, bytes_written=2 << 20)
    said = time_left_text(progress, elapsed_s, done_now)
    assert said.replace(LTR, "<").replace(POP, ">").replace("\u00a0", " ") == text
