"""write_when_whole: a file of the user's that has its name once all of it is on the disk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import BufferedWriter
from pathlib import Path

from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import list_part, remove_stale_parts, replace_or_stand_beside, sync_file


def write_when_whole(target: Path, write: Callable[[BufferedWriter], object]) -> Path:
    """In place of what is there; returns where it is: beside it, while another program holds that.

    Raises DiskFull, DiskFailed, and what `write` raises; then nothing of it stays.
    """
    part = list_part(target.parent)
    try:
        with disk_errors(target):
            with part.open("xb") as file:
                remove_stale_parts(part)
                write(file)
                sync_file(file)
            return replace_or_stand_beside(part, target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
