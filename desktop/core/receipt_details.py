"""ReceiptDetails: what the server says of one receipt beyond its row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.core.models import Receipt


@dataclass(frozen=True, slots=True)
class ReceiptDetails:
    """`raw_extraction`: what was read from the document, as text in lines. None and "": not known."""

    receipt: Receipt
    gmail_thread_id: str = ""
    raw_extraction: str = ""
    reviewed_by: int | None = None
    reviewer_name: str = ""
    reviewer_email: str = ""
    reviewed_at: datetime | None = None
    updated_at: datetime | None = None
