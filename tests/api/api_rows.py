"""Rows as the server sends them, for tests of what is made of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from desktop.api import payloads

CALL: dict[str, Any] = {
    "sid": "CA1",
    "call_sid": "CA1",
    "lead_name": "Sample Bakery",
    "from_e164": "+972541234567",
    "to_e164": "+97239876543",
    "customer_phone": "+972541234567",
    "duration": 65,
    "status": "no-answer",
    "direction": "inbound",
    "at": "2026-01-15T10:00:00",
    "created_at": "2026-01-15T10:00:00.123456",
    "transcription": "שלום",
    "transcript": "שלום",
    "final_transcript": "שלום, final",
    "summary": "A summary",
    "hasRecording": True,
    "hasTranscript": True,
    "expiresAt": "2026-01-22T10:00:00",
}
RECEIPT: dict[str, Any] = {
    "id": 7,
    "source": "gmail",
    "from_email": "billing@vendor.example",
    "subject": "Invoice",
    "received_at": "2026-01-15T10:00:00",
    "vendor_name": "Vendor",
    "amount": Decimal("1234.5"),
    "currency": "ILS",
    "invoice_number": "A-1",
    "invoice_date": "2026-01-14",
    "confidence": 87,
    "status": "approved",
    "attachment_id": 70,
    "preview_attachment_id": 71,
    "preview_status": "generated",
    "created_at": "2026-01-15T10:00:01",
    "attachment": {
        "id": 70,
        "filename": "a.pdf",
        "mime_type": "application/pdf",
        "size": 5,
        "signed_url": "x",
    },
    "preview_attachment": {"id": 71, "filename": "a.jpg", "mime_type": "image/jpeg", "size": None},
}


def call_with(**fields: Any) -> Any:
    return payloads.call({**CALL, **fields})


def receipt_with(**fields: Any) -> Any:
    return payloads.receipt({**RECEIPT, **fields})
