"""Receipts into a ZIP with CRC-32 and SHA-256, against programs that store the same files without the latter.

All of them read the same files, which the system has in memory, and bring the ZIP onto the disk itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.benchmarks.benchmark import Benchmark, Judged, Pair, Size
from tests.benchmarks.child import Child, module, number_of

_SIZES = {"source.pdf": 200_000, "preview.jpg": 150_000}
COMMANDS = {
    "7z": ("7z", "a", "-tzip", "-mx0", "-bd"),
    "bsdtar": ("bsdtar", "--format", "zip", "--options", "zip:compression=store", "-cf"),
    "zip": ("zip", "-q", "-r", "-0"),
}


def settle(target: Path) -> None:
    """Nothing of a run before is still on its way to the disk."""
    target.unlink(missing_ok=True)
    os.sync()


def peer_seconds(command: tuple[str, ...], folder: Path, target: Path) -> float:
    """Until the ZIP is on the disk itself."""
    settle(target)
    began = time.perf_counter()
    subprocess.run([*command, target, folder.name], cwd=folder.parent, check=True, capture_output=True)
    subprocess.run(["sync", "-f", target], check=True)
    return time.perf_counter() - began


def _ours(folder: Path, target: Path) -> float:
    settle(target)
    return number_of("seconds", Child(*module("tests.benchmarks.zip_child", str(folder), str(target))))


@contextmanager
def _open(program: str, size: Size) -> Iterator[Pair]:
    # On a disk: in memory there is nothing to be brought anywhere.
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as made:
        folder, target = Path(made) / "receipts", Path(made) / "x.zip"
        folder.mkdir()
        for number in range(size.rows):
            for ending, length in _SIZES.items():
                (folder / f"Vendor_{number}_{ending}").write_bytes(os.urandom(length))
        is_here = shutil.which(program) is not None and shutil.which("sync") is not None
        yield Pair(
            ours=partial(_ours, folder, target),
            peer=partial(peer_seconds, COMMANDS[program], folder, target) if is_here else None,
            missing=f"{program}, on Linux",
        )


ZIPS = tuple(
    Benchmark(f"zip-{program}", partial(_open, program), 1.25, Judged.RATIO, size=Size(rows=1000, runs=7))
    for program in COMMANDS
)
