"""Text as one line and without invisible marks: for files, spreadsheets and the clipboard."""

from __future__ import annotations

import re

_MARKS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_WHITE = (*range(0x09, 0x0E), *range(0x1C, 0x20), 0x85)
"""The controls that stand for a space or the end of a line."""
_CONTROLS = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)}.difference(_WHITE))
_UNSEEN = _MARKS | _CONTROLS
_ISRAELI = re.compile(r"(\+972)(\d|[57]\d)(\d{3})(\d{4})", re.ASCII)
"""One digit of an area, or two of a mobile or national prefix, and seven more."""


def strip_marks(text: str) -> str:
    """`text` without any invisible direction mark."""
    return text.translate(_MARKS)


def one_line(text: str) -> str:
    """`text` from the server as one line: no controls, no line ends, no direction marks of its own."""
    # Hardly any text holds one of them, and to look up each letter takes several times as long.
    seen = text if text.isprintable() else text.translate(_UNSEEN)
    return " ".join(seen.split())


def phone_plain(phone: str) -> str:
    """An Israeli number in its groups (`+972-54-123-4567`); any other as it was sent."""
    line = one_line(phone)
    parts = _ISRAELI.fullmatch(line)
    return "-".join(parts.groups()) if parts else line
