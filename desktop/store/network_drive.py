"""is_network_drive: SQLite's WAL needs shared memory, which no network drive gives."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

_REMOTE_TYPES = ("nfs", "cifs", "smb", "afs", "9p", "ncp", "fuse.sshfs", "fuse.rclone", "ceph", "glusterfs")
_DRIVE_REMOTE = 4
_MNT_LOCAL = 0x1000
_Statfs = Callable[[bytes, Any], int]
"""Of the C library: a path, and room for the answer."""
_STATFS_BYTES = 4096
_STATFS_FLAGS = slice(64, 68)


def is_network_drive(path: Path) -> bool:
    """Whether `path` lies on another computer; False when that cannot be told."""
    if sys.platform == "win32":
        return _is_remote_windows(path)
    if sys.platform == "darwin":
        return _is_remote_macos(path.absolute())
    return _is_remote_linux(path, _mounts())


def is_unc(path: PurePath) -> bool:
    r"""Whether a Windows path names another computer itself: \\server\share."""
    return path.drive.startswith("\\\\") and not path.drive.startswith(("\\\\?\\", "\\\\.\\"))


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _is_remote_linux(path: Path, mounts: str) -> bool:
    """`mounts` as /proc/self/mounts says it: device, folder, type, ... ; of equals the last one counts."""
    best, remote = -1, False
    text = os.path.realpath(path)
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        folder = parts[1].replace("\\040", " ").rstrip("/")
        if len(folder) >= best and (text == folder or text.startswith(folder + "/")):
            best, remote = len(folder), parts[2].startswith(_REMOTE_TYPES)
    return remote


def _is_remote_windows(path: Path) -> bool:
    path = path.absolute()
    if is_unc(path):
        return True
    # The system's own drive is never remote, and ctypes would cost the start some milliseconds.
    if path.drive.upper() == os.environ.get("SYSTEMDRIVE", "").upper():
        return False
    import ctypes

    kernel32 = getattr(ctypes, "windll").kernel32  # noqa: B009 - unknown to type checkers elsewhere
    return bool(kernel32.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE)


def _is_remote_macos(path: PurePath, statfs: _Statfs | None = None) -> bool:
    """`path`: absolute. What is not there yet will be where the nearest folder above it is."""
    # Other disks, near or far, are mounted below these two; a home folder elsewhere is local.
    if not str(path).startswith(("/Volumes/", "/Network/")):
        return False
    import ctypes

    ask, answer = statfs or _statfs(), ctypes.create_string_buffer(_STATFS_BYTES)
    for place in (path, *path.parents):
        if ask(os.fsencode(place), answer) == 0:
            return not int.from_bytes(answer.raw[_STATFS_FLAGS], sys.byteorder) & _MNT_LOCAL
    return False


def _statfs() -> _Statfs:
    import ctypes

    library = ctypes.CDLL(None)
    found: _Statfs = getattr(library, "statfs$INODE64", None) or library.statfs
    return found
