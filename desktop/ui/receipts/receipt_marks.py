"""Which marks a receipt has beside its vendor; the list and the thumbnails draw the same ones."""

from __future__ import annotations

from typing import NamedTuple

from desktop.core.decision_state import DecisionState
from desktop.core.models import ReceiptRow
from desktop.ui.receipts.decisions.decision_words import pending_said
from desktop.ui.receipts.receipt_words import allocation_said, duplicate_said, why_gone


class Mark(NamedTuple):
    """An icon in a colour of the theme, and what it says."""

    icon: str
    color: str
    said: str


def receipt_marks(record: ReceiptRow) -> list[Mark]:
    """From the leading side; what is only here does not wait for the server."""
    marks: list[Mark] = []
    if record.receipt.gone_at is not None:
        marks.append(Mark("kept", "warning", why_gone()))
    elif record.decision is not None:
        choose = record.decision is DecisionState.CONFLICT
        name, color = ("warning", "warning") if choose else ("waiting", "text2")
        marks.append(Mark(name, color, pending_said(record.decision)))
    return marks + receipt_doubts(record)


def receipt_doubts(record: ReceiptRow) -> list[Mark]:
    """What may be wrong with it."""
    doubts = []
    if record.duplicate:
        doubts.append(Mark("copy", "warning", duplicate_said()))
    if record.needs_allocation:
        doubts.append(Mark("number", "warning", allocation_said()))
    return doubts
