"""error_text: what went wrong, as a sentence, and what the user can do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.core import errors
from desktop.core.errors import AppError
from desktop.ui.formatting import day_text, hebrew, isolate, local, one_line, size_text

_MOST_SERVER_TEXT = 200


@dataclass(frozen=True, slots=True)
class ErrorText:
    """`remedy` is the label of what helps ("Try again"), "" when nothing here does; `icon` names a drawing."""

    sentence: str
    remedy: str = ""
    icon: str = "warning"


def error_text(error: AppError) -> ErrorText:
    """The words for `error`. Every kind has its own; a new one without is caught by a test."""
    for kind in type(error).__mro__:
        words = _WORDS.get(kind)
        if words is not None:
            return words(error)
    return _unknown(error)


def has_own_words(kind: type[AppError]) -> bool:
    """Whether `kind` itself, not only one of its bases, has words."""
    return kind in _WORDS


def server_words(error: AppError) -> str:
    """What the server said to users, in their language, as one plain line; "" when it said nothing."""
    said = error.server_text_he if hebrew() and error.server_text_he else error.server_text
    line = one_line(said)
    return line if len(line) <= _MOST_SERVER_TEXT else line[: _MOST_SERVER_TEXT - 1] + "…"


# The context is a literal in every call, for lupdate to find.


def _try_again() -> str:
    return QCoreApplication.translate("ErrorText", "Try again")


def _sign_in() -> str:
    return QCoreApplication.translate("ErrorText", "Sign in")


def _with_server_words(sentence: str, error: AppError) -> str:
    said = server_words(error)
    if not said:
        return sentence
    template = QCoreApplication.translate("ErrorText", "{sentence} The server says: {words}")
    return template.format(sentence=sentence, words=isolate(said))


def _unknown(error: AppError) -> ErrorText:
    text = QCoreApplication.translate("ErrorText", "Something went wrong. The log file says more.")
    return ErrorText(text, _try_again())


def _cancelled(error: errors.Cancelled) -> ErrorText:
    return ErrorText(QCoreApplication.translate("ErrorText", "Cancelled."), icon="info")


# -- reaching the server -------------------------------------------------------------------------


def _offline(error: errors.Offline) -> ErrorText:
    text = QCoreApplication.translate("ErrorText", "The server does not answer.")
    return ErrorText(text, _try_again(), "offline")


def _certificate(error: errors.CertificateRejected) -> ErrorText:
    text = QCoreApplication.translate(
        "ErrorText",
        "The server's certificate is not valid, so nothing was sent. Check the address and this computer's"
        " clock, or ask whoever runs the server.",
    )
    return ErrorText(text, _try_again())


def _insecure(error: errors.InsecureAddress) -> ErrorText:
    return ErrorText(
        QCoreApplication.translate(
            "ErrorText", "This address is not encrypted. Use one that begins with https://."
        )
    )


def _address(error: errors.AddressInvalid) -> ErrorText:
    return ErrorText(
        QCoreApplication.translate(
            "ErrorText", "This is not a server address. One looks like https://prosaas.example."
        )
    )


def _not_ours(error: errors.NotOurServer) -> ErrorText:
    text = QCoreApplication.translate(
        "ErrorText",
        "A web page answered in place of the ProSaaS server. Check the address, and whether this network"
        " wants you to sign in first.",
    )
    return ErrorText(text, _try_again())


def _busy(error: errors.ServerBusy) -> ErrorText:
    if error.retry_after is None:
        text = QCoreApplication.translate("ErrorText", "The server is busy. Try again in a moment.")
        return ErrorText(text, _try_again())
    seconds = max(1, round(error.retry_after))
    text = QCoreApplication.translate(
        "ErrorText", "The server is busy and asks to wait %n second(s).", None, seconds
    )
    return ErrorText(text, _try_again())


def _server_failed(error: errors.ServerFailed) -> ErrorText:
    text = QCoreApplication.translate("ErrorText", "The server failed (error {status}).")
    return ErrorText(_with_server_words(text.format(status=error.status), error), _try_again())


def _not_understood(error: errors.AnswerNotUnderstood) -> ErrorText:
    text = QCoreApplication.translate("ErrorText", "The server gave an answer that this program cannot read.")
    return ErrorText(text, _try_again())


def _refused(error: errors.RequestRefused) -> ErrorText:
    text = QCoreApplication.translate("ErrorText", "The server did not accept this request.")
    return ErrorText(_with_server_words(text, error))


# -- who is asking -------------------------------------------------------------------------------


def _credentials(error: errors.WrongCredentials) -> ErrorText:
    return ErrorText(
        QCoreApplication.translate(
            "ErrorText", "This e-mail and password do not match. Capital letters count in the e-mail."
        )
    )


def _signed_out(error: errors.SignedOut) -> ErrorText:
    text = QCoreApplication.translate("ErrorText", "Your session has ended. Nothing that waits is lost.")
    return ErrorText(text, _sign_in(), "account")


def _session_not_kept(error: errors.SessionNotKept) -> ErrorText:
    return ErrorText(
        QCoreApplication.translate(
            "ErrorText",
            "The server accepted the password, but its session works over https only. Use an address that"
            " begins with https://.",
        )
    )


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


def _keyring(error: errors.KeyringMissing) -> ErrorText:
    return ErrorText(
        QCoreApplication.translate(
            "ErrorText",
            "This computer has no safe place for the password, so you stay signed in only until the program"
            " is closed.",
        ),
        icon="info",
    )


# -- calls, recordings, receipts -----------------------------------------------------------------


def _not_found(error: errors.NotFound) -> ErrorText:
    return ErrorText(QCoreApplication.translate("ErrorText", "The server no longer has this."), icon="gone")


def _recording_missing(error: errors.RecordingMissing) -> ErrorText:
    return ErrorText(
        QCoreApplication.translate("ErrorText", "This call has no recording on the server."), icon="gone"
    )


def _recording_gone(error: errors.RecordingGone) -> ErrorText:
    if error.since is None:
        text = QCoreApplication.translate("ErrorText", "The recording was deleted from the server.")
        return ErrorText(text, icon="gone")
    text = QCoreApplication.translate("ErrorText", "The recording was deleted from the server on {day}.")
    day = local(error.since).date()
    return ErrorText(text.format(day=day_text(day, local(datetime.now(UTC)).date())), icon="gone")


def _no_slot(error: errors.NoSlot) -> ErrorText:
    text = QCoreApplication.translate(
        "ErrorText",
        "The server prepares as many recordings as it can. This one is asked for again in a minute.",
    )
    return ErrorText(text, _try_again(), "waiting")


def _preparation_failed(error: errors.PreparationFailed) -> ErrorText:
    text = QCoreApplication.translate("ErrorText", "The server could not prepare this recording.")
    return ErrorText(_with_server_words(text, error), _try_again())


def _worker_down(error: errors.WorkerDown) -> ErrorText:
    said = server_words(error) if hebrew() and error.server_text_he else ""
    text = QCoreApplication.translate(
        "ErrorText",
        "The server's recording service is not working at the moment. Try again in a few minutes.",
    )
    return ErrorText(said or text, _try_again())


def _still_preparing(error: errors.StillPreparing) -> ErrorText:
    text = QCoreApplication.translate("ErrorText", "The server is still preparing this recording.")
    return ErrorText(text, _try_again())


def _source_missing(error: errors.SourceMissing) -> ErrorText:
    return ErrorText(QCoreApplication.translate("ErrorText", "This receipt has no source file."), icon="file")


def _preview_missing(error: errors.PreviewMissing) -> ErrorText:
    return ErrorText(QCoreApplication.translate("ErrorText", "This receipt has no preview."), icon="file")


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


def _empty(error: errors.FileEmpty) -> ErrorText:
    return ErrorText(
        QCoreApplication.translate("ErrorText", "The file arrived empty, 0 bytes."), _try_again()
    )


def _not_a_recording(error: errors.NotARecording) -> ErrorText:
    text = QCoreApplication.translate("ErrorText", "The server sent something that is not a recording.")
    return ErrorText(text, _try_again())


def _damaged(error: errors.FileDamaged) -> ErrorText:
    text = QCoreApplication.translate("ErrorText", "The file is damaged and cannot be opened.")
    return ErrorText(text, _try_again(), "file")


def _format(error: errors.FormatNotSupported) -> ErrorText:
    text = QCoreApplication.translate(
        "ErrorText", "This kind of file cannot be shown here. Download it to open it with another program."
    )
    return ErrorText(text, icon="file")


# -- this computer -------------------------------------------------------------------------------


def _disk_full(error: errors.DiskFull) -> ErrorText:
    if not error.needed:
        text = QCoreApplication.translate("ErrorText", "There is no room left on this disk.")
        return ErrorText(text, _try_again(), "disk")
    text = QCoreApplication.translate("ErrorText", "Not enough room: {needed} needed, {free} free.")
    text = text.format(needed=size_text(error.needed), free=size_text(error.free))
    return ErrorText(text, _try_again(), "disk")


def _disk_failed(error: errors.DiskFailed) -> ErrorText:
    if not error.path:
        text = QCoreApplication.translate("ErrorText", "A file on this computer cannot be read or written.")
        return ErrorText(text, _try_again(), "disk")
    text = QCoreApplication.translate("ErrorText", "This cannot be read or written: {path}")
    return ErrorText(text.format(path=isolate(one_line(error.path))), _try_again(), "disk")


def _database_damaged(error: errors.DatabaseDamaged) -> ErrorText:
    if not error.set_aside:
        text = QCoreApplication.translate("ErrorText", "The lists on this computer are damaged.")
        return ErrorText(text, icon="disk")
    text = QCoreApplication.translate(
        "ErrorText",
        "The lists on this computer were damaged and are fetched anew. Recordings are still here. The damaged"
        " file was kept: {path}",
    )
    return ErrorText(text.format(path=isolate(one_line(error.set_aside))), icon="disk")


def _database_too_new(error: errors.DatabaseTooNew) -> ErrorText:
    text = QCoreApplication.translate(
        "ErrorText",
        "The lists on this computer were written by a newer version. Install that one to open them.",
    )
    return ErrorText(text, icon="disk")


def _nothing_to_export(error: errors.NothingToExport) -> ErrorText:
    text = QCoreApplication.translate("ErrorText", "There is nothing to export: no receipt matches.")
    return ErrorText(text, icon="zip")


_WORDS: dict[type, Callable[[Any], ErrorText]] = {
    errors.Cancelled: _cancelled,
    errors.Offline: _offline,
    errors.CertificateRejected: _certificate,
    errors.InsecureAddress: _insecure,
    errors.AddressInvalid: _address,
    errors.NotOurServer: _not_ours,
    errors.ServerBusy: _busy,
    errors.ServerFailed: _server_failed,
    errors.AnswerNotUnderstood: _not_understood,
    errors.RequestRefused: _refused,
    errors.WrongCredentials: _credentials,
    errors.SignedOut: _signed_out,
    errors.SessionNotKept: _session_not_kept,
    errors.NotAllowed: _not_allowed,
    errors.KeyringMissing: _keyring,
    errors.NotFound: _not_found,
    errors.RecordingMissing: _recording_missing,
    errors.RecordingGone: _recording_gone,
    errors.NoSlot: _no_slot,
    errors.PreparationFailed: _preparation_failed,
    errors.WorkerDown: _worker_down,
    errors.StillPreparing: _still_preparing,
    errors.SourceMissing: _source_missing,
    errors.PreviewMissing: _preview_missing,
    errors.StorageRefused: _storage,
    errors.FileIncomplete: _incomplete,
    errors.FileEmpty: _empty,
    errors.NotARecording: _not_a_recording,
    errors.FileDamaged: _damaged,
    errors.FormatNotSupported: _format,
    errors.DiskFull: _disk_full,
    errors.DiskFailed: _disk_failed,
    errors.DatabaseDamaged: _database_damaged,
    errors.DatabaseTooNew: _database_too_new,
    errors.NothingToExport: _nothing_to_export,
}
