"""The program's folder: who holds its lock, and whether anything can be written there at all."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from desktop.core.errors import DiskFailed, DiskFull, FolderNotWritten
from desktop.store.disk_errors import disk_errors
from desktop.store.network_drive import is_network_drive
from desktop.store.replace_file import hidden_part, make_private, open_private

__all__ = ["check_written", "is_held", "is_left_over", "make_private"]

_PROBE = b"\n" * 512
"""More than a lock holds, and a block at most."""
_MADE_SECONDS = 10.0
"""Between making its lock and holding it, a program that is starting takes a moment."""
_HELD_ON_WINDOWS = {32, 33}


def is_held(lock: Path) -> bool:
    """Whether a running program holds the lock file for certain; asks without writing anything.

    `QLockFile` cannot tell where nothing can be written: it then calls held what a program that was killed
    left behind.
    """
    return _holder(lock) is True


def is_left_over(lock: Path) -> bool:
    """Whether the lock file is certainly nobody's, whatever is written in it: a power cut leaves it empty,
    and a computer that has another name now does not know its own."""
    try:
        found = lock.stat()
    except OSError:
        return False
    made = found.st_size > 0 or abs(time.time() - found.st_mtime) > _MADE_SECONDS
    # There the system's locks may hold for this computer alone.
    return made and not is_network_drive(lock) and _holder(lock) is False


def check_written(folder: Path) -> None:
    """Raises FolderNotWritten where not even a few bytes can be written, as on a full disk."""
    try:
        with disk_errors(folder):
            _write_probe(hidden_part(folder))
    except DiskFull as error:
        raise FolderNotWritten(error.detail, path=str(folder), full=True) from error
    except DiskFailed as error:
        raise FolderNotWritten(
            error.detail, path=str(folder), reason=error.reason, system_text=error.system_text
        ) from error


def _write_probe(probe: Path) -> None:
    try:
        with open_private(probe) as file:
            file.write(_PROBE)
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


def _holder(lock: Path) -> bool | None:
    """None where the system does not say."""
    try:
        if os.name == "nt":
            # Onto itself, which changes nothing: what is held may not be moved.
            lock.replace(lock)
        else:
            _share(lock)
    except FileNotFoundError:
        return False
    except OSError as error:
        held = getattr(error, "winerror", None) in _HELD_ON_WINDOWS or isinstance(error, BlockingIOError)
        return True if held else None
    return False


def _share(lock: Path) -> None:
    """Raises BlockingIOError while another one has the file's lock for itself."""
    import fcntl

    descriptor = os.open(lock, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    finally:
        os.close(descriptor)
