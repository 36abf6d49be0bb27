"""The words of one PDF of many receipts: its bookmarks, its last pages, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtCore import QCoreApplication

from desktop.core.errors import AppError
from desktop.core.export import MissingFile
from desktop.core.merged_pdf import MergedPdf, MergeProgress, MergeWords
from desktop.core.models import Receipt
from desktop.core.plain_text import strip_marks
from desktop.ui.formatting import day_plain, day_text, file_name_text, hebrew, local, month_text, number_text
from desktop.ui.receipts.receipt_words import (
    amount_plain,
    amount_text,
    vendor_plain,
    vendor_text,
)
from desktop.ui.zip_export.reason_words import sentence_text

translate = QCoreApplication.translate


def merge_words(business: str, sentence: Callable[[AppError], str] = sentence_text) -> MergeWords:
    """In the language of the program. `sentence`: why a receipt is not in it."""
    title = translate("MergeWords", "Receipts of {business}").format(business=business)
    not_in_it = translate("MergeWords", "Not in this file")
    section = partial(_day, said=month_text)
    return MergeWords(title, hebrew(), _mark, section, partial(_missing, sentence), not_in_it)


def _mark(receipt: Receipt) -> str:
    """`Vendor · 15 Jan 2024 · 150.00 ILS`: without the marks of a screen, which a PDF reader would show."""
    return strip_marks(" · ".join([vendor_plain(receipt), _day(receipt, day_plain), amount_plain(receipt)]))


def _day(receipt: Receipt, said: Callable[[date], str]) -> str:
    """Always with its year: it is read in another one, too."""
    if receipt.received_at is None:
        return translate("ReceiptWords", "No date")
    return said(local(receipt.received_at).date())


def _missing(sentence: Callable[[AppError], str], missing: list[MissingFile]) -> list[list[str]]:
    title = translate("MergeWords", "%Ln receipt(s) that are not in this file", "", len(missing))
    today = local(datetime.now(UTC)).date()
    made = translate("MergeWords", "Made on {day}").format(day=day_plain(today))
    lines = ([_named(one.receipt), sentence(one.reason)] for one in missing)
    return [[title, made], *lines]


def _named(receipt: Receipt) -> str:
    """As `_mark`, each part in its own direction: pages are laid out as a screen is."""
    return " · ".join([vendor_text(receipt), _day(receipt, day_text), amount_text(receipt)])


def merging_text(progress: MergeProgress) -> str:
    """How far it is."""
    text = translate("MergeWords", "Putting {done} of %Ln receipt(s) into one PDF…", "", progress.asked)
    return text.format(done=number_text(progress.done))


def merged_text(merged: MergedPdf) -> str:
    """What came of it, in whole sentences."""
    parts = [_saved_text(merged)]
    if merged.missing:
        text = translate(
            "MergeWords", "%Ln receipt(s) are not in it; its last page says why.", "", len(merged.missing)
        )
        parts.append(text)
    if merged.drawn:
        text = translate(
            "MergeWords",
            "Of %Ln receipt(s) the pages are pictures, in which no words are found.",
            "",
            merged.drawn,
        )
        parts.append(text)
    return " ".join(parts)


def _saved_text(merged: MergedPdf) -> str:
    text = translate("MergeWords", "Saved {receipts} on {pages} to {name}.")
    if merged.beside:
        text = translate(
            "MergeWords", "Saved {receipts} on {pages} to {name}, since another program had the file open."
        )
    return text.format(
        receipts=translate("ExportWords", "%Ln receipt(s)", "", merged.receipts),
        pages=translate("MergeWords", "%Ln page(s)", "", merged.pages),
        name=file_name_text(merged.path.name),
    )
