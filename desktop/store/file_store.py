"""FileStore: recordings and receipt files on disk; a file has its final name only when it is whole."""

from __future__ import annotations

import os
import re
import stat
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.core.models import FileKey, FileKind, KeptFile
from desktop.store.begun_files import PART, BegunFiles, is_left
from desktop.store.disk_errors import disk_errors, disk_name, disk_room
from desktop.store.part_file import PartFile, is_extension
from desktop.store.replace_file import private_folder, remove_file

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


class FileStore:
    """Below `root`: recordings/ and receipts/. Any number of threads."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.Lock()
        self._under_way: set[Path] = set()
        self._begun = BegunFiles(root / _FOLDERS[FileKind.RECORDING])

    @contextmanager
    def part(self, key: FileKey) -> Iterator[PartFile]:
        """A file to write; unless it is committed, or left to be gone on with, nothing of it stays.

        It begins with what was left of a recording before. Two for the same key do not meet: the one that
        commits last is the one that is kept. Raises DiskFull, DiskFailed.
        """
        final = self.root / _FOLDERS[key.kind] / file_stem(key)
        path = final.with_name(f"{final.name}.{os.urandom(4).hex()}{PART}")
        with self._lock:
            self._under_way.add(path)
        try:
            with disk_errors(path):
                private_folder(path.parent)
                begun = self._begun if key.is_recording else None
                # Of what is exported by the thousand; a recording is as large as a hundred of those.
                part = PartFile(path, final, begun, reckons_crc32=not key.is_recording)
            try:
                yield part
            finally:
                part.end()
        finally:
            with self._lock:
                self._under_way.discard(path)

    def is_whole(self, kept: KeptFile) -> bool:
        """Whether the file still is what it was when it was noted; reads all of it."""
        import hashlib

        try:
            with kept.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == kept.sha256
        except OSError:
            return False

    def size(self, kept: KeptFile) -> int | None:
        """How many bytes are there; None when the file is not."""
        try:
            return kept.path.stat().st_size
        except OSError:
            return None

    def remove(self, kept: KeptFile) -> None:
        """Deletes a file; one that is gone is fine. Raises DiskFailed (on Windows while it is open)."""
        with disk_errors(kept.path):
            remove_file(kept.path)

    def whole_files(self) -> Iterator[tuple[FileKey, Path]]:
        """Every whole file whose name tells its key, for a database that has to be made anew.

        Names with a digest in them do not: the server never gave such an id, or it is not ours.
        """
        for kind, folder in _FOLDERS.items():
            with disk_errors(self.root / folder):
                paths = sorted((self.root / folder).glob("*.*"))
            for path in paths:
                key = FileKey(kind, path.stem.removesuffix(_ending(kind)))
                if is_extension(path.suffix[1:]) and file_stem(key) == path.stem and _has_bytes(path):
                    yield key, path

    def put_aside(self, kept: KeptFile) -> Path:
        """Gives what is not whole any more a name that no whole file has; returns it. Raises DiskFailed."""
        name = f"{kept.path.stem}.cut-{os.urandom(4).hex()}{kept.path.suffix}"
        with disk_errors(kept.path):
            return kept.path.rename(kept.path.with_name(name))

    def sweep(self) -> int:
        """Removes what an unclean end left half-written; returns how many files that were."""
        removed = 0
        for folder in set(_FOLDERS.values()):
            for path in (self.root / folder).glob(f"*{PART}"):
                with self._lock:
                    busy = path in self._under_way
                if not busy and not is_left(path):
                    with suppress(OSError):
                        path.unlink()
                        removed += 1
        return removed

    def drop_begun(self, key: FileKey) -> None:
        """What was left of it is not gone on with."""
        if key.is_recording:
            self._begun.drop(file_stem(key))

    def drop_begun_but(self, keys: Iterable[FileKey]) -> None:
        """Nothing is gone on with but these."""
        self._begun.drop_all_but({file_stem(key) for key in keys if key.is_recording})

    def disk_room(self) -> tuple[int, int]:
        """Free room and the size of the disk, in bytes; (0, 0) when that cannot be told."""
        return disk_room(self.root)

    def disk_name(self) -> str:
        """What people call the disk; "" when that cannot be told."""
        return disk_name(self.root)


def file_stem(key: FileKey) -> str:
    """A name for the key without extension: short, legal everywhere, and no other key's even without case."""
    if _PLAIN_ID[key.kind].fullmatch(key.id):
        return key.id + _ending(key.kind)
    from hashlib import sha256

    digest = sha256(f"{key}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    readable = _NOT_KEPT.sub("_", key.id)[:_READABLE_CHARACTERS].strip("_")
    return f"{readable or 'file'}-{digest}"


def _has_bytes(path: Path) -> bool:
    """Whether it is a file, and not an empty one, which holds nothing of what it was."""
    try:
        status = path.stat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size > 0


def _ending(kind: FileKind) -> str:
    return "" if kind is FileKind.RECORDING else f"-{kind.value}"
