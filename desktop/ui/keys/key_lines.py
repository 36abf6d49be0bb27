"""Which keys there are: read from the window's own commands, so that the sheet says what they do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.key_words import native


class KeyLine(NamedTuple):
    """What is done, and the keys that do it, as the system writes them."""

    text: str
    keys: tuple[str, ...]


def key_lines(window: QWidget, places: Mapping[QWidget, str]) -> dict[str, list[KeyLine]]:
    """By the name of the place that a command belongs to: the nearest of `places` above it.

    The order of `places` is that of the groups; within one, that in which the commands were made.
    """
    found: dict[str, list[KeyLine]] = {name: [] for name in places.values()}
    for action in window.findChildren(QAction):
        place, line = _place(action, places), _line(action)
        if place is not None and line is not None and line not in found[places[place]]:
            found[places[place]].append(line)
    return {name: lines for name, lines in found.items() if lines}


def _place(action: QAction, places: Mapping[QWidget, str]) -> QWidget | None:
    above: QObject | None = action.parent()
    while above is not None and above not in places:
        above = above.parent()
    return above if isinstance(above, QWidget) else None


def _line(action: QAction) -> KeyLine | None:
    """None of what has no key, or no words."""
    keys = tuple(native(key) for key in action.shortcuts() if not _is_named(key))
    text = action.text().replace("&", "").rstrip("…")
    return KeyLine(text, keys) if keys and text else None


def _is_named(key: QKeySequence) -> bool:
    """Keys made for playing, and for help, say themselves what they do."""
    name = key.toString(QKeySequence.SequenceFormat.PortableText)
    return "Media" in name or name == "Help"
