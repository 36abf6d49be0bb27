"""Calls as a ZIP: what `export --calls` writes, and says of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.console.ending import Ending, ExitCode
from desktop.console.unasked import sentence_text, unasked_words, unnamed_lines
from desktop.core.call_query import CallQuery
from desktop.core.calls_export import MissingRecording
from desktop.core.export import ExportReport, ExportRequest
from desktop.core.found_calls import FoundCalls
from desktop.ui.call_export.call_export_words import (
    call_export_words,
    call_report_text,
    nothing_text,
)
from desktop.ui.calls.call_words import call_and_moment
from desktop.ui.calls.search_reach import reach_text, searched_back_text

if TYPE_CHECKING:
    from desktop.console.open_account import OpenAccount


def call_request(
    query: CallQuery,
    found: FoundCalls | None,
    target: Path,
    filters: tuple[str, ...],
    *,
    unnamed: bool,
    unasked: bool,
) -> ExportRequest:
    """All that the query finds, which is what was `found` where its search did not get to the end.

    `unnamed`: nobody named the `target`; `unasked`: of no server.
    """
    words = unasked_words(call_export_words()) if unasked else call_export_words()
    if found is None or found.reached is None:
        return ExportRequest(target, query, words=words, filters=filters, unasked=unnamed)
    said = (*filters, searched_back_text(found.reached))
    # Another search may get further, or less far.
    return ExportRequest(target, query, tuple(found.ids), words=words, filters=said, unasked=unnamed)


def calls_zip_ending(
    report: ExportReport, one: OpenAccount, reached: datetime | None, *, name_missing: bool, unasked: bool
) -> Ending:
    """What came of it. `reached`: transcripts from before were not searched; None: all were."""
    named = report.missing_calls if name_missing else ()
    why_less = [*_reach_said(reached), *one.unseen_said()]
    code = ExitCode.INCOMPLETE if report.missing_count or why_less else ExitCode.COMPLETE
    sentence = " ".join([call_report_text(report), *why_less])
    facts = _facts(report) | _reach_facts(reached) | one.facts()
    if name_missing:
        facts["missing"] = [_fields(missing, unasked=unasked) for missing in named]
    lines = [_line(missing, unasked=unasked) for missing in named]
    lines += unnamed_lines(report.missing_count, len(named)) if name_missing else []
    return Ending(code, sentence, (str(report.target), *lines), facts)


def nothing_ending(filters: str, reached: datetime | None) -> Ending:
    """No call matches, as far as it was searched."""
    sentence = " ".join([nothing_text(filters), *_reach_said(reached)])
    facts = {"error": "NothingToExport", **_reach_facts(reached)}
    return Ending(ExitCode.NOTHING, sentence, facts=facts)


def _reach_said(reached: datetime | None) -> list[str]:
    return [] if reached is None else [reach_text(reached)]


def _reach_facts(reached: datetime | None) -> dict[str, str]:
    return {} if reached is None else {"transcripts_searched_back_to": reached.isoformat()}


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
