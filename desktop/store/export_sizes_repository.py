"""ExportSizesRepository: how large the files of many receipts are, as far as rows and what is kept say."""

from __future__ import annotations

import json
from collections.abc import Sequence

from desktop.core.export import ExportSizes
from desktop.core.file_key import FileKind
from desktop.store.calls_repository import LONGEST_S
from desktop.store.database import Database

_AT_ONCE = 5_000
_SOURCE, _PREVIEW = FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW
_COUNT = "SELECT COUNT(*) FROM json_each(?) asked JOIN receipts r ON r.row_id = asked.value"


def _sizes_sql(kind: FileKind) -> str:
    """Files, those that are here and their bytes, the bytes of the others, how many of which nobody knows."""
    return (
        "SELECT COUNT(*), COUNT(k.id), COALESCE(SUM(k.size), 0),"
        f" COALESCE(SUM(CASE WHEN k.id IS NULL THEN r.{kind}_file_size END), 0),"
        f" COALESCE(SUM(k.id IS NULL AND r.{kind}_file_size IS NULL), 0)"
        " FROM json_each(?) asked JOIN receipts r ON r.row_id = asked.value"
        f" LEFT JOIN kept_files k ON k.kind = '{kind}' AND k.id = CAST(r.row_id AS TEXT)"
        f" WHERE k.id IS NOT NULL OR r.{kind}_file_id IS NOT NULL"
    )


_SIZES = {kind: _sizes_sql(kind) for kind in (_SOURCE, _PREVIEW)}


_TO_FETCH = "(k.id IS NULL AND c.has_recording)"
_TIMED = f"COALESCE(c.duration_s BETWEEN 1 AND {LONGEST_S}, 0)"
_BYTES = "LENGTH(CAST({text} AS BLOB))"
# Its transcript is a file; its summary stands in both lists, and in one of them twice until that is packed.
_TEXTS = f"{_BYTES.format(text='t.transcript')} + 3 * {_BYTES.format(text='c.summary')}"
_OF_CALLS = (
    "SELECT COUNT(*), COALESCE(SUM(k.id IS NOT NULL OR c.has_recording), 0), COUNT(k.id),"
    f" COALESCE(SUM(k.size), 0), COALESCE(SUM({_TO_FETCH}), 0),"
    f" COALESCE(SUM({_TO_FETCH} AND {_TIMED}), 0),"
    f" COALESCE(SUM(CASE WHEN {_TO_FETCH} AND {_TIMED} THEN c.duration_s END), 0), COALESCE(SUM({_TEXTS}), 0)"
    " FROM json_each(?) asked JOIN calls c ON c.row_id = asked.value"
    " JOIN call_texts t ON t.row_id = c.row_id"
    " LEFT JOIN kept_files k ON k.kind = 'recording' AND k.id = c.sid"
)


class ExportSizesRepository:
    """Any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, receipt_ids: Sequence[int]) -> ExportSizes:
        """Of all these receipts; ids that are unknown are left out."""
        found = [0] * 6
        for start in range(0, len(receipt_ids), _AT_ONCE):
            some = self._some(json.dumps(list(receipt_ids[start : start + _AT_ONCE])))
            found = [before + more for before, more in zip(found, some, strict=True)]
        return ExportSizes(*found)

    def of_calls(self, row_ids: Sequence[int], bytes_a_second: float) -> ExportSizes:
        """Of the recordings of these calls; of those that are not here it is estimated by how long the calls
        are, where both that and `bytes_a_second` (0: it is not) are known."""
        with self._database.reader() as connection:
            found = connection.execute(_OF_CALLS, (json.dumps(list(row_ids)),)).fetchone()
        asked, files, here, here_bytes, to_fetch, timed, seconds, texts = found
        if not bytes_a_second:
            timed = 0
        estimated = round(seconds * bytes_a_second)
        return ExportSizes(asked, files, here, here_bytes, 0, to_fetch - timed, timed, estimated, texts)

    def _some(self, ids: str) -> list[int]:
        with self._database.reader() as connection:
            count = connection.execute(_COUNT, (ids,)).fetchone()[0]
            rows = [connection.execute(sql, (ids,)).fetchone() for sql in _SIZES.values()]
        return [count, *(sum(column) for column in zip(*rows, strict=True))]
