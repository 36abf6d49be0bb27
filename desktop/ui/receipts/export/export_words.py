"""The words of an export: what it holds, how far it is, how it ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.core.export import ChangedFile, ExportReport
from desktop.core.filenames import safe_name
from desktop.core.query import Period, ReceiptQuery
from desktop.ui.formatting import day_text, number_text
from desktop.ui.zip_export.zip_words import other_name_texts

if TYPE_CHECKING:
    from desktop.services.export.batch_again import BatchReport

translate = QCoreApplication.translate


def suggested_name(business: str, query: ReceiptQuery | None, now: datetime, *only: str) -> str:
    """`receipts_Business_2024-01-01_2024-01-31_2024-02-01_14-02.zip`; `now` in local time.

    `query` None: receipts that were selected. "all" are all: whatever else is filtered by is told, and what
    of these they `only` are.
    """
    parts = ["receipts", business, *_which(query), *only, now.strftime("%Y-%m-%d_%H-%M")]
    return safe_name("_".join(part for part in parts if part), "zip")


def _which(query: ReceiptQuery | None) -> list[str]:
    if query is None:
        return ["selected"]
    days = [day.isoformat() for day in (query.period.first, query.period.last) if day is not None]
    statuses = [str(status).replace("_", "-") for status in query.statuses]
    more = replace(query, period=Period(), statuses=()).filters
    return [*days, *statuses, *(["filtered"] if more else [])] or ["all"]


def period_text(period: Period) -> str:
    """The days in words, the last one included."""
    if period.first is not None and period.last is not None:
        text = translate("ExportWords", "{first} to {last}, the last day included")
        return text.format(first=day_text(period.first), last=day_text(period.last))
    if period.first is not None:
        return translate("ExportWords", "From {day}").format(day=day_text(period.first))
    if period.last is not None:
        return translate("ExportWords", "To {day}, that day included").format(day=day_text(period.last))
    return translate("ExportWords", "All dates")


def report_text(report: ExportReport) -> str:
    """The numbers; how many have no preview; and where the file is, when that is not where it should be."""
    sentences = [_numbers_text(report)]
    if report.absent:
        count = report.absent_count
        sentences.append(translate("ExportWords", "%Ln receipt(s) have no preview on the server.", "", count))
    if report.changed:
        count = report.changed_count
        sentences.append(
            translate(
                "ExportWords",
                "%Ln receipt(s) were changed on the server since the list was fetched.",
                "",
                count,
            )
        )
    if report.left_out_count:
        count = report.left_out_count
        sentences.append(
            translate(
                "ExportWords", "%Ln receipt(s) went from the list meanwhile, and are not in it.", "", count
            )
        )
    return " ".join([*sentences, *other_name_texts(report)])


def _numbers_text(report: ExportReport) -> str:
    """`1,998 of 2,000 files in 1,000 receipts; 2 missing.`: the numbers, never a mere "done"."""
    receipts = translate("ExportWords", "%Ln receipt(s)", "", report.summary.count)
    numbers = {
        "done": number_text(report.files_written),
        "count": number_text(report.files_total),
        "receipts": receipts,
        "missing": number_text(report.missing_count),
    }
    if not report.missing:
        return translate("ExportWords", "{done} of {count} files in {receipts}.").format(**numbers)
    text = translate("ExportWords", "{done} of {count} files in {receipts}; {missing} missing.")
    return text.format(**numbers)


def changed_text(changed: ChangedFile) -> str:
    """How large it is, and how large the list said: what a file that the server changed is known by."""
    text = translate("ExportWords", "{size} bytes, {listed} in the list")
    return text.format(size=number_text(changed.size), listed=number_text(changed.listed))


def batch_text(report: BatchReport) -> str:
    """What came of a batch that was to be the same again."""
    record = report.record
    files = translate("ExportWords", "%Ln file(s)", "", record.files)
    if report.target is not None:
        text = translate("ExportWords", "The same batch again, byte for byte: {files} in {receipts}.")
        receipts = translate("ExportWords", "%Ln receipt(s)", "", record.rows)
        return text.format(files=files, receipts=receipts)
    if not report.known:
        return translate("ExportWords", "Of an export that a backup brought back, the files are not known.")
    return translate(
        "ExportWords",
        "The batch cannot be the same byte for byte: %Ln file(s) are not here as they were.",
        "",
        report.others_total,
    )
