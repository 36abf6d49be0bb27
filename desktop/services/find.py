"""FindService: one search over everything on this computer: the newest of each kind, and how many."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from desktop.core.cancel import CancelToken
from desktop.core.excerpt import excerpt
from desktop.core.models import Call, Receipt, ReceiptRow
from desktop.core.note import NoteKey, NoteKind
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.core.search_text import normalise
from desktop.services.bookmarks import BookmarksService
from desktop.services.calls import CallsService
from desktop.services.notes import NotesService
from desktop.services.receipts import ReceiptsService

SHOWN = 5
"""Rows of each kind."""


class FoundKind(StrEnum):
    """What is searched, in the order of the results."""

    CALLS = "calls"
    RECEIPTS = "receipts"


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """One hit. `context` is the line in which the words stand, "" when they stand in its name or number."""

    row_id: int
    record: Call | Receipt
    context: str
    in_note: bool = False
    """Whether that line is of the user's note."""
    at_ms: int | None = None
    """Of a line of a bookmark: where in the recording that stands."""


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """The newest hits of one kind. `count` None: not counted yet; `reached`: see `FoundCalls`."""

    kind: FoundKind
    records: tuple[FoundRecord, ...]
    count: int | None = None
    reached: datetime | None = None


class FindService:
    """Reads only. For the TaskPool. Raises Cancelled as soon as the token says so, even while it reads."""

    def __init__(
        self,
        calls: CallsService,
        receipts: ReceiptsService,
        notes: NotesService,
        bookmarks: BookmarksService,
    ) -> None:
        self._calls = calls
        self._receipts = receipts
        self._notes = notes
        self._bookmarks = bookmarks

    def first(self, wanted: str, token: CancelToken) -> tuple[FoundGroup, ...]:
        """The newest few of each kind, in a moment; kinds without a hit are left out."""
        if not normalise(wanted):
            return ()
        # A kind that is added is a line here and one in `counted`.
        groups = (self._first_calls(wanted, token), self._first_receipts(wanted, token))
        return tuple(group for group in groups if group.records or group.reached is not None)

    def counted(
        self, wanted: str, groups: tuple[FoundGroup, ...], token: CancelToken
    ) -> tuple[FoundGroup, ...]:
        """The same groups with how many there are of each."""
        return tuple(self._count(wanted, group, token) for group in groups)

    def _count(self, wanted: str, group: FoundGroup, token: CancelToken) -> FoundGroup:
        match group.kind:
            case FoundKind.CALLS:
                counted = self._calls.counted(CallQuery(text=wanted), token)
                return replace(group, count=counted.count, reached=counted.reached)
            case FoundKind.RECEIPTS:
                return replace(group, count=self._receipts.count_of(ReceiptQuery(text=wanted), token))

    def _first_calls(self, wanted: str, token: CancelToken) -> FoundGroup:
        found = self._calls.found(CallQuery(text=wanted), SHOWN, token)
        rows = self._calls.rows(found.ids)
        calls = [(row.row_id, self._calls.call(row.call.sid) or row.call) for row in rows]
        records = (
            self._found(row_id, call, NoteKey.call(call.sid), _call_context(call, wanted), wanted)
            for row_id, call in calls
        )
        return FoundGroup(FoundKind.CALLS, tuple(records), reached=found.reached)

    def _first_receipts(self, wanted: str, token: CancelToken) -> FoundGroup:
        rows = self._receipts.rows(self._receipts.first_ids(ReceiptQuery(text=wanted), SHOWN, token))
        found = ((row.receipt, _receipt_context(row, wanted)) for row in rows)
        records = (
            self._found(receipt.id, receipt, NoteKey.receipt(receipt.id), context, wanted)
            for receipt, context in found
        )
        return FoundGroup(FoundKind.RECEIPTS, tuple(records))

    def _found(
        self, row_id: int, record: Call | Receipt, key: NoteKey, context: str, wanted: str
    ) -> FoundRecord:
        """What the user wrote himself is shown before what was said."""
        noted = excerpt(self._notes.text(key), wanted)
        if noted:
            return FoundRecord(row_id, record, noted, in_note=True)
        for mark in self._bookmarks.of(key.id) if key.kind is NoteKind.CALL else ():
            marked = excerpt(mark.text, wanted)
            if marked:
                return FoundRecord(row_id, record, marked, at_ms=mark.at_ms)
        return FoundRecord(row_id, record, context)


def _call_context(call: Call, wanted: str) -> str:
    return excerpt(call.summary, wanted) or excerpt(call.transcript, wanted)


def _receipt_context(row: ReceiptRow, wanted: str) -> str:
    receipt = row.receipt
    fields = (receipt.subject, receipt.invoice_number, receipt.from_email, *row.tags)
    return next((found for found in (excerpt(field, wanted) for field in fields) if found), "")
