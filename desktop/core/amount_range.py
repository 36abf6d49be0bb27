"""AmountRange: amounts from and to in major units, whatever the currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The receipts are listed before anybody types an amount.
    from decimal import Decimal

LONGEST_NUMBER = 24
"""Letters of an amount as it is typed; what is longer is no amount."""
MOST_MINOR = 2**63 - 1
"""What is kept of an amount is within this many minor units, either way."""
_UNSEEN = str.maketrans("\u2212", "-", " \u00a0\u202f\u200e\u200f\u2066\u2067\u2068\u2069")
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class AmountRange:
    """Both ends included, each in shekels, dollars and so on; None leaves that side open."""

    least: Decimal | None = None
    most: Decimal | None = None

    def __bool__(self) -> bool:
        return self.least is not None or self.most is not None

    def holds(self, minor: int, digits: int) -> bool:
        """Whether an amount of `minor` units, `digits` of which follow the point, is within."""
        least, most = self.minor_bounds(digits)
        return (least is None or minor >= least) and (most is None or minor <= most)

    def minor_bounds(self, digits: int) -> tuple[int | None, int | None]:
        """The ends in whole minor units of a currency with so many digits."""
        return _minor(self.least, digits, "ROUND_CEILING"), _minor(self.most, digits, "ROUND_FLOOR")


ANY_AMOUNT = AmountRange()


def typed_amount(typed: str) -> Decimal | None:
    """A number as people type it: `1,482.60`, `-120`; None when it is none."""
    from decimal import Decimal, InvalidOperation

    plain = typed.translate(_UNSEEN)
    if len(plain) > LONGEST_NUMBER or not _NUMBER.fullmatch(plain):
        return None
    try:
        return Decimal(plain.replace(",", ""))
    except InvalidOperation:
        return None


def _minor(bound: Decimal | None, digits: int, rounding: str) -> int | None:
    if bound is None:
        return None
    from decimal import localcontext

    with localcontext() as context:
        # More than any bound that can be typed has: nothing is rounded but to whole minor units.
        context.prec = 4 * LONGEST_NUMBER
        return int(bound.scaleb(digits).to_integral_value(rounding=rounding))
