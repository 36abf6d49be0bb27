"""disk_errors: what the file system refuses becomes DiskFull or DiskFailed, at this one edge."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from itertools import chain
from pathlib import Path

from desktop.core.errors import DiskFailed, DiskFull, DiskReason
from desktop.core.full_disk import is_disk_full

_REASONS = {
    errno.EACCES: DiskReason.REFUSED,
    errno.EPERM: DiskReason.REFUSED,
    errno.EROFS: DiskReason.READ_ONLY,
    errno.ENOENT: DiskReason.MISSING,
    errno.ENOTDIR: DiskReason.MISSING,
    errno.EBUSY: DiskReason.IN_USE,
    errno.EIO: DiskReason.NO_DEVICE,
    errno.ENODEV: DiskReason.NO_DEVICE,
    errno.ENXIO: DiskReason.NO_DEVICE,
    errno.ESTALE: DiskReason.NO_DEVICE,
    errno.ENOTCONN: DiskReason.NO_DEVICE,
    errno.EHOSTDOWN: DiskReason.NO_DEVICE,
    errno.ETIMEDOUT: DiskReason.NO_DEVICE,
    errno.ENAMETOOLONG: DiskReason.NAME,
}
_REASONS_ON_WINDOWS = {
    15: DiskReason.NO_DEVICE,
    19: DiskReason.READ_ONLY,
    21: DiskReason.NO_DEVICE,
    32: DiskReason.IN_USE,
    33: DiskReason.IN_USE,
    53: DiskReason.NO_DEVICE,
    55: DiskReason.NO_DEVICE,
    59: DiskReason.NO_DEVICE,
    64: DiskReason.NO_DEVICE,
    67: DiskReason.NO_DEVICE,
    121: DiskReason.NO_DEVICE,
    123: DiskReason.NAME,
    206: DiskReason.NAME,
    1117: DiskReason.NO_DEVICE,
    1167: DiskReason.NO_DEVICE,
    1231: DiskReason.NO_DEVICE,
}
"""Where Windows says more than its number for C does: 32, in use, is no refusal for good, and of a network
drive that went it says in many ways that it is not there."""
_NO_SUCH_PATH_ON_WINDOWS = 3
_MOST_ON_WINDOWS = 259
"""Letters of a whole path, unless the user allowed longer ones: see "Maximum Path Length Limitation"."""


class DiskErrors:
    """See `disk_errors`. No generator: an export comes by five times for each file."""

    __slots__ = ("_needed", "_path")

    def __init__(self, path: Path, needed: int) -> None:
        self._path = path
        self._needed = needed

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: object) -> None:
        if isinstance(error, OSError):
            raise disk_error(error, self._path, self._needed) from error


def disk_errors(path: Path, needed: int = 0) -> DiskErrors:
    """Raises DiskFull or DiskFailed for an OSError inside. `needed` in bytes, where it is known."""
    return DiskErrors(path, needed)


def disk_error(error: OSError, path: Path, needed: int = 0) -> DiskFull | DiskFailed:
    """What `error` means for the user."""
    if is_disk_full(error):
        free, disk = free_bytes(path), disk_name(path)
        return DiskFull(f"{error.strerror}: {path}", needed=needed, free=free, disk=disk, path=str(path))
    known, reason = _known_name(error, path), disk_reason(error)
    if reason is DiskReason.MISSING:
        reason = _why_missing(error, Path(known))
    elif isinstance(error, FileExistsError) and Path(known) in path.parents and _is_file(Path(known)):
        # A folder was to be made there.
        reason = DiskReason.FILE_FOR_FOLDER
    return DiskFailed(
        str(error.strerror or error),
        path=known,
        reason=reason,
        # Without a number it may be anybody's words, with paths in them.
        system_text=error.strerror or "" if error.errno is not None else "",
    )


def disk_reason(error: OSError) -> DiskReason | None:
    """Why the system refused; None where it is nothing that is known here."""
    windows = _REASONS_ON_WINDOWS.get(getattr(error, "winerror", None) or 0)
    return windows or _REASONS.get(error.errno or 0)


def _known_name(error: OSError, path: Path) -> str:
    """Not the name that a file has while it is written: the user never sees that."""
    named = str(error.filename or path)
    return str(path) if named.endswith(".part") else named


def _why_missing(error: OSError, path: Path) -> DiskReason:
    """What it would be in says more than that it is not there."""
    no_such_path = getattr(error, "winerror", None) == _NO_SUCH_PATH_ON_WINDOWS
    was_a_folder = no_such_path or error.errno == errno.ENOTDIR
    if any(map(_is_file, (path, *path.parents) if was_a_folder else path.parents)):
        return DiskReason.FILE_FOR_FOLDER
    if not _is_folder(path.parent):
        return DiskReason.NO_FOLDER
    return DiskReason.NAME if no_such_path and len(str(path)) > _MOST_ON_WINDOWS else DiskReason.MISSING


def _is_file(path: Path) -> bool:
    with suppress(OSError):
        return path.is_file()
    return False


def _is_folder(path: Path) -> bool:
    with suppress(OSError):
        return path.is_dir()
    return False


def is_there(path: Path) -> bool:
    """Whether something is, as far as can be told: of a drive that went Windows does not say that nothing is
    there, but that it does not answer."""
    with suppress(OSError):
        return path.exists()
    return False


def disk_name(path: Path) -> str:
    """What people call the disk where `path` is or would be: `D:`, or the folder at which it is mounted; ""
    when that cannot be told."""
    if path.drive:
        return path.drive
    with suppress(OSError):
        for place in (path, *path.parents):
            if os.path.ismount(place):
                return str(place)
    return ""


def free_bytes(path: Path) -> int:
    """Free room, in bytes, where `path` is or would be; 0 when that cannot be told."""
    return disk_room(path)[0]


def disk_room(path: Path) -> tuple[int, int]:
    """Free room and all there is of the disk, in bytes, where `path` is or would be; (0, 0) when that cannot
    be told."""
    from shutil import disk_usage

    # Asked for each file: those above are made only where it is not there.
    for place in chain((path,), path.parents):
        try:
            usage = disk_usage(place)
        except FileNotFoundError:
            continue
        except OSError:
            break
        return usage.free, usage.total
    return 0, 0
