"""Calls as a ZIP: what `export --calls` writes, and says of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.console.ending import Ending, ExitCode
from desktop.core.call_query import CallQuery
from desktop.core.calls_export import MissingRecording
from desktop.core.export import ExportReport, ExportRequest
from desktop.ui.call_export.call_export_words import (
    call_export_words,
    call_report_text,
    missing_line,
    nothing_text,
)
from desktop.ui.error_text import error_text

if TYPE_CHECKING:
    from desktop.console.open_account import OpenAccount


def call_request(query: CallQuery, target: Path, filters: tuple[str, ...]) -> ExportRequest:
    """All that the query finds."""
    return ExportRequest(target, query, words=call_export_words(), filters=filters)


def calls_zip_ending(report: ExportReport, one: OpenAccount, *, name_missing: bool) -> Ending:
    """What came of it."""
    named = report.missing_calls if name_missing else ()
    code = ExitCode.INCOMPLETE if report.missing_count or one.unseen else ExitCode.COMPLETE
    sentence = " ".join([call_report_text(report), *one.unseen_said()])
    facts = _facts(report) | one.facts()
    if name_missing:
        facts["missing"] = [_fields(missing) for missing in named]
    return Ending(code, sentence, (str(report.target), *map(missing_line, named)), facts)


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


def _fields(missing: MissingRecording) -> dict[str, Any]:
    created = missing.call.created_at
    return {
        "call_sid": missing.call.sid,
        "created_at": created.isoformat() if isinstance(created, datetime) else None,
        "error": type(missing.reason).__name__,
        "reason": error_text(missing.reason).sentence,
    }
