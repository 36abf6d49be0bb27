"""RecordingCopies: recordings for the user's own folders, under a name that says what they are."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.core.errors import AppError
from desktop.core.filenames import recording_file_name
from desktop.core.models import Call, KeptFile
from desktop.services.clock import local_day
from desktop.store.copy_file import (
    copy_over,
    copy_over_or_beside,
    copy_unique,
    remove_folder,
    remove_others,
)

log = logging.getLogger("desktop.copies")


class RecordingCopies:
    """Blocking; for the TaskPool. What is kept here is never handed out itself: others would change it."""

    def __init__(self, folder: Path) -> None:
        """`folder`: of the account."""
        self._all_dragged = folder / "dragged"
        # A run sweeps what those before it left, while something may be dragged already.
        self._dragged = self._all_dragged / secrets.token_hex(4)

    def name(self, call: Call, kept: KeptFile) -> str:
        """`recording_<sid>`, local date, number, and the extension of the content. For the UI thread."""
        return recording_file_name(call, local_day(call.created_at), kept.extension)

    def save(self, kept: KeptFile, target: Path) -> Path:
        """Copies the recording to `target`, in place of what is there; returns where it is.

        It gets the extension of its content, whatever was typed, so that it opens: nobody agreed to lose what
        has that name already. Raises DiskFull, DiskFailed.
        """
        if target.suffix.lower() == f".{kept.extension}":
            return copy_over(kept.path, target)
        return copy_unique(kept.path, target.parent, f"{target.name}.{kept.extension}")

    def for_drag(self, call: Call, kept: KeptFile) -> Path:
        """A copy with a name of its own, for another program to take. Raises DiskFull, DiskFailed."""
        return copy_over_or_beside(kept.path, self._dragged, self.name(call, kept))

    def sweep(self) -> None:
        """Removes what was dragged out; whoever took it has it by now."""
        with _said_in_log():
            remove_folder(self._all_dragged)

    def sweep_left(self) -> None:
        """Removes what runs before this one dragged out and, since they were cut, did not remove."""
        with _said_in_log():
            remove_others(self._all_dragged, self._dragged.name)


@contextmanager
def _said_in_log() -> Iterator[None]:
    """They lie there until the next time, which harms nobody."""
    try:
        yield
    except AppError as error:
        log.warning("COPIES not removed: %s", error.detail)
