"""Why a file is not in an export, in a word or two and in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.core import errors
from desktop.core.errors import AppError, is_of_the_way
from desktop.ui.error_text import error_text

translate = QCoreApplication.translate

_NONE = (errors.SourceMissing, errors.PreviewMissing)
_REFUSED = (errors.NotAllowed, errors.RequestRefused, errors.StorageRefused)
_TOO_MANY_TRIES = (errors.ServerBusy, errors.ServerFailed, errors.FileIncomplete)
_GONE_STATUS = 404


def reason_text(error: AppError) -> str:
    """Why a file is not there, in a word or two. On any thread."""
    if isinstance(error, _NONE):
        return translate("ExportLists", "None on the server")
    if isinstance(error, errors.GoneFromList):
        return translate("ExportLists", "Gone from the list")
    if isinstance(error, errors.NotFound) or getattr(error, "status", 0) == _GONE_STATUS:
        return translate("ExportLists", "Gone from the server")
    if isinstance(error, _REFUSED):
        return translate("ExportLists", "Refused")
    if isinstance(error, _TOO_MANY_TRIES):
        return translate("ExportLists", "Too many tries")
    if is_of_the_way(error) or isinstance(error, errors.SignedOut):
        return translate("ExportLists", "No connection")
    if isinstance(error, errors.Cancelled):
        return translate("ExportLists", "Cancelled")
    if isinstance(error, errors.DiskFull):
        return translate("ExportLists", "No room on the disk")
    if isinstance(error, errors.DiskFailed):
        return translate("ExportLists", "Disk of this computer")
    return translate("ExportLists", "Not usable")


def sentence_text(error: AppError) -> str:
    """Why a file is not there, in a sentence. On any thread."""
    return error_text(error).sentence
