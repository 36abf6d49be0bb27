"""Receipts as JSON: floats for amounts, null for zero, absent keys, broken rows."""

from __future__ import annotations

from typing import Any

from desktop.demo.clock import server_text
from desktop.demo.routes.backend import backend, business, current_user, hint
from desktop.demo.samples.receipts import DemoFile, DemoReceipt


def row(receipt: DemoReceipt) -> dict[str, Any]:
    """An item of the list."""
    if receipt.error_message:
        return {"id": receipt.id, "error": True, "error_message": receipt.error_message}
    fields = _common(receipt)
    fields["attachment_id"] = receipt.attachment.id if receipt.attachment else None
    return fields


def detail(receipt: DemoReceipt) -> dict[str, Any]:
    """One receipt with all that is known; `attachment_id` is missing here, as on the server."""
    user = backend().world.sessions.user(receipt.reviewed_by)
    return _common(receipt) | {
        "gmail_thread_id": f"thread-{receipt.id:x}" if receipt.source == "gmail" else None,
        "raw_extraction_json": {"vendor": receipt.vendor_name, "total": _amount(receipt)},
        "reviewed_by": receipt.reviewed_by,
        "reviewed_at": server_text(receipt.reviewed_at),
        "updated_at": server_text(receipt.reviewed_at or receipt.created_at),
        "reviewer": {"id": user.id, "name": user.name, "email": user.email} if user else None,
    }


def signed_url(receipt: DemoReceipt, file: DemoFile, seconds: float) -> str:
    number = current_user().business_id
    return backend().links.to_file(number, receipt.id, file.id, file.filename, seconds)


def _common(receipt: DemoReceipt) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": receipt.id,
        "source": receipt.source,
        "gmail_message_id": f"msg-{receipt.mail or receipt.id:x}" if receipt.source == "gmail" else None,
        "from_email": receipt.from_email,
        "subject": receipt.subject,
        "received_at": server_text(receipt.received_at),
        "vendor_name": receipt.vendor_name,
        "amount": _amount(receipt),
        "currency": receipt.currency,
        "invoice_number": receipt.invoice_number,
        "invoice_date": receipt.invoice_date.isoformat() if receipt.invoice_date else None,
        "confidence": receipt.confidence,
        "status": receipt.status,
        "preview_attachment_id": receipt.preview.id if receipt.preview else None,
        "preview_status": receipt.preview_status,
        "preview_failure_reason": receipt.preview_failure_reason,
        "created_at": server_text(receipt.created_at),
    }
    for name, file in (("attachment", receipt.attachment), ("preview_attachment", receipt.preview)):
        if file is not None:
            fields[name] = _file(receipt, file)
    return fields


def _file(receipt: DemoReceipt, file: DemoFile) -> dict[str, Any]:
    seconds = -60 if hint() == "expired_link" else backend().world.options.json_link_seconds
    is_preview = receipt.preview is not None and file.id == receipt.preview.id
    return {
        "id": file.id,
        "filename": file.filename,
        "mime_type": file.mime_type,
        # Of a preview the server does not know the size.
        "size": None if is_preview else len(business().receipts.file_bytes(receipt, file)),
        "signed_url": signed_url(receipt, file, seconds),
    }


def _amount(receipt: DemoReceipt) -> float | None:
    """A float; the server takes 0 for none. Yen have no minor unit."""
    if not receipt.amount:
        return None
    return receipt.amount / (1 if receipt.currency == "JPY" else 100)
