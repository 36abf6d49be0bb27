"""Wish: what an export is asked for with."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol

from desktop.core.export import AnyWords, ExportRequest


class Wish(Protocol):
    """Of receipts or calls. `receipts`: how many these are; 0: that is not known yet. `said`: which, in words
    that stand in a sentence."""

    @property
    def receipts(self) -> int: ...

    @property
    def said(self) -> str: ...

    def request(self, target: Path, words: AnyWords, *, unasked: bool = False) -> ExportRequest: ...

    def name(self, business: str, now: datetime) -> str: ...

    def subtitle(self) -> str: ...
