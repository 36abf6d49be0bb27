"""How long the window does not come round while three transfers run at full speed and a waveform is made.

The real program, and the embedded server in a process of its own. Recordings of ten minutes are fetched;
meanwhile some of thirty minutes are played, each until its waveform is drawn, then the next.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.benchmark import TINY, Benchmark, Judged, Pair, Size
from tests.benchmarks.busy_server import sids
from tests.benchmarks.child import Child, gaps_of, module
from tests.benchmarks.quit_stalled import KEYRING
from tests.benchmarks.waveform import wav_recording
from tests.playing_desk import keep_sound
from tests.prepared import open_scope, sync

PLAYED, PLAYED_SECONDS = 3, 1800
FETCHED_SECONDS = 600


def _fill(folder: Path, url: str, played: list[str], seconds: int) -> None:
    """The account's lists, and the recordings that are played."""
    scope = open_scope(folder, url)
    sync(scope)
    sound = wav_recording(folder, seconds).read_bytes()
    for sid in played:
        keep_sound(scope, sid, sound)
    scope.close()


@contextmanager
def _open(size: Size) -> Iterator[Pair]:
    tiny = size == TINY
    wanted = sids(size.rows + PLAYED)
    played, fetched = wanted[:PLAYED], wanted[PLAYED:]
    length, idle_ms = ("5", "200") if tiny else (str(FETCHED_SECONDS), "2000")
    idle: list[float] = []
    server = Child(*module("tests.benchmarks.busy_server", str(len(wanted)), length))
    with server:
        url = f"http://127.0.0.1:{server.number_after('port'):.0f}"

        def ours() -> float:
            with tempfile.TemporaryDirectory() as folder:
                _fill(Path(folder), url, played, 5 if tiny else PLAYED_SECONDS)
                wishes = idle_ms, ",".join(played), ",".join(fetched)
                options = ("--data-dir", folder, "--lang", "en")
                command = module("tests.benchmarks.busy_program", *wishes, *options)
                longest, idle_gap = gaps_of(Child(*command, keyring=KEYRING))
                idle.append(idle_gap)
                return longest

        yield Pair(ours=ours, peer=lambda: idle[-1])


GAP = Benchmark("playback-gap", _open, 0.1, Judged.OURS, size=Size(rows=30, runs=1))
