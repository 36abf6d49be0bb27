"""A whole export of receipts that are kept here, with index, manifest and hashes, through the ExportService.

`export-7z`, `export-bsdtar`, `export-zip`: to the file on the disk itself, against programs that store the
same files with none of that. `export-deflate`: against Python's deflate into memory, as the server does it.
`export-memory`: what the process takes at most above what it held before, in MB; the peer is that deflate.
`export-memory-many`: the same with a hundred times as many receipts, which are small, as memory does not
hang on their size.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.benchmarks.benchmark import Benchmark, Judged, Pair, Run, Size
from tests.benchmarks.child import Child, module, number_of
from tests.benchmarks.export_account import LARGE, SMALL, Lengths, make_account
from tests.benchmarks.zip_writer import COMMANDS, peer_seconds, settle

_ACCOUNT = "account"
_RATIO, _DEFLATE_RATIO = 1.25, 0.1
_LEAST_MB, _MANY_MB = 60.0, 200.0

Peer = Callable[[Path, Path], Run | None]
"""Of the folder with the files, and the ZIP that is to be."""


def _ours(word: str, account: Path, target: Path) -> float:
    settle(target)
    return number_of(word, Child(*module("tests.benchmarks.export_child", str(account), str(target))))


def _deflate(word: str, folder: Path, _: Path) -> Run:
    return lambda: number_of(word, Child(*module("tests.benchmarks.deflate_child", str(folder))))


def _stored(program: str, folder: Path, target: Path) -> Run | None:
    is_here = shutil.which(program) is not None and shutil.which("sync") is not None
    return partial(peer_seconds, COMMANDS[program], folder, target) if is_here else None


@contextmanager
def _open(word: str, lengths: Lengths, peer: Peer, missing: str, size: Size) -> Iterator[Pair]:
    # On a disk: in memory there is nothing to be brought anywhere.
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as made:
        account, target = Path(made) / _ACCOUNT, Path(made) / "x.zip"
        files = make_account(account, size.rows, lengths)
        yield Pair(partial(_ours, word, account, target), peer(files, target), missing)


def _against(program: str) -> Benchmark:
    opened = partial(_open, "seconds", LARGE, partial(_stored, program), f"{program}, on Linux")
    return Benchmark(f"export-{program}", opened, _RATIO, Judged.RATIO, size=Size(rows=1000, runs=5))


def _memory(name: str, lengths: Lengths, limit: float, size: Size) -> Benchmark:
    opened = partial(_open, "peak", lengths, partial(_deflate, "peak"), "")
    return Benchmark(name, opened, limit, Judged.OURS, unit="MB", size=size)


_DEFLATE = Benchmark(
    "export-deflate",
    partial(_open, "seconds", LARGE, partial(_deflate, "seconds"), ""),
    _DEFLATE_RATIO,
    Judged.RATIO,
    size=Size(rows=1000, runs=2),
)
EXPORTS = (
    *map(_against, COMMANDS),
    _DEFLATE,
    _memory("export-memory", LARGE, _LEAST_MB, Size(rows=1000, runs=2)),
    _memory("export-memory-many", SMALL, _MANY_MB, Size(rows=100_000, runs=1)),
)
