"""What others wait for in the queue, as an export does: each future ends once, whatever happens."""

from __future__ import annotations

from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, DiskFailed, Offline
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.core.query import ReceiptQuery
from desktop.core.transfer import QueueRules, TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.account import AccountService
from tests.workers.queue_desk import FILES, Desk


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
    desk.server.faults.add(Fault(path=FILES, kind="delay", seconds=30))
    token = CancelToken()
    future = desk.fetch(key, token)
    desk.queue.request(key, Priority.NOW)
    desk.wait(lambda: bool(desk.server.faults.stalled()))
    token.cancel()
    desk.server.faults.release()
    desk.wait(lambda: desk.ready == [key])
    assert isinstance(future.exception(timeout=0), Cancelled)


def test_two_who_wait_for_one_file_both_get_it_and_it_comes_once(desk: Desk) -> None:
    [key] = desk.sources(1)
    stays, goes = CancelToken(), CancelToken()
    desk.server.faults.add(Fault(path=FILES, kind="delay", seconds=30))
    futures = [desk.fetch(key, stays), desk.fetch(key, goes), desk.fetch(key, stays)]
    desk.wait(lambda: bool(desk.server.faults.stalled()))
    goes.cancel()
    desk.server.faults.release()
    desk.wait(lambda: all(future.done() for future in futures))
    assert futures[0].result() == futures[2].result()
    assert isinstance(futures[1].exception(), Cancelled)
    desk.wait(lambda: desk.ready == [key])


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
    assert desk.queue.close(20_000)
    desk.scope.close()


def test_a_long_export_leaves_nothing_on_its_token(desk: Desk) -> None:
    """Thousands of fetches share one token: what is done must not be told of its end."""
    token = CancelToken()
    for key in desk.sources(3):
        desk.wait(desk.fetch(key, token).done)
    said = QSignalSpy(desk.queue._fetches._cancelled)
    token.cancel()
    last = desk.fetch(desk.sources(4)[3], CancelToken())
    desk.wait(last.done)
    assert said.count() == 0


def test_futures_end_when_the_queue_closes_and_when_it_is_closed_already(desk: Desk) -> None:
    first, second = desk.sources(2)
    desk.server.faults.add(Fault(path=FILES, kind="stall"))
    under_way = desk.fetch(first, CancelToken())
    desk.wait(lambda: desk.server.counters.file_requests_high == 1)
    desk.scope.go_offline()
    assert desk.queue.close(20_000)
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
