"""The index of an export: every fact of a receipt in its column, what is not known empty, nothing private."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import Offline
from desktop.core.export import MissingFile
from desktop.core.export_index import FileNames, ReceiptIndex, missing_line, missing_sheet
from desktop.core.models import FileKind, Money, Receipt, ReceiptRow, ReceiptStatus
from desktop.core.sheet import Sheet
from desktop.core.sheet_cell import SheetCell, SheetKind
from tests.sheet_kit import RECEIPTS, WORDS

RECEIVED = datetime(2024, 1, 15, 14, 2).astimezone().astimezone(UTC)
RECEIPT = Receipt(
    123,
    RECEIVED,
    vendor="בזק\nבע״מ",
    amount=Money(-15_050, "ILS"),
    currency="ILS",
    invoice_number="0077",
    invoice_date=date(2024, 1, 9),
    confidence=0,
    status=ReceiptStatus.APPROVED,
    source="gmail",
    from_email="bills@example.com",
    subject="=1+1",
)
NAMES = FileNames("a_source.pdf", "a_preview.jpg")


def _said(sheet: Sheet, line: list[SheetCell]) -> dict[str, str]:
    columns = [column.heading for column in sheet.columns]
    return {heading: cell.text for heading, cell in zip(columns, line, strict=True) if cell.text}


def test_each_fact_stands_in_its_column() -> None:
    index = ReceiptIndex(WORDS)
    assert _said(index.sheet, index.line(ReceiptRow(1, RECEIPT, duplicate=True), NAMES)) == {
        "Receipt": "123",
        "Received": "2024-01-15 14:02",
        "Vendor": "בזק בע״מ",
        "Amount": "-150.50",
        "Currency": "ILS",
        "Status": "מאושר",
        "Number": "0077",
        "Invoice date": "2024-01-09",
        "Confidence": "0",
        "From": "By mail",
        "Sender": "bills@example.com",
        "Subject": "=1+1",
        "Source file": "a_source.pdf",
        "Preview file": "a_preview.jpg",
        "Duplicate": "yes",
    }


def test_what_is_not_known_is_empty_and_never_0() -> None:
    index = ReceiptIndex(WORDS)
    assert _said(index.sheet, index.line(ReceiptRow(1, Receipt(7, currency="ILS")))) == {"Receipt": "7"}


def test_a_row_that_the_server_could_not_give_says_so() -> None:
    index = ReceiptIndex(WORDS)
    broken = Receipt(7, error_message="KeyError:\n'vendor'")
    assert _said(index.sheet, index.line(ReceiptRow(1, broken))) == {
        "Receipt": "7",
        "Remark": "Not given: KeyError: 'vendor'",
    }


def test_a_source_without_a_word_stands_as_it_was_sent() -> None:
    index = ReceiptIndex(WORDS)
    row = ReceiptRow(1, replace(RECEIPT, source="fax"))
    assert _said(index.sheet, index.line(row))["From"] == "fax"


def test_dates_amounts_and_files_are_what_they_are() -> None:
    index = ReceiptIndex(WORDS)
    kinds = {
        column.heading: cell.kind for column, cell in zip(index.sheet.columns, _line(index), strict=True)
    }
    assert kinds.pop("Received") is SheetKind.MOMENT
    assert kinds.pop("Invoice date") is SheetKind.DAY
    assert kinds.pop("Amount") is SheetKind.MONEY
    assert {kinds.pop("Receipt"), kinds.pop("Confidence")} == {SheetKind.NUMBER}
    assert {kinds.pop("Source file"), kinds.pop("Preview file")} == {SheetKind.FILE}
    assert set(kinds.values()) == {SheetKind.TEXT}
    numeric = {column.heading for column in index.sheet.columns if column.numeric}
    assert numeric == {"Receipt", "Amount", "Confidence"}


def _line(index: ReceiptIndex) -> list[SheetCell]:
    return index.line(ReceiptRow(1, RECEIPT), NAMES)


def test_notes_and_tags_stay_here() -> None:
    index = ReceiptIndex(WORDS)
    private = ReceiptRow(1, RECEIPT, note="private", tags=("private",))
    assert index.line(private, NAMES) == _line(index)


def test_a_list_alone_has_no_columns_for_files() -> None:
    alone, whole = ReceiptIndex(WORDS, with_files=False), ReceiptIndex(WORDS)
    gone = {column.heading for column in whole.sheet.columns} - {c.heading for c in alone.sheet.columns}
    assert gone == {"Source file", "Preview file"}
    said = _said(whole.sheet, _line(whole))
    left = {heading: text for heading, text in said.items() if heading not in gone}
    assert _said(alone.sheet, alone.line(ReceiptRow(1, RECEIPT))) == left


@pytest.mark.parametrize("right_to_left", [True, False])
def test_sheets_read_as_the_language_does(right_to_left: bool) -> None:
    words = replace(WORDS, right_to_left=right_to_left)
    assert ReceiptIndex(words).sheet.right_to_left is right_to_left
    assert missing_sheet(words).right_to_left is right_to_left


def test_a_missing_file_is_named_with_its_reason() -> None:
    missing = MissingFile(RECEIPT, FileKind.RECEIPT_PREVIEW, Offline())
    line = missing_line(missing, "gone", "The server has it\nno longer.", WORDS)
    assert _said(missing_sheet(WORDS), line) == {
        "Receipt": "123",
        "Received": "2024-01-15 14:02",
        "Vendor": "בזק בע״מ",
        "Amount": "-150.50",
        "Currency": "ILS",
        "Which file": "Preview",
        "Reason": "gone",
        "Detail": "The server has it no longer.",
    }


@given(RECEIPTS, st.booleans())
def test_every_receipt_has_a_cell_for_each_column(receipt: Receipt, with_files: bool) -> None:
    index = ReceiptIndex(WORDS, with_files=with_files)
    line = index.line(ReceiptRow(1, receipt))
    assert len(line) == len(index.sheet.columns)
    assert not [cell for cell in line if set(cell.text) & set("\t\r\n")]
