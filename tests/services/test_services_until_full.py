"""Files for an export are fetched until the disk is full; then all who wait are told at once, and why."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, DiskFull, Offline, TooLittleLeft
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.export import until_full
from desktop.services.export.until_full import MOST_REFUSED_ALONE, UntilFull
from tests.services.export_kit import DirectSource, content, export, receipts_of
from tests.store.store_rows import NOW


def key(number: int) -> FileKey:
    return FileKey.source(number)


def kept(number: int) -> KeptFile:
    return KeptFile(key(number), Path("x.pdf"), 1, "00", "pdf", NOW)


class Queue:
    """A FileSource that is told what comes of each; what is cancelled ends with that."""

    online = True

    def __init__(self) -> None:
        self.asked: dict[FileKey, Future[KeptFile]] = {}

    def fetch(self, key: FileKey, priority: Priority, token: CancelToken) -> Future[KeptFile]:
        future = self.asked[key] = Future[KeptFile]()
        token.on_cancel(lambda: self._end(future))
        return future

    @staticmethod
    def _end(future: Future[KeptFile]) -> None:
        if not future.done():
            future.set_exception(Cancelled())


def ask(source: UntilFull, *numbers: int) -> list[Future[KeptFile]]:
    return [source.fetch(key(number), Priority.BACKGROUND, CancelToken()) for number in numbers]


def test_all_who_wait_are_told_at_once_and_nothing_more_is_asked_for() -> None:
    queue = Queue()
    source = UntilFull(queue, CancelToken())
    one, two, three = ask(source, 1, 2, 3)
    queue.asked[key(1)].set_result(kept(1))
    full = DiskFull("of the lists")
    queue.asked[key(3)].set_exception(full)
    assert one.result(0) == kept(1)
    assert two.exception(0) is three.exception(0) is full
    # What was still on its way is ended.
    assert isinstance(queue.asked[key(2)].exception(0), Cancelled)
    [four] = ask(source, 4)
    assert four.exception(0) is full
    assert key(4) not in queue.asked


def test_where_room_comes_back_it_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    queue, token, free = Queue(), CancelToken(), [5]
    monkeypatch.setattr(until_full, "disk_room", lambda _: (free[0], 100))
    source = UntilFull(queue, token)
    one, two = ask(source, 1, 2)
    full = DiskFull(needed=9, free=5, path="lists")
    queue.asked[key(1)].set_exception(full)
    assert one.exception(0) is two.exception(0) is full
    free[0] = 8
    [three] = ask(source, 3)
    assert three.exception(0) is full and key(3) not in queue.asked
    free[0] = 9
    four, five, six = ask(source, 4, 5, 6)
    queue.asked[key(4)].set_result(kept(4))
    assert four.result(0) == kept(4) and not five.done()
    queue.asked[key(5)].set_exception(full)
    assert six.exception(0) is full, "it is full as before"
    [seven] = ask(source, 7)
    token.cancel()
    assert isinstance(seven.exception(0), Cancelled)


def test_a_refusal_from_before_there_was_room_again_is_its_own_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    queue, free = Queue(), [5]
    monkeypatch.setattr(until_full, "disk_room", lambda _: (free[0], 100))
    # It goes on to its end, whatever is cancelled.
    monkeypatch.setattr(queue, "_end", lambda _: None)
    source = UntilFull(queue, CancelToken())
    ask(source, 1, 2)
    full = DiskFull(needed=9, free=5, path="lists")
    queue.asked[key(1)].set_exception(full)
    free[0] = 9
    [three] = ask(source, 3)
    queue.asked[key(2)].set_exception(full)
    assert not three.done()
    queue.asked[key(3)].set_result(kept(3))
    assert three.result(0) == kept(3)


@pytest.mark.parametrize("full", [DiskFull(free=5, path="lists"), DiskFull(needed=3, free=5, path="lists")])
def test_what_no_room_explains_is_not_tried_at_each_file(
    monkeypatch: pytest.MonkeyPatch, full: DiskFull
) -> None:
    """Of a quota, for instance, the system says that there is room."""
    queue = Queue()
    monkeypatch.setattr(until_full, "disk_room", lambda _: (50, 100))
    source = UntilFull(queue, CancelToken())
    ask(source, 1)
    queue.asked[key(1)].set_exception(full)
    [two] = ask(source, 2)
    assert two.exception(0) is full and key(2) not in queue.asked


def test_where_room_may_come_several_have_to_find_none() -> None:
    queue, full = Queue(), DiskFull()
    source = UntilFull(queue, CancelToken(), times=2)
    futures = ask(source, 1, 2, 3, 4, 5)
    queue.asked[key(1)].set_exception(full)
    assert [one.done() for one in futures] == [True, False, False, False, False]
    queue.asked[key(2)].set_result(kept(2))
    queue.asked[key(3)].set_exception(full)
    assert not futures[4].done()
    queue.asked[key(4)].set_exception(full)
    assert futures[4].exception(0) is full


def test_one_that_is_too_large_is_refused_alone() -> None:
    queue, full = Queue(), TooLittleLeft(needed=9, free=5, least=4)
    source = UntilFull(queue, CancelToken())
    futures = ask(source, *range(MOST_REFUSED_ALONE + 3))
    for number in range(MOST_REFUSED_ALONE - 1):
        queue.asked[key(number)].set_exception(full)
    assert sum(one.done() for one in futures) == MOST_REFUSED_ALONE - 1
    queue.asked[key(MOST_REFUSED_ALONE)].set_result(kept(MOST_REFUSED_ALONE))
    queue.asked[key(MOST_REFUSED_ALONE + 1)].set_exception(full)
    assert not futures[-1].done()
    # Below what must stay free nothing has room.
    queue.asked[key(MOST_REFUSED_ALONE - 1)].set_exception(TooLittleLeft(needed=4, free=3, least=4))
    assert all(one.done() for one in futures)


def test_where_so_many_in_a_row_are_too_large_nothing_more_is_asked_for() -> None:
    queue, full = Queue(), TooLittleLeft(needed=9, free=5, least=4)
    source = UntilFull(queue, CancelToken())
    futures = ask(source, *range(MOST_REFUSED_ALONE + 1))
    for number in range(MOST_REFUSED_ALONE):
        queue.asked[key(number)].set_exception(full)
    assert futures[-1].exception(0) is full


def test_what_fails_otherwise_is_of_that_file_alone() -> None:
    queue, token = Queue(), CancelToken()
    source = UntilFull(queue, token)
    one, two = ask(source, 1, 2)
    queue.asked[key(1)].set_exception(Offline())
    assert isinstance(one.exception(0), Offline)
    assert not two.done()
    token.cancel()
    assert isinstance(two.exception(0), Cancelled)


def test_an_export_whose_files_find_no_room_ends_with_what_is_here(
    synced: AccountScope, server: DemoServer, target: Path
) -> None:
    """One that nobody tells would wait for ever: here its files come from nowhere."""
    some = {one.id for one in receipts_of(synced)[:2]}
    full = DiskFull("of the lists", disk="D:")

    class Filling(DirectSource):
        """The first receipts come; then one is told that there is no room, and the others never anything."""

        refused = False

        def fetch(self, key: FileKey, priority: Priority, token: CancelToken) -> Future[KeptFile]:
            if int(key.id) in some:
                return super().fetch(key, priority, token)
            future: Future[KeptFile] = Future()
            waiting.append(future)
            if len(waiting) == 3:
                future.set_exception(full)
            return future

    waiting: list[Future[KeptFile]] = []
    report = export(synced, target, Filling(synced))
    there = {receipt for receipt in some if server.world.source_bytes(receipt)}
    assert {one.receipt.id for one in report.missing} >= {one.id for one in receipts_of(synced)} - some - {
        one.receipt.id for one in report.absent
    } - there
    reasons = [one.reason for one in report.missing if isinstance(one.reason, DiskFull)]
    assert len(reasons) > len(waiting) == 3
    assert {reason.disk for reason in reasons} == {"D:"}
    assert len(content(target)) == report.files_written


@pytest.mark.parametrize("times", [1, 4])
def test_after_the_end_nothing_is_fetched(times: int) -> None:
    queue, token = Queue(), CancelToken()
    source = UntilFull(queue, token, times)
    token.cancel()
    [one] = ask(source, 1)
    assert isinstance(one.exception(0), Cancelled)
