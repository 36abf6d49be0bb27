"""PeaksFiles: the peaks of recordings on disk, each tied to the very bytes that it was made of."""

from __future__ import annotations

import struct
import threading
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

from desktop.core.file_key import FileKey
from desktop.core.models import KeptFile
from desktop.core.peaks_bytes import peaks_from_bytes, peaks_to_bytes
from desktop.core.waveform import Peaks
from desktop.store.disk_errors import disk_errors
from desktop.store.file_store import file_stem
from desktop.store.replace_file import private_folder, write_whole

_FOLDER = "peaks"
_ENDING = ".peaks"
_MAGIC = b"PROPEAKS"
VERSION = 1
_HEAD = struct.Struct("<8sH32sQI")
"""Mark, version, the recording's SHA-256 and size in bytes, checksum of what follows."""
_MOST_BYTES = 64 << 20
MOST_FAILURES = 2
"""After so many nobody tries by himself any more: one may be the computer's, not the file's."""


class PeaksFiles:
    """Below `root`: peaks/. They can be made anew at any time: whatever is not right counts as not there."""

    def __init__(self, root: Path) -> None:
        self._folder = root / _FOLDER
        self._writing = threading.Lock()

    def read(self, kept: KeptFile) -> Peaks | None:
        """The peaks of this recording; None when there are none, or damaged, older or another file's ones."""
        path = self._path(kept.key)
        try:
            if path.stat().st_size > _MOST_BYTES:
                return None
            data = path.read_bytes()
            mark, version, sha256, size, checksum = _HEAD.unpack_from(data)
            body = data[_HEAD.size :]
            if (mark, version, sha256.hex(), size) != (_MAGIC, VERSION, kept.sha256, kept.size):
                return None
            return peaks_from_bytes(body) if crc32(body) == checksum else None
        except (OSError, ValueError, struct.error):
            return None

    def are_wanted(self, kept: KeptFile) -> bool:
        """Whether this recording has none yet, and making them did not fail too often; reads little."""
        return self._failures(kept) < MOST_FAILURES

    def note_failure(self, kept: KeptFile) -> None:
        """They could not be made of these bytes; raises DiskFull, DiskFailed."""
        self._write(kept, bytes(self._failures(kept) + 1))

    def _failures(self, kept: KeptFile) -> int:
        """As many as there are bytes in place of peaks, which take more room than any number that counts."""
        try:
            with self._path(kept.key).open("rb") as file:
                data = file.read(_HEAD.size + MOST_FAILURES)
            mark, version, sha256, size, _ = _HEAD.unpack_from(data)
        except (OSError, struct.error):
            return 0
        is_its = (mark, version, sha256.hex(), size) == (_MAGIC, VERSION, kept.sha256, kept.size)
        return len(data) - _HEAD.size if is_its else 0

    def write(self, kept: KeptFile, peaks: Peaks) -> None:
        """In place of what was there; raises DiskFull, DiskFailed."""
        self._write(kept, peaks_to_bytes(peaks))

    def _write(self, kept: KeptFile, body: bytes) -> None:
        digest = bytes.fromhex(kept.sha256)
        head = _HEAD.pack(_MAGIC, VERSION, digest, kept.size, crc32(body))
        path = self._path(kept.key)
        with disk_errors(path), self._writing:
            private_folder(self._folder)
            write_whole(path, head + body)

    def remove(self, key: FileKey) -> None:
        """Raises DiskFailed; one that is not there is fine."""
        path = self._path(key)
        with disk_errors(path):
            path.unlink(missing_ok=True)

    def keep_only(self, keys: Callable[[], set[FileKey]]) -> int:
        """Removes the peaks of all recordings but `keys`, and what a cut left half-written; returns how many
        files that were. Raises DiskFailed.

        `keys` are asked for when nothing is being written: those of a recording that comes meanwhile stay.
        """
        with disk_errors(self._folder), self._writing:
            wanted = {self._path(key).name for key in keys()}
            unwanted = [path for path in self._folder.glob("*") if path.name not in wanted]
            for path in unwanted:
                path.unlink(missing_ok=True)
        return len(unwanted)

    def _path(self, key: FileKey) -> Path:
        return self._folder / (file_stem(key) + _ENDING)
