"""The receipts of a finished export as a backup keeps them: packed, some hundred in a line, column by column.

They never change, so they are written once, by themselves: no backup after it has to carry them.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import accumulate, islice, pairwise
from typing import Any, TypeVar

from desktop.core.export_ledger import ExportedReceipt
from desktop.core.models import ReceiptStatus
from desktop.core.row_fingerprint import RowFingerprint

_Plain = TypeVar("_Plain")
FORMAT = 1
_IN_A_LINE = 500
_UNPACKED_AT_ONCE = 1 << 20
_MOST_LINE_BYTES = 16 << 20
_LARGEST = 2**63 - 1
_COMPACT = (",", ":")


def pack(receipts: Iterable[ExportedReceipt]) -> Iterator[bytes]:
    """The file, piece by piece."""
    packer, left, count = zlib.compressobj(), iter(receipts), 0
    yield packer.compress(_line({"format": FORMAT}))
    while some := list(islice(left, _IN_A_LINE)):
        count += len(some)
        yield packer.compress(_line(_columns(some)))
    yield packer.compress(_line({"count": count})) + packer.flush()


def unpack(pieces: Iterable[bytes]) -> Iterator[ExportedReceipt]:
    """What `pack` wrote; raises ValueError, at the end at the latest, where it is not whole."""
    lines, count = _lines(pieces), 0
    if _read(next(lines, b"")).get("format") != FORMAT:
        raise ValueError("packed in another way")
    for line in lines:
        if line.startswith(b"{"):
            if _read(line) == {"count": count} and next(lines, None) is None:
                return
            break
        for receipt in _receipts(line):
            count += 1
            yield receipt
    raise ValueError(f"not all of it is there, or more: {count} receipts")


# -- lines ---------------------------------------------------------------------------------------


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=_COMPACT).encode() + b"\n"


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in _unpacked(pieces):
        *whole, rest = (rest + piece).split(b"\n")
        if len(rest) > _MOST_LINE_BYTES:
            raise ValueError("a line of more than anybody packed")
        yield from whole
    if rest:
        raise ValueError("cut within a line")


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    try:
        for piece in pieces:
            left = piece
            while left:
                yield unpacker.decompress(left, _UNPACKED_AT_ONCE)
                left = unpacker.unconsumed_tail
        yield unpacker.flush()
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("cut, or followed by something else")


def _read(line: bytes) -> dict[str, Any]:
    found = json.loads(line)
    return found if isinstance(found, dict) else {}


# -- receipts ------------------------------------------------------------------------------------


def _columns(receipts: list[ExportedReceipt]) -> list[Any]:
    """Ids as steps, what is there of each, and the columns of the rows that are known."""
    steps = [after - before for before, after in pairwise([0, *(one.receipt_id for one in receipts)])]
    parts = [_parts(one) for one in receipts]
    rows = [map(_plain, one.row) for one in receipts if one.row is not None]
    return [steps, parts, list(zip(*rows, strict=True))]


def _parts(one: ExportedReceipt) -> int:
    return one.has_source + 2 * one.has_preview + 4 * (one.row is not None) + 8 * one.lacks


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _receipts(line: bytes) -> Iterator[ExportedReceipt]:
    try:
        steps, parts, columns = json.loads(line)
        rows = iter(_rows(columns) if columns else [])
        for receipt_id, part in zip(_numbers(accumulate(steps)), parts, strict=True):
            row = next(rows) if part & 4 else None
            yield ExportedReceipt(receipt_id, row, bool(part & 1), bool(part & 2), bool(part & 8))
    except (TypeError, AttributeError, StopIteration, RecursionError) as error:
        raise ValueError(f"no receipts: {error}") from None


def _rows(columns: list[Any]) -> Iterator[RowFingerprint]:
    read = [_reader(name)(column) for name, column in zip(RowFingerprint._fields, columns, strict=True)]
    return map(RowFingerprint._make, zip(*read, strict=True))


def _texts(values: Iterable[Any]) -> list[str]:
    return _all_of(str, values)


def _truths(values: Iterable[Any]) -> list[bool]:
    return _all_of(bool, values)


def _numbers(values: Iterable[Any]) -> list[Any]:
    """Some of which may not be there."""
    found = list(values)
    if any(abs(number) > _LARGEST for number in _all_of(int, (one for one in found if one is not None))):
        raise ValueError("more than a database can hold")
    return found


def _all_of(kind: type[_Plain], values: Iterable[Any]) -> list[_Plain]:
    found = list(values)
    if any(type(value) is not kind for value in found):
        raise TypeError(f"not only {kind.__name__}")
    return found


def _moments(values: Iterable[Any]) -> list[datetime | None]:
    moments = [None if value is None else datetime.fromisoformat(value) for value in values]
    if any(moment is not None and moment.tzinfo is None for moment in moments):
        raise ValueError("in no zone")
    return moments


def _days(values: Iterable[Any]) -> list[date | None]:
    return [None if value is None else date.fromisoformat(value) for value in values]


def _statuses(values: Iterable[Any]) -> list[ReceiptStatus]:
    return [_STATUSES.get(value, ReceiptStatus.UNKNOWN) for value in values]


def _reader(name: str) -> Callable[[Iterable[Any]], list[Any]]:
    return _READERS.get(name, _texts)


_STATUSES = {str(status): status for status in ReceiptStatus}
_READERS: dict[str, Callable[[Iterable[Any]], list[Any]]] = {
    "received_at": _moments,
    "amount_minor": _numbers,
    "status": _statuses,
    "invoice_date": _days,
    "confidence": _numbers,
    "source_file_id": _numbers,
    "source_file_size": _numbers,
    "preview_file_id": _numbers,
    "preview_file_size": _numbers,
    "duplicate": _truths,
}
"""Of a column; each of the others holds texts."""
