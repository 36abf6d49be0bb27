"""Names legal on Windows, macOS and inside a ZIP, whatever a vendor calls itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from desktop.core.models import Call, FileKind, Money, Receipt

MAX_NAME_CHARACTERS = 120
MAX_NAME_BYTES = 240
"""In UTF-8. macOS and Linux allow 255, of which some are left for `.part` and the like."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RUNS = re.compile(r"[\s_]+")
_RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{device}{number}" for device in ("COM", "LPT") for number in "0123456789¹²³"
}


def clean_part(text: str) -> str:
    """`text` as a part of a file name: NFC, no controls, no direction marks, no forbidden characters."""
    normal = unicodedata.normalize("NFC", text)
    kept = "".join(" " if unicodedata.category(c) in _SPACES else c for c in normal if not _is_dropped(c))
    # Letters and marks that something stood between may have met now.
    met = unicodedata.normalize("NFC", kept)
    return _RUNS.sub("_", _FORBIDDEN.sub("_", met)).strip("_. ")


_SPACES = {"Zs", "Zl", "Zp"}


def _is_dropped(character: str) -> bool:
    # Cf holds the direction marks and isolates, Cs lone surrogates, which no ZIP can carry.
    if character in "\t\n\r":
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def safe_name(stem: str, extension: str) -> str:
    """`stem.extension`, at most 120 characters and 240 bytes; the extension is never cut."""
    ending = f".{extension}" if extension else ""
    stem = _cut(clean_part(stem), ending) or "file"
    if stem.split(".")[0].upper() in _RESERVED:
        stem = _cut(f"_{stem}", ending)
    return stem + ending


def _cut(stem: str, rest: str) -> str:
    """As much of `stem` as leaves room for `rest` after it, not ending between a letter and its marks."""
    room = MAX_NAME_CHARACTERS - len(rest)
    room_bytes = MAX_NAME_BYTES - len(rest.encode())
    if len(stem) <= room and len(stem.encode()) <= room_bytes:
        return stem
    length = len(stem[:room].encode()[:room_bytes].decode(errors="ignore"))
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
        rest = f"_({number}){dot}{extension}"
        candidate = _cut(stem, rest) + rest
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
    # One more than the ending, for what stands before a reserved name.
    vendor = _cut(clean_part(receipt.vendor), f"{tail}_.{extension}") or "unknown"
    return safe_name(vendor + tail, extension)


def recording_file_name(call: Call, day: str, extension: str) -> str:
    """`recording_CA12_2024-01-15_+97250123456.wav`. `day` is the local ISO date, "" when unknown."""
    # A sid and a number are short; what is not must not push the others out of the name.
    parts = ["recording", clean_part(call.sid)[:48], day, clean_part(call.phone)[:24]]
    return safe_name("_".join(part for part in parts if part), extension)


def _amount_part(amount: Money | None) -> str:
    if amount is None:
        return "noamount"
    number = Decimal(amount.minor).scaleb(-amount.digits)
    # Currencies have three letters; what is longer must not push the id out of the name.
    return f"{number:f}{clean_part(amount.currency)[:8]}"
