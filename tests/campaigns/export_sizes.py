"""Exports of any size: other programs open them, nothing is missing, and memory stays flat.

Cases 0 to 2 have 1, 1,000 and 1,001 receipts, case 3 more files than 16 bits count, case 4 one of more than
4 GiB, case 5 100,000 receipts. Each is exported by a process of its own, whose memory is measured.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile
from zlib import crc32

from desktop.core.cancel import CancelToken
from desktop.core.manifest import MANIFEST_NAME
from desktop.core.models import FileKey
from desktop.services.export.zip_lists import INDEX_CSV, LIST_NAMES
from desktop.services.zip_check import ZipCheckService
from tests.benchmarks.child import Child, module, number_of
from tests.benchmarks.export_account import SMALL, make_account, open_account
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.zips import missing, refused

_LEAST_MB, _MANY_MB = 60.0, 200.0
_LARGE_BYTES = (4 << 30) + 5
_SMALL_LARGE_BYTES = (2 << 20) + 5


class Size(NamedTuple):
    """`large`: in bytes, of the first receipt's source; 0: as small as the others."""

    receipts: int
    large: int = 0


SIZES = (Size(1), Size(1000), Size(1001), Size(33_000), Size(3, _LARGE_BYTES), Size(100_000))
_SAMPLES = (Size(21, _SMALL_LARGE_BYTES),)


def run(plan: Plan, outcome: Outcome) -> None:
    sizes = _SAMPLES if plan.small else SIZES
    for number, _ in plan.cases():
        size = sizes[number % len(sizes)]
        # On a disk: some are larger than the memory.
        with tempfile.TemporaryDirectory(dir=Path.cwd()) as made:
            for what in _problems(size, Path(made), outcome):
                outcome.fail(number, what)
        outcome.tally["receipts"] += size.receipts


def _problems(size: Size, folder: Path, outcome: Outcome) -> Iterator[str]:
    account, target = folder / "account", folder / "x.zip"
    make_account(account, size.receipts, SMALL)
    if size.large:
        _swell(account, size.large)
    peak = number_of("peak", Child(*module("tests.benchmarks.export_child", str(account), str(target))))
    outcome.figures.append(f"{size.receipts} receipts: {peak:.0f} MB, a ZIP of {target.stat().st_size} bytes")
    if peak > (_LEAST_MB if size.receipts <= SIZES[2].receipts else _MANY_MB):
        yield f"it took {peak:.0f} MB"
    yield from _otherwise(target, size.receipts)


def _swell(account: Path, size: int) -> None:
    """The first receipt's source is as large as that, with nothing in it."""
    with closing(open_account(account)) as scope:
        kept = scope.kept_files.noted(FileKey.source(1))
        assert kept is not None
        with kept.path.open("r+b") as file:
            file.truncate(size)
        with kept.path.open("rb") as file, scope.database.transaction() as connection:
            digest, crc = sha256(), 0
            while piece := file.read(1 << 20):
                digest.update(piece)
                crc = crc32(piece, crc)
            swollen = replace(kept, size=size, sha256=digest.hexdigest(), crc32=crc)
            scope.kept_files.note([swollen], connection)


def _otherwise(target: Path, receipts: int) -> Iterator[str]:
    """What is not as it must be in a finished one."""
    with ZipFile(target) as archive:
        names = archive.namelist()
        with archive.open(INDEX_CSV) as table:
            lines = sum(1 for _ in csv.reader(TextIOWrapper(table, "utf-8-sig", newline="")))
        inside = [entry for entry in json.loads(archive.read(MANIFEST_NAME))["files"] if "kind" in entry]
    if len(names) != 2 * receipts + len(LIST_NAMES):
        yield f"{len(names)} files are in it"
    if lines != receipts + 1 or len({entry["receipt_id"] for entry in inside}) != receipts:
        yield f"{lines} lines are in the index, {len(inside)} files in the manifest"
    if not ZipCheckService().check(target, CancelToken(), lambda _: None).agrees:
        yield "it is not what its manifest says"
    if not missing():
        yield from refused(target, names)


CAMPAIGN = Campaign("export_sizes", run, count=len(SIZES), sample=1, missing=missing)
