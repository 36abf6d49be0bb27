"""What is said of files that were not here, where no server was to be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication

from desktop.core.calls_export import CallExportWords
from desktop.core.errors import AppError, Offline
from desktop.core.export import ExportWords, MissingFile
from desktop.ui.error_text import error_text
from desktop.ui.receipts.receipt_words import kind_text, received_plain, vendor_plain

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


def missing_line(file: MissingFile, *, unasked: bool) -> str:
    """Of `--missing`: a file of a receipt, and why it is not there."""
    parts = [vendor_plain(file.receipt), received_plain(file.receipt), kind_text(file.kind)]
    return f"{', '.join(parts)}: {sentence_text(file.reason, unasked=unasked)}"


def unnamed_lines(total: int, named: int) -> list[str]:
    """Of very many missing ones the first alone are named, which is said."""
    more = total - named
    if more <= 0:
        return []
    return [translate("Console", "%Ln more not named here: missing.csv in the ZIP has all.", "", more)]


def missing_fields(file: MissingFile, *, unasked: bool) -> dict[str, Any]:
    """The same for scripts."""
    received = file.receipt.received_at
    return {
        "receipt_id": file.receipt.id,
        "vendor": file.receipt.vendor,
        "received_at": received.isoformat() if received is not None else None,
        "kind": str(file.kind),
        "error": type(file.reason).__name__,
        "reason": sentence_text(file.reason, unasked=unasked),
    }
