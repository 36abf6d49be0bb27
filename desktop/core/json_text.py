"""What a server sent as JSON of no agreed shape, as text that can be read."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

MOST_CHARACTERS = 50_000
_DEEPEST = 40


def json_text(value: Any) -> str:
    """`value` with a line for each part; a text that holds JSON as that JSON. "" for nothing.

    Numbers keep their digits; what is beyond MOST_CHARACTERS is cut off, which three dots say.
    """
    if isinstance(value, str):
        value = _read(value)
    if value is None or value in ("", {}, []):
        return ""
    text = value if isinstance(value, str) else _written(value, 0)
    return text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + "…"


def _read(text: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        return text


def _written(value: Any, depth: int) -> str:
    if depth > _DEEPEST:
        return "…"
    if isinstance(value, dict):
        parts = [f"{_plain(str(name))}: {_written(part, depth + 1)}" for name, part in value.items()]
        return _in_lines("{", parts, "}", depth)
    if isinstance(value, list):
        return _in_lines("[", [_written(part, depth + 1) for part in value], "]", depth)
    return str(value) if isinstance(value, Decimal) else _plain(value)


def _in_lines(begin: str, parts: list[str], end: str, depth: int) -> str:
    if not parts:
        return begin + end
    inner = "  " * (depth + 1)
    lines = ",\n".join(f"{inner}{part}" for part in parts)
    return f"{begin}\n{lines}\n{'  ' * depth}{end}"


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
