"""Translation: which language the program speaks, and everything Qt is told about it."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.core.resources import resource_path

LANGUAGES = {"en": "English", "he": "עברית"}
"""Each language in its own words."""

_TRANSLATOR = "prosaas-translator"
_log = logging.getLogger(__name__)


def install(app: QApplication, choice: str = "") -> str:
    """`speak`, and the layout direction. Windows that stand already are not translated anew."""
    language = speak(app, choice)
    right_to_left = language == "he"
    app.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    )
    return language


def speak(app: QCoreApplication, choice: str = "") -> str:
    """Makes `app` speak `choice` (`he`, `en`, or "" for the system's language); returns which it is.

    Sets the translators and QLocale's default.
    """
    language = choice if choice in LANGUAGES else system_language()
    for old in app.findChildren(QTranslator, _TRANSLATOR):
        app.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(_locale(language))
    _load(app, f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    _load(app, f"prosaas_{language}", str(resource_path("translations")))
    return language


def system_language() -> str:
    """`he` when the first language of the system's interface that we speak is Hebrew, else `en`."""
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").split("-")[0].lower()
        if code in ("he", "iw"):
            return "he"
        if code == "en":
            return "en"
    return "en"


def _locale(language: str) -> QLocale:
    if language == "he":
        return QLocale(QLocale.Language.Hebrew, QLocale.Country.Israel)
    # English words, with the point and the comma where English has them, whatever the country.
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


def _load(app: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(app)
    translator.setObjectName(_TRANSLATOR)
    if translator.load(name, folder):
        app.installTranslator(translator)
    elif name != "qtbase_en":
        # English is what Qt speaks by itself, and its file is not always shipped.
        _log.error("TRANSLATION_MISSING name=%s folder=%s", name, folder)
