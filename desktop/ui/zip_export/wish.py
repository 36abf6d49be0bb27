"""Wish: what an export is asked for with."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol

from desktop.core.export import AnyWords, ExportRequest


class Wish(Protocol):
    """Of receipts or calls. `receipts`: how many these are; 0: that is not known yet. `said`: which, in words
    that stand in a sentence. `named`: each by what the ledger knows it by, and in words; () where these are
    too many."""

    @property
    def receipts(self) -> int: ...

    @property
    def said(self) -> str: ...

    @property
    def named(self) -> tuple[tuple[str, str], ...]: ...

    def request(self, target: Path, words: AnyWords, *, unasked: bool = False) -> ExportRequest: ...

    def name(self, business: str, now: datetime) -> str: ...

    def subtitle(self) -> str: ...
