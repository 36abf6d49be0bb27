"""Packs a folder's files into a ZIP in memory, as the server does: says "seconds", and the "peak" in MB.

`python -m tests.benchmarks.deflate_child FOLDER`
"""

from __future__ import annotations

import os
import sys
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.benchmarks.preview_memory import reset_peak, resident


def main(folder: str) -> int:
    paths = sorted(Path(folder).iterdir())
    before = resident(os.getpid())
    reset_peak(os.getpid())
    began = time.perf_counter()
    with ZipFile(BytesIO(), "w", ZIP_DEFLATED) as archive:
        for path in paths:
            archive.writestr(path.name, path.read_bytes())
    seconds = time.perf_counter() - began
    print(f"seconds {seconds}\npeak {resident(os.getpid(), 'VmHWM') - before}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
