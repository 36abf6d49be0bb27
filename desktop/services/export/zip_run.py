"""ZipRun: one export under way, from its journal to a finished ZIP that has no name yet."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import partial
from io import FileIO
from typing import NamedTuple

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, DiskFull, FileDamaged, FileIncomplete, GoneFromList
from desktop.core.export import ExportProgress
from desktop.core.export_ledger import ExportedFile, ExportGap, ExportRecord
from desktop.core.filenames import UniqueNames
from desktop.core.models import FileKey, KeptFile
from desktop.services.export.cargo import DueFile, DueItem, DueItems, DueText, came
from desktop.services.export.earlier_zip import EarlierZip
from desktop.services.export.export_report import log_of
from desktop.services.export.fetch_room import FetchRoom
from desktop.services.export.journaled_zip import JournaledZip, item_files
from desktop.services.export.zip_lists import LIST_NAMES, ZipLists
from desktop.services.export_ledger import ExportLedger
from desktop.store.disk_errors import disk_errors
from desktop.store.write_behind import MOST_BEHIND_BYTES
from desktop.store.zip_writer import file_pieces

OnProgress = Callable[[ExportProgress], None]


class SourceFailed(Exception):
    """A file that was to be written cannot be read: nothing is wrong with the ZIP. `error` says why."""

    def __init__(self, error: AppError) -> None:
        super().__init__(str(error))
        self.error = error


class _Written(NamedTuple):
    """A file that stands in the ZIP. `fetched`: see ExportedFile."""

    name: str
    size: int
    fetched: bool


class ZipRun:
    """`write_items`, then `finish`, once each. Both end with Cancelled when the token says so, what is
    written left as it is."""

    def __init__(
        self,
        record: ExportRecord,
        archive: JournaledZip,
        ledger: ExportLedger,
        due: DueItems,
        kinds: Collection[str],
        earlier: EarlierZip,
        room: FetchRoom,
        token: CancelToken,
        on_progress: OnProgress,
    ) -> None:
        """`kinds`: of the files of each receipt, or call, that are counted."""
        self._record = record
        self._archive = archive
        self._ledger = ledger
        self._due = due
        self._earlier = earlier
        self._room = room
        self._token = token
        self._on_progress = on_progress
        self._kinds = kinds
        self._log = log_of(record.kind)
        self._names = UniqueNames()
        self._lacks = False
        self._fetches_since: datetime | None = None
        """When the first came that an earlier run fetched."""
        self.progress = ExportProgress(record.asked, record.asked * len(kinds))

    def nothing_fits(self) -> DiskFull | None:
        """Why nothing at all is in it, no text either, where most has no room. What is nowhere, or gone for
        good, does not count: no try brings it."""
        self._archive.flush()
        if next(item_files(self._ledger, self._record.id), None) is not None:
            return None
        full, more = None, 0
        for gap in self._ledger.gaps(self._record.id):
            if isinstance(gap.reason, DiskFull):
                full, more = gap.reason, more + 1
            elif gap.due and not (gap.is_nowhere or gap.is_for_good):
                more -= 1
        return full if more > 0 else None

    def write_items(self) -> None:
        """All that is not written yet."""
        self._take_up()
        self._on_progress(self.progress)
        with closing(self._earlier):
            items = self._due.of(self._ledger.unwritten(self._record.id))
            for due in self._due.in_turn(items, self._archive.settle):
                self._token.raise_if_cancelled()
                self._write_item(due)
        self._on_progress(self.progress)

    def finish(self, lists: ZipLists) -> int:
        """The lists, and the directory; returns the size in bytes."""
        look = self._token.raise_if_cancelled
        assert self._record.part is not None
        lists.write(self._archive, self._record.part.parent, look)
        return self._archive.finish(look)

    def _take_up(self) -> None:
        """What an earlier run wrote: those names are taken, and so much is done."""
        for name in LIST_NAMES:
            self._names.hold(name)
        for file in item_files(self._ledger, self._record.id):
            self._names.hold(file.name)
            if file.fetched:
                self._fetches_since = min(file.moment, self._fetches_since or file.moment)
        self.progress = progress_so_far(self._record, self._ledger, self._kinds)

    # -- one receipt, or call --------------------------------------------------------------------

    def _write_item(self, due: DueItem) -> None:
        self._lacks = False
        written = {*due.written, *(file.key.kind for file in due.files if self._write_one(file))}
        written |= {self._write_text(due.item, text) for text in due.texts}
        # After its files and gaps: from now on it is over.
        self._archive.say(due.over(written, self._lacks))
        self._due.over(due)

    def _write_one(self, file: DueFile) -> bool:
        """Whether it stands in the ZIP."""
        try:
            written = self._obtain(file)
        except SourceFailed as failed:
            # Somebody may have cancelled this one file in the list of downloads: the rest goes on.
            self._token.raise_if_cancelled()
            self._note_missing(file, failed.error)
            self._on_progress(self.progress)
            return False
        self._room.no_longer(earlier=self._earlier.bytes_of(file.key))
        if file.kept is not None:
            self._room.no_longer(here=written.size)
        self.progress = self.progress.with_file(*written)
        self._on_progress(self.progress)
        return True

    def _write_text(self, item: str, text: DueText) -> str:
        """Returns its kind."""
        name = self._names.free(text.name)
        look = self._token.raise_if_cancelled
        self._archive.add(name, text.moment, [text.content], look, key=(text.kind, item))
        self._names.hold(name)
        self._room.no_longer(earlier=len(text.content), texts=len(text.content))
        return text.kind

    def _obtain(self, file: DueFile) -> _Written:
        """Writes it. Raises SourceFailed."""
        try:
            return self._obtain_anew(file)
        except SourceFailed:
            self._token.raise_if_cancelled()
            before = self._earlier.find(file.key)
            if before is None:
                raise
        return self._copy(self._names.free(before.name), before, self._earlier.pieces(before), file.key)

    def _obtain_anew(self, file: DueFile) -> _Written:
        if file.missing is not None:
            raise SourceFailed(file.missing)
        if file.kept is not None:
            try:
                return self._copy_kept(file, file.kept, fetched=self._came_for_it(file.kept))
            except SourceFailed as failed:
                # It was here when it was noted: the server may still have it.
                self._token.raise_if_cancelled()
                self._room.no_longer(here=file.kept.size)
                file.future = self._due.fetch_anew(file.kept, failed.error)
                file.kept = None
        kept = self._fetched(file)
        if (full := self._no_room(kept.size)) is not None:
            raise SourceFailed(full)
        return self._copy_kept(file, kept, fetched=True)

    def _no_room(self, size: int) -> DiskFull | None:
        """What is on its way to the disk is not taken from what it says is free, until it is there."""
        full = self._room.refusal(size + MOST_BEHIND_BYTES)
        if full is not None:
            self._archive.settle()
            full = self._room.refusal(size)
        return full

    def _fetched(self, file: DueFile) -> KeptFile:
        assert file.future is not None
        if not file.future.done():
            # What the disk of the ZIP refuses is to be known before a wait, not after it.
            self._archive.settle()
        try:
            return came(file.future)
        except AppError as error:
            raise SourceFailed(error) from error

    def _came_for_it(self, kept: KeptFile) -> bool:
        """Also what came before a pause and was not written by then: after the first one that was fetched."""
        return self._fetches_since is not None and kept.kept_at >= self._fetches_since

    def _copy_kept(self, file: DueFile, kept: KeptFile, *, fetched: bool) -> _Written:
        name = self._names.free_of(partial(file.name, kept.extension))
        with _opened(kept) as source:
            pieces = file_pieces(source, kept.path, kept.size)
            return self._copy(name, kept, pieces, kept.key, fetched=fetched)

    def _copy(
        self,
        name: str,
        file: KeptFile | ExportedFile,
        pieces: Iterator[bytes],
        key: FileKey,
        *,
        fetched: bool = False,
    ) -> _Written:
        """Read once: what is checked is what is written, and it is the file that came or none.

        What is kept here is known by its CRC-32; a ZIP in the user's own folder, which others reach, gives
        what has the SHA-256 alone.
        """
        if isinstance(file, KeptFile):
            moment, crc32 = file.kept_at.astimezone(), file.crc32
        else:
            moment, crc32 = file.moment, None
        try:
            self._archive.add(
                name,
                moment,
                _of_source(pieces),
                self._token.raise_if_cancelled,
                size=file.size,
                sha256=file.sha256,
                crc32=crc32,
                key=key,
                fetched=fetched,
            )
        except (FileIncomplete, FileDamaged) as error:
            raise SourceFailed(error) from error
        self._names.hold(name)
        return _Written(name, file.size, fetched)

    # -- how far it is ---------------------------------------------------------------------------

    def _note_missing(self, file: DueFile, error: AppError) -> None:
        key, words, level = file.key, self._log, logging.WARNING if file.expected else logging.INFO
        told = words.tag, key.kind.value, words.item, key.id, type(error).__name__
        words.log.log(level, "[%s] %s_missing %s=%s reason=%s", *told)
        gap = ExportGap(key.kind, key.id, error, file.expected)
        self._archive.say(gap)
        self._lacks |= not gap.is_nowhere
        now = self.progress
        if file.expected:
            total = now.files_total - _unspoken(gap, self._kinds)
            done, missing = now.files_done + 1, now.missing + 1
            self.progress = replace(now, files_total=total, files_done=done, missing=missing)
        else:
            self.progress = replace(now, files_total=now.files_total - 1)


def progress_so_far(record: ExportRecord, ledger: ExportLedger, kinds: Collection[str]) -> ExportProgress:
    """By its journal."""
    files = [(file.size, file.fetched) for file in item_files(ledger, record.id) if file.kind in kinds]
    fetched = sum(came for _, came in files)
    count = missing = unspoken = 0
    for gap in ledger.gaps(record.id):
        count += 1
        missing += gap.due
        unspoken += _unspoken(gap, kinds)
    return ExportProgress(
        record.asked,
        record.asked * len(kinds) - (count - missing) - unspoken,
        len(files) + missing,
        len(files) - fetched,
        fetched,
        missing,
        sum(size for size, _ in files),
    )


def _unspoken(gap: ExportGap, kinds: Collection[str]) -> int:
    """So many more files of its receipt nobody knows of."""
    return len(kinds) - 1 if isinstance(gap.reason, GoneFromList) else 0


def _opened(kept: KeptFile) -> FileIO:
    try:
        with disk_errors(kept.path):
            # Read in large pieces alone.
            return FileIO(kept.path)
    except AppError as error:
        raise SourceFailed(error) from error


def _of_source(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What the disk of the source refuses is no failure of the ZIP's."""
    try:
        yield from pieces
    except AppError as error:
        raise SourceFailed(error) from error
