"""ZipCopies: a finished ZIP once more, where the user says: another folder, a stick, a drive of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from desktop.core.cancel import CancelToken
from desktop.services.export.disk_rooms import no_room, room_of
from desktop.store.copy_file import copy_over
from desktop.store.disk_errors import disk_errors


class CopyProgress(NamedTuple):
    """How far a copy is, in bytes."""

    done: int
    total: int


class ZipCopies:
    """Blocking; for the TaskPool. Needs no account."""

    def copy(
        self, source: Path, target: Path, token: CancelToken, on_progress: Callable[[CopyProgress], None]
    ) -> Path:
        """In place of what is at `target`, as the user was asked; returns where it is.

        The name appears with the whole file only. Raises DiskFull, before anything is written where that can
        be known; DiskFailed, Cancelled.
        """
        with disk_errors(source):
            total = source.stat().st_size
            if target.exists() and target.samefile(source):
                return target
        # What is replaced stands beside it until it is whole.
        if (room := room_of(target, total)).is_short:
            raise no_room(room)
        return copy_over(source, target, token, lambda done: on_progress(CopyProgress(done, total)))
