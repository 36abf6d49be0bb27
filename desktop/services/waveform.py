"""WaveformService: what a recording looks like, kept beside it."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass

from desktop.core.errors import DiskFailed, DiskFull
from desktop.core.file_key import FileKey
from desktop.core.models import KeptFile
from desktop.core.waveform import Peaks, silences
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.peaks_file import PeaksFiles

log = logging.getLogger("desktop.waveform")

Span = tuple[int, int]
"""Begin and end in ms."""


@dataclass(frozen=True, slots=True)
class Waveform:
    """Peaks, and where nothing is heard: what a player needs to skip it."""

    peaks: Peaks
    silences: tuple[Span, ...]

    @classmethod
    def of(cls, peaks: Peaks) -> Waveform:
        return cls(peaks, tuple(silences(peaks)))

    @property
    def duration_ms(self) -> int:
        return self.peaks.duration_ms


@dataclass(frozen=True, slots=True)
class FoundWaveform:
    """The kept recording, and its waveform where that was made before."""

    kept: KeptFile
    waveform: Waveform | None


class WaveformService:
    """Blocking, for the TaskPool; any number of threads."""

    def __init__(self, files: PeaksFiles, kept_files: KeptFilesRepository) -> None:
        self._files = files
        self._kept_files = kept_files

    def find(self, sid: str) -> FoundWaveform | None:
        """None when the recording is not kept on this computer."""
        kept = self._kept_files.find(FileKey.recording(sid))
        if kept is None:
            return None
        peaks = self._files.read(kept)
        return FoundWaveform(kept, Waveform.of(peaks) if peaks is not None else None)

    def keep(self, kept: KeptFile, peaks: Peaks) -> Waveform:
        """Keeps what was made of `kept`, unless that was removed meanwhile; shown even on a full disk."""
        try:
            if self._kept_files.find(kept.key) == kept:
                self._files.write(kept, peaks)
        except (DiskFull, DiskFailed) as error:
            log.warning("WAVEFORM not kept reason=%s", type(error).__name__)
        return Waveform.of(peaks)

    def forget(self, key: FileKey) -> None:
        """Goes with its recording; what cannot be removed now is swept when the account is opened next."""
        with suppress(DiskFull, DiskFailed):
            self._files.remove(key)

    def sweep(self) -> int:
        """Removes those of recordings that are not kept any more; returns how many. Raises DiskFailed."""
        return self._files.keep_only(self._kept_files.recordings())
