"""Why a receipt has no picture, in a few words that fit where it would be."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.core.errors import (
    AppError,
    DocumentLocked,
    DocumentTooHeavy,
    FileDamaged,
    FileEmpty,
    FormatNotSupported,
)

_WORDS: tuple[tuple[type[AppError], object], ...] = (
    (DocumentLocked, QT_TRANSLATE_NOOP("ThumbnailWords", "Needs a password")),
    (DocumentTooHeavy, QT_TRANSLATE_NOOP("ThumbnailWords", "Too large to show")),
    (FileEmpty, QT_TRANSLATE_NOOP("ThumbnailWords", "Empty file")),
    (FileDamaged, QT_TRANSLATE_NOOP("ThumbnailWords", "Damaged file")),
    (FormatNotSupported, QT_TRANSLATE_NOOP("ThumbnailWords", "For another program")),
)


def failed_text(error: AppError) -> str:
    """Of a file that is here and cannot be drawn."""
    for kind, words in _WORDS:
        if isinstance(error, kind):
            return QCoreApplication.translate("ThumbnailWords", str(words))
    return QCoreApplication.translate("ThumbnailWords", "Cannot be shown")


def not_fetched_text() -> str:
    return QCoreApplication.translate("ThumbnailWords", "Could not be fetched")


def not_here_text() -> str:
    """Offline, and not on this computer."""
    return QCoreApplication.translate("ThumbnailWords", "Not on this computer")


def no_file_text() -> str:
    return QCoreApplication.translate("ThumbnailWords", "No file")


def not_given_text() -> str:
    """The server could not give the receipt at all."""
    return QCoreApplication.translate("ThumbnailWords", "The server could not give it")
