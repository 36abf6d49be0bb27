"""What the index of an export says of each receipt, and what the list of missing files says of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from desktop.core.export import MissingFile
from desktop.core.models import FileKind, Receipt, ReceiptRow, ReceiptStatus
from desktop.core.sheet import Sheet, SheetColumn
from desktop.core.sheet_cell import (
    SheetCell,
    sheet_day,
    sheet_file,
    sheet_moment,
    sheet_money,
    sheet_number,
    sheet_text,
)

_ID, _MOMENT, _NAME, _AMOUNT, _CURRENCY, _WORD, _FILE = 10, 17, 28, 14, 10, 15, 44


@dataclass(frozen=True, slots=True)
class IndexWords:
    """All that the sheets say, in the language of the program.

    `statuses`: what is not in it, such as the unknown one, is left empty; `sources`: what is not in it stands
    as the server sent it. `yes` is said of a suspected duplicate, `broken` of a row that the server could not
    give.
    """

    right_to_left: bool
    receipts: str
    missing: str
    statuses: Mapping[ReceiptStatus, str]
    sources: Mapping[str, str]
    kinds: Mapping[FileKind, str]
    yes: str
    broken: str
    # The headings, in the order of the columns.
    receipt_id: str
    received: str
    vendor: str
    amount: str
    currency: str
    status: str
    invoice_number: str
    invoice_date: str
    confidence: str
    source: str
    sender: str
    subject: str
    source_file: str
    preview_file: str
    duplicate: str
    remark: str
    # Those that only the list of missing files has.
    which_file: str
    reason: str
    detail: str


class FileNames(NamedTuple):
    """What the files of a receipt are called in the ZIP; "" for one that is not in it."""

    source: str = ""
    preview: str = ""


class ReceiptIndex:
    """The sheet of receipts. The user's own notes and tags stay out of it: it is given to others.

    `with_files` False: for a list that goes without them.
    """

    def __init__(self, words: IndexWords, *, with_files: bool = True) -> None:
        self._words = words
        self._with_files = with_files

    @property
    def sheet(self) -> Sheet:
        words = self._words
        columns = [*_fact_columns(words), *_origin_columns(words)]
        if self._with_files:
            columns += [SheetColumn(words.source_file, _FILE), SheetColumn(words.preview_file, _FILE)]
        columns += [SheetColumn(words.duplicate, _WORD), SheetColumn(words.remark, _NAME)]
        return Sheet(words.receipts, tuple(columns), words.right_to_left)

    def line(self, row: ReceiptRow, names: FileNames = FileNames()) -> list[SheetCell]:
        line = [*_facts(row.receipt, self._words), *_origin(row.receipt, self._words)]
        if self._with_files:
            line += map(sheet_file, names)
        return [*line, sheet_text(self._words.yes if row.duplicate else ""), self._remark(row.receipt)]

    def _remark(self, receipt: Receipt) -> SheetCell:
        if not receipt.error_message:
            return sheet_text("")
        return sheet_text(f"{self._words.broken}: {receipt.error_message}")


def _fact_columns(words: IndexWords) -> list[SheetColumn]:
    return [
        *_named_columns(words),
        SheetColumn(words.status, _WORD),
        SheetColumn(words.invoice_number, _MOMENT),
        SheetColumn(words.invoice_date, _WORD),
        SheetColumn(words.confidence, _ID, numeric=True),
    ]


def _facts(receipt: Receipt, words: IndexWords) -> list[SheetCell]:
    return [
        *_named(receipt),
        sheet_text(words.statuses.get(receipt.status, "")),
        sheet_text(receipt.invoice_number),
        sheet_day(receipt.invoice_date),
        sheet_number(receipt.confidence),
    ]


def _named_columns(words: IndexWords) -> list[SheetColumn]:
    return [
        SheetColumn(words.receipt_id, _ID, numeric=True),
        SheetColumn(words.received, _MOMENT),
        SheetColumn(words.vendor, _NAME),
        SheetColumn(words.amount, _AMOUNT, numeric=True),
        SheetColumn(words.currency, _CURRENCY),
    ]


def _named(receipt: Receipt) -> list[SheetCell]:
    """By what people know a receipt."""
    return [
        sheet_number(receipt.id),
        sheet_moment(receipt.received_at),
        sheet_text(receipt.vendor),
        *sheet_money(receipt.amount),
    ]


def _origin_columns(words: IndexWords) -> list[SheetColumn]:
    return [
        SheetColumn(words.source, _WORD),
        SheetColumn(words.sender, _NAME),
        SheetColumn(words.subject, _FILE),
    ]


def _origin(receipt: Receipt, words: IndexWords) -> list[SheetCell]:
    source = words.sources.get(receipt.source, receipt.source)
    return [sheet_text(source), sheet_text(receipt.from_email), sheet_text(receipt.subject)]


def missing_sheet(words: IndexWords) -> Sheet:
    columns = [
        *_named_columns(words),
        SheetColumn(words.which_file, _WORD),
        SheetColumn(words.reason, _NAME),
        SheetColumn(words.detail, _FILE),
    ]
    return Sheet(words.missing, tuple(columns), words.right_to_left)


def missing_line(missing: MissingFile, reason: str, detail: str, words: IndexWords) -> list[SheetCell]:
    """`reason` in a word or two, `detail` as a sentence."""
    kind = words.kinds[missing.kind]
    return [*_named(missing.receipt), sheet_text(kind), sheet_text(reason), sheet_text(detail)]
