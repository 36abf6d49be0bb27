"""What the system says of a disk, whatever the computer has."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.core.eviction import GIGABYTE

TOTAL_BYTES = 100 * GIGABYTE


class Usage(NamedTuple):
    """As `shutil.disk_usage` gives it, in bytes."""

    total: int
    used: int
    free: int


def usage(free: int) -> Usage:
    """Of a disk of 100 GB."""
    return Usage(TOTAL_BYTES, TOTAL_BYTES - free, free)


def leave_free(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    """The disk says that so many bytes are left."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(free))


def take_nothing(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """No database's files can be made or opened to be written, which the system says by `number`."""

    def fail(path: Path) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr("desktop.store.database._touch_private", fail)
