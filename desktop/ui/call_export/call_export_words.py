"""The words of an export of calls: what it is called, what its lists say, how it ended."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.core import errors
from desktop.core.call_query import ANY_DAY, CallQuery
from desktop.core.calls_export import CallExportWords, MissingRecording
from desktop.core.errors import AppError
from desktop.core.export import ExportReport
from desktop.core.filenames import safe_name
from desktop.ui.calls.call_words import call_and_moment
from desktop.ui.calls.calls_sheet_words import calls_words
from desktop.ui.error_text import error_text
from desktop.ui.formatting import number_text
from desktop.ui.zip_export.reason_words import reason_text
from desktop.ui.zip_export.zip_words import other_name_texts

translate = QCoreApplication.translate

_NAMED_AT_MOST = 5


def call_export_words() -> CallExportWords:
    """In the language of the program."""
    return CallExportWords(
        calls=calls_words(),
        missing=translate("ExportLists", "Missing files"),
        which_file=translate("MissingTableModel", "File"),
        why=translate("MissingTableModel", "Reason"),
        detail=translate("ExportLists", "In words"),
        since=translate("CallExportWords", "Gone since"),
        reason=call_reason_text,
        sentence=lambda error: error_text(error).sentence,
    )


def call_reason_text(error: AppError) -> str:
    """Why a recording is not there, in a word or two. On any thread."""
    if isinstance(error, errors.RecordingMissing):
        return translate("CallExportWords", "None made")
    if isinstance(error, errors.RecordingGone):
        return translate("ExportLists", "Gone from the server")
    if isinstance(error, errors.PreparationFailed | errors.WorkerDown):
        return translate("CallExportWords", "Failed on the server")
    if isinstance(error, errors.StillPreparing | errors.NoSlot):
        return translate("ExportLists", "Too many tries")
    return reason_text(error)


def calls_name(business: str, query: CallQuery | None, now: datetime) -> str:
    """`calls_Business_2024-01-01_2024-01-31_2024-02-01_14-02.zip`; `now` in local time.

    `query` None: calls that were selected. "all" are all.
    """
    parts = ["calls", business, *_which(query, now), now.strftime("%Y-%m-%d_%H-%M")]
    return safe_name("_".join(part for part in parts if part), "zip")


def _which(query: CallQuery | None, now: datetime) -> list[str]:
    if query is None:
        return ["selected"]
    period = query.period.on(now.date())
    days = [day.isoformat() for day in (period.first, period.last) if day is not None]
    more = query._replace(period=ANY_DAY).filters
    return [*days, *(["filtered"] if more else [])] or ["all"]


def call_report_text(report: ExportReport) -> str:
    """`38 of 40 recordings in 60 calls; 2 missing.`, and where the file is, when not where it should be."""
    sentences = [_numbers_text(report)]
    if report.absent_count:
        text = translate("CallExportWords", "%Ln call(s) have no recording.", "", report.absent_count)
        sentences.append(text)
    if report.left_out_count:
        sentences.append(left_out_text(report))
    return " ".join([*sentences, *other_name_texts(report)])


def left_out_text(report: ExportReport) -> str:
    """That calls which were chosen went from the list before they were written, and which."""
    count = report.left_out_count
    text = translate(
        "CallExportWords", "%Ln call(s) went from the list meanwhile, and are not in it.", "", count
    )
    if not report.left_out:
        return text
    names = "; ".join(report.left_out[:_NAMED_AT_MOST])
    more = count - min(len(report.left_out), _NAMED_AT_MOST)
    if more:
        names = translate("CallExportWords", "{names}; and %Ln more", "", more).format(names=names)
    which = translate("CallExportWords", "{sentence} These are: {names}.", "", count)
    return which.format(sentence=text, names=names)


def nothing_text(filters: str) -> str:
    """No call is left by these filters; "": there is none at all."""
    if not filters:
        return translate("CallExportWords", "There is nothing to export: there are no calls.")
    text = translate("CallExportWords", "There is nothing to export: no call matches {filters}.")
    return text.format(filters=filters)


def _numbers_text(report: ExportReport) -> str:
    numbers = {
        "done": number_text(report.files_written),
        "recordings": translate("CallExportWords", "%Ln recording(s)", "", report.files_total),
        "calls": translate("CallsFilterBar", "%Ln call(s)", "", report.count),
        "missing": number_text(report.missing_count),
    }
    text = translate("CallExportWords", "{done} of {recordings} in {calls}.")
    if report.missing_count:
        text = translate("CallExportWords", "{done} of {recordings} in {calls}; {missing} missing.")
    return text.format(**numbers)


def inside_text(report: ExportReport) -> str:
    """What stands in it."""
    assert report.calls is not None
    inside = report.calls
    return " · ".join(
        [
            translate("CallExportWords", "%Ln recording(s)", "", inside.recordings),
            translate("CallExportWords", "%Ln transcript(s)", "", inside.transcripts),
        ]
    )


def missing_line(missing: MissingRecording) -> str:
    """A missing recording and its reason, as a line."""
    return f"{call_and_moment(missing.call)}: {error_text(missing.reason).sentence}"
