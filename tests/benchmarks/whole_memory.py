"""What the program takes as a whole, in MB, while it goes through files that try a preview.

All of its processes count. On Linux each page of memory that several of them share is counted once (PSS),
what they hold of files among it; elsewhere the window's process alone, with what is its own. The peer is the
same before the first of these files is shown. How much at each file goes to the standard error.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Self

from PySide6.QtCore import QSize

from desktop.core.models import FileKey, KeptFile
from desktop.core.query import ReceiptQuery
from desktop.demo.server import DemoOptions, DemoServer
from desktop.workers.render_limits import memory_of
from tests.benchmarks.benchmark import TINY, Benchmark, Judged, Pair, Size
from tests.benchmarks.child import Child, module
from tests.benchmarks.hostile_program import LARGEST, LONGEST
from tests.benchmarks.preview_files import write_photo, write_scan
from tests.benchmarks.quit_stalled import KEYRING
from tests.benchmarks.table_desk import application
from tests.prepared import open_scope, sync
from tests.workers.hostile_kit import huge_jpeg, huge_tiff, long_pdf, packed_many_times, pdf_bomb, png_bomb
from tests.workers.pdf_kit import locked_pdf

LOOK_SECONDS = 0.005
_MEGABYTE = 1_000_000
_RECEIPTS = 30
"""More than there are files: those after them are drawn ahead as ever."""
Make = Callable[[Path], Path]


def _written(content: bytes) -> Make:
    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


FILES: dict[str, Make] = {
    "photograph.jpg": write_photo,
    "scan.pdf": write_scan,
    LARGEST: huge_jpeg,
    "100 MB.tif": huge_tiff,
    LONGEST: long_pdf,
    "password.pdf": _written(locked_pdf("1234", "words")),
    "empty.jpg": _written(b""),
    "html.pdf": _written(b"<!DOCTYPE html><html><body>Sign in</body></html>"),
    "svg.svg": _written(b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"),
    "heic.heic": _written(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)),
    "bomb.png": lambda path: png_bomb(path, 30_000, 1, 0),
    "as large as it may be.png": lambda path: png_bomb(path, 5_950),
    "bomb.pdf": lambda path: pdf_bomb(path, packed_many_times(b"q Q " * (1 << 18), 500)),
}
SMALL_FILES: dict[str, Make] = {
    LARGEST: lambda path: write_photo(path, QSize(400, 600)),
    LONGEST: lambda path: long_pdf(path, 5),
    "empty.jpg": _written(b""),
}


class Watched:
    """The most that a process held, with all that it started, by what it was at."""

    def __init__(self, pid: int) -> None:
        self.peaks: dict[str, float] = {}
        self._at = ""
        self._lock = threading.Lock()
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def begin(self, at: str) -> None:
        """It says that it is at this from now on."""
        self._at = at
        self._note()

    def _look(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            if self._at:
                self._note()

    def _note(self) -> None:
        with self._lock:
            at, total = self._at, sum(megabytes(pid) for pid in family(self._pid))
            self.peaks[at] = max(total, self.peaks.get(at, 0.0))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()


def family(pid: int) -> list[int]:
    """The process and all below it, where the system tells."""
    found = [pid]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += [int(child) for child in children.read_text(encoding="ascii").split()]
            except OSError:
                # It ended meanwhile.
                continue
    return found


def megabytes(pid: int) -> float:
    """See above; 0 of a process that is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return memory_of(pid) / _MEGABYTE
    return sum(int(line.split()[1]) * 1024 / _MEGABYTE for line in lines if line.startswith("Pss:"))


def lay(folder: Path, server: DemoServer, files: dict[str, Make]) -> dict[str, int]:
    """An account whose newest receipts have these files; returns their ids."""
    application()
    scope = open_scope(folder, server.url)
    try:
        sync(scope)
        ids = list(scope.receipts.ids(ReceiptQuery()))[: len(files)]
        made = scope.folder / "made"
        made.mkdir()
        with scope.database.transaction() as connection:
            for receipt_id, (name, make) in zip(ids, files.items(), strict=True):
                scope.kept_files.note([_kept(receipt_id, make(made / name))], connection)
        return dict(zip(files, ids, strict=True))
    finally:
        scope.close()


def _kept(receipt_id: int, path: Path) -> KeptFile:
    digest, size = sha256(path.read_bytes()).hexdigest(), path.stat().st_size
    return KeptFile(FileKey.source(receipt_id), path, size, digest, path.suffix[1:], datetime.now(UTC))


def walked_through(folder: Path, ids: dict[str, int]) -> dict[str, float]:
    """The most at each, in MB."""
    wishes = "|".join(ids), ",".join(map(str, ids.values()))
    command = module("tests.benchmarks.hostile_program", *wishes, "--data-dir", str(folder), "--lang", "en")
    with Child(*command, keyring=KEYRING) as child, Watched(child.pid) as watched:
        for line in child.lines():
            if line.startswith("at "):
                watched.begin(line.removeprefix("at "))
        child.wait()
    for name, most in watched.peaks.items():
        print(f"{most:6.1f} MB at {name}", file=sys.stderr)
    return watched.peaks


@contextmanager
def _whole(size: Size) -> Iterator[Pair]:
    rested: list[float] = []
    with (
        tempfile.TemporaryDirectory() as made,
        DemoServer(DemoOptions(calls=size.rows, receipts=max(_RECEIPTS, size.rows // 4))) as server,
    ):
        ids = lay(Path(made), server, SMALL_FILES if size == TINY else FILES)

        def ours() -> float:
            peaks = walked_through(Path(made), ids)
            rested.append(peaks["rest"])
            return max(peaks.values())

        yield Pair(ours=ours, peer=lambda: rested[-1])


WHOLE = Benchmark("previews-whole-memory", _whole, 400.0, Judged.OURS, "MB", Size(rows=2000, runs=1))
