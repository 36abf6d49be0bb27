"""Numbers within sentences are written as everywhere else: 1,234, in either language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.ui.formatting import number_text, strip_marks
from tests.translation_texts import texts_in
from tests.translations import SOURCES

NEVER_THOUSANDS = {
    "%n second(s)",
    "Back %n second(s)",
    "Forward %n second(s)",
    "The server is busy and asks to wait %n second(s).",
    "%n days after they were needed last",
    "At most %n recording(s) can be dragged out at once.",
}


def test_what_may_be_thousands_is_written_with_its_separator() -> None:
    plain = {text.source for text in texts_in(SOURCES).texts if text.plural and "%n" in text.source}
    assert plain == NEVER_THOUSANDS


def test_they_look_alike(either_language: str) -> None:
    said = QCoreApplication.translate("DownloadsPage", "Cancel the %Ln waiting", "", 1_234)
    assert strip_marks(number_text(1_234)) in strip_marks(said)
