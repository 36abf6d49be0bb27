"""error_text: what went wrong, as a sentence, and what the user can do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.core import errors
from desktop.core.errors import AppError, DiskReason
from desktop.ui.fixed_error_texts import FIXED, UNKNOWN, ErrorText
from desktop.ui.formatting import day_text, hebrew, isolate, isolate_ltr, local, one_line, size_text

__all__ = ["ErrorText", "error_text", "has_own_words", "server_words"]

_MOST_SERVER_TEXT = 200


def error_text(error: AppError) -> ErrorText:
    """The words for `error`. Every kind has its own; a new one without is caught by a test."""
    for kind in type(error).__mro__:
        if kind in _BUILT:
            return _BUILT[kind](error)
        if kind in FIXED:
            return FIXED[kind].translated()
    return UNKNOWN.translated()


def has_own_words(kind: type[AppError]) -> bool:
    """Whether `kind` itself, not only one of its bases, has words."""
    return kind in _BUILT or kind in FIXED


def server_words(error: AppError) -> str:
    """What the server said to users, in their language, as one plain line; "" when it said nothing."""
    said = error.server_text_he if hebrew() and error.server_text_he else error.server_text
    line = one_line(said)
    return line if len(line) <= _MOST_SERVER_TEXT else line[: _MOST_SERVER_TEXT - 1] + "…"


def _try_again() -> str:
    return QCoreApplication.translate("ErrorText", "Try again")


def _with_server_words(sentence: str, error: AppError) -> str:
    said = server_words(error)
    if not said:
        return sentence
    template = QCoreApplication.translate("ErrorText", "{sentence} The server says: {words}")
    return template.format(sentence=sentence, words=isolate(said))


def _busy(error: errors.ServerBusy) -> ErrorText:
    if error.retry_after is None:
        text = QCoreApplication.translate("ErrorText", "The server is busy. Try again in a moment.")
        return ErrorText(text, _try_again())
    seconds = max(1, round(error.retry_after))
    text = QCoreApplication.translate(
        "ErrorText", "The server is busy and asks to wait %n second(s).", "", seconds
    )
    return ErrorText(text, _try_again())


def _server_failed(error: errors.ServerFailed) -> ErrorText:
    text = QCoreApplication.translate("ErrorText", "The server failed (error {status}).")
    return ErrorText(_with_server_words(text.format(status=error.status), error), _try_again())


def _refused(error: errors.RequestRefused) -> ErrorText:
    text = QCoreApplication.translate("ErrorText", "The server did not accept this request.")
    return ErrorText(_with_server_words(text, error))


def _not_allowed(error: errors.NotAllowed) -> ErrorText:
    sentences = {
        "insufficient_role": QCoreApplication.translate(
            "ErrorText", "Your role in this business does not include this."
        ),
        "insufficient_permissions": QCoreApplication.translate(
            "ErrorText", "Your role in this business does not include this."
        ),
        "page_not_enabled": QCoreApplication.translate(
            "ErrorText", "This page is not switched on for your business."
        ),
        "no_business": QCoreApplication.translate("ErrorText", "Your account belongs to no business yet."),
    }
    general = QCoreApplication.translate("ErrorText", "You are not allowed to do this.")
    return ErrorText(sentences.get(error.reason) or _with_server_words(general, error), icon="account")


def _recording_gone(error: errors.RecordingGone) -> ErrorText:
    if error.since is None:
        text = QCoreApplication.translate("ErrorText", "The recording was deleted from the server.")
        return ErrorText(text, icon="gone")
    text = QCoreApplication.translate("ErrorText", "The recording was deleted from the server on {day}.")
    day = local(error.since).date()
    return ErrorText(text.format(day=day_text(day, local(datetime.now(UTC)).date())), icon="gone")


def _preparation_failed(error: errors.PreparationFailed) -> ErrorText:
    text = QCoreApplication.translate("ErrorText", "The server could not prepare this recording.")
    return ErrorText(_with_server_words(text, error), _try_again())


def _worker_down(error: errors.WorkerDown) -> ErrorText:
    said = server_words(error) if hebrew() and error.server_text_he else ""
    text = QCoreApplication.translate(
        "ErrorText",
        "The server's recording service does not answer. Try again in a few minutes.",
    )
    return ErrorText(said or text, _try_again())


def _storage(error: errors.StorageRefused) -> ErrorText:
    if error.status == 404:
        text = QCoreApplication.translate("ErrorText", "The file is no longer in the server's storage.")
    else:
        text = QCoreApplication.translate("ErrorText", "The server's storage did not give the file.")
    return ErrorText(text, _try_again())


def _incomplete(error: errors.FileIncomplete) -> ErrorText:
    if not error.expected:
        text = QCoreApplication.translate("ErrorText", "The file arrived incomplete.")
        return ErrorText(text, _try_again())
    text = QCoreApplication.translate("ErrorText", "The file arrived incomplete: {received} of {expected}.")
    sizes = {"received": size_text(error.received), "expected": size_text(error.expected)}
    return ErrorText(text.format(**sizes), _try_again())


def _disk_full(error: errors.DiskFull) -> ErrorText:
    text = QCoreApplication.translate("ErrorText", "There is no room left on this disk.")
    if error.least:
        text = QCoreApplication.translate(
            "ErrorText",
            "Not enough room on the disk {disk}: {needed} needed, {free} free, of which {least} must always"
            " stay free.",
        )
    elif error.needed and error.disk:
        text = QCoreApplication.translate(
            "ErrorText", "Not enough room on the disk {disk}: {needed} needed, {free} free."
        )
    elif error.needed:
        text = QCoreApplication.translate("ErrorText", "Not enough room: {needed} needed, {free} free.")
    elif error.disk:
        text = QCoreApplication.translate("ErrorText", "There is no room left on the disk {disk}.")
    sizes = {"needed": size_text(error.needed - error.least), "free": size_text(error.free)}
    text = text.format(**sizes, least=size_text(error.least), disk=isolate_ltr(error.disk))
    return ErrorText(text, _try_again(), "disk")


def _too_little_left(error: errors.TooLittleLeft) -> ErrorText:
    if error.leaves_room:
        return _disk_full(error)
    needed, free = size_text(error.least or error.needed), size_text(error.free)
    text = QCoreApplication.translate(
        "ErrorText",
        "This disk is nearly full: {needed} must always stay free on it, {free} are free now.",
    )
    if needed == free:
        # Of a few bytes too little nobody would see why.
        text = QCoreApplication.translate(
            "ErrorText",
            "This disk is nearly full: {needed} must always stay free on it, just under that are free now.",
        )
    return ErrorText(text.format(needed=needed, free=free), _try_again(), "disk")


def _no_room_to_upgrade(error: errors.NoRoomToUpgrade) -> ErrorText:
    text = QCoreApplication.translate(
        "ErrorText",
        "This version changes how the lists on this computer are kept, and copies them first. There is not"
        " enough room: {needed} needed, {free} free. Nothing was changed.",
    )
    text = text.format(needed=size_text(error.needed), free=size_text(error.free))
    return ErrorText(text, _try_again(), "disk")


def _disk_failed(error: errors.DiskFailed) -> ErrorText:
    if not error.path:
        text = QCoreApplication.translate("ErrorText", "A file on this computer cannot be read or written.")
        return ErrorText(text, _try_again(), "disk")
    name = isolate(one_line(Path(error.path).name or error.path))
    reason = _disk_reason(error)
    if not reason:
        text = QCoreApplication.translate("ErrorText", "“{name}” cannot be read or written.")
        return ErrorText(text.format(name=name), _try_again(), "disk")
    text = QCoreApplication.translate("ErrorText", "“{name}” cannot be read or written: {reason}.")
    return ErrorText(text.format(name=name, reason=reason), _try_again(), "disk")


def _disk_reason(error: errors.DiskFailed) -> str:
    reasons = {
        DiskReason.REFUSED: QCoreApplication.translate("ErrorText", "the system refused permission"),
        DiskReason.READ_ONLY: QCoreApplication.translate("ErrorText", "it may only be read"),
        DiskReason.MISSING: QCoreApplication.translate("ErrorText", "it is no longer there"),
        DiskReason.NO_FOLDER: QCoreApplication.translate(
            "ErrorText", "its folder, or its drive, is no longer there"
        ),
        DiskReason.FILE_FOR_FOLDER: QCoreApplication.translate(
            "ErrorText", "a file stands where a folder should be"
        ),
        DiskReason.IN_USE: QCoreApplication.translate("ErrorText", "another program is using it"),
        DiskReason.NO_DEVICE: QCoreApplication.translate("ErrorText", "its disk does not answer"),
        DiskReason.NAME: QCoreApplication.translate("ErrorText", "the system does not accept its name"),
    }
    said = one_line(error.system_text).rstrip(".")
    return reasons[error.reason] if error.reason is not None else isolate(said) if said else ""


def _folder_not_written(error: errors.FolderNotWritten) -> ErrorText:
    folder, reason = isolate_ltr(one_line(error.path)), _disk_reason(error)
    if error.full:
        text = QCoreApplication.translate(
            "ErrorText",
            "There is no room left on the disk of the program's folder {folder}. Make room there, and start"
            " the program again.",
        )
    elif reason:
        text = QCoreApplication.translate(
            "ErrorText",
            "Nothing can be written in the program's folder {folder}: {reason}. Allow it, and start the"
            " program again.",
        )
    else:
        text = QCoreApplication.translate(
            "ErrorText",
            "Nothing can be written in the program's folder {folder}. Allow it, and start the program again.",
        )
    return ErrorText(text.format(folder=folder, reason=reason), icon="disk")


def _only_readable(error: errors.OnlyReadable) -> ErrorText:
    if error.full:
        text = QCoreApplication.translate(
            "ErrorText",
            "There is no room left on this disk: your lists are shown as they were, and nothing can be saved."
            " Make room, and start the program again.",
        )
    else:
        text = QCoreApplication.translate(
            "ErrorText",
            "Nothing can be written on this disk: your lists are shown as they were, and nothing can be"
            " saved.",
        )
    return ErrorText(text, icon="disk")


def _settings_damaged(error: errors.SettingsDamaged) -> ErrorText:
    text = QCoreApplication.translate(
        "ErrorText", "The settings were damaged. What could not be read of them is as it was at first."
    )
    if error.set_aside:
        kept = QCoreApplication.translate("ErrorText", "The damaged file was kept: {path}")
        text = f"{text} {kept.format(path=isolate(one_line(error.set_aside)))}"
    return ErrorText(text, icon="disk")


def _database_damaged(error: errors.DatabaseDamaged) -> ErrorText:
    if not error.set_aside:
        text = QCoreApplication.translate(
            "ErrorText",
            "The lists on this computer are damaged. Close the program and start it again: it fetches them"
            " anew. Recordings stay.",
        )
        return ErrorText(text, icon="disk")
    text = QCoreApplication.translate(
        "ErrorText",
        "The lists on this computer were damaged and are fetched anew. Recordings are still here. The damaged"
        " file was kept: {path}",
    )
    return ErrorText(text.format(path=isolate(one_line(error.set_aside))), icon="disk")


_BUILT: dict[type, Callable[[Any], ErrorText]] = {
    errors.ServerBusy: _busy,
    errors.ServerFailed: _server_failed,
    errors.RequestRefused: _refused,
    errors.NotAllowed: _not_allowed,
    errors.RecordingGone: _recording_gone,
    errors.PreparationFailed: _preparation_failed,
    errors.WorkerDown: _worker_down,
    errors.StorageRefused: _storage,
    errors.FileIncomplete: _incomplete,
    errors.DiskFull: _disk_full,
    errors.TooLittleLeft: _too_little_left,
    errors.NoRoomToUpgrade: _no_room_to_upgrade,
    errors.DiskFailed: _disk_failed,
    errors.FolderNotWritten: _folder_not_written,
    errors.OnlyReadable: _only_readable,
    errors.SettingsDamaged: _settings_damaged,
    errors.DatabaseDamaged: _database_damaged,
}
