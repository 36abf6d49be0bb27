"""AppError and its kinds: everything that may go wrong and has a sentence for the user.

Foreign exceptions become one of these at the edge where they appear (`api.session`, `store`), with the
original as `__cause__`. `ui.error_text` turns a kind into words; nothing else interprets them. Those of a
ZIP that is checked are in `zip_errors`, those of the password that is kept in `password_errors`.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto


class AppError(Exception):
    """What went wrong. `detail` is for the log only: it holds no secret and is never shown alone.

    `server_text` and `server_text_he` are the server's own words for users, where it sent some.
    """

    def __init__(self, detail: str = "", *, server_text: str = "", server_text_he: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.server_text = server_text
        self.server_text_he = server_text_he


class Cancelled(AppError):
    """The user, or the end of the program, stopped it. Never shown.

    `unasked`: before the server was asked for anything, so that it does nothing for it.
    """

    def __init__(self, detail: str = "", *, unasked: bool = False) -> None:
        super().__init__(detail)
        self.unasked = unasked


# -- reaching the server -------------------------------------------------------------------------


class Offline(AppError):
    """No answer: no network, name not found, connection refused or reset, time out, or the server stands."""


class CertificateRejected(AppError):
    """The server's certificate does not verify."""


class InsecureAddress(AppError):
    """`http://` to a host that is not loopback."""


class AddressInvalid(AppError):
    """What was typed is no server address."""


class NotOurServer(AppError):
    """An HTML page where JSON was due: a wrong address, or a captive portal."""


class NoEncryption(NotOurServer):
    """What answers at an `https://` address does not speak TLS."""


class ServerBusy(AppError):
    """429 or 503. `retry_after` in seconds, already clamped; None when the server gave none."""

    def __init__(self, detail: str = "", *, retry_after: float | None = None, server_text: str = "") -> None:
        super().__init__(detail, server_text=server_text)
        self.retry_after = retry_after


class ServerFailed(AppError):
    """A 5xx or another answer that no rule names. `status` is the HTTP status."""

    def __init__(
        self, detail: str = "", *, status: int = 500, server_text: str = "", server_text_he: str = ""
    ) -> None:
        super().__init__(detail, server_text=server_text, server_text_he=server_text_he)
        self.status = status


class AnswerNotUnderstood(AppError):
    """JSON that is broken, too large, or of another shape than the contract names."""


class RequestRefused(AppError):
    """A 400, 405, 415 or the like: the server did not take what was sent. `said`: as for NotFound."""

    def __init__(self, detail: str = "", *, said: bool = False) -> None:
        super().__init__(detail)
        self.said = said


# -- who is asking -------------------------------------------------------------------------------


class WrongCredentials(AppError):
    """E-mail and password do not match."""


class SignedOut(AppError):
    """401: the session is over."""


class SessionNotKept(AppError):
    """Sign-in said yes, but the session cookie did not stay (a `Secure` cookie over plain http)."""


class NotAllowed(AppError):
    """403. `reason` as the server names it, such as `insufficient_role` or `page_not_enabled`.

    `said`: in JSON, not by a page as a web filter gives it.
    """

    def __init__(
        self, detail: str = "", *, reason: str = "", server_text: str = "", said: bool = False
    ) -> None:
        super().__init__(detail, server_text=server_text)
        self.reason = reason
        self.said = said


# -- calls, recordings, receipts -----------------------------------------------------------------


class NotFound(AppError):
    """404: the server has no such thing, for this account. `said`: in its own words, not by a bare status."""

    def __init__(self, detail: str = "", *, said: bool = False) -> None:
        super().__init__(detail)
        self.said = said


class RecordingMissing(AppError):
    """404 for a recording: there is none."""


class RecordingGone(AppError):
    """410: the recording was deleted from the server. `since` when the day is known (UTC)."""

    def __init__(self, detail: str = "", *, since: datetime | None = None) -> None:
        super().__init__(detail)
        self.since = since


class NoSlot(AppError):
    """The server prepares as many recordings of this business as it can; no failure of this one."""


class PreparationFailed(AppError):
    """The server tried to fetch the recording and failed."""


class WorkerDown(AppError):
    """The server's recording service does not answer (`worker_not_processing_queue`)."""


class StillPreparing(AppError):
    """Given up waiting: the server is still preparing this recording."""


class SourceMissing(AppError):
    """This receipt has no source file."""


class PreviewMissing(AppError):
    """This receipt has no preview."""


class GoneFromList(AppError):
    """It was in the list when it was asked for, and a sync removed it before its turn came."""


class StorageRefused(AppError):
    """The file storage did not give the file, in any of the ways there are. `status` as it answered."""

    def __init__(self, detail: str = "", *, status: int = 0) -> None:
        super().__init__(detail)
        self.status = status


class FileIncomplete(AppError):
    """The transfer ended early. Sizes in bytes."""

    def __init__(self, detail: str = "", *, received: int = 0, expected: int = 0) -> None:
        super().__init__(detail)
        self.received = received
        self.expected = expected


class FileEmpty(AppError):
    """The file arrived with 0 bytes."""


class NotARecording(AppError):
    """What arrived in place of a recording is something else, such as an HTML page."""


class FileDamaged(AppError):
    """The bytes cannot be shown or played."""


class NoSound(FileDamaged):
    """A recording that has its header, and nothing to be heard behind it."""


class CodecMissing(AppError):
    """The recording may be sound, but this program has nothing that can decode it."""


class FormatNotSupported(AppError):
    """The bytes are sound, but of a kind this program cannot show."""


class DocumentLocked(AppError):
    """The document opens with a password only."""


class PasswordWanted(DocumentLocked):
    """The right password, which the user may know, opens it here."""


class DocumentTooHeavy(AppError):
    """The document takes more time or memory than this program gives to one."""


# -- this computer -------------------------------------------------------------------------------


class DiskFull(AppError):
    """No room on `disk`, as people call it, for what was to be written at `path`, both "" when unknown.

    `needed` and `free` in bytes, 0 when unknown; `least` of `needed` are always left free.
    """

    def __init__(
        self,
        detail: str = "",
        *,
        needed: int = 0,
        free: int = 0,
        least: int = 0,
        disk: str = "",
        path: str = "",
    ) -> None:
        super().__init__(detail)
        self.least = least
        self.needed = needed
        self.free = free
        self.disk = disk
        self.path = path

    @property
    def leaves_room(self) -> bool:
        """Whether it is this file alone that is too large: a smaller one may come."""
        return 0 < self.least <= self.free


class TooLittleLeft(DiskFull):
    """A file would fit, but of the disk `least` bytes are always left free, and less would be."""


class NoRoomToUpgrade(DiskFull):
    """Before a new version changes the lists' database it is copied, and there is no room for the copy."""


class DiskReason(Enum):
    """Why the system did not read or write."""

    REFUSED = auto()
    READ_ONLY = auto()
    MISSING = auto()
    IN_USE = auto()
    NO_DEVICE = auto()
    NAME = auto()
    NO_FOLDER = auto()
    """Where it is, or would be, is away."""
    FILE_FOR_FOLDER = auto()
    """There is a file where a folder would have to be, of this name or above it."""


class DiskFailed(AppError):
    """A file or folder cannot be read or written. The last part of `path` is shown to the user.

    `reason` is None where the system gave none that is known; `system_text` is what it said then.
    """

    def __init__(
        self, detail: str = "", *, path: str = "", reason: DiskReason | None = None, system_text: str = ""
    ) -> None:
        super().__init__(detail)
        self.path = path
        self.reason = reason
        self.system_text = system_text


class FolderNotWritten(DiskFailed):
    """Nothing can be written in the program's folder, `path`. `full`: for want of room."""

    def __init__(
        self,
        detail: str = "",
        *,
        path: str = "",
        full: bool = False,
        reason: DiskReason | None = None,
        system_text: str = "",
    ) -> None:
        super().__init__(detail, path=path, reason=reason, system_text=system_text)
        self.full = full


class OnlyReadable(DiskFailed):
    """The disk takes nothing: the lists are shown, and nothing can be saved. `full`: for want of room."""

    def __init__(self, detail: str = "", *, path: str = "", full: bool = False) -> None:
        super().__init__(detail, path=path)
        self.full = full


class DatabaseDamaged(AppError):
    """The lists' database cannot be read. `set_aside` is where it was moved, "" while it was not."""

    def __init__(self, detail: str = "", *, set_aside: str = "") -> None:
        super().__init__(detail)
        self.set_aside = set_aside


class SettingsDamaged(AppError):
    """The settings, or some of them, make no sense: those are as at first. `set_aside`: the name under which
    the file was kept, "" where that failed."""

    def __init__(self, detail: str = "", *, set_aside: str = "") -> None:
        super().__init__(detail)
        self.set_aside = set_aside


class DatabaseTooNew(AppError):
    """The database was written by a newer version of this program."""


class BackupsDamaged(AppError):
    """There are backups of what the user wrote, and none of them can be read."""


class BackupTooNew(AppError):
    """A backup was written by a newer version of this program; it is neither read nor replaced."""


class OpenElsewhere(AppError):
    """Another program is open on this folder, and does not answer."""


class NothingToExport(AppError):
    """The list that was to be exported is empty."""


class SheetFull(AppError):
    """These are more rows, or longer ones, than one sheet of a spreadsheet holds."""


class PdfTooLarge(AppError):
    """More pages were to go into one PDF than a PDF can hold."""


# -- what they have in common --------------------------------------------------------------------

_OF_THE_WAY = (Offline, CertificateRejected, NotOurServer, ServerBusy, ServerFailed, AnswerNotUnderstood)
_END_PREPARING = (
    PreparationFailed,
    NoSlot,
    RecordingMissing,
    RecordingGone,
    FileIncomplete,
    FileEmpty,
    NotARecording,
)


def is_of_the_way(error: AppError | None) -> bool:
    """Whether it is one of the way to the server and says nothing of what was asked for: nobody answered, or
    nobody who knows of it."""
    return isinstance(error, _OF_THE_WAY)


def is_in_use(error: object) -> bool:
    """Whether another program holds what was to be read or written: in a moment it may have let go."""
    return isinstance(error, DiskFailed) and error.reason is DiskReason.IN_USE


def ends_preparing(error: AppError) -> bool:
    """Whether the server prepares the recording no longer: that failed, or never began, or its file came and
    was refused here. After any other error it may still be at it."""
    return isinstance(error, _END_PREPARING)
