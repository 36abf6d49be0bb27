"""NameTemplate: what a receipt's file is called where it is given to others, as the user set it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

from desktop.core.filenames import clean_part, cut_part, is_short, safe_name
from desktop.core.models import FileKind, Money, Receipt

DEFAULT_TEMPLATE = "{vendor}_{date}_{amount}_{id}_{kind}"
PARTS = ("vendor", "date", "invoice_date", "amount", "id", "kind", "number")
"""What a template may name: `date` is the day on which it was received, `number` the invoice's."""
MOST_WORDS_CHARACTERS = 40
"""Of the template's own words, so that they do not push the parts out of the name."""
_UNKNOWN = "unknown"
_FIELD = re.compile(r"\{(\w*)\}")
_MOST_NUMBER_CHARACTERS = 24
_MOST_CURRENCY_CHARACTERS = 8
_LINK_SIGNS = str.maketrans("#%", "__")
"""What follows a # is a place within a linked file, and %41 an A."""


class TemplateFault(Enum):
    """Why a text is no template."""

    NO_PART = auto()
    UNKNOWN_PART = auto()
    TWICE = auto()
    BRACE = auto()
    """One without its other one."""
    TOO_LONG = auto()


class TemplateError(ValueError):
    """`part`: the one that is wrong, without its braces; "" where it is none of them."""

    def __init__(self, fault: TemplateFault, part: str = "") -> None:
        super().__init__(f"{fault.name} {part}".strip())
        self.fault = fault
        self.part = part


class NameTemplate:
    """Raises TemplateError for a text that is none: an unknown part, the same one twice, too many words.

    Names differ for any two files where it has `{id}` and `{kind}`; else `UniqueNames` tells them apart.
    """

    def __init__(self, text: str = "") -> None:
        """`text` "": the usual one."""
        self._pieces = _FIELD.split(unicodedata.normalize("NFC", text) or DEFAULT_TEMPLATE)
        _check(self._pieces[::2], self._pieces[1::2])

    @classmethod
    def usable(cls, text: str) -> NameTemplate:
        """The usual one instead of what is none."""
        try:
            return cls(text)
        except ValueError:
            return cls()

    def of(self, receipt: Receipt, day: str) -> ReceiptNames:
        """`day` is the local ISO date on which it was received, "" when unknown."""
        return ReceiptNames(self, _parts(receipt, day))

    def filled(self, parts: dict[str, str], ending: str) -> str:
        """All of it that leaves room for `ending` in a file's name.

        Of what is too long the vendor is cut; where that is not enough, the invoice's number, then the
        template's own words; never what else tells the file apart.
        """
        filled = self._filled(parts)
        return filled if is_short(filled + ending) else self._cut(parts, ending)

    def _cut(self, parts: dict[str, str], ending: str) -> str:
        words = self._filled(parts | {"vendor": "", "number": ""}) + ending
        number = cut_part(parts["number"], words) if "number" in self._pieces[1::2] else ""
        # A letter with more marks than there is room for is none.
        vendor = cut_part(parts["vendor"], words + number) or cut_part(_UNKNOWN, words + number)
        pieces = self._pieces if is_short(words) else self._bare
        return self._filled(parts | {"number": number, "vendor": vendor}, pieces)

    def _filled(self, parts: dict[str, str], pieces: Sequence[str] = ()) -> str:
        """The words and parts in their order."""
        found = [*(pieces or self._pieces)]
        found[1::2] = [parts[name] for name in found[1::2]]
        return "".join(found).translate(_LINK_SIGNS)

    @property
    def _bare(self) -> list[str]:
        """Without its words."""
        return [piece if place % 2 else "_" * bool(piece) for place, piece in enumerate(self._pieces)]


class ReceiptNames:
    """What the files of one receipt are called."""

    def __init__(self, template: NameTemplate, parts: dict[str, str]) -> None:
        """`NameTemplate.of` makes one."""
        self._template = template
        self._parts = parts

    def name(self, kind: FileKind, extension: str, mark: str = "") -> str:
        """`mark` stands before the extension."""
        # One more than the ending, for what stands before a reserved name.
        filled = self._template.filled(self._parts | {"kind": kind.value}, f"_{mark}.{extension}")
        return safe_name(filled + mark, extension)


def receipt_file_name(receipt: Receipt, day: str, kind: FileKind, extension: str, template: str = "") -> str:
    """`Vendor_2024-01-15_150.00ILS_123_source.pdf`. `day` is the local ISO date, "" when unknown.

    `template`: the user's; "", or what is none, is the usual one.
    """
    return NameTemplate.usable(template).of(receipt, day).name(kind, extension)


def _check(words: list[str], parts: list[str]) -> None:
    if any("{" in word or "}" in word for word in words):
        raise TemplateError(TemplateFault.BRACE)
    for place, part in enumerate(parts):
        if part not in PARTS:
            raise TemplateError(TemplateFault.UNKNOWN_PART, part)
        if part in parts[:place]:
            raise TemplateError(TemplateFault.TWICE, part)
    if not parts:
        raise TemplateError(TemplateFault.NO_PART)
    if sum(map(len, words)) > MOST_WORDS_CHARACTERS:
        raise TemplateError(TemplateFault.TOO_LONG)


def _parts(receipt: Receipt, day: str) -> dict[str, str]:
    """All but the kind, whole; the vendor and the number are cut where there is too little room for all."""
    invoice_day = receipt.invoice_date
    return {
        "vendor": _clean(receipt.vendor) or _UNKNOWN,
        "date": day or "undated",
        "invoice_date": "undated" if invoice_day is None else invoice_day.isoformat(),
        "amount": _amount_part(receipt.amount),
        "id": str(receipt.id),
        "number": _clean(receipt.invoice_number)[:_MOST_NUMBER_CHARACTERS] or "nonumber",
    }


@lru_cache(maxsize=1024)  # Vendors come again and again.
def _clean(text: str) -> str:
    return clean_part(text.translate(_LINK_SIGNS))


def _amount_part(amount: Money | None) -> str:
    """Never 0 for what is not known."""
    if amount is None:
        return "noamount"
    number = Decimal(amount.minor).scaleb(-amount.digits)
    # Currencies have three letters; what is longer must not push the id out of the name.
    return f"{number:f}{_clean(amount.currency)[:_MOST_CURRENCY_CHARACTERS]}"
