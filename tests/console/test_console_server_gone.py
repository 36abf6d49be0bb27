"""A server that goes away while a command exports: nothing is waited for without end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.console.console import Console
from desktop.console.open_account import OpenAccount, chosen_account, opened
from desktop.console.progress_line import ProgressLine
from desktop.core.cancel import CancelToken
from desktop.core.errors import Offline, ServerFailed
from desktop.core.models import FileKey, Priority
from desktop.core.query import ReceiptQuery
from desktop.core.transfer import QueueRules
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from tests.prepared import account_service
from tests.workers.test_workers_queue_offline import RULES


@contextmanager
def command(data_dir: Path, rules: QueueRules = RULES) -> Iterator[OpenAccount]:
    """As `export` has it, with little patience."""
    accounts = account_service(data_dir)
    with Console("en") as console, opened(console, accounts, chosen_account(accounts, ""), rules) as one:
        one.put_right()
        one.go_online(accounts, ProgressLine(), everything=False)
        yield one


def source(one: OpenAccount, server: DemoServer) -> FileKey:
    ids = one.scope.receipts.ids(ReceiptQuery())
    return FileKey.source(next(number for number in ids if server.world.source_bytes(number)))


def test_its_files_are_missing_then(qtbot: QtBot, account: Path, server: DemoServer) -> None:
    with command(account) as one:
        key = source(one, server)
        server.stop()
        future = one.queue.fetch(key, Priority.BACKGROUND, CancelToken())
        qtbot.waitUntil(future.done, timeout=30_000)
        assert isinstance(future.exception(timeout=0), Offline)


def test_one_that_alone_is_not_answered_is_missing_too(
    qtbot: QtBot, account: Path, server: DemoServer
) -> None:
    server.faults.add(Fault(path=r"^/api/receipts/\d+|/attachments/", kind="text_500"))
    with command(account) as one:
        future = one.queue.fetch(source(one, server), Priority.BACKGROUND, CancelToken())
        qtbot.waitUntil(future.done, timeout=30_000)
        assert isinstance(future.exception(timeout=0), ServerFailed)
        assert one.queue.online
