"""Language: locale, direction and translators go together, and can be switched."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from desktop.ui import translation
from desktop.ui.translation import install


def test_hebrew_turns_everything(look: QApplication) -> None:
    assert install(look, "he") == "he"
    assert look.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert QLocale().language() == QLocale.Language.Hebrew
    assert install(look, "en") == "en"
    assert look.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert QLocale().language() == QLocale.Language.English


def test_switching_leaves_no_old_translators(look: QApplication) -> None:
    for language in ("he", "en", "he", "en"):
        install(look, language)
    look.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    assert len(look.findChildren(QTranslator)) <= 2


def test_the_words_of_qt_are_hebrew_too(hebrew: QApplication, qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() not in ("Cancel", "&Cancel", "")


@pytest.mark.parametrize(
    ("languages", "chosen"),
    [
        (["he-IL", "en-US"], "he"),
        (["iw_IL"], "he"),
        (["en-GB", "he"], "en"),
        (["fr-FR", "he-IL", "en"], "he"),
        (["fr-FR"], "en"),
        ([], "en"),
    ],
)
def test_follows_the_system(monkeypatch: pytest.MonkeyPatch, languages: list[str], chosen: str) -> None:
    class System:
        def uiLanguages(self) -> list[str]:
            return languages

    class Locale:
        @staticmethod
        def system() -> System:
            return System()

    monkeypatch.setattr(translation, "QLocale", Locale)
    assert translation.system_language() == chosen


def test_a_missing_file_is_said_and_survived(
    look: QApplication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(translation, "resource_path", lambda *_: Path("/nowhere"))
    with caplog.at_level(logging.ERROR):
        assert install(look, "he") == "he"
    assert "TRANSLATION_MISSING name=prosaas_he" in caplog.text
