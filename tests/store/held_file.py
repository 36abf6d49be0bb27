"""What Windows says of a file that somebody has open, on each system."""

from __future__ import annotations

import errno
from pathlib import Path

from desktop.store.replace_file import replace_file


def windows_error(number: int) -> OSError:
    error = PermissionError(errno.EACCES, "Access is denied")
    error.winerror = number  # type: ignore[attr-defined]  # only Windows has it
    return error


class HeldFile:
    """A replace function that fails as Windows does while somebody has the file open, and a clock for it."""

    def __init__(self, number: int, seconds: float) -> None:
        self.number, self.seconds = number, seconds
        self.now = 0.0
        self.tries = 0

    def replace(self, source: Path, target: Path) -> None:
        self.tries += 1
        if self.now < self.seconds:
            raise windows_error(self.number)
        source.replace(target)

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def go(self, source: Path, target: Path) -> None:
        replace_file(source, target, replace=self.replace, clock=lambda: self.now, sleep=self.sleep)
