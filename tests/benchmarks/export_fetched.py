"""An export of which nothing is kept here, through the capped queue, against programs that fetch and pack.

All of them fetch the same files from the same server on loopback, which leads to each as the real one does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path

from tests.benchmarks.benchmark import Benchmark, Judged, Pair, Size
from tests.benchmarks.child import Child, module, number_of
from tests.benchmarks.downloads import AT_ONCE
from tests.benchmarks.zip_writer import COMMANDS

_FILE_BYTES = 175_000
"""As the two of a receipt have on average."""
_PATHS = ("download", "preview/download")


def _config(address: str, receipts: int, folder: Path) -> str:
    wanted = (
        f'url = "{address}/api/receipts/{number}/{path}"\noutput = "{folder}/{number}_{path[:4]}.pdf"\n'
        for number in range(1, receipts + 1)
        for path in _PATHS
    )
    return "".join(wanted)


def _peer(address: str, receipts: int, folder: Path) -> float:
    files = folder / "files"
    files.mkdir(parents=True)
    config, target = folder / "curl.txt", folder / "x.zip"
    config.write_text(_config(address, receipts, files))
    fetch = ["curl", "--silent", "--fail", "--location", "--parallel", "--parallel-max", str(AT_ONCE)]
    began = time.perf_counter()
    subprocess.run([*fetch, "-K", config], check=True, capture_output=True)
    subprocess.run([*COMMANDS["7z"], target, files], check=True, capture_output=True)
    subprocess.run(["sync", "-f", target], check=True)
    spent = time.perf_counter() - began
    assert len(list(files.iterdir())) == receipts * len(_PATHS)
    shutil.rmtree(folder)
    return spent


def _ours(address: str, receipts: int, folder: Path) -> float:
    (folder / "account").mkdir(parents=True)
    command = module("tests.benchmarks.export_fetched_child", address, str(receipts), str(folder))
    spent = number_of("seconds", Child(*command))
    shutil.rmtree(folder)
    return spent


@contextmanager
def _open(size: Size) -> Iterator[Pair]:
    # On a disk: in memory there is nothing to be brought anywhere.
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as made:
        folder = Path(made)
        (folder / "file").write_bytes(b"%PDF-1.4\n" + os.urandom(_FILE_BYTES))
        with Child(*module("tests.benchmarks.file_server", str(folder / "file"))) as server:
            address = f"http://127.0.0.1:{server.number_after('port'):.0f}"
            folders = (folder / str(number) for number in count())
            is_here = all(map(shutil.which, ("curl", "7z"))) and sys.platform == "linux"
            ours, peer = partial(_ours, address, size.rows), partial(_peer, address, size.rows)
            yield Pair(
                ours=lambda: ours(next(folders)),
                peer=(lambda: peer(next(folders))) if is_here else None,
                missing="curl and 7z, on Linux",
            )


BENCHMARK = Benchmark("export-fetched", _open, 1.5, Judged.RATIO, size=Size(rows=500, runs=3))
