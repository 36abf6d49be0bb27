"""BegunFiles: parts of files that were cut on their way here, and can be gone on with.

The name of such a part tells how long the whole is and the digest of what is there: whatever became of it
meanwhile, a power cut included, it is gone on with only when it is what came from the server.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Container
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.store.replace_file import MOMENT_SECONDS, replace_file

PART = ".part"
KEPT_SECONDS = 7 * 24 * 3600.0
"""After a week the server has none of these recordings any more: a part of one is of no use then. One that is
whole, and was put by since it is short, is all that there is of it."""

_DIGEST_LETTERS = 32
_NAME = re.compile(r"(.+)\.[0-9a-f]{8}\.([0-9]{1,18})\.([0-9a-f]{32})\.part")


@dataclass(frozen=True, slots=True)
class BegunPart:
    """A part of a file of `total` bytes; `digest` is the beginning of its SHA-256 in hex."""

    path: Path
    total: int
    digest: str

    def holds(self, sha256: str) -> bool:
        return sha256.startswith(self.digest)


class BegunFiles:
    """Those in one folder, by the stem of the file's final name. Any thread; each part is taken once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._parts: dict[str, BegunPart] | None = None

    def take(self, stem: str) -> BegunPart | None:
        """What is there for this file, which from now on is the caller's alone."""
        with self._lock:
            return self._known().pop(stem, None)

    def leave(self, path: Path, stem: str, total: int, sha256: str) -> None:
        """Keeps the part at `path`, which is closed. Of two for one file a whole one stays, or the longer."""
        name = f"{stem}.{os.urandom(4).hex()}.{total}.{sha256[:_DIGEST_LETTERS]}{PART}"
        left = path.with_name(name)
        with self._lock, suppress(OSError):
            known = self._known()
            replace_file(path, left, patience=MOMENT_SECONDS, lasts=False)
            mine = BegunPart(left, total, sha256[:_DIGEST_LETTERS])
            kept, dropped = _better_first(mine, known.get(stem))
            known[stem] = kept
            if dropped is not None:
                dropped.path.unlink(missing_ok=True)

    def drop(self, stem: str) -> None:
        """Nobody wants this file any more."""
        part = self.take(stem)
        if part is not None:
            with suppress(OSError):
                part.path.unlink(missing_ok=True)

    def drop_all_but(self, stems: Container[str]) -> None:
        """Of all other files nothing is to be gone on with."""
        with self._lock:
            unwanted = [stem for stem in self._known() if stem not in stems]
        for stem in unwanted:
            self.drop(stem)

    def _known(self) -> dict[str, BegunPart]:
        if self._parts is None:
            self._parts = {}
            for path in self._folder.glob(f"*{PART}"):
                if is_left(path) and (found := _NAME.fullmatch(path.name)):
                    self._parts[found[1]] = BegunPart(path, int(found[2]), found[3])
        return self._parts


def is_left(path: Path) -> bool:
    """Whether this part may still be gone on with, or is whole."""
    with suppress(OSError):
        name, found = _NAME.fullmatch(path.name), path.stat()
        return name is not None and (
            found.st_size == int(name[2]) or time.time() - found.st_mtime < KEPT_SECONDS
        )
    return False


def _better_first(one: BegunPart, other: BegunPart | None) -> tuple[BegunPart, BegunPart | None]:
    if other is None:
        return one, None
    return (one, other) if _worth(one) >= _worth(other) else (other, one)


def _worth(part: BegunPart) -> tuple[bool, int]:
    """What is whole can be heard, whatever becomes of the server's; of a part nobody knows."""
    with suppress(OSError):
        size = part.path.stat().st_size
        return size == part.total, size
    return False, 0
