"""What holds an export up: a disk without room, or one that is away; it goes on when that is over."""

from __future__ import annotations

from collections.abc import Callable

from desktop.core.errors import AppError, Cancelled, DiskFailed, DiskFull, DiskReason
from desktop.core.export import ExportPlan
from desktop.services.export.disk_rooms import no_room

_AWAY = (DiskReason.NO_FOLDER, DiskReason.NO_DEVICE)
"""What comes back when a drive is put in again, or a network is there."""


class ExportPaused(Cancelled):
    """It stopped for now: what is written stays, and it can be gone on with.

    `reason`: what it cannot go on without, of a disk; None: somebody asked for the pause.
    """

    def __init__(self, reason: AppError | None = None) -> None:
        super().__init__("" if reason is None else str(reason))
        self.reason = reason


class CameToNothing(Exception):
    """All of it was tried, and none has room: what is made now is of no use to it. `error` says so."""

    def __init__(self, error: DiskFull) -> None:
        super().__init__(str(error))
        self.error = error


def passes(error: BaseException) -> bool:
    """Whether it may well be over in a while: room is made, a drive comes back."""
    if isinstance(error, DiskFailed):
        return error.reason in _AWAY
    return isinstance(error, DiskFull)


def held_up_by(error: BaseException, left: Callable[[], ExportPlan]) -> AppError | None:
    """None: by nobody but the user. Of a full disk, it says what all that is `left` takes."""
    if isinstance(error, DiskFull):
        return _with_numbers(error, left)
    return error if isinstance(error, DiskFailed) else None


def _with_numbers(full: DiskFull, left: Callable[[], ExportPlan]) -> DiskFull:
    try:
        tight = left().tight
    except AppError:
        return full
    return full if tight is None else no_room(tight)
