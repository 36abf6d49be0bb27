"""What the tests of the export share: sources of files, the ZIP that is due, the ZIP that is there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled
from desktop.core.export import ExportProgress, ExportReport, ExportRequest, ExportWords
from desktop.core.filenames import UniqueNames
from desktop.core.media_type import sniff
from desktop.core.models import FileKey, FileKind, KeptFile, Priority, Receipt
from desktop.core.name_template import receipt_file_name
from desktop.core.query import ReceiptQuery
from desktop.core.transfer import Way
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.clock import local_day
from desktop.services.export.zip_lists import LIST_NAMES
from desktop.services.transfers import Arrived, Tell
from desktop.services.zip_check import ZipCheckService
from tests.prepared import keep
from tests.sheet_kit import TOTALS_WORDS, WORDS

ALL = ReceiptQuery()
RECEIPT_FILES = r"^/api/receipts/\d+/(preview/)?download$"
"""Where the server is asked for a source or a preview, whatever way its answer sends on."""
EXPORT_WORDS = ExportWords(
    WORDS, TOTALS_WORDS, reason=lambda error: type(error).__name__, sentence=lambda error: f"{error!r} it was"
)


def asked(target: Path, **which: Any) -> ExportRequest:
    """Of all receipts, or which ones."""
    return ExportRequest(target, **({"query": ALL} | which), words=EXPORT_WORDS)


class DirectSource:
    """A FileSource without a queue: fetches at once, on the thread that asks. `hook` runs before each."""

    online = True

    def __init__(self, scope: AccountScope, hook: Callable[[FileKey], None] = lambda _: None) -> None:
        self._scope = scope
        self._hook = hook
        self.asked: list[FileKey] = []

    def fetch(self, key: FileKey, priority: Priority, token: CancelToken) -> Future[KeptFile]:
        self.asked.append(key)
        future: Future[KeptFile] = Future()
        try:
            self._hook(key)
            future.set_result(self._get(key, token))
        except AppError as error:
            future.set_exception(error)
        return future

    def _get(self, key: FileKey, token: CancelToken) -> KeptFile:
        assert self._scope.online is not None
        answer = self._scope.online.transfers.attempt(key, Way.FETCH, token, Tell())
        assert isinstance(answer, Arrived)
        return keep(answer)


class NeverSource:
    """A FileSource whose files do not come: its futures end with the token alone."""

    online = True

    def __init__(self) -> None:
        self.asked = 0
        self.waiting = threading.Event()

    def fetch(self, key: FileKey, priority: Priority, token: CancelToken) -> Future[KeptFile]:
        future: Future[KeptFile] = Future()
        token.on_cancel(lambda: future.set_exception(Cancelled()))
        self.asked += 1
        self.waiting.set()
        return future


def export(
    scope: AccountScope,
    target: Path,
    source: DirectSource | NeverSource | None = None,
    token: CancelToken | None = None,
    on_progress: Callable[[ExportProgress], None] = lambda _: None,
) -> ExportReport:
    request = asked(target)
    made = source or DirectSource(scope)
    return scope.export.write_zip(request, made, token or CancelToken(), on_progress)


def receipts_of(scope: AccountScope) -> list[Receipt]:
    return [row.receipt for row in scope.receipts.rows(list(scope.receipts.ids(ALL)))]


def expected_zip(scope: AccountScope, server: DemoServer) -> dict[str, bytes]:
    """Names and bytes that are due, worked out from the server's own data."""
    names = UniqueNames()
    due: dict[str, bytes] = {}
    for receipt in receipts_of(scope):
        for kind, data in (
            (FileKind.RECEIPT_SOURCE, server.world.source_bytes(receipt.id)),
            (FileKind.RECEIPT_PREVIEW, server.world.preview_bytes(receipt.id)),
        ):
            if data is not None:
                name = receipt_file_name(receipt, local_day(receipt.received_at), kind, sniff(data).extension)
                due[names.take(name)] = data
    return due


def content(path: Path) -> dict[str, bytes]:
    """Its receipts' files; the lists beside them are there, and the manifest agrees with all of it."""
    assert ZipCheckService().check(path, CancelToken(), lambda _: None).agrees
    with ZipFile(path) as archive:
        assert all(entry.compress_type == ZIP_STORED for entry in archive.infolist())
        assert tuple(archive.namelist()[-len(LIST_NAMES) :]) == LIST_NAMES
        return {name: archive.read(name) for name in archive.namelist() if name not in LIST_NAMES}
