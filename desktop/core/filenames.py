"""Names legal on Windows, macOS and inside a ZIP, whatever a vendor calls itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from desktop.core.models import FileKind, Money, Receipt

MAX_NAME_CHARACTERS = 120
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RUNS = re.compile(r"[\s_]+")
_RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{device}{number}" for device in ("COM", "LPT") for number in "123456789¹²³"
}


def clean_part(text: str) -> str:
    """`text` as a part of a file name: NFC, no controls, no direction marks, no forbidden characters."""
    normal = unicodedata.normalize("NFC", text)
    kept = "".join(" " if unicodedata.category(c) in _SPACES else c for c in normal if not _is_dropped(c))
    return _RUNS.sub("_", _FORBIDDEN.sub("_", kept)).strip("_. ")


_SPACES = {"Zs", "Zl", "Zp"}


def _is_dropped(character: str) -> bool:
    # Cf holds the direction marks and isolates, Cs lone surrogates, which no ZIP can carry.
    if character in "\t\n\r":
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def safe_name(stem: str, extension: str) -> str:
    """`stem.extension`, at most 120 characters; the extension is never cut."""
    ending = f".{extension}" if extension else ""
    stem = clean_part(stem) or "file"
    if stem.split(".")[0].upper() in _RESERVED:
        stem = f"_{stem}"
    return _cut(stem, MAX_NAME_CHARACTERS - len(ending)) + ending


def _cut(stem: str, length: int) -> str:
    """Cut to `length` characters, not in the middle of a letter and its marks."""
    if len(stem) <= length:
        return stem
    while length and unicodedata.combining(stem[length]):
        length -= 1
    return stem[:length].rstrip("_. ")


def unique_name(name: str, taken: Callable[[str], bool]) -> str:
    """`name`, or with (2), (3) ... before its extension, until `taken(name)` says no."""
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = name, ""
    number, candidate = 1, name
    while taken(candidate):
        number += 1
        suffix = f"_({number})"
        room = MAX_NAME_CHARACTERS - len(dot + extension) - len(suffix)
        candidate = _cut(stem, room) + suffix + dot + extension
    return candidate


class UniqueNames:
    """Gives each name once, without regard to case, as Windows and macOS compare."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, name: str) -> str:
        name = unique_name(name, lambda candidate: self._fold(candidate) in self._taken)
        self._taken.add(self._fold(name))
        return name

    @staticmethod
    def _fold(name: str) -> str:
        return unicodedata.normalize("NFC", name.casefold())


def receipt_file_name(receipt: Receipt, day: str, kind: FileKind, extension: str) -> str:
    """`Vendor_2024-01-15_150.00ILS_123_source.pdf`. `day` is the local ISO date, "" when unknown."""
    tail = f"_{day or 'undated'}_{_amount_part(receipt.amount)}_{receipt.id}_{kind.value}"
    room = MAX_NAME_CHARACTERS - len(tail) - len(extension) - 2
    vendor = _cut(clean_part(receipt.vendor) or "unknown", max(room, 1))
    return safe_name(vendor + tail, extension)


def _amount_part(amount: Money | None) -> str:
    if amount is None:
        return "noamount"
    number = Decimal(amount.minor).scaleb(-amount.digits)
    return f"{number:f}{clean_part(amount.currency)}"
