"""Stores so many receipts in a ZIP: says "seconds" until it is on the disk itself, its directory too.

`python -m tests.benchmarks.zip_child FOLDER TARGET`
"""

from __future__ import annotations

import gc
import os
import sys
import time
from datetime import datetime
from pathlib import Path

from desktop.store.zip_writer import ZipWriter, file_pieces

_MOMENT = datetime(2024, 1, 15)


def main(arguments: list[str]) -> int:
    folder, target = Path(arguments[0]), Path(arguments[1])
    paths = sorted(folder.iterdir())
    # As in the program itself.
    gc.disable()
    began = time.perf_counter()
    writer = ZipWriter.begin(target, target)
    records = []
    for path in paths:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            records.append(writer.add(path.name, _MOMENT, file_pieces(file, path), size=size))
    writer.finish(records)
    print(f"seconds {time.perf_counter() - began}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
