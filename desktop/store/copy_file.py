"""Copies for the user: beside what is already in his folder, or where he says."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

from desktop.core.errors import DiskFailed
from desktop.core.filenames import unique_name
from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import replace_file, sync_file

# Two copies at once must not find the same name free.
_naming = threading.Lock()


def copy_unique(source: Path, folder: Path, name: str) -> Path:
    """Copies `source` into `folder` as `name`, or with (2), (3) ...; returns where it is.

    Nothing that was there is touched, and the name appears with the whole file only. Raises DiskFull,
    DiskFailed.
    """
    part = folder / f".{os.urandom(4).hex()}.part"
    try:
        with disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            _copy(source, part)
            with _naming:
                target = folder / unique_name(name, lambda taken: os.path.lexists(folder / taken))
                replace_file(part, target)
            return target
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def copy_over(source: Path, target: Path) -> Path:
    """Copies `source` to `target`, in place of what is there, as the user was asked; returns where it is.

    The name appears with the whole file only. Raises DiskFull, DiskFailed.
    """
    part = target.with_name(f".{os.urandom(4).hex()}.part")
    try:
        with disk_errors(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy(source, part)
            replace_file(part, target)
        return target
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _copy(source: Path, part: Path) -> None:
    from shutil import copyfileobj

    with source.open("rb") as reader, part.open("xb") as writer:
        copyfileobj(reader, writer, 1 << 20)
        sync_file(writer)
        if writer.tell() != os.fstat(reader.fileno()).st_size:
            raise DiskFailed("the file changed while it was copied", path=str(source))


def remove_folder(folder: Path) -> None:
    """Removes a folder of copies and what is in it; one that is not there is fine. Raises DiskFailed."""
    from shutil import rmtree

    with disk_errors(folder):
        if folder.exists():
            rmtree(folder)
