"""PartFile: a file while it comes, and the one way in which it becomes whole."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from io import BufferedWriter
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from desktop.core.errors import DiskFailed, FileEmpty
from desktop.core.media_type import SNIFF_BYTES
from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import MOMENT_SECONDS, open_private, replace_file, sync_file

if TYPE_CHECKING:
    import hashlib

    from desktop.core.begun_file import BegunFile
    from desktop.core.cancel import CancelToken
    from desktop.store.begun_files import BegunFiles, BegunPart

_EXTENSION = re.compile(r"[a-z0-9]{1,8}")
_READ_BYTES = 1 << 20


class PartFile:
    """A FileSink, which may begin with what an earlier attempt brought. Used by one thread."""

    def __init__(
        self, path: Path, final: Path, begun: BegunFiles | None = None, *, reckons_crc32: bool = False
    ) -> None:
        """Raises OSError. What `begun` has for this file is taken over if it is what was left there."""
        self._path = path
        self._final = final
        self._begun_files = begun
        self._reckons_crc32 = reckons_crc32
        self._begin()
        self._total: int | None = None
        self._leaves = self._has_moved = False
        self.came_whole = self._was_put_by = False
        """Whether an earlier attempt brought all of it."""
        part = begun.take(final.name) if begun is not None else None
        file = self._taken_over(part) if part is not None else None
        if file is None:
            self._begin()
        self._file: BufferedWriter = file or open_private(path)

    def _begin(self) -> None:
        self._sha256 = _new_sha256()
        self.crc32 = 0 if self._reckons_crc32 else None
        self._head = self._tail = b""
        self.size = 0

    # -- what comes ------------------------------------------------------------------------------

    def expect(self, total: int | None) -> None:
        """How many bytes the whole file has; None: nobody knows."""
        self._total = total

    def write(self, data: bytes | memoryview) -> None:
        """Raises DiskFull, DiskFailed."""
        with disk_errors(self._path):
            self._file.write(data)
        self.came_whole = False
        self._count(data)

    def _count(self, data: bytes | memoryview) -> None:
        self._sha256.update(data)
        if self.crc32 is not None:
            self.crc32 = crc32(data, self.crc32)
        self.size += len(data)
        if len(self._head) < SNIFF_BYTES:
            self._head += bytes(data[: SNIFF_BYTES - len(self._head)])

    def restart(self) -> None:
        """Forgets what was written so far; what had come whole is put by."""
        self.put_by()
        with disk_errors(self._path):
            self._file.seek(0)
            self._file.truncate()
        self._begin()

    def head(self) -> bytes:
        """The beginning, as much as `core.media_type.sniff` wants."""
        return self._head

    def sha256(self) -> str:
        """Of what was written so far, in hex."""
        return self._sha256.hexdigest()

    def seconds(self) -> float | None:
        """How long the recording is that was written so far; None when that cannot be told."""
        # Not needed before the first recording is here.
        from desktop.store.audio_file import begun_audio_seconds

        with disk_errors(self._path):
            self._file.flush()
        return begun_audio_seconds(self._path, self._head, self.size)

    # -- what came before ------------------------------------------------------------------------

    def begun(self) -> BegunFile | None:
        """What an earlier attempt brought; None: nothing."""
        if not self._tail or self._total is None:
            return None
        # Not needed for a file that comes in one go.
        from desktop.core.begun_file import BegunFile

        return BegunFile(self.size, self._total, self._tail)

    def put_by(self) -> None:
        """What an earlier attempt brought whole comes once more, from its beginning: see `go_back_if_longer`.

        Nothing where no more than a part came.
        """
        if not self.came_whole or self._begun_files is None or self._total is None:
            return
        with disk_errors(self._path):
            self._file.close()
            # As what it is: so it outlives the program.
            self._begun_files.leave(self._path, self._final.name, self._total, self.sha256())
            # Where it could not be put by it is lost, as whatever is begun anew.
            self._path.unlink(missing_ok=True)
            self._file = open_private(self._path)
        self.came_whole, self._was_put_by = False, True
        self._begin()

    def go_back_if_longer(self) -> None:
        """Takes what was put by in place of what was written since, if that holds less of the recording."""
        former = self._take_put_by()
        if former is None:
            return
        from desktop.core.audio_duration import Extent
        from desktop.store.audio_file import audio_file_seconds

        now = Extent(self.seconds(), self.size)
        if now.holds_less_than(Extent(audio_file_seconds(former.path), former.total)):
            self._go_back(former)
        else:
            with suppress(OSError):
                former.path.unlink(missing_ok=True)

    def _go_back(self, former: BegunPart) -> None:
        """What is no longer what was put by has no bytes: then the file comes once more."""
        with disk_errors(self._path):
            self._file.close()
            self._path.unlink(missing_ok=True)
            self._begin()
            self._file = self._taken_over(former) or open_private(self._path)

    def _take_put_by(self) -> BegunPart | None:
        if not self._was_put_by or self._begun_files is None:
            return None
        self._was_put_by = False
        return self._begun_files.take(self._final.name)

    def _taken_over(self, part: BegunPart) -> BufferedWriter | None:
        """Opened at its end when it holds what it held; else it is deleted."""
        with suppress(OSError):
            # Under a name that says nothing of it, since it is about to grow.
            replace_file(part.path, self._path, patience=MOMENT_SECONDS, lasts=False)
            self._read_through(self._path)
            if 0 < self.size <= part.total and part.holds(self.sha256()):
                self._total, self.came_whole = part.total, self.size == part.total
                return self._path.open("ab")
        with suppress(OSError):
            part.path.unlink(missing_ok=True)
            self._path.unlink(missing_ok=True)
        return None

    def _read_through(self, path: Path) -> None:
        from desktop.core.begun_file import OVERLAP_BYTES

        with path.open("rb") as file:
            while data := file.read(_READ_BYTES):
                self._count(data)
                self._tail = (self._tail + data)[-OVERLAP_BYTES:]

    # -- the end ---------------------------------------------------------------------------------

    def commit(self, extension: str, token: CancelToken | None = None) -> tuple[Path, int, str]:
        """Gives the file its name once it is on the disk itself; returns path, size in bytes and SHA-256.

        The name is there for good after `sync_folder` (see `FileRows.record`).

        Raises FileEmpty, DiskFull, DiskFailed, and Cancelled while another program holds what was kept under
        this name before: that is as it was then.
        """
        if not _EXTENSION.fullmatch(extension):
            raise ValueError(f"no extension: {extension!r}")
        if not self.size:
            raise FileEmpty(self._final.name)
        final = self._final.with_name(f"{self._final.name}.{extension}")
        try:
            with disk_errors(self._path):
                sync_file(self._file)
                self._file.close()
                _make_way(final)
                replace_file(self._path, final, lasts=False, token=token)
                self._has_moved = True
        except DiskFailed:
            if token is not None:
                token.raise_if_cancelled()
            raise
        return final, self.size, self.sha256()

    def leave(self) -> None:
        """What is here is to be gone on with when nothing more comes of this attempt."""
        self._leaves = True

    def end(self) -> None:
        """Leaves nothing behind, except what was committed, or what can be gone on with and is to be."""
        if self._has_moved:
            return
        closed = False
        with suppress(OSError):
            self._file.close()
            closed = True
        total, files = self._total, self._begun_files
        # All of it may be here and wait for its name, which another program holds.
        if closed and self._leaves and files is not None and total is not None and 0 < self.size <= total:
            files.leave(self._path, self._final.name, total, self.sha256())
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def _make_way(final: Path) -> None:
    """A folder that somebody put in the file's place gets another name: what is in it is theirs."""
    if final.is_dir():
        final.rename(final.with_name(f"{final.name}.folder-{os.urandom(4).hex()}"))


def is_extension(text: str) -> bool:
    """Whether a file may get it."""
    return _EXTENSION.fullmatch(text) is not None


def _new_sha256() -> hashlib._Hash:
    import hashlib

    return hashlib.sha256()
