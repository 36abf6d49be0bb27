"""What stands in the results of the search over everything, line by line, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from desktop.core.models import Call, Receipt
from desktop.services.find import FoundGroup, FoundKind, FoundRecord
from desktop.ui.calls.call_words import call_name, direction_icon, direction_text
from desktop.ui.calls.search_reach import reach_text
from desktop.ui.formatting import (
    duration_text,
    in_reading_order,
    isolate,
    moment_text,
    one_line,
    phone_text,
    strip_marks,
)
from desktop.ui.receipts.receipt_words import amount_text, received_text, vendor_plain

translate = QCoreApplication.translate

_CONTEXT = 200
"""Letters of a text that is shown because the words stand elsewhere."""


class LineKind(Enum):
    HEAD = auto()
    RECORD = auto()
    ALL = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class FindLine:
    """`text` with `detail` at its end and `context` below; `row_id` of a record."""

    kind: LineKind
    text: str
    group: FoundKind | None = None
    row_id: int | None = None
    detail: str = ""
    context: str = ""
    icon_name: str = ""
    icon_color: str = "text2"

    @property
    def can_be_chosen(self) -> bool:
        return self.kind in (LineKind.RECORD, LineKind.ALL)

    @property
    def sentence(self) -> str:
        """For those who hear it."""
        parts = (self.text, self.detail, self.context)
        return ". ".join(strip_marks(part) for part in parts if part)


def lines_of(groups: tuple[FoundGroup, ...], wanted: str) -> list[FindLine]:
    """Each kind under its name, with the way to all of its hits; or that there are none."""
    lines = [line for group in groups for line in _group_lines(group)]
    if any(line.can_be_chosen for line in lines):
        return lines
    nothing = translate("FindLines", "Nothing matches “{words}”").format(words=isolate(wanted.strip()))
    return [note(nothing), *(line for line in lines if line.kind is LineKind.NOTE)]


def note(text: str) -> FindLine:
    """A line that only says something."""
    return FindLine(LineKind.NOTE, text)


def _group_lines(group: FoundGroup) -> Iterator[FindLine]:
    if group.records:
        yield FindLine(LineKind.HEAD, _name(group.kind), group.kind)
        yield from (_record_line(group.kind, found) for found in group.records)
        yield FindLine(LineKind.ALL, _all_text(group), group.kind)
    if group.reached is not None:
        yield note(reach_text(group.reached))


def _name(kind: FoundKind) -> str:
    match kind:
        case FoundKind.CALLS:
            return translate("FindLines", "Calls")
        case FoundKind.RECEIPTS:
            return translate("FindLines", "Receipts")


def _all_text(group: FoundGroup) -> str:
    if group.count is None:
        return _all_uncounted_text(group.kind)
    match group.kind:
        case FoundKind.CALLS:
            return translate("FindLines", "Show all %Ln call(s)", "", group.count)
        case FoundKind.RECEIPTS:
            return translate("FindLines", "Show all %Ln receipt(s)", "", group.count)


def _all_uncounted_text(kind: FoundKind) -> str:
    match kind:
        case FoundKind.CALLS:
            return translate("FindLines", "Show all calls")
        case FoundKind.RECEIPTS:
            return translate("FindLines", "Show all receipts")


def _record_line(kind: FoundKind, found: FoundRecord) -> FindLine:
    context = _context(found)
    if isinstance(found.record, Call):
        return _call_line(kind, found.row_id, found.record, context)
    return _receipt_line(kind, found.row_id, found.record, context)


def _context(found: FoundRecord) -> str:
    """The line in which the words stand, and in what, where the user wrote it himself."""
    context = one_line(found.context)
    if found.at_ms is not None:
        time = duration_text(found.at_ms / 1000)
        words = translate("FindLines", "Bookmark at {time}: {text}")
        return words.format(time=time, text=isolate(context))
    if found.in_note:
        return translate("FindLines", "Note: {text}").format(text=isolate(context))
    return context


def _call_line(kind: FoundKind, row_id: int, call: Call, context: str) -> FindLine:
    icon_name, color = direction_icon(call)
    when = moment_text(call.created_at) if call.created_at is not None else direction_text(call.direction)
    number = phone_text(call.phone) if call.lead_name else ""
    other = number or (call.summary or call.transcript)[:_CONTEXT]
    return FindLine(
        LineKind.RECORD,
        call_name(call),
        kind,
        row_id,
        detail=when,
        context=context or one_line(other),
        icon_name=icon_name or "calls",
        icon_color=color if icon_name else "text2",
    )


def _receipt_line(kind: FoundKind, row_id: int, receipt: Receipt, context: str) -> FindLine:
    return FindLine(
        LineKind.RECORD,
        vendor_plain(receipt),
        kind,
        row_id,
        detail=in_reading_order(f"{isolate(amount_text(receipt))} · {received_text(receipt)}"),
        context=context or one_line(receipt.subject[:_CONTEXT] or receipt.from_email),
        icon_name="receipts",
    )
