"""AllocationRules: from which day on invoices above which amount need an allocation number (Israel).

The law names amounts before VAT; the server knows totals. So VAT is taken off at the rate of the day, which
is right for what is taxed in full and an assumption for all else: whoever shows a need says on what it rests.
What is in other money counts by its worth in shekels, which is not known here: unless it is small, nobody
can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from desktop.core.amount_range import MOST_MINOR
from desktop.core.models import Receipt, ReceiptStatus
from desktop.core.settings import Settings

SHEKELS = "ILS"
WHOLE = 100
"""Hundredths in one; tables hold agorot, and hundredths of a percent."""
MOST_RATE = 100 * WHOLE
"""What a table of rates may hold."""
MOST_THRESHOLD = 10**12 * WHOLE
MOST_WORTH = 20
"""In shekels: what a hundred cents, yen, fils or the like of any other money are worth at the most. Under
that no rate has to be known."""
NO_ENTRY = (ReceiptStatus.REJECTED, ReceiptStatus.NOT_RECEIPT)
"""What is one of these goes into no books."""
_NUMBER = re.compile(r"(\d{1,15})(?:\.(\d{1,2}))?", re.ASCII)


class AllocationNeed(StrEnum):
    NEEDED = "needed"
    NOT_NEEDED = "not_needed"
    CANNOT_TELL = "cannot_tell"


class Dated(NamedTuple):
    """A number, in hundredths, that holds from this day on."""

    day: date
    hundredths: int


class AllocationStep(NamedTuple):
    """From `day` on a total above `most` agorot, VAT included, needs an allocation number."""

    day: date
    most: int


@dataclass(frozen=True, slots=True)
class AllocationRules:
    """Both tables by day, the earliest first: agorot before VAT, and hundredths of a percent of VAT."""

    thresholds: tuple[Dated, ...] = ()
    vat_rates: tuple[Dated, ...] = ()

    def steps(self) -> tuple[AllocationStep, ...]:
        """What they come to for totals, the latest first; none: nothing ever needs a number."""
        if not self.thresholds:
            return ()
        first = self.thresholds[0].day
        later = {entry.day for entry in (*self.thresholds, *self.vat_rates) if entry.day >= first}
        return tuple(AllocationStep(day, self._most(day)) for day in sorted(later, reverse=True))

    def vat_on(self, day: date) -> int:
        """VAT on this day, in hundredths of a percent; 0 before the first that is known."""
        return _on(self.vat_rates, day) or 0

    def before_vat(self, minor: int, day: date) -> int:
        """Of a total in agorot what is left without its VAT, to the nearest of them."""
        whole = 100 * WHOLE + self.vat_on(day)
        return (2 * minor * 100 * WHOLE + whole) // (2 * whole)

    def _most(self, day: date) -> int:
        with_vat = (_on(self.thresholds, day) or 0) * (100 * WHOLE + self.vat_on(day))
        return min(MOST_MINOR, with_vat // (100 * WHOLE))


def day_of(receipt: Receipt) -> date | None:
    """The day of the invoice, else the local one on which it came."""
    if receipt.invoice_date is not None or receipt.received_at is None:
        return receipt.invoice_date
    return receipt.received_at.astimezone().date()


def _on(entries: Iterable[Dated], day: date) -> int | None:
    before = [*takewhile(lambda entry: entry.day <= day, entries)]
    return before[-1].hundredths if before else None


# -- as settings hold them ---------------------------------------------------------------------------


def read_table(written: Mapping[str, str], most: int) -> tuple[Dated, ...]:
    """Of a setting: numbers by the day they hold from. What is no day, or no number from 0 to `most`
    hundredths, is left out."""
    read = (_read_entry(day, number) for day, number in written.items())
    entries = {entry.day: entry for entry in read if entry is not None and entry.hundredths <= most}
    return tuple(entries[day] for day in sorted(entries))


def written_table(entries: Iterable[Dated]) -> dict[str, str]:
    """What `read_table` reads, by day."""
    return {entry.day.isoformat(): written_hundredths(entry.hundredths) for entry in sorted(entries)}


def read_hundredths(number: str) -> int | None:
    """Of `5000`, `17.5` or `0.25`; None for anything else."""
    found = _NUMBER.fullmatch(number)
    return int(found[1]) * WHOLE + int((found[2] or "").ljust(2, "0")) if found else None


def written_hundredths(number: int) -> str:
    """What `read_hundredths` reads, as short as it can be."""
    whole, rest = divmod(number, WHOLE)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".")


def allocation_rules(settings: Settings) -> AllocationRules:
    """Those of the settings."""
    return AllocationRules(
        read_table(settings.allocation_thresholds, MOST_THRESHOLD),
        read_table(settings.vat_rates, MOST_RATE),
    )


def _read_entry(day: str, number: str) -> Dated | None:
    found = read_hundredths(number)
    try:
        return None if found is None else Dated(date.fromisoformat(day), found)
    except ValueError:
        return None
