"""A process that opens the calls page on a full account, or a bare view, and says how much memory it takes.

`python -m tests.benchmarks.table_memory FOLDER`, or `--bare ROWS`: a QTableView over so many rows.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from tests.benchmarks.table_desk import CallsDesk, PlainModel, bare_view, rest

_MEGABYTE = 1_000_000


class _Rows(PlainModel):
    """As many rows as one likes, made when they are asked for."""

    def __init__(self, rows: int) -> None:
        super().__init__([range(10)] * rows, 10)


def main(arguments: list[str]) -> int:
    if arguments[0] == "--bare":
        with bare_view(_Rows(int(arguments[1]))):
            _say()
        return 0
    with CallsDesk(Path(arguments[0])) as desk:
        desk.open()
        desk.page.table.selectAll()
        rest(0.2)
        _say()
    return 0


def _say() -> None:
    gc.collect()
    print(f"took {_resident() / _MEGABYTE:.1f}", flush=True)


def _resident() -> int:
    """Bytes in memory now; where the system does not say, the most there ever were."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) * 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
