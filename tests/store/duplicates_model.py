"""Which receipts look like one, as a person would say it: the model that the database is compared with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import combinations

from desktop.core.duplicates import SameBy, ToldApart
from desktop.core.models import Receipt, ReceiptStatus
from desktop.core.search_text import normalise


def same_by(one: Receipt, other: Receipt, same_bytes: Iterable[tuple[int, int]] = ()) -> set[SameBy]:
    """What these two have in common; nothing, when one of them goes into no books."""
    if {one.status, other.status} & {ReceiptStatus.REJECTED, ReceiptStatus.NOT_RECEIPT}:
        return set()
    found = set()
    vendors = [normalise(receipt.vendor) for receipt in (one, other)]
    summed = vendors[0] == vendors[1] != "" and one.amount == other.amount is not None
    if summed and _day(one) == _day(other) is not None:
        found.add(SameBy.TOTAL)
    if summed and _number(one) == _number(other) != "":
        found.add(SameBy.NUMBER)
    if one.gmail_message_id and one.gmail_message_id == other.gmail_message_id:
        found.add(SameBy.MAIL)
    if {(one.id, other.id), (other.id, one.id)} & set(same_bytes):
        found.add(SameBy.BYTES)
    return found


def duplicates_among(
    rows: Sequence[Receipt], apart: Iterable[ToldApart] = (), same_bytes: Iterable[tuple[int, int]] = ()
) -> set[int]:
    """Ids of all that look like another."""
    told = {tuple(pair) for pair in apart}
    return {
        receipt.id
        for pair in combinations(rows, 2)
        if same_by(*pair, same_bytes) and tuple(sorted(one.id for one in pair)) not in told
        for receipt in pair
    }


def _day(receipt: Receipt) -> object:
    """On the clock of whoever looks at the list."""
    if receipt.invoice_date is not None or receipt.received_at is None:
        return receipt.invoice_date
    return receipt.received_at.astimezone().date()


def _number(receipt: Receipt) -> str:
    """What is left when nobody looks at its dashes, its spaces and the zeros before its numbers."""
    seen = (one for one in receipt.invoice_number if unicodedata.category(one)[0] not in "ZC")
    bare = "".join(one for one in seen if unicodedata.category(one) != "Pd" and one != "−")
    return re.sub(r"(^|[^0-9])0+([0-9])", r"\1\2", bare.lower())
