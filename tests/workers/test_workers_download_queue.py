"""The queue with the real TransferService against the embedded server: caps, order, cancel, and the end."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled, DiskFailed, Offline
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.core.transfer import QueueRules, TransferState
from desktop.core.version import user_agent
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.account import AccountService, SignIn
from desktop.services.account_scope import AccountScope
from desktop.store.app_dirs import AppDirs
from desktop.store.credentials import Credentials
from desktop.store.settings_file import SettingsFile
from desktop.workers.download_queue import DownloadQueue

if TYPE_CHECKING:
    from _typeshed import TraceFunction

FILES = r"^/api/receipts/\d+/download$"
WAIT_MS = 30_000


class Desk:
    """One account, its queue, and what the queue said."""

    def __init__(
        self,
        accounts: AccountService,
        server: DemoServer,
        qtbot: QtBot,
        keep: bool = False,
        rules: QueueRules | None = None,
    ) -> None:
        self.accounts = accounts
        self.server = server
        self.qtbot = qtbot
        self.sign_in = SignIn(server.url, DEMO_EMAIL, DEMO_PASSWORD, keep)
        self.scope: AccountScope = accounts.open(accounts.sign_in(self.sign_in))
        assert self.scope.online is not None
        self.scope.online.sync.run(CancelToken(), lambda _: None)
        self.queue = DownloadQueue(rules=rules)
        self.ready: list[FileKey] = []
        self.failed: list[tuple[FileKey, AppError]] = []
        self.queue.ready.connect(self._on_ready)
        self.queue.failed.connect(self._on_failed)
        self.queue.set_account(self.scope.kept_files.find)
        self.queue.set_attempts(self.scope.online.transfers)

    def _on_ready(self, key: FileKey, _: KeptFile) -> None:
        self.ready.append(key)

    def _on_failed(self, key: FileKey, error: AppError) -> None:
        self.failed.append((key, error))

    def wait(self, condition: Callable[[], bool], milliseconds: int = WAIT_MS) -> None:
        self.qtbot.waitUntil(condition, timeout=milliseconds)

    def recordings(self, count: int) -> list[FileKey]:
        """Recordings that the server still has, sound and without tricks, newest first."""
        good = {call.sid for call in self.server.world.calls if call.fate == "kept" and call.has_recording}
        ids = self.scope.calls.ids(CallQuery())
        rows = (row.call for row in self.scope.calls.rows(ids))
        left = [call.sid for call in rows if call.sid in good and self._lives(call.sid)]
        assert len(left) >= count
        return [FileKey.recording(sid) for sid in left[:count]]

    def _lives(self, sid: str) -> bool:
        call = self.scope.calls.call(sid)
        time_left = self.scope.calls.time_left(call) if call is not None else None
        return time_left is not None and time_left.total_seconds() > 0

    def sources(self, count: int) -> list[FileKey]:
        """Receipts' source files that the server can give."""
        ids = self.scope.receipts.ids(ReceiptQuery())
        found = [number for number in ids if self.server.world.source_bytes(number) is not None]
        assert len(found) >= count
        return [FileKey.source(number) for number in found[:count]]

    def state(self, key: FileKey) -> TransferState | None:
        transfer = self.queue.transfer(key)
        return transfer.state if transfer is not None else None

    def has_begun(self, key: FileKey) -> bool:
        return self.state(key) is not TransferState.WAITING

    def fetch(
        self, key: FileKey, token: CancelToken, priority: Priority = Priority.BACKGROUND
    ) -> Future[KeptFile]:
        return self.queue.fetch(key, priority, token)

    def leftovers(self) -> list[Path]:
        return list(self.scope.folder.rglob("*.part"))


@pytest.fixture
def accounts(data_dir: Path) -> AccountService:
    dirs = AppDirs(data_dir)
    return AccountService(dirs, Credentials(), SettingsFile(dirs.settings_path), user_agent())


@pytest.fixture
def desk(accounts: AccountService, server: DemoServer, qtbot: QtBot) -> Iterator[Desk]:
    # The real patience of three seconds between questions is the checklist's.
    made = Desk(accounts, server, qtbot, rules=QueueRules(poll_seconds=0.1))
    yield made
    made.scope.go_offline()
    assert made.queue.close(5_000)
    made.scope.close()


# -- the caps ------------------------------------------------------------------------------------


def test_ten_at_once_keep_the_caps_and_all_come(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "desktop.recordings")
    desk.server.counters.reset()
    keys = [*desk.recordings(10), *desk.sources(5)]
    for key in keys:
        desk.queue.request(key)
    desk.wait(lambda: len(desk.ready) + len(desk.failed) == len(keys))
    assert desk.failed == []
    assert sorted(desk.ready) == sorted(keys)
    assert desk.server.counters.file_requests_high <= 3
    assert desk.server.counters.preparations_high == 3
    assert "active=3/3" in caplog.text
    for key in keys[:10]:
        kept = desk.scope.kept_files.find(key)
        assert kept is not None
        assert kept.path.read_bytes() == desk.server.world.recording_bytes(key.id)
    assert desk.leftovers() == []


def test_what_is_shown_now_comes_before_what_was_asked_for_earlier(desk: Desk) -> None:
    *stalled, asked, now = desk.sources(5)
    desk.server.faults.add(Fault(path=FILES, kind="stall", times=3))
    for key in stalled:
        desk.queue.request(key)
    desk.wait(lambda: desk.server.counters.file_requests_high == 3)
    desk.queue.request(asked, Priority.ASKED)
    desk.queue.request(now, Priority.BACKGROUND)
    desk.queue.request(now, Priority.NOW)
    desk.queue.cancel(stalled[0])
    desk.wait(lambda: len(desk.ready) == 2)
    assert desk.ready == [now, asked]


# -- cancel --------------------------------------------------------------------------------------


def test_a_cancelled_transfer_frees_its_thread_within_a_tenth_of_a_second(desk: Desk) -> None:
    keys = desk.sources(6)
    stalled, waiting = keys[:3], keys[3:]
    desk.server.faults.add(Fault(path=FILES, kind="stall"))
    for key in keys:
        desk.queue.request(key)
    desk.wait(lambda: desk.server.counters.file_requests_high == 3)
    took: list[float] = []
    for old, new in zip(stalled, waiting, strict=True):
        assert desk.state(new) is TransferState.WAITING
        began = time.monotonic()
        desk.queue.cancel(old)
        # Another one has begun in its place: the thread was free.
        desk.wait(partial(desk.has_begun, new))
        took.append(time.monotonic() - began)
        assert desk.state(old) is TransferState.CANCELLED
    # The computer may be busy with something else once, not three times.
    assert min(took) < 0.1


def test_cancelling_all_that_wait_leaves_what_has_begun(desk: Desk) -> None:
    keys = desk.sources(6)
    desk.server.faults.add(Fault(path=FILES, kind="stall", times=3))
    for key in keys:
        desk.queue.request(key)
    desk.wait(lambda: desk.server.counters.file_requests_high == 3)
    desk.queue.cancel_waiting()
    states = [desk.state(key) for key in keys]
    assert states[:3] == [TransferState.TRANSFERRING] * 3
    assert states[3:] == [TransferState.CANCELLED] * 3


def test_thousands_that_wait_do_not_hold_the_window_up(desk: Desk) -> None:
    desk.server.faults.add(Fault(path=r"/status$", kind="stall", at_bytes=0))
    few, many = _lines_of_dropping(desk, 300), _lines_of_dropping(desk, 1_200)
    # One press of a button: four times as many are four times the work, never sixteen times.
    assert few < many < 5 * few
    assert desk.queue.counts().waiting == 0


def _lines_of_dropping(desk: Desk, count: int) -> int:
    """How many lines of Python run to drop `count` that wait: the same on every computer."""
    for number in range(count):
        desk.queue.request(FileKey.recording(f"CA{number:032x}"))
    lines = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    desk.queue.cancel_waiting()
    sys.settrace(before)
    return lines


def test_a_cancelled_one_asked_for_again_comes_once(desk: Desk) -> None:
    [key] = desk.recordings(1)
    desk.queue.request(key)
    desk.wait(lambda: desk.state(key) is TransferState.PREPARING)
    desk.queue.cancel(key)
    desk.queue.request(key, Priority.NOW)
    desk.wait(lambda: desk.state(key) is TransferState.DONE)
    assert desk.ready == [key]
    assert desk.server.counters.preparations_high == 1
    assert desk.leftovers() == []


# -- futures -------------------------------------------------------------------------------------


def test_a_future_ends_with_the_file_and_at_once_the_second_time(desk: Desk) -> None:
    [key] = desk.sources(1)
    first = desk.fetch(key, CancelToken())
    desk.wait(first.done)
    assert first.result().path.read_bytes() == desk.server.world.source_bytes(int(key.id))
    desk.server.counters.reset()
    second = desk.fetch(key, CancelToken())
    desk.wait(second.done)
    assert second.result() == first.result()
    assert sum(desk.server.counters.hits.values()) == 0


def test_a_future_ends_with_its_token_and_takes_the_transfer_along(desk: Desk) -> None:
    [key] = desk.sources(1)
    desk.server.faults.add(Fault(path=FILES, kind="stall"))
    token = CancelToken()
    future = desk.fetch(key, token)
    desk.wait(lambda: desk.server.counters.file_requests_high == 1)
    token.cancel()
    assert isinstance(future.exception(timeout=0), Cancelled)
    desk.wait(lambda: desk.state(key) is TransferState.CANCELLED)


def test_a_transfer_that_the_user_wants_too_outlives_the_token(desk: Desk) -> None:
    [key] = desk.sources(1)
    desk.server.faults.add(Fault(path=FILES, kind="delay", seconds=0.5))
    token = CancelToken()
    future = desk.fetch(key, token)
    desk.queue.request(key, Priority.NOW)
    desk.wait(lambda: desk.server.counters.file_requests_high == 1)
    token.cancel()
    desk.wait(lambda: desk.ready == [key])
    assert isinstance(future.exception(timeout=0), Cancelled)


def test_two_who_wait_for_one_file_both_get_it_and_it_comes_once(desk: Desk) -> None:
    [key] = desk.sources(1)
    stays, goes = CancelToken(), CancelToken()
    desk.server.faults.add(Fault(path=FILES, kind="delay", seconds=0.5))
    futures = [desk.fetch(key, stays), desk.fetch(key, goes), desk.fetch(key, stays)]
    desk.wait(lambda: desk.server.counters.file_requests_high == 1)
    goes.cancel()
    desk.wait(lambda: all(future.done() for future in futures))
    assert futures[0].result() == futures[2].result()
    assert desk.ready == [key]


def test_a_short_cut_costs_an_export_nothing(desk: Desk) -> None:
    assert desk.scope.online is not None
    key, other = desk.sources(2)
    desk.queue.set_attempts(None)
    token = CancelToken()
    future, cancelled = desk.fetch(key, CancelToken()), desk.fetch(other, token)
    desk.wait(lambda: desk.state(other) is TransferState.WAITING)
    token.cancel()
    assert isinstance(cancelled.exception(timeout=0), Cancelled)
    assert not future.done()
    desk.queue.set_attempts(desk.scope.online.transfers)
    desk.wait(future.done)
    assert future.result().path.read_bytes() == desk.server.world.source_bytes(int(key.id))


def test_a_long_cut_is_waited_for_once_and_not_for_each_file(
    accounts: AccountService, server: DemoServer, qtbot: QtBot
) -> None:
    desk = Desk(accounts, server, qtbot, rules=QueueRules(session_seconds=0.3))
    wanted, exported = desk.sources(2)
    desk.queue.set_attempts(None)
    desk.queue.request(wanted)
    futures = [desk.fetch(key, CancelToken()) for key in (wanted, exported)]
    desk.wait(lambda: all(future.done() for future in futures))
    assert all(isinstance(future.exception(timeout=0), Offline) for future in futures)
    # What the user himself asked for goes on waiting.
    assert desk.state(wanted) is TransferState.WAITING
    assert desk.state(exported) is TransferState.CANCELLED
    late = desk.fetch(exported, CancelToken())
    desk.wait(late.done)
    assert desk.state(exported) is TransferState.CANCELLED
    assert desk.queue.close(5_000)
    desk.scope.close()


def test_a_long_export_leaves_nothing_on_its_token(desk: Desk) -> None:
    """Thousands of fetches share one token: what is done must not be told of its end."""
    token = CancelToken()
    for key in desk.sources(3):
        desk.wait(desk.fetch(key, token).done)
    said: list[FileKey] = []
    desk.queue._fetches._cancelled.connect(lambda key, _: said.append(key))
    token.cancel()
    last = desk.fetch(desk.sources(4)[3], CancelToken())
    desk.wait(last.done)
    assert said == []


def test_futures_end_when_the_queue_closes_and_when_it_is_closed_already(desk: Desk) -> None:
    first, second = desk.sources(2)
    desk.server.faults.add(Fault(path=FILES, kind="stall"))
    under_way = desk.fetch(first, CancelToken())
    desk.wait(lambda: desk.server.counters.file_requests_high == 1)
    desk.scope.go_offline()
    assert desk.queue.close(2_000)
    assert isinstance(under_way.exception(timeout=0), Cancelled)
    late = desk.fetch(second, CancelToken())
    desk.wait(late.done)
    assert isinstance(late.exception(timeout=0), Offline)


def test_another_account_ends_every_future_of_the_one_before(desk: Desk) -> None:
    keys = desk.sources(5)
    desk.server.faults.add(Fault(path=FILES, kind="stall"))
    futures = [desk.fetch(key, CancelToken()) for key in keys]
    desk.wait(lambda: desk.server.counters.file_requests_high == 3)
    desk.queue.set_account(None)
    assert all(isinstance(future.exception(timeout=0), Cancelled) for future in futures)
    assert desk.queue.transfers() == []


# -- the session ---------------------------------------------------------------------------------


def test_a_lost_session_is_said_and_the_next_one_goes_on(desk: Desk) -> None:
    lost: list[bool] = []
    desk.queue.session_lost.connect(lambda: lost.append(True))
    keys = desk.recordings(5)
    desk.server.world.expire_sessions()
    for key in keys:
        desk.queue.request(key)
    desk.wait(lambda: bool(lost) and not desk.queue.online)
    assert desk.failed == []
    assert len(desk.queue.transfers()) == 5
    desk.accounts.enter(desk.scope, desk.accounts.sign_in(desk.sign_in))
    assert desk.scope.online is not None
    desk.queue.set_attempts(desk.scope.online.transfers)
    desk.wait(lambda: len(desk.ready) == 5)
    assert desk.failed == []


def test_a_future_waits_for_the_next_session(desk: Desk) -> None:
    [key] = desk.sources(1)
    desk.server.world.expire_sessions()
    future = desk.fetch(key, CancelToken())
    desk.wait(lambda: not desk.queue.online)
    assert not future.done()
    desk.accounts.enter(desk.scope, desk.accounts.sign_in(desk.sign_in))
    assert desk.scope.online is not None
    desk.queue.set_attempts(desk.scope.online.transfers)
    desk.wait(future.done)
    assert future.result().key == key


def test_a_database_that_is_gone_is_said_to_who_waits(desk: Desk) -> None:
    """The folder was taken away: an export must not wait for a file for ever."""

    def find_nowhere(_: FileKey) -> KeptFile | None:
        raise DiskFailed("unable to open database file")

    attempts = desk.scope.online.transfers if desk.scope.online else None
    desk.queue.set_account(find_nowhere)
    desk.queue.set_attempts(attempts)
    key = FileKey.source(desk.scope.receipts.ids(ReceiptQuery())[0])
    future = desk.queue.fetch(key, Priority.BACKGROUND, CancelToken())
    desk.wait(future.done)
    assert isinstance(future.exception(), DiskFailed)
