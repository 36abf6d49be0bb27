"""The bundle: how large it is, how large its archive is, and how long until its first list.

The peer is a bare PySide6 window, frozen as PyInstaller does it when nobody tells it what to leave out. In a
tiny run both are a program that only says "painted": freezing PySide6 takes half a minute.
"""

from __future__ import annotations

import atexit
import lzma
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from desktop.demo.server import DemoOptions, DemoServer
from resources.bundle.project import project
from tests.benchmarks.benchmark import TINY, Benchmark, Judged, Pair, Size
from tests.benchmarks.child import Child, time_to
from tests.bundle.frozen_program import build, megabytes, program, run
from tests.prepared import prepare
from tests.translations import ROOT

_PRESET = 6
"""What `xz` does when nobody tells it how hard to try."""
_HERE = ROOT / "tests" / "benchmarks"


@cache
def _scratch() -> Path:
    """A folder for the builds, which several figures share; it goes with this process."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return Path(folder.name)


@cache
def _ours() -> Path:
    return build(_scratch() / "ours", _scratch() / "ours-work")


@cache
def _frozen(script: str) -> Path:
    """The folder of `script`, frozen without a word about its contents."""
    places = [f"--{what}path={_scratch() / script}-{what}" for what in ("dist", "work", "spec")]
    run(
        [
            sys.executable,
            "-m",
            "PyInstaller",
            "--noconfirm",
            "--console",
            *places,
            str(_HERE / f"{script}.py"),
        ]
    )
    return _scratch() / f"{script}-dist" / script


def _folders(size: Size) -> tuple[Path, Path]:
    return (_frozen("no_window"), _frozen("no_window")) if size == TINY else (_ours(), _frozen("bare_window"))


def _sized(measure: Callable[[Path], float], size: Size) -> Pair:
    ours, peer = _folders(size)
    return Pair(partial(measure, ours), partial(measure, peer))


def _archive_of_program(folder: Path) -> float:
    """Of one file: packing all of them takes a while."""
    return _archive_megabytes(program(folder, folder.name))


def _archive_megabytes(folder: Path) -> float:
    target = _scratch() / "archive.tar.xz"
    with lzma.open(target, "wb", preset=_PRESET) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        archive.add(folder, folder.name)
    return target.stat().st_size / 1e6


@contextmanager
def _open_folder(size: Size) -> Iterator[Pair]:
    yield _sized(megabytes, size)


@contextmanager
def _open_archive(size: Size) -> Iterator[Pair]:
    yield _sized(_archive_of_program if size == TINY else _archive_megabytes, size)


@contextmanager
def _open_start(size: Size) -> Iterator[Pair]:
    """Warm: both are started once before, so that the system has read their files."""
    ours, peer = _folders(size)
    tiny = size == TINY
    with tempfile.TemporaryDirectory() as folder:
        with DemoServer(DemoOptions(calls=size.rows, receipts=0)) as server:
            prepare(Path(folder), server)
        options = () if tiny else ("--measure-start", "--data-dir", folder, "--lang", "en")
        command = (str(program(ours, "no_window" if tiny else project().console)), *options)
        bare = str(program(peer, peer.name))
        for warmed in (command, (bare,)):
            time_to("painted", Child(*warmed))
        yield Pair(
            ours=lambda: time_to("painted", Child(*command)),
            peer=lambda: time_to("painted", Child(bare)),
        )


_ONCE = Size(rows=1000, runs=1)
FOLDER = Benchmark("frozen-folder", _open_folder, limit=200, judged=Judged.OURS, unit=" MB", size=_ONCE)
ARCHIVE = Benchmark("frozen-archive", _open_archive, limit=80, judged=Judged.OURS, unit=" MB", size=_ONCE)
START = Benchmark("frozen-start", _open_start, limit=1.5, judged=Judged.RATIO, size=Size(rows=1000, runs=15))
