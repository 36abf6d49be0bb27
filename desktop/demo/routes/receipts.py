"""The list of receipts, one receipt, its files, decisions, figures, and the server's own ZIP."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from desktop.demo.clock import server_text
from desktop.demo.routes.backend import answer, backend, business, current_user, hint, json_body, list_answer
from desktop.demo.routes.receipt_query import BadQuery, ServerError, filtered, ordered, page_of
from desktop.demo.routes.receipt_rows import detail, row, signed_url
from desktop.demo.routes.receipt_zip import zip_of
from desktop.demo.samples.receipts import DemoFile, DemoReceipt

receipts = Blueprint("receipts", __name__, url_prefix="/api")

_MARKS = {"approved", "rejected", "not_receipt", "pending_review"}


@receipts.errorhandler(BadQuery)
def bad_query(error: BadQuery) -> Response:
    return answer({"success": False, "error": str(error)}, 400)


@receipts.errorhandler(ServerError)
def server_error(error: ServerError) -> Response:
    return answer({"success": False, "error": str(error)}, 500)


@receipts.get("/receipts")
def receipt_list() -> Response:
    found = ordered(filtered(business().receipts, request.args), request.args)
    page, per_page = page_of(request.args)
    shown = found[(page - 1) * per_page : page * per_page]
    body = {
        "success": True,
        "items": [row(receipt) for receipt in shown],
        "total": len(found),
        "page": page,
        "per_page": per_page,
        "total_pages": -(-len(found) // per_page),
    }
    return list_answer(body)


@receipts.get("/receipts/stats")
def stats() -> Response:
    """Approved ones only, and shekels added to dollars: as the server does it."""
    book = list(business().receipts)
    approved = [receipt for receipt in book if receipt.status == "approved"]
    body = {
        "success": True,
        "total": len(approved),
        "total_amount": sum((receipt.amount or 0) / 100 for receipt in approved),
        "pending": sum(receipt.status == "pending_review" for receipt in book),
    }
    return answer(body)


@receipts.get("/receipts/<int:receipt_id>")
def one_receipt(receipt_id: int) -> Response:
    receipt = business().receipts.find(receipt_id)
    if receipt is None:
        return _not_found()
    if receipt.error_message:
        return answer({"success": False, "error": receipt.error_message}, 500)
    return answer({"success": True, "receipt": detail(receipt)})


@receipts.get("/receipts/<int:receipt_id>/download")
def source_file(receipt_id: int) -> AnyResponse:
    receipt = business().receipts.find(receipt_id)
    if receipt is None:
        return _not_found()
    if receipt.attachment is None:
        return answer({"success": False, "error": "Receipt has no attachment"}, 404)
    return _to_storage(receipt, receipt.attachment)


@receipts.get("/receipts/<int:receipt_id>/preview/download")
def preview_file(receipt_id: int) -> AnyResponse:
    receipt = business().receipts.find(receipt_id)
    if receipt is None:
        return _not_found()
    if receipt.preview is None:
        return answer({"error": "preview_not_available"}, 404)
    return _to_storage(receipt, receipt.preview)


@receipts.get("/attachments/<int:file_id>/file")
def attachment_file(file_id: int) -> Response:
    """The file through the API itself; its name has to fit into a header."""
    found = business().receipts.find_file(file_id)
    if found is None or found[1].storage == "absent":
        return answer({"error": "Attachment not found"}, 404)
    receipt, file = found
    if not file.filename.isascii():
        return Response("Internal Server Error", 500, mimetype="text/plain")
    response = Response(business().receipts.file_bytes(receipt, file), mimetype=file.mime_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.filename}"'
    return response


@receipts.patch("/receipts/<int:receipt_id>/mark")
def mark(receipt_id: int) -> Response:
    if not request.is_json:
        return answer({"success": False, "error": "415 Unsupported Media Type"}, 500)
    wanted = (json_body() or {}).get("status")
    if wanted not in _MARKS:
        return answer({"success": False, "error": "Invalid status"}, 400)
    receipt = business().receipts.find(receipt_id)
    if receipt is None:
        return _not_found()
    now = backend().world.clock.now()
    marked = replace(receipt, status=wanted, reviewed_by=current_user().id, reviewed_at=now)
    business().receipts.replace(marked)
    backend().world.counters.note_mark(marked.id, marked.status)
    body = {"id": marked.id, "status": marked.status, "reviewed_at": server_text(now)}
    return answer({"success": True, "receipt": body})


@receipts.post("/receipts/export")
def export() -> Response:
    chosen = json_body() or {}
    data = zip_of(business().receipts, chosen)
    if data is None:
        return answer({"success": False, "error": "No receipts found"}, 404)
    response = Response(data, mimetype="application/zip")
    response.headers["Content-Disposition"] = "attachment; filename=receipts_export.zip"
    return response


def _to_storage(receipt: DemoReceipt, file: DemoFile) -> AnyResponse:
    """A redirect, which does not mean that the file exists."""
    seconds = backend().world.options.redirect_link_seconds
    if hint() == "redirect_to_nothing" or file.storage == "stale":
        file = replace(file, id=0)
    url = signed_url(receipt, file, -60 if hint() == "expired_link" else seconds)
    # Werkzeug would tidy the address up, which is signed letter by letter.
    response = redirect(url)
    response.autocorrect_location_header = False
    response.headers["Location"] = url
    return response


def _not_found() -> Response:
    return answer({"success": False, "error": "Receipt not found"}, 404)
