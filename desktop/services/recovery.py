"""RecoveryService: makes what is noted of files and what is on the disk agree again."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from desktop.core.cancel import CancelToken
from desktop.core.models import FileKey, KeptFile
from desktop.store.audio_file import audio_file_seconds
from desktop.store.disk_errors import disk_errors
from desktop.store.file_store import FileStore
from desktop.store.kept_files_repository import KeptFilesRepository

log = logging.getLogger("desktop.recovery")

CHUNK_BYTES = 1 << 20


class LostFile(NamedTuple):
    """A file that is not what was noted of it: so many bytes are `left`, None when it is not there at all."""

    kept: KeptFile
    left: int | None


class RecoveryService:
    """Blocking; for the TaskPool. The lists themselves come again from the server."""

    def __init__(self, files: FileStore, kept: KeptFilesRepository) -> None:
        self._files = files
        self._kept = kept

    def tidy(self) -> int:
        """Removes what an unclean end left half-written; returns how many files others deleted since."""
        removed = self._files.sweep()
        gone = self._kept.forget_gone()
        if removed or gone:
            log.info("RECOVERY half_written=%d gone=%d", removed, gone)
        return gone

    def forget_gone(self, key: FileKey) -> LostFile | None:
        """What became of this file, if it was noted and others deleted or changed it; then the note goes."""
        noted = self._kept.noted(key)
        if noted is None or not self._kept.forget_gone(key):
            return None
        return LostFile(noted, self._files.size(noted))

    def adopt_files(self, token: CancelToken) -> int:
        """Notes every whole file that is not noted; returns how many. Raises DiskFailed, DiskFull."""
        adopted = 0
        for key, path in self._files.whole_files():
            token.raise_if_cancelled()
            if self._kept.find(key) is None:
                self._kept.record(_read(key, path, token))
                adopted += 1
        log.info("RECOVERY files=%d", adopted)
        return adopted


def _read(key: FileKey, path: Path, token: CancelToken) -> KeptFile:
    with disk_errors(path), path.open("rb") as file:
        digest = _digest(file, token)
        status = path.stat()
    kept_at = datetime.fromtimestamp(status.st_mtime, UTC)
    seconds = audio_file_seconds(path) if key.is_recording else None
    return KeptFile(key, path, status.st_size, digest, path.suffix[1:], kept_at, seconds)


def _digest(file: BinaryIO, token: CancelToken) -> str:
    digest = sha256()
    while chunk := file.read(CHUNK_BYTES):
        # Within the file too: a large one on a slow disk would hold up quitting.
        token.raise_if_cancelled()
        digest.update(chunk)
    return digest.hexdigest()
