"""Exports so many receipts of which nothing is here, through the queue: says "seconds" until all is named.

`python -m tests.benchmarks.export_fetched_child ADDRESS COUNT FOLDER`; there is an empty `account` in it.
"""

from __future__ import annotations

import gc
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.api.client import ApiClient
from desktop.api.session import ApiSession
from desktop.core.account import Account
from desktop.core.cancel import CancelToken
from desktop.core.export import ExportReport, ExportRequest
from desktop.core.models import Receipt, ReceiptFile
from desktop.core.query import ReceiptQuery
from desktop.core.version import user_agent
from desktop.services.account_scope import AccountScope
from desktop.store.receipts_repository import ReceiptsRepository
from desktop.ui.receipts.export.list_words import export_words
from desktop.workers.download_queue import DownloadQueue


class _Export(threading.Thread):
    """The queue lives on the main thread, and the export beside it, as in the program."""

    def __init__(self, scope: AccountScope, queue: DownloadQueue, target: Path) -> None:
        super().__init__()
        self._scope, self._queue = scope, queue
        self._request = ExportRequest(target, query=ReceiptQuery(), words=export_words())
        self.report: ExportReport | None = None
        self.seconds = 0.0

    def run(self) -> None:
        began = time.perf_counter()
        try:
            export = self._scope.export
            self.report = export.write_zip(self._request, self._queue, CancelToken(), lambda _: None)
            self.seconds = time.perf_counter() - began
        finally:
            QCoreApplication.quit()


def main(arguments: list[str]) -> int:
    address, count, folder = arguments[0], int(arguments[1]), Path(arguments[2])
    application = QCoreApplication([])
    # As in the program itself.
    gc.disable()
    scope = AccountScope(Account(address, 1, 1, "demo@example.com"), folder / "account")
    ReceiptsRepository(scope.database).upsert([_receipt(number) for number in range(1, count + 1)])
    scope.go_online(ApiClient(ApiSession(address, user_agent=user_agent())))
    assert scope.online is not None
    queue = DownloadQueue()
    queue.set_account(scope.kept_files.find)
    queue.set_attempts(scope.online.transfers)
    export = _Export(scope, queue, folder / "x.zip")
    export.start()
    application.exec()
    export.join()
    queue.close(5_000)
    scope.close()
    if export.report is None or export.report.missing_count:
        print(f"not all of it is there: {export.report}", file=sys.stderr)
        return 1
    print(f"seconds {export.seconds}", flush=True)
    return 0


def _receipt(number: int) -> Receipt:
    """Known already, as after a sync."""
    files = ReceiptFile(2 * number, f"{number}.pdf"), ReceiptFile(2 * number + 1, f"{number}.jpg")
    return Receipt(number, datetime.now(UTC), f"Vendor {number}", source_file=files[0], preview_file=files[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
