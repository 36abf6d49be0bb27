"""What is said of files that were not here, where no server was to be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from desktop.core.calls_export import CallExportWords
from desktop.core.errors import AppError, Offline
from desktop.core.export import ExportWords
from desktop.ui.error_text import error_text

translate = QCoreApplication.translate

_Words = TypeVar("_Words", ExportWords, CallExportWords)


def sentence_text(error: AppError, *, unasked: bool) -> str:
    """`unasked`: that there was no answer says nothing of a server that nobody asked. On any thread."""
    if unasked and isinstance(error, Offline):
        text = translate("Console", "It is not on this computer, and with {option} the server was not asked.")
        return text.format(option="--offline")
    return error_text(error).sentence


def unasked_words(words: _Words) -> _Words:
    """The same lists, of an export without a server."""
    return replace(words, reason=_reason(words.reason), sentence=_sentence)


def _reason(usual: Callable[[AppError], str]) -> Callable[[AppError], str]:
    def reason(error: AppError) -> str:
        return translate("Console", "Not asked for") if isinstance(error, Offline) else usual(error)

    return reason


def _sentence(error: AppError) -> str:
    return sentence_text(error, unasked=True)
