"""ZipCheckService: whether a ZIP is still what its own manifest says, file by file."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, DocumentLocked, FileDamaged, FormatNotSupported
from desktop.core.manifest import MANIFEST_NAME, FileStatus, ManifestEntry, ManifestReader
from desktop.core.zip_check import Difference, DifferenceKind, ZipCheckProgress, ZipCheckReport
from desktop.core.zip_errors import ManifestMissing, ManifestUnreadable
from desktop.core.zip_format import is_plain_path
from desktop.services.export.zip_lists import LIST_NAMES
from desktop.store.zip_reader import ZipMember, ZipReader

log = logging.getLogger("desktop.receipts")

MOST_NAMED = 10_000
"""So many differences are named; all are counted."""
OnProgress = Callable[[ZipCheckProgress], None]

_SEEN = -1
_IN_MEMBERS = (DocumentLocked, FormatNotSupported, FileDamaged)
_KINDS = {
    DocumentLocked: DifferenceKind.LOCKED,
    FormatNotSupported: DifferenceKind.FOREIGN,
    FileDamaged: DifferenceKind.DAMAGED,
}


class ZipCheckService:
    """Blocking; for the TaskPool. Unpacks nothing, and needs no account."""

    def check(self, path: Path, token: CancelToken, on_progress: OnProgress) -> ZipCheckReport:
        """Raises ZipUnreadable, ZipTooHeavy, ManifestMissing, ManifestUnreadable, ManifestTooNew, DiskFailed;
        whatever else is wrong with it is a difference.
        """
        try:
            with closing(ZipReader(path)) as archive:
                report = _Check(archive, token, on_progress).run(path)
        except AppError as error:
            log.info("[RECEIPTS_EXPORT] verify_failed reason=%s %s", type(error).__name__, error.detail)
            raise
        counts = (report.files, report.receipts, report.missing, report.differences_total)
        log.info("[RECEIPTS_EXPORT] verified files=%d receipts=%d missing=%d differences=%d", *counts)
        return report


class _Check:
    """One check under way."""

    def __init__(self, archive: ZipReader, token: CancelToken, on_progress: OnProgress) -> None:
        self._archive = archive
        self._token = token
        self._on_progress = on_progress
        self._progress = ZipCheckProgress(0, 0)
        self._named: list[Difference] = []
        self._places: dict[str, int] = {}
        """Where the directory speaks of each file that was not seen yet."""

    def run(self, path: Path) -> ZipCheckReport:
        self._look_through()
        place = self._places.pop(MANIFEST_NAME, None)
        if place is None:
            raise ManifestMissing(path.name)
        listed = self._archive.member(place)
        report = self._counted(path, listed)
        for entry in self._reader(listed).entries():
            self._token.raise_if_cancelled()
            if entry.status is FileStatus.INSIDE:
                self._compare(entry)
        self._note_extras()
        done = self._progress
        return replace(
            report,
            bytes_read=done.bytes_done,
            differences=tuple(self._named),
            differences_total=done.differences,
        )

    def _look_through(self) -> None:
        for member in self._archive.members():
            self._token.raise_if_cancelled()
            if not is_plain_path(member.name.removesuffix("/")):
                self._note(DifferenceKind.OUTSIDE, member.name)
            elif member.name in self._places:
                self._note(DifferenceKind.TWICE, member.name)
            else:
                self._places[member.name] = member.place

    # -- the manifest ----------------------------------------------------------------------------

    def _reader(self, listed: ZipMember) -> ManifestReader:
        return ManifestReader(self._manifest_pieces(listed))

    def _manifest_pieces(self, listed: ZipMember) -> Iterator[bytes]:
        try:
            for piece in self._archive.pieces(listed):
                self._token.raise_if_cancelled()
                yield piece
        except _IN_MEMBERS as error:
            raise ManifestUnreadable(f"{type(error).__name__} {error.detail}") from error

    def _counted(self, path: Path, listed: ZipMember) -> ZipCheckReport:
        """Reads all of the manifest, before anything is compared with what may be damaged itself."""
        reader = self._reader(listed)
        statuses, receipts, calls, size = Counter[FileStatus](), set[int](), set[str](), 0
        lists = 0
        for entry in reader.entries():
            statuses[entry.status] += 1
            size += entry.size
            lists += entry.status is FileStatus.INSIDE and entry.path in LIST_NAMES
            if entry.receipt_id is not None:
                receipts.add(entry.receipt_id)
            if entry.call_sid:
                calls.add(entry.call_sid)
        files = statuses[FileStatus.INSIDE]
        self._tell(files_total=files, bytes_total=size)
        missing, absent = statuses[FileStatus.MISSING], statuses[FileStatus.ABSENT]
        counts = len(receipts), files, missing, absent
        return ZipCheckReport(path, reader.manifest, *counts, 0, calls=len(calls), lists=lists)

    # -- one file --------------------------------------------------------------------------------

    def _compare(self, entry: ManifestEntry) -> None:
        place = self._places.get(entry.path)
        if place is None:
            self._note_of(entry, DifferenceKind.MISSING)
        elif place == _SEEN:
            self._note_of(entry, DifferenceKind.TWICE)
        else:
            self._places[entry.path] = _SEEN
            self._compare_content(entry, self._archive.member(place))
        self._tell(files_done=self._progress.files_done + 1)

    def _compare_content(self, entry: ManifestEntry, member: ZipMember) -> None:
        if member.size != entry.size:
            self._note_of(entry, DifferenceKind.SIZE, found_size=member.size)
            return
        self._tell(current=entry.path)
        try:
            if self._sha256(member) != entry.sha256:
                self._note_of(entry, DifferenceKind.CONTENT)
        except _IN_MEMBERS as error:
            self._note_of(entry, _KINDS[type(error)])

    def _sha256(self, member: ZipMember) -> str:
        digest = hashlib.sha256()
        for piece in self._archive.pieces(member):
            self._token.raise_if_cancelled()
            digest.update(piece)
            self._tell(bytes_done=self._progress.bytes_done + len(piece))
        return digest.hexdigest()

    def _note_extras(self) -> None:
        for path, place in self._places.items():
            if place != _SEEN:
                self._note(DifferenceKind.EXTRA, path)

    # -- what is said ----------------------------------------------------------------------------

    def _note_of(self, entry: ManifestEntry, kind: DifferenceKind, found_size: int | None = None) -> None:
        sizes = (entry.size, entry.size if found_size is None else found_size)
        self._add(Difference(kind, entry.path, entry.receipt_id, *sizes))

    def _note(self, kind: DifferenceKind, path: str) -> None:
        self._add(Difference(kind, path))

    def _add(self, difference: Difference) -> None:
        if len(self._named) < MOST_NAMED:
            self._named.append(difference)
        self._progress = replace(self._progress, differences=self._progress.differences + 1)

    def _tell(self, **changed: Any) -> None:
        self._progress = replace(self._progress, **changed)
        self._on_progress(self._progress)
