"""FileStore: recordings and receipt files on disk; a file has its final name only when it is whole."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.errors import FileEmpty
from desktop.core.media_type import SNIFF_BYTES
from desktop.core.models import FileKey, FileKind, KeptFile
from desktop.store.disk_errors import disk_errors, disk_room, free_bytes
from desktop.store.replace_file import open_private, private_folder, replace_file, sync_file

if TYPE_CHECKING:
    import hashlib

_FOLDERS = {
    FileKind.RECORDING: "recordings",
    FileKind.RECEIPT_SOURCE: "receipts",
    FileKind.RECEIPT_PREVIEW: "receipts",
}
_PLAIN_ID = {
    FileKind.RECORDING: re.compile(r"CA[0-9a-f]{32}"),
    FileKind.RECEIPT_SOURCE: re.compile(r"[1-9][0-9]{0,18}"),
    FileKind.RECEIPT_PREVIEW: re.compile(r"[1-9][0-9]{0,18}"),
}
_NOT_KEPT = re.compile(r"[^A-Za-z0-9_]+")
_READABLE_CHARACTERS = 24
_EXTENSION = re.compile(r"[a-z0-9]{1,8}")
_PART = ".part"


class FileStore:
    """Below `root`: recordings/ and receipts/. Any number of threads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._under_way: set[Path] = set()

    @contextmanager
    def part(self, key: FileKey) -> Iterator[PartFile]:
        """A file to write; unless it is committed, nothing of it stays. Raises DiskFull, DiskFailed.

        Two for the same key do not meet: the one that commits last is the one that is kept.
        """
        final = self._root / _FOLDERS[key.kind] / file_stem(key)
        path = final.with_name(f"{final.name}.{os.urandom(4).hex()}{_PART}")
        with self._lock:
            self._under_way.add(path)
        try:
            with disk_errors(path):
                private_folder(path.parent)
                part = PartFile(path, final, open_private(path))
            try:
                yield part
            finally:
                part.discard()
        finally:
            with self._lock:
                self._under_way.discard(path)

    def remove(self, kept: KeptFile) -> None:
        """Deletes a file; one that is gone is fine. Raises DiskFailed (on Windows while it is open)."""
        with disk_errors(kept.path):
            kept.path.unlink(missing_ok=True)

    def whole_files(self) -> Iterator[tuple[FileKey, Path]]:
        """Every whole file whose name tells its key, for a database that has to be made anew.

        Names with a digest in them do not: the server never gave such an id, or it is not ours.
        """
        for kind, folder in _FOLDERS.items():
            with disk_errors(self._root / folder):
                paths = sorted((self._root / folder).glob("*.*"))
            for path in paths:
                key = FileKey(kind, path.stem.removesuffix(_ending(kind)))
                if _EXTENSION.fullmatch(path.suffix[1:]) and file_stem(key) == path.stem and path.is_file():
                    yield key, path

    def sweep(self) -> int:
        """Removes what an unclean end left half-written; returns how many files that were."""
        removed = 0
        for folder in set(_FOLDERS.values()):
            for path in (self._root / folder).glob(f"*{_PART}"):
                with self._lock:
                    busy = path in self._under_way
                if not busy:
                    with suppress(OSError):
                        path.unlink()
                        removed += 1
        return removed

    def free_bytes(self) -> int:
        """Room on the disk; 0 when that cannot be told."""
        return free_bytes(self._root)

    def disk_room(self) -> tuple[int, int]:
        """Free room and the size of the disk, in bytes; (0, 0) when that cannot be told."""
        return disk_room(self._root)


class PartFile:
    """A file while it comes; a FileSink. Used by one thread."""

    def __init__(self, path: Path, final: Path, file: BufferedWriter) -> None:
        self._path = path
        self._final = final
        self._file = file
        self._sha256 = _new_sha256()
        self._head = b""
        self.size = 0

    def write(self, data: bytes) -> None:
        """Raises DiskFull, DiskFailed."""
        with disk_errors(self._path):
            self._file.write(data)
        self._sha256.update(data)
        self.size += len(data)
        if len(self._head) < SNIFF_BYTES:
            self._head += data[: SNIFF_BYTES - len(self._head)]

    def restart(self) -> None:
        """Forgets what was written so far."""
        with disk_errors(self._path):
            self._file.seek(0)
            self._file.truncate()
        self._sha256 = _new_sha256()
        self._head = b""
        self.size = 0

    def head(self) -> bytes:
        """The beginning, as much as `core.media_type.sniff` wants."""
        return self._head

    def sha256(self) -> str:
        """Of what was written so far, in hex."""
        return self._sha256.hexdigest()

    def commit(self, extension: str) -> tuple[Path, int, str]:
        """Gives the file its name once it is on the disk itself; returns path, size in bytes and SHA-256.

        Raises FileEmpty, DiskFull, DiskFailed; then what was kept under this name before is as it was.
        """
        if not _EXTENSION.fullmatch(extension):
            raise ValueError(f"no extension: {extension!r}")
        if not self.size:
            raise FileEmpty(self._final.name)
        final = self._final.with_name(f"{self._final.name}.{extension}")
        with disk_errors(self._path):
            sync_file(self._file)
            self._file.close()
            replace_file(self._path, final)
        return final, self.size, self.sha256()

    def discard(self) -> None:
        """Leaves nothing behind, except what was committed."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def file_stem(key: FileKey) -> str:
    """A name for the key without extension: short, legal everywhere, and no other key's even without case."""
    if _PLAIN_ID[key.kind].fullmatch(key.id):
        return key.id + _ending(key.kind)
    from hashlib import sha256

    digest = sha256(f"{key}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    readable = _NOT_KEPT.sub("_", key.id)[:_READABLE_CHARACTERS].strip("_")
    return f"{readable or 'file'}-{digest}"


def _new_sha256() -> hashlib._Hash:
    import hashlib

    return hashlib.sha256()


def _ending(kind: FileKind) -> str:
    return "" if kind is FileKind.RECORDING else f"-{kind.value}"
