"""is_disk_full: for want of room, and not for anything else, the system did not write."""

from __future__ import annotations

import errno

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FULL_ON_WINDOWS = {39, 112, 1295}
"""ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL, ERROR_DISK_QUOTA_EXCEEDED."""


def is_disk_full(error: OSError) -> bool:
    return error.errno in _FULL or getattr(error, "winerror", None) in _FULL_ON_WINDOWS
