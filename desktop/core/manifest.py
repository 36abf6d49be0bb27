"""The manifest of an export: JSON with a line for each file, written and read a line at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from desktop.core.zip_errors import ManifestTooNew, ManifestUnreadable
from desktop.core.zip_format import is_plain_path

MANIFEST_NAME = "manifest.json"
FORMAT = 1
_MOST_LINE_BYTES = 1 << 18
_MOST_NUMBER = (1 << 63) - 1
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SANE_YEARS = (1970, 2999)
_COMPACT = (",", ":")


class FileStatus(StrEnum):
    """What became of a file of an export."""

    INSIDE = "inside"
    MISSING = "missing"
    """It is due, and could not be had."""
    ABSENT = "absent"
    """The server has none."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is said of all of it. `made_at` is aware."""

    program: str
    server: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """A file: inside, with `path`, `size` in bytes and `sha256` in hex, or not, with the `reason`.

    `receipt_id` and `kind` say whose file it is and which; None and "" for the lists beside them. `moment`:
    when it came to this computer, aware.
    """

    path: str = ""
    size: int = 0
    sha256: str = ""
    status: FileStatus = FileStatus.INSIDE
    receipt_id: int | None = None
    kind: str = ""
    moment: datetime | None = None
    reason: str = ""
    call_sid: str = ""
    """As `receipt_id`, of a call."""


def manifest_pieces(manifest: Manifest, entries: Iterable[ManifestEntry]) -> Iterator[bytes]:
    """The file, piece by piece; the same for the same, always."""
    about = {"format": FORMAT, "program": manifest.program, "server": manifest.server}
    yield _written(about | {"made_at": _moment_text(manifest.made_at)})[:-1] + b',"files":['
    count = 0
    for count, entry in enumerate(entries, 1):
        yield (b",\n" if count > 1 else b"\n") + _written(_fields_of(entry))
    yield b'\n],"count":%d}\n' % count


def _fields_of(entry: ManifestEntry) -> dict[str, Any]:
    """What is not there is not written."""
    moment = _moment_text(entry.moment) if entry.moment is not None else ""
    fields = {
        "receipt_id": entry.receipt_id,
        "call_sid": entry.call_sid,
        "kind": entry.kind,
        "status": str(entry.status),
        "path": entry.path,
        "size": entry.size if entry.status is FileStatus.INSIDE else None,
        "sha256": entry.sha256,
        "moment": moment,
        "reason": entry.reason,
    }
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _moment_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _written(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=_COMPACT).encode()


class ManifestReader:
    """Of anybody's making: raises ManifestUnreadable, ManifestTooNew, and nothing else."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._lines = _lines(pieces)
        self.manifest = _manifest(next(self._lines, b""))

    def entries(self) -> Iterator[ManifestEntry]:
        """All of them, once; what is wrong at the end is said at the end."""
        count = 0
        for line in self._lines:
            if line.startswith(b"]"):
                self._end(line, count)
                return
            count += 1
            yield _entry(line.removesuffix(b","), count)
        raise ManifestUnreadable(f"it ends after {count} files")

    def _end(self, line: bytes, count: int) -> None:
        if line != b'],"count":%d}' % count or any(self._lines):
            raise ManifestUnreadable(f"its end does not fit {count} files")


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield _of_sane_length(line)
        _of_sane_length(rest)
    yield rest


def _of_sane_length(line: bytes) -> bytes:
    if len(line) > _MOST_LINE_BYTES:
        raise ManifestUnreadable(f"a line of more than {_MOST_LINE_BYTES} bytes")
    return line


def _manifest(line: bytes) -> Manifest:
    """Of the first line, which opens the list of files."""
    with _unreadable("its beginning"):
        fields = _fields(line + b"]}")
        if _number(fields, "format") > FORMAT:
            raise ManifestTooNew(f"format {fields['format']}")
        if fields["files"] != []:
            raise ValueError("no list of files")
        return Manifest(_text(fields, "program"), _text(fields, "server"), _moment(fields["made_at"]))


def _entry(line: bytes, number: int) -> ManifestEntry:
    with _unreadable(f"file {number}"):
        entry = _entry_of(_fields(line))
        if entry.status is FileStatus.INSIDE and not _is_sound(entry):
            raise ValueError("no file that a ZIP can hold")
        return entry


@contextmanager
def _unreadable(what: str) -> Iterator[None]:
    try:
        yield
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise ManifestUnreadable(f"{what}: {error!r}") from error


def _entry_of(fields: dict[str, Any]) -> ManifestEntry:
    status = FileStatus(_text(fields, "status"))
    return ManifestEntry(
        path=_text(fields, "path"),
        size=_number(fields, "size") if status is FileStatus.INSIDE else 0,
        sha256=_text(fields, "sha256"),
        status=status,
        receipt_id=_number(fields, "receipt_id") if "receipt_id" in fields else None,
        kind=_text(fields, "kind"),
        moment=_moment(fields["moment"]) if "moment" in fields else None,
        reason=_text(fields, "reason"),
        call_sid=_text(fields, "call_sid"),
    )


def _is_sound(entry: ManifestEntry) -> bool:
    """Whether it names a file that a ZIP can hold."""
    return is_plain_path(entry.path) and _SHA256.fullmatch(entry.sha256) is not None


def _fields(line: bytes) -> dict[str, Any]:
    fields = json.loads(line.decode())
    if not isinstance(fields, dict):
        raise TypeError("no object")
    return fields


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise TypeError(f"{name} is no text")
    return value


def _number(fields: dict[str, Any], name: str) -> int:
    value = fields[name]
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST_NUMBER:
        raise TypeError(f"{name} is no number")
    return value


def _moment(text: Any) -> datetime:
    """In UTC, and of a year that every zone can show, on each system."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not _SANE_YEARS[0] <= moment.year <= _SANE_YEARS[1]:
        raise ValueError(f"no moment: {text}")
    return moment.astimezone(UTC)
