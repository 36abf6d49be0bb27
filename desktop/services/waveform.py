"""WaveformService: what a recording looks like, kept beside it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from desktop.core.audio_duration import is_shorter
from desktop.core.cancel import CancelToken
from desktop.core.errors import DiskFailed, DiskFull
from desktop.core.file_key import FileKey
from desktop.core.models import KeptFile
from desktop.core.waveform import Peaks, silences
from desktop.services.clock import ServerClock
from desktop.store.calls_repository import CallsRepository
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.peaks_file import PeaksFiles

log = logging.getLogger("desktop.waveform")

JUST_NOW = timedelta(hours=1)
"""What came before that is as long as it gets: the server writes a recording within minutes."""

Span = tuple[int, int]
"""Begin and end in ms."""


@dataclass(frozen=True, slots=True)
class Waveform:
    """Peaks, and where nothing is heard: what a player needs to skip it.

    `is_short`: only now it is known that the recording lacks some of its call. It was fetched just before,
    perhaps while the server was still writing it, and is to be fetched once more.
    """

    peaks: Peaks
    silences: tuple[Span, ...]
    is_short: bool = False

    @classmethod
    def of(cls, peaks: Peaks, *, is_short: bool) -> Waveform:
        return cls(peaks, tuple(silences(peaks)), is_short)

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

    def __init__(
        self,
        files: PeaksFiles,
        kept_files: KeptFilesRepository,
        calls: CallsRepository,
        clock: ServerClock | None = None,
    ) -> None:
        self._clock = clock or ServerClock()
        self._files = files
        self._kept_files = kept_files
        self._calls = calls
        self._short: set[FileKey] = set()
        """Those that were to be fetched once more."""

    def find(self, sid: str) -> FoundWaveform | None:
        """None when the recording is not kept on this computer."""
        kept = self._kept_files.find(FileKey.recording(sid))
        if kept is None:
            return None
        peaks = self._files.read(kept)
        if peaks is None:
            return FoundWaveform(kept, None)
        return FoundWaveform(kept, Waveform.of(peaks, is_short=self._confirm_length(kept, peaks)))

    def keep(self, kept: KeptFile, peaks: Peaks) -> Waveform:
        """Keeps what was made of `kept`, unless that was removed meanwhile; shown even on a full disk."""
        try:
            if self._is_there(kept):
                self._files.write(kept, peaks)
        except (DiskFull, DiskFailed) as error:
            log.warning("WAVEFORM not kept reason=%s", type(error).__name__)
        return Waveform.of(peaks, is_short=self._confirm_length(kept, peaks))

    def _is_there(self, kept: KeptFile) -> bool:
        found = self._kept_files.find(kept.key)
        return found is not None and (found.path, found.sha256) == (kept.path, kept.sha256)

    def _confirm_length(self, kept: KeptFile, peaks: Peaks) -> bool:
        """What was decoded counts, whatever the headers said; the mark "shorter than the call" follows it.

        True: it is to be fetched once more (see `Waveform`).
        """
        seconds = peaks.duration_ms / 1000
        if kept.seconds == seconds:
            return False
        call = self._calls.get(kept.key.id)
        shorter = is_shorter(seconds, call.duration_s if call is not None else None)
        if shorter != kept.shorter:
            log.info("WAVEFORM call_sid=%s noted=%s decoded=%s", kept.key.id, kept.seconds, seconds)
        try:
            self._kept_files.note_length(kept, seconds, shorter)
        except (DiskFull, DiskFailed) as error:
            log.warning("WAVEFORM length not noted reason=%s", type(error).__name__)
        return shorter and not kept.shorter and self._is_new(kept)

    def _is_new(self, kept: KeptFile) -> bool:
        """Whether it came just now, for the first time: then the server has it, and perhaps more of it."""
        if kept.key in self._short or self._clock.now() - kept.kept_at > JUST_NOW:
            return False
        self._short.add(kept.key)
        return True

    # -- before anybody plays it -----------------------------------------------------------------

    def missing(self, most: int, token: CancelToken) -> list[str]:
        """The sids of up to `most` kept recordings without peaks, those of the newest calls first."""
        return list(islice(self._missing(token), most))

    def _missing(self, token: CancelToken) -> Iterator[str]:
        for kept in self._kept_files.newest_recordings():
            token.raise_if_cancelled()
            if self._files.are_wanted(kept):
                yield kept.key.id

    def to_make(self, sid: str) -> KeptFile | None:
        """The recording, if it is here and its peaks are not, nor given up."""
        kept = self._kept_files.find(FileKey.recording(sid))
        return kept if kept is not None and self._files.are_wanted(kept) else None

    def note_failure(self, kept: KeptFile) -> None:
        """No peaks can be made of `kept`: not tried for ever. Who plays it still may."""
        with suppress(DiskFull, DiskFailed):
            if self._is_there(kept):
                self._files.note_failure(kept)

    # -- clearing away ---------------------------------------------------------------------------

    def forget(self, key: FileKey) -> None:
        """Goes with its recording; what cannot be removed now is swept when the account is opened next."""
        with suppress(DiskFull, DiskFailed):
            self._files.remove(key)

    def sweep(self) -> int:
        """Removes those of recordings that are not kept any more; returns how many. Raises DiskFailed."""
        return self._files.keep_only(self._kept_files.recordings)
