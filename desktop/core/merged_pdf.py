"""The receipts of a list as one PDF: in which words, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from desktop.core.export import MissingFile
from desktop.core.models import Receipt


class MergeWords(NamedTuple):
    """`mark`: of its bookmark; `section`: of the one above it, the month for instance, "" for none.

    `missing`: what the last pages say, in lines of which the first is a title; each line has more below it,
    and the words before them are bold. All of it is asked for on any thread.
    """

    title: str
    right_to_left: bool
    mark: Callable[[Receipt], str]
    section: Callable[[Receipt], str]
    missing: Callable[[list[MissingFile]], list[list[str]]]
    missing_mark: str


class MergeProgress(NamedTuple):
    """So many receipts of those that were asked for."""

    done: int
    asked: int


@dataclass(frozen=True, slots=True)
class MergedPdf:
    """`receipts` are in it, on `pages`; of `drawn` of them the pages are pictures; `missing` are not.

    `beside`: another program held the name asked for.
    """

    path: Path
    receipts: int
    pages: int
    drawn: int
    missing: tuple[MissingFile, ...]
    beside: bool = False
