"""Recordings through the whole queue (checks, hash, fsync, rename, row), against programs that only fetch.

All of them fetch the same files from the same server on loopback, and bring them onto the disk itself.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path

from tests.benchmarks.benchmark import Benchmark, Judged, Pair, Size
from tests.benchmarks.child import Child, module, number_of

MEGABYTE = 1_000_000
AT_ONCE = 3

Fetch = Callable[[str, int, Path], list[str]]
"""The command that fetches so many files from an address into a folder."""


def _recording(path: Path, size: int) -> None:
    """Noise, since some file systems make little of silence; ten seconds whatever its size, for its call."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 2, 8000, size // 10, size // 80_000, 16)
    head = b"RIFF" + struct.pack("<I", size - 8) + b"WAVE" + form + b"data" + struct.pack("<I", size - 44)
    path.write_bytes(head + os.urandom(size - len(head)))


def _curl(address: str, files: int, folder: Path) -> list[str]:
    config = folder / "curl.txt"
    wanted = (f'url = "{address}/{number}"\noutput = "{folder}/{number}.wav"\n' for number in range(files))
    config.write_text("".join(wanted))
    return ["curl", "--silent", "--fail", "--parallel", "--parallel-max", str(AT_ONCE), "-K", str(config)]


def _aria2(address: str, files: int, folder: Path) -> list[str]:
    wanted = folder / "aria2.txt"
    wanted.write_text("".join(f"{address}/{number}\n  out={number}.wav\n" for number in range(files)))
    return ["aria2c", "-q", "-j", str(AT_ONCE), "-d", str(folder), "-i", str(wanted)]


def _peer(fetch: Fetch, address: str, files: int, folder: Path) -> float:
    folder.mkdir()
    command = fetch(address, files, folder)
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    subprocess.run(["sync", "-f", str(folder)], check=True)
    spent = time.perf_counter() - began
    assert len(list(folder.glob("*.wav"))) == files
    shutil.rmtree(folder)
    return spent


def _ours(address: str, files: int, folder: Path) -> float:
    folder.mkdir()
    command = module("tests.benchmarks.download_child", address, str(files), str(folder))
    spent = number_of("seconds", Child(*command))
    shutil.rmtree(folder)
    return spent


@contextmanager
def _open(fetch: Fetch, program: str, file_bytes: int, size: Size) -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _recording(folder / "recording", file_bytes)
        with Child(*module("tests.benchmarks.file_server", str(folder / "recording"))) as server:
            address = f"http://127.0.0.1:{server.number_after('port'):.0f}"
            folders = (folder / str(number) for number in count())
            is_here = shutil.which(program) is not None and sys.platform == "linux"
            yield Pair(
                ours=lambda: _ours(address, size.rows, next(folders)),
                peer=(lambda: _peer(fetch, address, size.rows, next(folders))) if is_here else None,
                missing=f"{program}, on Linux",
            )


def _benchmark(name: str, fetch: Fetch, program: str, limit: float, megabytes: int, size: Size) -> Benchmark:
    opened = partial(_open, fetch, program, megabytes * MEGABYTE)
    return Benchmark(name, opened, limit, Judged.RATIO, size=size)


_MANY_SMALL = Size(rows=300, runs=9)
"""From run to run the disk takes new files a quarter more slowly or quickly: of five the best is chance."""
SMALL = _benchmark("downloads-small", _curl, "curl", 2.0, 1, _MANY_SMALL)
LARGE = _benchmark("downloads-large", _curl, "curl", 1.0, 10, Size(rows=50, runs=5))
ARIA2 = _benchmark("downloads-aria2", _aria2, "aria2c", 1.0, 1, _MANY_SMALL)
DOWNLOADS = (SMALL, LARGE, ARIA2)
