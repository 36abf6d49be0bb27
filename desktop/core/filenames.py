"""Names legal on Windows, macOS and inside a ZIP, whatever a vendor calls itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from itertools import count

from desktop.core.models import Call

MAX_NAME_CHARACTERS = 120
MAX_NAME_BYTES = 240
"""In UTF-8. macOS and Linux allow 255, of which some are left for `.part` and the like."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RUNS = re.compile(r"[\s_]+")
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Letters, marks and signs by their category, and nothing that anybody sees."""
_RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{device}{number}" for device in ("COM", "LPT") for number in "0123456789¹²³"
}


def clean_part(text: str) -> str:
    """`text` as a part of a file name: NFC, no controls, no direction marks, no forbidden characters."""
    normal = unicodedata.normalize("NFC", text)
    # As nearly every text is: nothing is dropped, and no space is another than the plain one.
    if normal.isprintable() and _UNSEEN.search(normal) is None:
        return _RUNS.sub("_", _FORBIDDEN.sub("_", normal)).strip("_. ")
    kept = "".join(" " if unicodedata.category(c) in _SPACES else c for c in normal if not _is_dropped(c))
    # Letters and marks that something stood between may have met now.
    met = unicodedata.normalize("NFC", kept)
    return _RUNS.sub("_", _FORBIDDEN.sub("_", met)).strip("_. ")


_SPACES = {"Zs", "Zl", "Zp"}
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}


def _is_dropped(character: str) -> bool:
    # Cf holds the direction marks and isolates, Cs lone surrogates, which no ZIP can carry.
    if character in "\t\n\r":
        return False
    return unicodedata.category(character) in _DROPPED or _UNSEEN.match(character) is not None


def safe_name(stem: str, extension: str) -> str:
    """`stem.extension`, at most 120 characters and 240 bytes; the extension is never cut."""
    ending = f".{extension}" if extension else ""
    stem = cut_part(clean_part(stem), ending) or "file"
    if stem.split(".")[0].upper() in _RESERVED:
        stem = cut_part(f"_{stem}", ending)
    return stem + ending


def is_short(name: str) -> bool:
    """Whether nothing of it has to be cut."""
    return len(name) <= MAX_NAME_CHARACTERS and len(name.encode()) <= MAX_NAME_BYTES


def cut_part(stem: str, rest: str) -> str:
    """As much of `stem` as leaves room for `rest` after it, not ending between a letter and its marks."""
    room = max(0, MAX_NAME_CHARACTERS - len(rest))
    room_bytes = max(0, MAX_NAME_BYTES - len(rest.encode()))
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
        candidate = cut_part(stem, rest) + rest
    return candidate


class UniqueNames:
    """Gives each name once, without regard to case, as Windows and macOS compare.

    Of each it keeps some bytes alone: there may be hundreds of thousands. Where two share them, the second
    gets a number that it did not need.
    """

    def __init__(self) -> None:
        self._taken: set[int] = set()
        self._numbers: dict[int, int] = {}
        """The last number that one of them got."""

    def take(self, name: str) -> str:
        name = self.free(name)
        self.hold(name)
        return name

    def free(self, name: str) -> str:
        """What `take` would give."""
        return unique_name(name, lambda candidate: _mark(candidate) in self._taken)

    def free_of(self, make: Callable[[str], str]) -> str:
        """As `free`, of a name that knows where to give way to a number: `make` is given "" or "_(2)"."""
        name = make("")
        mark = _mark(name)
        if mark not in self._taken:
            return name
        for number in count(self._numbers.get(mark, 2)):
            candidate = make(f"_({number})")
            if _mark(candidate) not in self._taken:
                self._numbers[mark] = number
                return candidate
        raise AssertionError

    def hold(self, name: str) -> None:
        """From now on it is taken."""
        self._taken.add(_mark(name))


@lru_cache(maxsize=2)  # A name is held just after it was found to be free.
def _mark(name: str) -> int:
    # Some letters are the same as capitals alone (dotless i), others as small ones alone.
    folded = unicodedata.normalize("NFC", name.upper().casefold())
    return int.from_bytes(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def recording_file_name(call: Call, day: str, extension: str, mark: str = "") -> str:
    """`recording_CA12_2024-01-15_+97250123456.wav`. `day` is the local ISO date, "" when unknown.

    `mark` stands before the extension.
    """
    return safe_name(_call_stem(call, day) + mark, extension)


def transcript_file_name(call: Call, day: str) -> str:
    """As its recording: `recording_CA12_2024-01-15_+97250123456_transcript.txt`."""
    return safe_name(f"{_call_stem(call, day)}_transcript", "txt")


def _call_stem(call: Call, day: str) -> str:
    # A sid and a number are short; what is not must not push the others out of the name.
    parts = ["recording", clean_part(call.sid)[:48], day, clean_part(call.phone)[:24]]
    return "_".join(part for part in parts if part)
