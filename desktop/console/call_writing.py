"""Calls as a ZIP: what `export --calls` writes, and says of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.console.ending import Ending, ExitCode
from desktop.console.unasked import sentence_text, unasked_words
from desktop.core.call_query import CallQuery
from desktop.core.calls_export import MissingRecording
from desktop.core.export import ExportReport, ExportRequest
from desktop.ui.call_export.call_export_words import (
    call_export_words,
    call_report_text,
    nothing_text,
)
from desktop.ui.calls.call_words import call_and_moment

if TYPE_CHECKING:
    from desktop.console.open_account import OpenAccount


def call_request(query: CallQuery, target: Path, filters: tuple[str, ...], *, unasked: bool) -> ExportRequest:
    """All that the query finds. `unasked`: of no server."""
    words = call_export_words()
    return ExportRequest(target, query, words=unasked_words(words) if unasked else words, filters=filters)


def calls_zip_ending(report: ExportReport, one: OpenAccount, *, name_missing: bool, unasked: bool) -> Ending:
    """What came of it."""
    named = report.missing_calls if name_missing else ()
    code = ExitCode.INCOMPLETE if report.missing_count or one.unseen else ExitCode.COMPLETE
    sentence = " ".join([call_report_text(report), *one.unseen_said()])
    facts = _facts(report) | one.facts()
    if name_missing:
        facts["missing"] = [_fields(missing, unasked=unasked) for missing in named]
    lines = (_line(missing, unasked=unasked) for missing in named)
    return Ending(code, sentence, (str(report.target), *lines), facts)


def nothing_ending(filters: str) -> Ending:
    """No call matches."""
    return Ending(ExitCode.NOTHING, nothing_text(filters), facts={"error": "NothingToExport"})


def _facts(report: ExportReport) -> dict[str, Any]:
    assert report.calls is not None
    return {
        "file": str(report.target),
        "bytes": report.size,
        "calls": report.count,
        "recordings": report.files_written,
        "recordings_due": report.files_total,
        "recordings_missing": report.missing_count,
        "without_recording": report.absent_count,
        "transcripts": report.calls.transcripts,
    }


def _line(missing: MissingRecording, *, unasked: bool) -> str:
    return f"{call_and_moment(missing.call)}: {sentence_text(missing.reason, unasked=unasked)}"


def _fields(missing: MissingRecording, *, unasked: bool) -> dict[str, Any]:
    created = missing.call.created_at
    return {
        "call_sid": missing.call.sid,
        "created_at": created.isoformat() if isinstance(created, datetime) else None,
        "error": type(missing.reason).__name__,
        "reason": sentence_text(missing.reason, unasked=unasked),
    }
