"""What the tests of ZIPs share: some that are written, what another reader finds in them, disks that fail."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from io import FileIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from desktop.core.manifest import MANIFEST_NAME, FileStatus, Manifest, ManifestEntry, manifest_pieces
from desktop.core.zip_format import ZipRecord
from desktop.store.zip_writer import ZipWriter

MOMENT = datetime(2024, 1, 15, 10, 30, 20)
MANIFEST = Manifest("ProSaaS Desktop 0.1.0", "https://a.example", datetime(2024, 2, 1, 9, 0, tzinfo=UTC))


def add_all(writer: ZipWriter, files: Mapping[str, bytes]) -> list[ZipRecord]:
    return [writer.add(name, MOMENT, [data], size=len(data)) for name, data in files.items()]


def write_zip(path: Path, files: Mapping[str, bytes]) -> list[ZipRecord]:
    writer = ZipWriter.begin(path, path)
    records = add_all(writer, files)
    writer.finish(records)
    return records


def content(path: Path) -> dict[str, bytes]:
    """By Python's own reader, which checks each CRC-32."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def entry_of(name: str, data: bytes, receipt_id: int | None = None) -> ManifestEntry:
    moment = MOMENT.replace(tzinfo=UTC)
    return ManifestEntry(
        name, len(data), sha256(data).hexdigest(), FileStatus.INSIDE, receipt_id, moment=moment
    )


def manifest_of(entries: Iterable[ManifestEntry]) -> bytes:
    return b"".join(manifest_pieces(MANIFEST, entries))


def with_manifest(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same files, and what says so."""
    entries = [entry_of(name, data, number) for number, (name, data) in enumerate(files.items())]
    return {**files, MANIFEST_NAME: manifest_of(entries)}


class FullDisk(FileIO):
    """A file on a disk that takes `room` bytes and no more."""

    def __init__(self, path: Path, room: int) -> None:
        super().__init__(path, "xb")
        self.room = room

    def write(self, data: Any) -> int:
        if not self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = super().write(data[: self.room])
        self.room -= written
        return written


class SlowDisk(FileIO):
    """A file that takes a few bytes at once, as a system may."""

    def write(self, data: Any) -> int:
        return super().write(data[:7])
