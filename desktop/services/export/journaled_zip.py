"""JournaledZip: a ZIP and the journal of what stands in it, which a cut leaves of one mind."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Self

from desktop.core.export_ledger import ExportedFile, ExportRecord, JournalEntry
from desktop.core.zip_format import ZipRecord, zip_moment
from desktop.services.export_ledger import ExportLedger
from desktop.store.zip_writer import ZipWriter

NOTED_EVERY_SECONDS = 1.0
_ENTRIES_AT_ONCE = 500


class JournaledZip:
    """Used by one thread. Raises DiskFull, DiskFailed, as what it writes to does.

    What the journal says is in the part, but for what a power cut takes of its end, which is looked for when
    it is gone on with.
    """

    def __init__(self, writer: ZipWriter, ledger: ExportLedger, export_id: int) -> None:
        """`resume` makes one."""
        self._writer = writer
        self._ledger = ledger
        self._export_id = export_id
        self._entries: list[JournalEntry] = []
        self._noted_at = time.monotonic()

    @classmethod
    def resume(cls, record: ExportRecord, part: Path, ledger: ExportLedger) -> Self:
        """Goes on behind the last file that is whole; of one that just began, that is the beginning."""
        records = map(zip_record, item_files(ledger, record.id))
        writer, held = ZipWriter.resume(part, record.target, records)
        try:
            ledger.cut(record.id, held)
        except BaseException:
            writer.close()
            raise
        return cls(writer, ledger, record.id)

    def add(
        self,
        name: str,
        moment: datetime,
        pieces: Iterable[bytes],
        look: Callable[[], None],
        *,
        size: int | None = None,
        sha256: str = "",
        crc32: int | None = None,
        key: tuple[str, str] | None = None,
        fetched: bool = False,
    ) -> None:
        """See `ZipWriter.add`; `moment` is aware, in the zone whose clock the ZIP is to show. `key`: the
        kind of the file, and whose it is; None: a list of the export's own. `fetched`: see ExportedFile."""
        written = self._writer.add(name, moment, pieces, size=size, sha256=sha256, crc32=crc32, look=look)
        content = written.offset, written.size, written.crc32, written.sha256
        self.say(ExportedFile(name, *content, moment, *(key or ("", "")), fetched))

    def say(self, entry: JournalEntry) -> None:
        """It goes into the journal, with the next some hundred or within a second."""
        self._entries.append(entry)
        late = time.monotonic() - self._noted_at >= NOTED_EVERY_SECONDS
        if late or len(self._entries) >= _ENTRIES_AT_ONCE:
            self.flush()

    def settle(self) -> None:
        """The system has taken all that was written; what it refuses is raised now."""
        self._writer.settle()

    def note(self) -> None:
        """All that was written is on the disk itself, and in the journal. What the disk does not take stands
        in the journal all the same: how much of it is there is looked for when it is gone on with."""
        try:
            self._writer.sync()
        finally:
            self._append()

    def flush(self) -> None:
        """All that was written is in the journal, and in the part before it."""
        self._writer.settle()
        self._append()

    def _append(self) -> None:
        self._ledger.append(self._export_id, self._entries)
        self._entries = []
        self._noted_at = time.monotonic()

    def finish(self, look: Callable[[], None]) -> int:
        """Writes the directory; returns the size in bytes."""
        self.flush()
        return self._writer.finish(map(zip_record, self._ledger.files(self._export_id)), look)

    def close(self) -> None:
        """Leaves what there is."""
        self._writer.close()


def item_files(ledger: ExportLedger, export_id: int) -> Iterator[ExportedFile]:
    """Without the lists at the end, which are written anew."""
    return takewhile(lambda file: bool(file.kind), ledger.files(export_id))


def zip_record(file: ExportedFile) -> ZipRecord:
    """What the ZIP's directory says of it."""
    moment = zip_moment(file.moment)
    return ZipRecord(file.name, file.offset, file.size, file.crc32, file.sha256, moment)
