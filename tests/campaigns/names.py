"""Names of receipts' files by wild vendors and templates: legal on every system, and all of them in one ZIP
that other programs open."""

from __future__ import annotations

import random
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PureWindowsPath

from desktop.core.filenames import MAX_NAME_BYTES, MAX_NAME_CHARACTERS, UniqueNames
from desktop.core.models import FileKind, Money, Receipt
from desktop.core.name_template import DEFAULT_TEMPLATE, PARTS, NameTemplate
from tests.campaigns import zips
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.zip_kit import write_zip

_VENDORS = ("", "CON", "com¹", "Aux.tar", "NUL.", "..", "lpt9", "CONIN$", "=1+1", "#1", "50%41", "a" * 200)
_SIGNS = (
    "אבגדהוזחטיךםןףץ\u05bc ABCabcIıſK0.-_()&'\"/\\:*?<>|#%€漢😀\u0301e\u0301\u202e\u200f\u2066\t\n\x00\x85"
)
_LARGEST_MINOR = 2**63 - 1
_FORBIDDEN = set('<>:"/\\|?*#%')
_INVISIBLE = {"Cc", "Cf", "Cs"}


def run(plan: Plan, outcome: Outcome) -> None:
    """Every case is a name; the ZIP holds all of them."""
    unique, names = UniqueNames(), list[str]()
    for number, dice in plan.cases():
        ending = dice.choice(("pdf", "jpg", "png", "bin"))
        made = NameTemplate(_template(dice)).of(_receipt(dice), _day(dice)).name(dice.choice(_KINDS), ending)
        names.append(unique.take(made))
        for what in _illegal(names[-1], ending):
            outcome.fail(number, f"{names[-1]!r} {what}")
    outcome.tally["names"] += len(names)
    for fold in (str.casefold, str.upper, str.lower):
        twice = [name for name, times in Counter(map(fold, names)).items() if times > 1]
        if twice:
            outcome.fail(plan.first, f"{len(twice)} names are there twice, as {twice[0]!r}")
    for what in _not_opened(names):
        outcome.fail(plan.first, what)


_KINDS = (FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW)


def _template(dice: random.Random) -> str:
    if dice.random() < 0.5:
        return DEFAULT_TEMPLATE
    parts = dice.sample(PARTS, dice.randint(1, len(PARTS)))
    return "".join(f"{_wild(dice, 4)}{{{part}}}" for part in parts)


def _receipt(dice: random.Random) -> Receipt:
    minor = dice.choice((0, -5, 15_000, dice.randint(-_LARGEST_MINOR, _LARGEST_MINOR)))
    return Receipt(
        dice.choice((dice.randint(1, 500), dice.randint(1, _LARGEST_MINOR))),
        vendor=dice.choice((dice.choice(_VENDORS), _wild(dice, 130))),
        amount=dice.choice((None, Money(minor, dice.choice(("ILS", "JPY", "", _wild(dice, 5)))))),
        invoice_number=_wild(dice, 30),
        invoice_date=dice.choice((None, date(2024, 1, 15))),
    )


def _wild(dice: random.Random, most: int) -> str:
    return "".join(dice.choices(_SIGNS, k=dice.randint(0, most)))


def _day(dice: random.Random) -> str:
    return dice.choice(("", "2024-01-15"))


def _illegal(name: str, ending: str) -> Iterator[str]:
    """What a system, or a link of a spreadsheet, has against it."""
    if len(name) > MAX_NAME_CHARACTERS or len(name.encode()) > MAX_NAME_BYTES:
        yield "is too long"
    if _FORBIDDEN & set(name) or any(unicodedata.category(sign) in _INVISIBLE for sign in name):
        yield "has a sign that no name may have"
    if not unicodedata.is_normalized("NFC", name):
        yield "is not as Windows writes it"
    if not name.endswith(f".{ending}") or name.startswith((".", " ")) or ". " in name or " ." in name:
        yield "begins or ends as no name may"
    if PureWindowsPath(name).is_reserved():
        yield "is a device"


def _not_opened(names: list[str]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "x.zip"
        files = {name: b"%d" % number for number, name in enumerate(names)}
        write_zip(path, files)
        yield from zips.refused(path, names)
        yield from zips.unpacked_otherwise(path, files)


CAMPAIGN = Campaign("names", run, count=100_000, sample=0, missing=zips.missing)
