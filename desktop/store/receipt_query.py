"""What a ReceiptQuery asks for, as SQL: its conditions, and its order."""

from __future__ import annotations

import json
from datetime import date, datetime

from desktop.core.amount_range import MOST_MINOR, AmountRange
from desktop.core.models import MINOR_DIGITS, ReceiptStatus
from desktop.core.query import FAIR_CONFIDENCE, SURE_CONFIDENCE, ConfidenceBand, ReceiptQuery, ReceiptSort
from desktop.core.risks import ReceiptRules
from desktop.core.search_text import amount_part, normalise
from desktop.store.duplicates_repository import AMONG_DUPLICATES
from desktop.store.notes_repository import RECEIPTS_BY_NOTE
from desktop.store.receipt_risks import need_sql, risky
from desktop.store.row_values import text
from desktop.store.tags_repository import ANY_TAG, RECEIPTS_BY_TAG, TAGGED
from desktop.store.where import Where

AMONG = "row_id IN (SELECT value FROM json_each(?))"
"""The condition that a row is one of these ids, as JSON."""
_STATUS_ORDER = " ".join(f"WHEN '{status}' THEN {number}" for number, status in enumerate(ReceiptStatus))
_UNITS = " ".join(f"WHEN '{currency}' THEN {10.0**digits}" for currency, digits in MINOR_DIGITS.items())
_SORT_KEYS = {
    ReceiptSort.DATE: "received_at",
    ReceiptSort.VENDOR: "vendor_key",
    ReceiptSort.AMOUNT: f"amount_minor / CASE currency {_UNITS} ELSE 100.0 END",
    ReceiptSort.STATUS: f"CASE status {_STATUS_ORDER} END",
    ReceiptSort.CONFIDENCE: "confidence",
}
NOTE = "FROM notes n WHERE n.kind = 'receipt' AND n.id = CAST(receipts.row_id AS TEXT)"
_NOTED = f"EXISTS (SELECT 1 {NOTE})"
_CONFIDENCES = {
    ConfidenceBand.SURE: f"confidence >= {SURE_CONFIDENCE}",
    ConfidenceBand.FAIR: f"confidence >= {FAIR_CONFIDENCE} AND confidence < {SURE_CONFIDENCE}",
    ConfidenceBand.LOW: f"confidence < {FAIR_CONFIDENCE}",
    ConfidenceBand.UNKNOWN: "confidence IS NULL",
}


def where_of(query: ReceiptQuery, today: date | None, rules: ReceiptRules) -> Where:
    """Its conditions. Periods that move are counted from `today`; None: this computer's local day."""
    where = Where()
    today = datetime.now().astimezone().date() if today is None else today
    where.add_period("received_at", query.period.on(today))
    where.add_days("invoice_date", query.invoice_period.on(today))
    where.add_one_of("status", query.statuses)
    where.add_one_of("currency", map(text, query.currencies))
    if query.vendors:
        keys = json.dumps([normalise(text(vendor)) for vendor in query.vendors])
        # "" stands for the receipts whose vendor is not known.
        where.add("COALESCE(vendor_key, '') IN (SELECT value FROM json_each(?))", keys)
    _add_amounts(where, query)
    _add_confidence(where, query)
    _add_parts(where, query)
    _add_doubts(where, query, rules)
    if query.among is not None:
        where.add(AMONG, json.dumps(query.among))
    add_text(where, query.text)
    if query.has_notes is not None:
        where.add(_NOTED if query.has_notes else f"NOT {_NOTED}")
    if query.tags:
        keys = json.dumps([normalise(text(tag)) for tag in query.tags if tag])
        where.add(f"{ANY_TAG} OR NOT {TAGGED}" if "" in query.tags else ANY_TAG, keys)
    return where


def add_text(where: Where, wanted: str) -> None:
    """The condition that `wanted` stands in a receipt's fields, note or tags, or its digits in the amount."""
    # No index: 20,000 receipts are read in some ten milliseconds.
    comparable = normalise(text(wanted))
    parts = list(dict.fromkeys(part for part in (comparable, amount_part(comparable)) if part))
    if parts:
        read = " OR ".join(["instr(search_text, ?)"] * len(parts))
        own = f"row_id IN ({RECEIPTS_BY_NOTE}) OR row_id IN ({RECEIPTS_BY_TAG})"
        where.add(f"{read} OR {own}", *parts, comparable, comparable)


def _add_amounts(where: Where, query: ReceiptQuery) -> None:
    if query.without_amount:
        where.add("amount_minor IS NULL")
    if not query.amounts:
        return
    digits = sorted({*MINOR_DIGITS.values(), 2})
    each = [_within(query.amounts, count) for count in digits]
    where.add(" OR ".join(each))


def _within(amounts: AmountRange, digits: int) -> str:
    """The condition of one group of currencies, in numbers that are whole by now."""
    named = ", ".join(f"'{currency}'" for currency, count in MINOR_DIGITS.items() if count == digits)
    others = ", ".join(f"'{currency}'" for currency in MINOR_DIGITS)
    least, most = amounts.minor_bounds(digits)
    parts = [f"currency IN ({named})" if named else f"currency NOT IN ({others})"]
    # Beyond what is kept there is nothing: `>` and `<=` stay right where the bound is cut.
    parts += [f"amount_minor > {_kept(least - 1)}"] if least is not None else []
    parts += [f"amount_minor <= {_kept(most)}"] if most is not None else []
    return f"({' AND '.join(parts)})"


def _kept(minor: int) -> int:
    """As a number of 64 bits."""
    return max(-MOST_MINOR - 1, min(MOST_MINOR, minor))


def _add_confidence(where: Where, query: ReceiptQuery) -> None:
    if query.confidences:
        where.add(" OR ".join(f"({_CONFIDENCES[band]})" for band in query.confidences))
    if query.least_confidence is not None:
        where.add("confidence >= ?", query.least_confidence)


def _add_parts(where: Where, query: ReceiptQuery) -> None:
    parts = {
        "source_file_id": query.has_source,
        "preview_file_id": query.has_preview,
        "received_at": query.has_date,
        "invoice_date": query.has_invoice_date,
        # Of a dash, or marks that nobody sees, no number can be read.
        "NULLIF(number_key, '')": query.has_number,
    }
    for column, wanted in parts.items():
        if wanted is not None:
            where.add(f"{column} IS {'NOT ' if wanted else ''}NULL")


def _add_doubts(where: Where, query: ReceiptQuery, rules: ReceiptRules) -> None:
    if query.duplicate is not None:
        where.add(AMONG_DUPLICATES if query.duplicate else f"NOT ({AMONG_DUPLICATES})")
    if query.allocation is not None:
        where.add(f"{need_sql(rules.allocation)} = ?", query.allocation)
    if query.risky is not None:
        where.add(risky(rules) if query.risky else f"NOT ({risky(rules)})")


def order_of(query: ReceiptQuery) -> str:
    """What is unknown comes last either way; equals by date, newest first."""
    if query.sort is ReceiptSort.DATE and query.descending:
        return "received_at DESC, row_id DESC"  # as the index has it: nothing is sorted
    way = "DESC" if query.descending else "ASC"
    return f"{_SORT_KEYS[query.sort]} {way} NULLS LAST, received_at DESC NULLS LAST, row_id DESC"
