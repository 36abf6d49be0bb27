"""RecoveryService: makes what is noted of files and what is on the disk agree again."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Container
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from desktop.core.cancel import CancelToken
from desktop.core.errors import DiskFailed
from desktop.core.media_type import SNIFF_BYTES, claimed_size
from desktop.core.models import FileKey, KeptFile, LostFile
from desktop.services.clock import ServerClock
from desktop.store.audio_file import audio_file_seconds
from desktop.store.disk_errors import disk_errors
from desktop.store.file_store import FileStore
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.row_values import known_moment

log = logging.getLogger("desktop.recovery")

CHUNK_BYTES = 1 << 20


class RecoveryService:
    """Blocking; for the TaskPool. The lists themselves come again from the server."""

    def __init__(
        self,
        files: FileStore,
        kept: KeptFilesRepository,
        only_here: Callable[[FileKey], bool] | None = None,
        clock: ServerClock | None = None,
    ) -> None:
        """`only_here`: whether the server has the receipt of this file no longer, as far as is known."""
        self._files = files
        self._kept = kept
        self._only_here = only_here or _unknown
        self._clock = clock or ServerClock()

    def tidy(self, token: CancelToken | None = None) -> int:
        """Removes what an unclean end left half-written; returns how many files others deleted or cut."""
        removed = self._files.sweep()
        lost = self._kept.lost()
        over = [one.kept for one in lost if not self._keeps(one, token or CancelToken())]
        gone = self._kept.forget(over)
        if removed or lost:
            log.info("RECOVERY half_written=%d gone=%d cut=%d", removed, gone, len(lost) - len(over))
        return len(lost)

    def forget_gone(self, key: FileKey) -> LostFile | None:
        """What became of this file, if it was noted and others deleted or changed it; then the note goes, or
        says that it was cut."""
        for lost in self._kept.lost(key):
            if self._keeps(lost, CancelToken()) or self._kept.forget([lost.kept]):
                return lost
        return None

    def is_whole(self, kept: KeptFile) -> bool:
        """Whether the file still is the one that came; reads all of it."""
        return self._files.is_whole(kept)

    def put_aside_changed(self, kept: KeptFile) -> None:
        """Of a receipt's file that is as large as the one that came, and another one: it comes again, where
        the server has the receipt. Elsewhere it stays, as all that there is. Raises DiskFailed, DiskFull."""
        if self._files.size(kept) == kept.size and not self._only_here(kept.key):
            self._files.put_aside(kept)
            self._kept.forget([kept])
            log.info("RECOVERY changed file=%s", kept.key)

    def adopt_files(self, token: CancelToken, only: Container[FileKey] | None = None) -> int:
        """Notes every whole file that is not noted, or the one of each key in `only`; returns how many.

        Raises DiskFailed, DiskFull.
        """
        adopted = 0
        for key, path in self._files.whole_files():
            token.raise_if_cancelled()
            # One that is noted otherwise is not whole: see `tidy`.
            if (only is None or key in only) and self._kept.noted(key) is None:
                adopted += self._adopts(self._read(key, path, token))
        log.info("RECOVERY files=%d", adopted)
        return adopted

    def _adopts(self, found: KeptFile) -> bool:
        # A cut receipt is of no use; a cut recording may be all that there is of a call.
        return (found.key.is_recording or not found.cut) and self._kept.note_found(found, None)

    def _keeps(self, lost: LostFile, token: CancelToken) -> bool:
        """Whether its note stays or says now that it was cut; else it goes, and the file comes again."""
        if not lost.is_cut:
            return False
        try:
            return self._keeps_cut(lost.kept, token)
        except DiskFailed as error:
            # It is read, or put aside, another time; until then it is not taken for what it was.
            log.warning("RECOVERY cut file=%s reason=%s", lost.kept.key, error.reason)
            return True

    def _keeps_cut(self, kept: KeptFile, token: CancelToken) -> bool:
        """What the server has as long as it has anything is put aside; of a recording, the rest is played."""
        if not kept.key.is_recording and not self._only_here(kept.key):
            self._files.put_aside(kept)
            return False
        found = replace(self._read(kept.key, kept.path, token), kept_at=kept.kept_at, shorter=True, cut=True)
        self._kept.note_found(found, kept)
        return True

    def _read(self, key: FileKey, path: Path, token: CancelToken) -> KeptFile:
        found = _read(key, path, token)
        return replace(found, kept_at=found.kept_at + self._clock.offset)


def _unknown(_: FileKey) -> bool:
    return False


def _read(key: FileKey, path: Path, token: CancelToken) -> KeptFile:
    with disk_errors(path), path.open("rb") as file:
        digest, crc = _digests(file, token)
        status = os.fstat(file.fileno())
        file.seek(0)
        cut = (claimed_size(file.read(SNIFF_BYTES)) or 0) > status.st_size
    # Not `fromtimestamp`: what was written before 1970, as some unpackers say, is an error to it on Windows.
    kept_at = known_moment(status.st_mtime_ns // 1000)
    seconds = audio_file_seconds(path) if key.is_recording else None
    return KeptFile(key, path, status.st_size, digest, path.suffix[1:], kept_at, seconds, cut, cut, crc)


def _digests(file: BinaryIO, token: CancelToken) -> tuple[str, int]:
    """SHA-256 in hex, and CRC-32."""
    digest, crc = sha256(), 0
    while chunk := file.read(CHUNK_BYTES):
        # Within the file too: a large one on a slow disk would hold up quitting.
        token.raise_if_cancelled()
        digest.update(chunk)
        crc = crc32(chunk, crc)
    return digest.hexdigest(), crc
