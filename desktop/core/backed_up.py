"""BackedUp: what the server cannot give again, as a backup holds it.

In it is what the user made (notes, tags, bookmarks, saved views, which calls are reviewed or pinned,
decisions that the server does not have yet, which receipts are no duplicates and in which months none is to
be expected of a vendor), which exports there were, and the rows of the lists that the server has no longer:
all that their table knows of them, transcripts included.

The receipts of an export, which may be a hundred thousand and never change, are written once, in a file of
their own beside the backups (core.export_pack): no backup has to carry them. They come back with it, and with
them what is new and what has changed since; the files of an export, and an export under way, do not.

Not in it is what comes again by itself: rows that the server still has, with the decisions that it took
(their history here goes with a damaged database); the rows of kept files, which are found on the disk by
the files' own names and summed anew, with the file's date in place of the day it was kept; the search's
index, made from the rows; when a recording was played last, which only orders what may go; `seen_at`, the
day of a row as it stands, which nobody reads; when the lists were synced and walked, how far a walk came,
which rows wait to be asked for, and the server's clock, all of which the next sync makes; where each
recording was left, which whoever plays it makes anew. Settings, accounts and the window's place are no part
of the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_origin, get_type_hints

from desktop.core.bookmark import Bookmark
from desktop.core.call_mark import CallMark
from desktop.core.duplicates import ToldApart
from desktop.core.export_ledger import ExportKind, ExportRecord, ExportState, checked_key
from desktop.core.models import (
    Call,
    CallDirection,
    CallStatus,
    Money,
    PreviewStatus,
    Receipt,
    ReceiptFile,
    ReceiptStatus,
)
from desktop.core.note import Note, NoteKey, NoteKind
from desktop.core.outbox import Decision
from desktop.core.saved_view import RemovedView, ViewPage
from desktop.core.tag import ReceiptTag

_Read = TypeVar("_Read")

_LARGEST = 2**63 - 1


class NoneExpected(NamedTuple):
    """In `month` (`2024-01`) no receipt of the vendor with this key is to be missed."""

    vendor_key: str
    month: str


class BackedUp(NamedTuple):
    """`views` in the order of their pages; `calls` and `receipts`: those that are gone from the server."""

    notes: tuple[Note, ...] = ()
    views: tuple[RemovedView, ...] = ()
    calls: tuple[Call, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    marks: tuple[CallMark, ...] = ()
    decisions: tuple[Decision, ...] = ()
    told_apart: tuple[ToldApart, ...] = ()
    none_expected: tuple[NoneExpected, ...] = ()
    tags: tuple[ReceiptTag, ...] = ()
    exports: tuple[ExportRecord, ...] = ()
    """Those that are over, without their numbers."""


class Restored(NamedTuple):
    """How much came back from a backup, and when it was written; `rows`: only on this computer;
    `marks`: calls that are reviewed or pinned; `decisions`: that the server did not have."""

    notes: int
    views: int
    rows: int
    written_at: datetime
    bookmarks: int = 0
    marks: int = 0
    decisions: int = 0
    words: int = 0
    """What the user said of receipts: two that are not one, a month in which none is to come."""
    tags: int = 0
    exports: int = 0
    """What is remembered of them: which receipts went into which ZIP."""

    def __bool__(self) -> bool:
        kept = (self.notes, self.views, self.rows, self.bookmarks, self.marks)
        return any((*kept, self.decisions, self.words, self.tags, self.exports))


def content(kept: BackedUp) -> dict[str, Any]:
    """What JSON holds of it, by name."""
    return {
        "notes": [_note_fields(note) for note in kept.notes],
        "views": [_view_fields(view) for view in kept.views],
        "calls": [_fields(call._asdict()) for call in kept.calls],
        "receipts": [_fields(_receipt_values(receipt)) for receipt in kept.receipts],
        "bookmarks": [_fields(bookmark._asdict()) for bookmark in kept.bookmarks],
        "marks": [_fields(mark._asdict()) for mark in kept.marks],
        "decisions": [_decision_fields(decision) for decision in kept.decisions],
        "told_apart": [pair._asdict() for pair in kept.told_apart],
        "none_expected": [none._asdict() for none in kept.none_expected],
        "tags": [tag._asdict() for tag in kept.tags],
        "exports": [_export_fields(export) for export in kept.exports],
    }


def read_content(content: Mapping[str, Any]) -> BackedUp:
    """What `content` wrote, of an earlier version too. What this version does not know is left out."""
    return BackedUp(
        tuple(_each(content, "notes", _note)),
        tuple(_each(content, "views", _view)),
        tuple(_each(content, "calls", _call)),
        tuple(_each(content, "receipts", _receipt)),
        tuple(_each(content, "bookmarks", _bookmark)),
        tuple(_each(content, "marks", _mark)),
        tuple(_each(content, "decisions", _decision)),
        tuple(_each(content, "told_apart", _apart)),
        tuple(_each(content, "none_expected", _none_expected)),
        tuple(_each(content, "tags", _tag)),
        tuple(_each(content, "exports", _export)),
    )


def _each(content: Mapping[str, Any], name: str, read: Callable[[Any], _Read]) -> Iterator[_Read]:
    """What is of other types than were written, as of a database in which bytes were flipped, costs that row
    alone: the rest must come back all the same."""
    rows = content.get(name)
    for found in rows if isinstance(rows, list) else ():
        try:
            yield _sound(read(found))
        except (ValueError, TypeError, KeyError, AttributeError):
            continue


def _sound(row: _Read) -> _Read:
    """`row` itself; raises TypeError or ValueError when a value is none that the store can take."""
    model: type = type(row)
    for name, kind in _kinds(model).items():
        value = getattr(row, name)
        if not isinstance(value, kind):
            raise TypeError(name)
        if isinstance(value, datetime) and value.tzinfo is None:
            raise ValueError(name)
        if isinstance(value, int) and not -_LARGEST <= value <= _LARGEST:
            raise ValueError(name)
        if isinstance(value, NoteKey | Money | ReceiptFile):
            _sound(value)
    return row


@cache
def _kinds(model: type) -> dict[str, Any]:
    """The types of a model's values, by name."""
    hints = get_type_hints(model)
    return {name: _plain_type(kind) for name, kind in hints.items()}


def _plain_type(kind: Any) -> Any:
    origin = get_origin(kind)
    return origin if origin in (frozenset, tuple) else kind


# -- notes, bookmarks and views ------------------------------------------------------------------


def _note_fields(note: Note) -> dict[str, str]:
    kind, note_id = note.key
    return {"kind": str(kind), "id": note_id, "text": note.text, "changed_at": note.changed_at.isoformat()}


def _note(found: Mapping[str, str]) -> Note:
    key = NoteKey(NoteKind(found["kind"]), found["id"])
    return Note(key, found["text"], datetime.fromisoformat(found["changed_at"]))


def _bookmark(found: Mapping[str, Any]) -> Bookmark:
    return Bookmark(**_read(found, {"made_at": datetime.fromisoformat}, Bookmark._fields))


def _view_fields(view: RemovedView) -> dict[str, str | int]:
    page, name, place, query, key = view
    return {"page": str(page), "name": name, "place": place, "query": query, "key": key}


def _view(found: Mapping[str, Any]) -> RemovedView:
    named = ViewPage(found["page"]), found["name"], found["place"], found["query"]
    return RemovedView(*named, found.get("key", ""))


def _mark(found: Mapping[str, Any]) -> CallMark:
    readers = dict.fromkeys(("reviewed_at", "pinned_at"), datetime.fromisoformat)
    return CallMark(**_read(found, readers, CallMark._fields))


def _decision_fields(decision: Decision) -> dict[str, Any]:
    return {
        "receipt_id": decision.receipt_id,
        "wanted": str(decision.wanted),
        "against": str(decision.against),
        "decided_at": decision.decided_at.isoformat(),
        "tried": sorted(map(str, decision.tried)),
    }


def _decision(found: Mapping[str, Any]) -> Decision:
    wanted, against = ReceiptStatus(found["wanted"]), ReceiptStatus(found["against"])
    tried = frozenset(ReceiptStatus(status) for status in found["tried"])
    made = datetime.fromisoformat(found["decided_at"])
    return Decision(0, found["receipt_id"], wanted, against, made, tried=tried)


def _apart(found: Mapping[str, Any]) -> ToldApart:
    return ToldApart(found["one"], found["other"])


def _none_expected(found: Mapping[str, Any]) -> NoneExpected:
    return NoneExpected(found["vendor_key"], found["month"])


def _tag(found: Mapping[str, Any]) -> ReceiptTag:
    return ReceiptTag(found["receipt_id"], found["tag"])


def _export_fields(export: ExportRecord) -> dict[str, Any]:
    values = {field.name: getattr(export, field.name) for field in fields(export)}
    named = {name: value for name, value in values.items() if name not in _OF_THIS_DATABASE}
    return _fields(named) | {"words": list(export.words), "target": _path_text(export.target)}


def _export(found: Mapping[str, Any]) -> ExportRecord:
    names = [field.name for field in fields(ExportRecord) if field.name not in _OF_THIS_DATABASE]
    return ExportRecord(id=0, **_read(found, _EXPORT_READERS, names))


def _words(found: Iterable[Any]) -> tuple[str, ...]:
    words = tuple(found)
    if not all(isinstance(word, str) for word in words):
        raise TypeError("words")
    return words


def _path_text(path: Path) -> str:
    """Names can hold what no text can."""
    return str(path).encode("utf-8", "replace").decode()


# -- rows ----------------------------------------------------------------------------------------


def _receipt_values(receipt: Receipt) -> dict[str, Any]:
    return {field.name: getattr(receipt, field.name) for field in fields(receipt)}


def _fields(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money | ReceiptFile):
        return asdict(value)
    return str(value) if isinstance(value, StrEnum) else value


def _one_of(kind: type[StrEnum], value: str) -> StrEnum:
    return kind(value) if value in list(kind) else kind("unknown")


_CALL_READERS: Mapping[str, Callable[[Any], Any]] = {
    "created_at": datetime.fromisoformat,
    "expires_at": datetime.fromisoformat,
    "gone_at": datetime.fromisoformat,
    "direction": partial(_one_of, CallDirection),
    "status": partial(_one_of, CallStatus),
}
_OF_THIS_DATABASE = ("id", "part")
_EXPORT_READERS: Mapping[str, Callable[[Any], Any]] = {
    "key": checked_key,
    "kind": ExportKind,
    "state": ExportState,
    "started_at": datetime.fromisoformat,
    "ended_at": datetime.fromisoformat,
    "target": Path,
    "words": _words,
}
_RECEIPT_READERS: Mapping[str, Callable[[Any], Any]] = {
    "received_at": datetime.fromisoformat,
    "created_at": datetime.fromisoformat,
    "gone_at": datetime.fromisoformat,
    "invoice_date": date.fromisoformat,
    "amount": lambda found: Money(**found),
    "source_file": lambda found: ReceiptFile(**found),
    "preview_file": lambda found: ReceiptFile(**found),
    "status": partial(_one_of, ReceiptStatus),
    "preview_status": partial(_one_of, PreviewStatus),
}


def _call(found: Mapping[str, Any]) -> Call:
    return Call(**_read(found, _CALL_READERS, Call._fields))


def _receipt(found: Mapping[str, Any]) -> Receipt:
    return Receipt(**_read(found, _RECEIPT_READERS, [field.name for field in fields(Receipt)]))


def _read(
    found: Mapping[str, Any], readers: Mapping[str, Callable[[Any], Any]], names: Iterable[str]
) -> dict[str, Any]:
    known = {name: found[name] for name in names if name in found}
    return {
        name: value if value is None else readers.get(name, _same)(value) for name, value in known.items()
    }


def _same(value: Any) -> Any:
    return value
