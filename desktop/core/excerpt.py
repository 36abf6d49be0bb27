"""A match in its context: the words around the first place of what was searched for."""

from __future__ import annotations

from desktop.core.search_text import places

_BEFORE, _AFTER = 32, 120
_CUT = "…"


def excerpt(text: str, wanted: str) -> str:
    """The part of `text` around the first place that compares like `wanted`, as one line; "" without one."""
    found = places(text, wanted, 1)
    if not found:
        return ""
    [(start, end)] = found
    first, last = _first_word(text, start), min(len(text), end + _AFTER)
    line = " ".join(text[first:last].split())
    return f"{_CUT if first else ''}{line}{_CUT if last < len(text) else ''}"


def _first_word(text: str, start: int) -> int:
    """Where to begin, so that the first word is whole if there is one."""
    earliest = max(0, start - _BEFORE)
    if not earliest:
        return 0
    gap = next((place for place in range(earliest, start) if text[place].isspace()), None)
    return earliest if gap is None else gap + 1
