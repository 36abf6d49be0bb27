"""Exports all receipts of an account: says "seconds" until the ZIP has its name, and the "peak" in MB.

`python -m tests.benchmarks.export_child FOLDER TARGET`
"""

from __future__ import annotations

import gc
import os
import sys
import time
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.export import ExportRequest
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.core.query import ReceiptQuery
from desktop.ui.receipts.export.list_words import export_words
from tests.benchmarks.export_account import open_account
from tests.benchmarks.preview_memory import reset_peak, resident


class _NoSource:
    """All of it is here."""

    online = True

    def fetch(self, key: FileKey, priority: Priority, token: CancelToken) -> Future[KeptFile]:
        raise AssertionError(key)


def main(folder: str, target: str) -> int:
    # As in the program itself.
    gc.disable()
    with closing(open_account(Path(folder))) as scope:
        request = ExportRequest(Path(target), query=ReceiptQuery(), words=export_words())
        export = scope.export
        before = resident(os.getpid())
        reset_peak(os.getpid())
        began = time.perf_counter()
        report = export.write_zip(request, _NoSource(), CancelToken(), lambda _: None)
        seconds = time.perf_counter() - began
        peak = resident(os.getpid(), "VmHWM") - before
        assert report.files_written == 2 * report.summary.count and not report.missing_count
    print(f"seconds {seconds}\npeak {peak}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
