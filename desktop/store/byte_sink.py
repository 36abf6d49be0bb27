"""ByteSink: all that the writers of sheets ask of a file, so that a part of a ZIP is one too."""

from __future__ import annotations

from typing import Protocol


class ByteSink(Protocol):
    """Takes bytes one after the other; raises OSError when it cannot."""

    def write(self, data: bytes, /) -> object: ...
