"""What tests of exported sheets share: words that name themselves, and wild texts, cells and receipts."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from desktop.core.export_index import IndexWords
from desktop.core.export_totals import TotalsWords
from desktop.core.models import FileKind, Money, Receipt, ReceiptStatus
from desktop.core.sheet_cell import (
    sheet_day,
    sheet_file,
    sheet_length,
    sheet_moment,
    sheet_number,
    sheet_text,
)

WORDS = IndexWords(
    right_to_left=True,
    receipts="Receipts",
    missing="Missing",
    statuses={ReceiptStatus.APPROVED: "מאושר"},
    sources={"gmail": "By mail"},
    kinds={FileKind.RECEIPT_SOURCE: "Source", FileKind.RECEIPT_PREVIEW: "Preview"},
    yes="yes",
    broken="Not given",
    receipt_id="Receipt",
    received="Received",
    vendor="Vendor",
    amount="Amount",
    currency="Currency",
    status="Status",
    invoice_number="Number",
    invoice_date="Invoice date",
    confidence="Confidence",
    source="From",
    sender="Sender",
    subject="Subject",
    source_file="Source file",
    preview_file="Preview file",
    duplicate="Duplicate",
    remark="Remark",
    which_file="Which file",
    reason="Reason",
    detail="Detail",
)
TOTALS_WORDS = TotalsWords(
    right_to_left=True,
    totals="Totals",
    by_currency="currency",
    by_month="month",
    by_vendor="vendor",
    summed_by="By",
    name="Name",
    currency="Currency",
    receipts="Receipts",
    total="Total",
    without_amount="Without",
)

WILD = st.one_of(
    st.text(),
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.text("=+-@\t\r\n \u00a0\u200f\u202e\u2066\u2069\ufeff\uff1d\x00\x07\x1b\x85\ud800\ufffeאבa1\"'<>&;,_"),
    st.sampled_from(
        [
            '=HYPERLINK("http://example.com","x")',
            "=cmd|' /C calc'!A0",
            "@SUM(1+1)",
            "-2+3",
            "_x0041_",
            "_x005F_x0041_",
            "_\x01x000D_",
            "]]>",
            "0012",
            "1e5",
            "😀" * 120,
            "א" * 255,
        ]
    ),
)
MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30), timezones=st.just(UTC))
DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))
MONEY = st.builds(
    Money, st.integers(-(10**15), 10**15), st.one_of(st.sampled_from(["ILS", "JPY", "KWD", ""]), WILD)
)
CELLS = st.one_of(
    WILD.map(sheet_text),
    WILD.map(sheet_file),
    st.none().map(sheet_number),
    st.integers(-(2**63), 2**63).map(sheet_number),
    st.none().map(sheet_moment) | MOMENTS.map(sheet_moment),
    DAYS.map(sheet_day),
    st.floats(0, 10**6).map(sheet_length),
)
RECEIPTS = st.builds(
    Receipt,
    st.integers(1, 2**63 - 1),
    received_at=st.none() | MOMENTS,
    vendor=WILD,
    amount=st.none() | MONEY,
    invoice_number=WILD,
    invoice_date=st.none() | DAYS,
    confidence=st.none() | st.integers(0, 100),
    status=st.sampled_from(ReceiptStatus),
    source=WILD,
    from_email=WILD,
    subject=WILD,
    error_message=st.just("") | WILD,
)
