"""Copies for the user: beside what is already in his folder, or where he says."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.errors import DiskFailed
from desktop.core.filenames import unique_name
from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import MOMENT_SECONDS, PATIENCE_SECONDS, hidden_part, replace_file, sync_file

# Two copies at once must not find the same name free.
_naming = threading.Lock()
_PIECE_BYTES = 1 << 20


def copy_unique(source: Path, folder: Path, name: str) -> Path:
    """Copies `source` into `folder` as `name`, or with (2), (3) ...; returns where it is.

    Nothing that was there is touched, and the name appears with the whole file only. Raises DiskFull,
    DiskFailed, also where `folder` is not there: of a drive that is away it would be made on another one.
    """
    with disk_errors(folder), _copied(source, folder) as part, _naming:
        target = folder / unique_name(name, lambda taken: os.path.lexists(folder / taken))
        replace_file(part, target)
        return target


def copy_over(
    source: Path,
    target: Path,
    token: CancelToken | None = None,
    on_progress: Callable[[int], None] | None = None,
    *,
    patience: float = PATIENCE_SECONDS,
) -> Path:
    """Copies `source` to `target`, in place of what is there, as the user was asked; returns where it is.

    The name appears with the whole file only. `on_progress`: how many bytes are copied. `patience`: with
    another program that has the target open, in seconds. Raises DiskFull, Cancelled; DiskFailed, also where
    its folder is not there, as `copy_unique` does.
    """
    with disk_errors(target), _copied(source, target.parent, token, on_progress) as part:
        replace_file(part, target, token=token, patience=patience)
        return target


def copy_over_or_beside(source: Path, folder: Path, name: str) -> Path:
    """As `copy_over`, of a copy for other programs, which may have the one of before open: on Windows it then
    stands beside that. `folder` is one of the program's own, and made. Raises DiskFull, DiskFailed."""
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        return copy_over(source, folder / name, patience=MOMENT_SECONDS)
    except DiskFailed:
        return copy_unique(source, folder, name)


@contextmanager
def _copied(
    source: Path,
    folder: Path,
    token: CancelToken | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> Iterator[Path]:
    """A whole copy in `folder`, for the block to give it a name; else nothing of it stays."""
    part = hidden_part(folder)
    try:
        _copy(source, part, token, on_progress)
        yield part
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _copy(
    source: Path, part: Path, token: CancelToken | None, on_progress: Callable[[int], None] | None
) -> None:
    with source.open("rb") as reader, part.open("xb") as writer:
        while piece := reader.read(_PIECE_BYTES):
            if token is not None:
                token.raise_if_cancelled()
            writer.write(piece)
            if on_progress is not None:
                on_progress(writer.tell())
        sync_file(writer)
        if writer.tell() != os.fstat(reader.fileno()).st_size:
            raise DiskFailed("the file changed while it was copied", path=str(source))


def remove_folder(folder: Path) -> None:
    """Removes a folder of copies and what is in it; one that is not there is fine. Raises DiskFailed."""
    from shutil import rmtree

    with disk_errors(folder):
        if folder.exists():
            rmtree(folder)


def remove_older(folder: Path, seconds: float) -> None:
    """Removes the files in `folder` that were written longer ago. Raises DiskFailed."""
    before = time.time() - seconds
    with disk_errors(folder):
        for path in folder.iterdir() if folder.exists() else ():
            # What another program holds or took away meanwhile waits for the next time.
            with suppress(OSError):
                if path.is_file() and path.stat().st_mtime < before:
                    path.unlink()


def remove_others(folder: Path, name: str) -> None:
    """Removes all that is in `folder` but what has this name. Raises DiskFailed."""
    from shutil import rmtree

    with disk_errors(folder):
        for path in folder.iterdir() if folder.exists() else ():
            if path.name != name:
                rmtree(path) if path.is_dir() else path.unlink()
