"""FilesUnderWay: an account is closed only when what has come of its files is kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class FilesUnderWay:
    """Counts them, from the request to the row. Any number of threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """While a file comes and is kept."""
        with self._changed:
            self._count += 1
        try:
            yield
        finally:
            with self._changed:
                self._count -= 1
                self._changed.notify_all()

    def wait(self) -> None:
        """Returns when none is under way."""
        with self._changed:
            self._changed.wait_for(lambda: self._count == 0)
