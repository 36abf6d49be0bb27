"""Python's own `import`, as it was before PySide put one of its own in its place.

PySide's reads the source of every module that is loaded after it, to see whether it asks for method names in
snake case, and swaps `builtins.__import__` to and fro meanwhile. Nothing here asks for them, the start is a
tenth shorter without, and workers import too while the window is at work. Source: "The __feature__ import" in
Qt for Python's developer pages, which name `__orig_import__` as the place where the first one is kept.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - what puts its own in place, so that it is not done later


def use_plain_import() -> None:
    """Call it where no import is under way: each that PySide's began ends by putting it back."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
