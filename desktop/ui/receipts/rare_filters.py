"""The rarer filters of receipts: in words, and each taken away alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from desktop.core.allocation import AllocationNeed
from desktop.core.query import AmountRange, ConfidenceBand, ReceiptQuery
from desktop.ui.formatting import hebrew, isolate, isolate_ltr, strip_marks
from desktop.ui.widgets.period_words import period_words

translate = QCoreApplication.translate


class RareFilter(StrEnum):
    INVOICE_DATE = "invoice_date"
    AMOUNT = "amount"
    CURRENCY = "currency"
    CONFIDENCE = "confidence"
    SOURCE = "source"
    PREVIEW = "preview"
    NOTES = "notes"
    TAGS = "tags"
    DATE = "date"
    DATED = "invoice_date_there"
    NUMBER = "number"
    DUPLICATE = "duplicate"
    ALLOCATION = "allocation"
    RISKY = "risky"
    AMONG = "among"


_BANDS = {
    ConfidenceBand.SURE: QT_TRANSLATE_NOOP("RareFilters", "80 and more"),
    ConfidenceBand.FAIR: QT_TRANSLATE_NOOP("RareFilters", "60 to 79"),
    ConfidenceBand.LOW: QT_TRANSLATE_NOOP("RareFilters", "Under 60"),
    ConfidenceBand.UNKNOWN: QT_TRANSLATE_NOOP("RareFilters", "Unknown"),
}


_CHOICES: dict[RareFilter, tuple[tuple[object, object], ...]] = {
    RareFilter.SOURCE: (
        (True, QT_TRANSLATE_NOOP("RareFilters", "With a source")),
        (False, QT_TRANSLATE_NOOP("RareFilters", "Without a source")),
    ),
    RareFilter.PREVIEW: (
        (True, QT_TRANSLATE_NOOP("RareFilters", "With a preview")),
        (False, QT_TRANSLATE_NOOP("RareFilters", "Without a preview")),
    ),
    RareFilter.NOTES: (
        (True, QT_TRANSLATE_NOOP("RareFilters", "With notes")),
        (False, QT_TRANSLATE_NOOP("RareFilters", "Without notes")),
    ),
    RareFilter.DATE: (
        (True, QT_TRANSLATE_NOOP("RareFilters", "With a date")),
        (False, QT_TRANSLATE_NOOP("RareFilters", "Without a date")),
    ),
    RareFilter.DATED: (
        (True, QT_TRANSLATE_NOOP("RareFilters", "With an invoice date")),
        (False, QT_TRANSLATE_NOOP("RareFilters", "Without an invoice date")),
    ),
    RareFilter.NUMBER: (
        (True, QT_TRANSLATE_NOOP("RareFilters", "With an invoice number")),
        (False, QT_TRANSLATE_NOOP("RareFilters", "Without an invoice number")),
    ),
    RareFilter.DUPLICATE: (
        (True, QT_TRANSLATE_NOOP("RareFilters", "Suspected duplicates")),
        (False, QT_TRANSLATE_NOOP("RareFilters", "Without suspected duplicates")),
    ),
    RareFilter.ALLOCATION: (
        (AllocationNeed.NEEDED, QT_TRANSLATE_NOOP("RareFilters", "Needs an allocation number")),
        (AllocationNeed.CANNOT_TELL, QT_TRANSLATE_NOOP("RareFilters", "Allocation number: cannot tell")),
        (AllocationNeed.NOT_NEEDED, QT_TRANSLATE_NOOP("RareFilters", "Needs no allocation number")),
    ),
    RareFilter.RISKY: (
        (True, QT_TRANSLATE_NOOP("RareFilters", "To be looked at one by one")),
        (False, QT_TRANSLATE_NOOP("RareFilters", "May be approved together")),
    ),
}
BOXES = tuple(_CHOICES)
"""Those that are chosen in a box, in its order."""


def band_text(band: ConfidenceBand) -> str:
    return translate("RareFilters", str(_BANDS[band]))


def box_choices(kind: RareFilter) -> tuple[tuple[object, str], ...]:
    """What can be chosen of this kind beside all, each with its words."""
    return tuple((value, translate("RareFilters", str(words))) for value, words in _CHOICES[kind])


def box_value(query: ReceiptQuery, kind: RareFilter) -> object:
    """What `query` has of this kind; None: all."""
    return getattr(query, _FIELDS[kind][0])


def with_choice(query: ReceiptQuery, kind: RareFilter, value: object) -> ReceiptQuery:
    """The same query with this chosen."""
    changes: dict[str, Any] = {_FIELDS[kind][0]: value}
    return replace(query, **changes)


def rare_words(query: ReceiptQuery, kind: RareFilter, today: date) -> str:
    """What `query` filters by in this regard; "" for nothing."""
    return _WORDS[kind](query, today)


def invoice_date_words(days: str) -> str:
    """`days` as `period_words` says them, "" for all."""
    return translate("RareFilters", "Invoice date: {days}").format(days=days) if days else ""


def without(query: ReceiptQuery, kind: RareFilter) -> ReceiptQuery:
    """The same query with this filter taken away."""
    none = ReceiptQuery()
    names = _FIELDS[kind]
    return replace(query, **{name: getattr(none, name) for name in names})


def number_words(number: Decimal) -> str:
    """`1,482.60`, `−120`, as it would be typed."""
    digits = format(abs(number), "f")
    whole, _, rest = digits.partition(".")
    text = strip_marks(QLocale().toString(int(whole))) + (QLocale().decimalPoint() + rest if rest else "")
    minus = "-" if hebrew() else "\u2212"
    return (minus if number < 0 else "") + text


def amounts_words(amounts: AmountRange) -> str:
    """The range in words; "" when both sides are open."""
    least, most = (None if end is None else number_words(end) for end in (amounts.least, amounts.most))
    if least is not None and most is not None:
        # A range runs left to right in both languages.
        return translate("RareFilters", "Amount {range}").format(range=isolate_ltr(f"{least} – {most}"))
    if least is not None:
        return translate("RareFilters", "Amount from {amount}").format(amount=isolate_ltr(least))
    if most is not None:
        return translate("RareFilters", "Amount up to {amount}").format(amount=isolate_ltr(most))
    return ""


def _amount(query: ReceiptQuery, _: date) -> str:
    if query.without_amount:
        return translate("RareFilters", "Amount not recognised")
    return amounts_words(query.amounts)


def _invoice_date(query: ReceiptQuery, today: date) -> str:
    return invoice_date_words(period_words(query.invoice_period, today))


def _currency(query: ReceiptQuery, _: date) -> str:
    return ", ".join(query.currencies)


def untagged_words() -> str:
    """Of receipts without any tag."""
    return translate("RareFilters", "Without tags")


def _tags(query: ReceiptQuery, _: date) -> str:
    named = ", ".join(isolate(tag) for tag in query.tags if tag)
    said = [translate("RareFilters", "Tags: {tags}").format(tags=named)] if named else []
    return ", ".join([*said, *([untagged_words()] if "" in query.tags else [])])


def _among(query: ReceiptQuery, _: date) -> str:
    if query.among is None:
        return ""
    return translate("RareFilters", "The %Ln left out", "", len(query.among))


def _confidence(query: ReceiptQuery, _: date) -> str:
    parts = [band_text(band) for band in ConfidenceBand if band in query.confidences]
    if query.least_confidence is not None:
        least = translate("RareFilters", "{percent} at least")
        parts.append(least.format(percent=isolate_ltr(f"{query.least_confidence}%")))
    said = translate("RareFilters", "Confidence: {bands}").format(bands=", ".join(parts))
    return said if parts else ""


def _chosen(kind: RareFilter) -> Callable[[ReceiptQuery, date], str]:
    def words(query: ReceiptQuery, _: date) -> str:
        value = box_value(query, kind)
        return next((words for choice, words in box_choices(kind) if choice == value), "")

    return words


_WORDS: dict[RareFilter, Callable[[ReceiptQuery, date], str]] = {
    RareFilter.INVOICE_DATE: _invoice_date,
    RareFilter.AMOUNT: _amount,
    RareFilter.CURRENCY: _currency,
    RareFilter.CONFIDENCE: _confidence,
    RareFilter.TAGS: _tags,
    RareFilter.AMONG: _among,
    **{kind: _chosen(kind) for kind in _CHOICES},
}
_FIELDS: dict[RareFilter, tuple[str, ...]] = {
    RareFilter.INVOICE_DATE: ("invoice_period",),
    RareFilter.AMOUNT: ("amounts", "without_amount"),
    RareFilter.CURRENCY: ("currencies",),
    RareFilter.CONFIDENCE: ("confidences", "least_confidence"),
    RareFilter.SOURCE: ("has_source",),
    RareFilter.PREVIEW: ("has_preview",),
    RareFilter.NOTES: ("has_notes",),
    RareFilter.TAGS: ("tags",),
    RareFilter.DATE: ("has_date",),
    RareFilter.DATED: ("has_invoice_date",),
    RareFilter.NUMBER: ("has_number",),
    RareFilter.DUPLICATE: ("duplicate",),
    RareFilter.ALLOCATION: ("allocation",),
    RareFilter.RISKY: ("risky",),
    RareFilter.AMONG: ("among",),
}
