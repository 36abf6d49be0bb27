"""ProgressLine: how far it is, in one line of a terminal that is written over; elsewhere nothing is said."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable

from desktop.core.plain_text import strip_marks

EVERY_SECONDS = 0.1


class ProgressLine:
    """On standard error. Used by one thread at a time."""

    def __init__(self) -> None:
        self._wanted = sys.stderr.isatty()
        self._next = 0.0
        self._length = 0

    def say(self, text: Callable[[], str]) -> None:
        """`text` is asked for ten times a second at most."""
        now = time.monotonic()
        if self._wanted and now >= self._next:
            self._next = now + EVERY_SECONDS
            self._write(strip_marks(text()))

    def clear(self) -> None:
        """What is said next stands on an empty line."""
        if self._length:
            self._write("")
            sys.stderr.write("\r")
            sys.stderr.flush()

    def _write(self, line: str) -> None:
        # Blanks instead of a control sequence, which not every console of Windows knows.
        line = line[: shutil.get_terminal_size().columns - 1]
        sys.stderr.write(f"\r{line.ljust(self._length)}")
        sys.stderr.flush()
        self._length = len(line)
