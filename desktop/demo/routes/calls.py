"""The list of calls, one call, and the figures about them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, request

from desktop.demo.clock import server_text
from desktop.demo.routes.backend import answer, backend, business, list_answer, sql_error
from desktop.demo.samples.calls import OWN_PHONE, DemoCall

calls = Blueprint("calls", __name__, url_prefix="/api/calls")

MAX_LIMIT, DEFAULT_LIMIT = 100, 50
NO_TRANSCRIPT = "אין תמליל זמין לשיחה זו"
_SELECT = (
    "SELECT call_log.id, call_log.call_sid, call_log.from_number FROM call_log "
    "WHERE call_log.business_id = %(b)s ORDER BY call_log.created_at DESC LIMIT %(limit)s OFFSET %(offset)s"
)


@calls.get("")
def call_list() -> Response:
    limit, offset = request.args.get("limit", str(DEFAULT_LIMIT)), request.args.get("offset", "0")
    for value in (limit, offset):
        if not re.fullmatch(r"[0-9]+", value):
            return sql_error(f'invalid input syntax for type bigint: "{value}"', _SELECT)
    size, start = min(int(limit), MAX_LIMIT), int(offset)
    rows, total = _page(start, size)
    pagination = {"total": total, "limit": size, "offset": start, "hasMore": start + len(rows) < total}
    return list_answer({"success": True, "calls": rows, "pagination": pagination})


def _page(offset: int, limit: int) -> tuple[list[dict[str, Any]], int]:
    book = business().calls
    if not {"search", "status", "direction"} & set(request.args):
        shuffle = random.Random(backend().world.dice.getrandbits(32))
        return [row(call) for call in book.page(offset, limit, shuffle)], len(book)
    found = list(_matching(book))
    return [row(call) for call in found[offset : offset + limit]], len(found)


def _matching(book: Iterable[DemoCall]) -> Iterable[DemoCall]:
    """The filters as SQL has them: an empty status is a status that no call has."""
    args = request.args
    wanted = _like(args["search"]) if args.get("search") else None
    for call in book:
        if "status" in args and call.status != args["status"]:
            continue
        if "direction" in args and call.direction != args["direction"]:
            continue
        texts = (_from_number(call), call.transcript or None)
        if wanted is None or any(text is not None and wanted.search(text) for text in texts):
            yield call


def _like(pattern: str) -> re.Pattern[str]:
    """ILIKE '%pattern%': the user's own % and _ are wildcards, too."""
    signs = {"%": ".*", "_": "."}
    return re.compile("".join(signs.get(c) or re.escape(c) for c in pattern), re.IGNORECASE | re.DOTALL)


@calls.get("/stats")
def stats() -> Response:
    book = list(business().calls)
    figures = {
        "total_calls": len(book),
        "with_recording": sum(call.has_recording for call in book),
        "with_transcript": sum(bool(call.transcript) for call in book),
        # The server counts the newest by mistake.
        "expiring_soon": sum(call.has_recording for call in book[:10]),
    }
    return answer({"stats": figures})


@calls.get("/<sid>/details")
def details(sid: str) -> Response:
    call = business().calls.find(sid)
    if call is None:
        return answer({"success": False, "error": "Call not found"}, 404)
    body = {
        "success": True,
        "call": row(call) | {"recording_url": f"https://api.telephone.example/recordings/{sid}.mp3"},
        "transcript": call.transcript or NO_TRANSCRIPT,
        "summary": call.summary,
        "sentiment": call.sentiment,
    }
    return list_answer(body)


def row(call: DemoCall) -> dict[str, Any]:
    """A call as the list shows it: the transcript three times, nulls, and keys that may be absent."""
    inbound = call.direction != "outbound"
    text = call.transcript or None
    moment = server_text(call.created_at)
    fields: dict[str, Any] = {
        "sid": call.sid,
        "call_sid": call.sid,
        "lead_id": call.lead_id,
        "lead_name": call.lead_name,
        "from_e164": call.phone if inbound else OWN_PHONE,
        "to_e164": OWN_PHONE if inbound else call.phone,
        "customer_phone": call.phone,
        "duration": call.duration,
        "status": call.status,
        "direction": call.direction,
        "twilio_direction": "outbound-api" if call.direction == "outbound" else call.direction,
        "at": moment,
        "created_at": moment,
        "transcription": text,
        "transcript": text,
        "final_transcript": text,
        "summary": call.summary,
        "hasRecording": call.has_recording,
        "hasTranscript": bool(text),
        "expiresAt": server_text(call.expires_at),
    }
    if call.parent_call_sid is not None or inbound:
        fields["parent_call_sid"] = call.parent_call_sid
    if call.summary is None and call.duration == 0:
        del fields["summary"]
    return fields


def _from_number(call: DemoCall) -> str | None:
    return OWN_PHONE if call.direction == "outbound" else call.phone
