"""PictureFiles: drawn pages and thumbnails on disk, so many bytes of them; each can be made anew."""

from __future__ import annotations

import json
import os
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from desktop.core.picture import PIXEL_BYTES, Picture
from desktop.store.disk_errors import disk_errors
from desktop.store.replace_file import open_private, private_folder, replace_file

MOST_BYTES = 300 << 20
_LEFT_SHARE = 0.9
"""So much of it is left by a clearing, so that not each new picture needs one."""
_ENDING = ".picture"
_PART = ".part"
_CUT_SECONDS = 3600
"""What is half-written for so long was cut off."""
_MAGIC = b"PROPICTR"
_VERSION = 2
"""1 was without what is stamped on a document: those are drawn anew."""
_HEAD = struct.Struct("<8sHHIII")
"""Mark, version, whether it is packed, width, height, bytes of the JSON that follows before the pixels."""
_CHECKSUM = struct.Struct("<I")
"""At the end, of all before it."""
_WORTH_PACKING = 0.25
_QUICKEST = 1
_MOST_PIXELS = 64 << 20


class PictureFiles:
    """In `folder`, by the SHA-256 of the document's bytes and by shape. Blocking; any number of threads.

    What cannot be read, whatever the reason, counts as not there. Oldest used go first.
    """

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._total: int | None = None
        """Of all files, in bytes; None: not counted yet."""

    def read(self, sha256: str, shape: str) -> Picture | None:
        """The picture; a damaged one is removed."""
        path = self._path(sha256, shape)
        try:
            data = path.read_bytes()
            found = _unpacked(data)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, struct.error, zlib.error):
            with suppress(OSError):
                path.unlink(missing_ok=True)
            return None
        with suppress(OSError):
            # Its time says when it was used last.
            os.utime(path)
        return found

    def write(self, sha256: str, shape: str, picture: Picture) -> None:
        """In place of what was there; raises DiskFull, DiskFailed."""
        data, path = _packed(picture), self._path(sha256, shape)
        with disk_errors(path):
            private_folder(self._folder)
            before = _size(path)
            self._put(path, data)
            self._note(len(data) - before)

    def _put(self, path: Path, data: bytes) -> None:
        part = path.with_name(f"{path.name}.{os.urandom(4).hex()}{_PART}")
        try:
            # It need not outlive a power cut: its checksum tells.
            with open_private(part) as file:
                file.write(data)
            replace_file(part, path, patience=0.0)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise

    def _note(self, more: int) -> None:
        with self._lock:
            self._total = self._count() if self._total is None else self._total + more
            if self._total > self._most_bytes:
                self._total = self._clear(round(self._most_bytes * _LEFT_SHARE))

    def _count(self) -> int:
        """All bytes there are; removes what a cut left half-written."""
        now, total = time.time(), 0
        for path, moment, size in self._all():
            if path.suffix == _PART and now - moment > _CUT_SECONDS:
                with suppress(OSError):
                    path.unlink()
            else:
                total += size
        return total

    def _clear(self, most: int) -> int:
        """Removes those that were used longest ago; returns how many bytes are left."""
        found = sorted(self._all(), key=lambda one: one[1])
        left = sum(size for _, _, size in found)
        for path, _, size in found:
            if left <= most:
                break
            with suppress(OSError):
                path.unlink()
                left -= size
        return left

    def _all(self) -> Iterator[tuple[Path, float, int]]:
        """Each file with when it was used last, and its bytes."""
        for path in self._folder.glob("*"):
            with suppress(OSError):
                stat = path.stat()
                yield path, stat.st_mtime, stat.st_size

    def _path(self, sha256: str, shape: str) -> Path:
        return self._folder / f"{sha256}-{shape}{_ENDING}"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _packed(picture: Picture) -> bytes:
    about = json.dumps({"kind": picture.kind, "sizes": picture.page_sizes}).encode("ascii")
    packed = zlib.compress(picture.pixels, _QUICKEST)
    is_packed = len(packed) < len(picture.pixels) * _WORTH_PACKING
    # Print packs well, and is unpacked in no time; whatever has grain is read quicker as it is.
    body = packed if is_packed else picture.pixels
    head = _HEAD.pack(_MAGIC, _VERSION, is_packed, picture.width, picture.height, len(about))
    checksum = zlib.crc32(body, zlib.crc32(head + about))
    return b"".join((head, about, body, _CHECKSUM.pack(checksum)))


def _unpacked(data: bytes) -> Picture:
    """Raises ValueError and others for what is not whole."""
    end = len(data) - _CHECKSUM.size
    if end < _HEAD.size or zlib.crc32(memoryview(data)[:end]) != _CHECKSUM.unpack_from(data, end)[0]:
        raise ValueError("damaged")
    mark, version, is_packed, width, height, about_bytes = _HEAD.unpack_from(data)
    if (mark, version) != (_MAGIC, _VERSION) or width * height > _MOST_PIXELS:
        raise ValueError("another file")
    begin = _HEAD.size + about_bytes
    about = json.loads(data[_HEAD.size : begin])
    body = memoryview(data)[begin:end]
    most = width * height * PIXEL_BYTES
    pixels = zlib.decompressobj().decompress(body, most) if is_packed else bytes(body)
    sizes = tuple((float(across), float(down)) for across, down in about["sizes"])
    picture = Picture(width, height, pixels, str(about["kind"]), sizes)
    if not picture.is_whole:
        raise ValueError("not whole")
    return picture
