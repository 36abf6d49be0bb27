"""What is always said in the same words of an error of its kind."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.core import errors, password_errors, zip_errors


@dataclass(frozen=True, slots=True)
class ErrorText:
    """`remedy` labels what helps ("Try again"), "" when nothing here does; `icon` names a drawing."""

    sentence: str
    remedy: str = ""
    icon: str = "warning"


@dataclass(frozen=True, slots=True)
class Fixed:
    """An ErrorText in English, translated when it is asked for."""

    sentence: str
    remedy: str = ""
    icon: str = "warning"

    def translated(self) -> ErrorText:
        remedy = QCoreApplication.translate("ErrorText", self.remedy) if self.remedy else ""
        return ErrorText(QCoreApplication.translate("ErrorText", self.sentence), remedy, self.icon)


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001  # lupdate reads the context
    """Marks `text` for lupdate, which knows this name; Qt's own says `object` to the type checker."""
    return text


_TRY_AGAIN = QT_TRANSLATE_NOOP("ErrorText", "Try again")
_SIGN_IN = QT_TRANSLATE_NOOP("ErrorText", "Sign in")
UNKNOWN = Fixed(QT_TRANSLATE_NOOP("ErrorText", "Something went wrong. The log file says more."), _TRY_AGAIN)

FIXED: dict[type, Fixed] = {
    errors.Cancelled: Fixed(QT_TRANSLATE_NOOP("ErrorText", "Cancelled."), icon="info"),
    errors.Offline: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "The server does not answer."), _TRY_AGAIN, icon="offline"
    ),
    errors.CertificateRejected: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "The server's certificate is not valid, so nothing was sent. Check the address and "
            "this computer's clock, or ask whoever runs the server.",
        ),
        _TRY_AGAIN,
    ),
    errors.InsecureAddress: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "This address is not encrypted. Use one that begins with https://.")
    ),
    errors.AddressInvalid: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText", "This is not a server address. One looks like https://prosaas.example."
        )
    ),
    errors.NotOurServer: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "A web page answered in place of the ProSaaS server. Check the address, and whether "
            "this network wants you to sign in first.",
        ),
        _TRY_AGAIN,
    ),
    errors.NoEncryption: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "What answers at this address does not speak https, so nothing was sent. Check the address and "
            "its port. For a server on this computer type http:// before it, as in http://localhost:8080.",
        ),
        _TRY_AGAIN,
    ),
    errors.AnswerNotUnderstood: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "The server gave an answer that this program cannot read."), _TRY_AGAIN
    ),
    errors.WrongCredentials: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText", "This e-mail and password do not match. Capital letters count in the e-mail."
        )
    ),
    errors.SignedOut: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "Your session has ended. Nothing that waits is lost."),
        _SIGN_IN,
        icon="account",
    ),
    password_errors.PasswordNotKept: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "Your password is not kept on this computer, so it is asked for."),
        _SIGN_IN,
        icon="account",
    ),
    errors.SessionNotKept: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "The server accepted the password, but its session works over https only. Use an "
            "address that begins with https://.",
        )
    ),
    password_errors.KeyringMissing: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "This computer has no safe place for the password, so you stay signed in only until "
            "the program is closed.",
        ),
        icon="info",
    ),
    password_errors.KeyringFailed: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "This computer's password store did not answer, so you stay signed in only until the program is "
            "closed.",
        ),
        icon="info",
    ),
    password_errors.PasswordLeft: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "The password could not be removed from this computer's password store. Remove the entry "
            "ProSaaS Desktop there.",
        ),
    ),
    errors.OpenElsewhere: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "ProSaaS Desktop is open with this folder already, but does not answer. Wait a moment, or end "
            "it, and start again.",
        ),
    ),
    errors.NotFound: Fixed(QT_TRANSLATE_NOOP("ErrorText", "The server no longer has this."), icon="gone"),
    errors.RecordingMissing: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "This call has no recording on the server."), icon="gone"
    ),
    errors.NoSlot: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "The server prepares as many recordings as it can. This one is asked for again in a minute.",
        ),
        _TRY_AGAIN,
        icon="waiting",
    ),
    errors.StillPreparing: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "The server is still preparing this recording."), _TRY_AGAIN
    ),
    errors.SourceMissing: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "This receipt has no source file."), icon="file"
    ),
    errors.GoneFromList: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "It is no longer in the list: the server does not name it any more."),
        icon="file",
    ),
    errors.PreviewMissing: Fixed(QT_TRANSLATE_NOOP("ErrorText", "This receipt has no preview."), icon="file"),
    errors.FileEmpty: Fixed(QT_TRANSLATE_NOOP("ErrorText", "The file arrived empty, 0 bytes."), _TRY_AGAIN),
    errors.NotARecording: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "The server sent something that is not a recording."), _TRY_AGAIN
    ),
    errors.FileDamaged: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "The file is damaged and cannot be opened."), _TRY_AGAIN, icon="file"
    ),
    errors.NoSound: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "There is no sound in this recording."), _TRY_AGAIN, icon="file"
    ),
    errors.CodecMissing: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "This program cannot play this kind of sound."), icon="file"
    ),
    errors.FormatNotSupported: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "This kind of file cannot be shown here. Download it to open it with another program.",
        ),
        icon="file",
    ),
    errors.DocumentLocked: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "This document is protected by a password. Download it to open it with another program.",
        ),
        icon="file",
    ),
    errors.PasswordWanted: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "This document opens with a password."),
        icon="file",
    ),
    errors.DocumentTooHeavy: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "This document is too heavy to be shown here. Download it to open it with another program.",
        ),
        _TRY_AGAIN,
        icon="file",
    ),
    errors.DatabaseTooNew: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "The lists on this computer were written by a newer version. Install that one to open them.",
        ),
        icon="disk",
    ),
    errors.BackupsDamaged: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "Your notes and views did not come back: none of their backups on this computer can be read.",
        ),
        icon="disk",
    ),
    errors.BackupTooNew: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "The backup of your notes and views was written by a newer version. Install that one to get them"
            " back: this one leaves the backup as it is, and makes no other.",
        ),
        icon="disk",
    ),
    errors.NothingToExport: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "There is nothing to export: no receipt matches."), icon="zip"
    ),
    errors.SheetFull: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "This is more than one sheet of a spreadsheet holds (1,048,576 rows). Choose a shorter period.",
        )
    ),
    errors.PdfTooLarge: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "This is more than one PDF can hold. Choose a shorter period.")
    ),
    zip_errors.ZipUnreadable: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "This file is no ZIP, or is damaged, or only a part of one."),
        icon="zip",
    ),
    zip_errors.ZipIsFolder: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "This is a folder and no ZIP. Choose the ZIP itself: what was unpacked from it cannot be"
            " verified.",
        ),
        icon="zip",
    ),
    zip_errors.ZipTooHeavy: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText", "This ZIP says that it holds more than this program unpacks, so it was not checked."
        ),
        icon="zip",
    ),
    zip_errors.ManifestMissing: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "This ZIP has no manifest.json to be checked against: it was not made by an export of this"
            " program, or was changed since.",
        ),
        icon="zip",
    ),
    zip_errors.ManifestUnreadable: Fixed(
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "The manifest.json of this ZIP cannot be read, so its files cannot be checked. Make the export"
            " again.",
        ),
        icon="zip",
    ),
    zip_errors.ManifestTooNew: Fixed(
        QT_TRANSLATE_NOOP("ErrorText", "This ZIP was made by a newer version. Install that one to check it."),
        icon="zip",
    ),
}
