"""What an export waits for is written as it comes: one recording that takes minutes holds nobody up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from zipfile import ZipFile

from desktop.core.cancel import CancelToken
from desktop.core.errors import RecordingGone
from desktop.core.export import ExportRequest
from desktop.core.export_ledger import ExportedCall
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.demo.options import DemoOptions
from desktop.services.account_scope import AccountScope
from desktop.services.export.as_they_come import WAITED_FOR_AT_ONCE, as_they_come
from desktop.services.export.cargo import FETCHED_AHEAD, DueFile, DueItem
from tests.prepared import sync
from tests.services.call_export_kit import WORDS, RecordingSource
from tests.services.conftest import account_of


class LateSource(RecordingSource):
    """The first that is asked for comes after the last of `count`."""

    def __init__(self, scope: AccountScope, count: int) -> None:
        super().__init__(scope)
        self._count = count
        self._late: Future[KeptFile] = Future()

    def fetch(self, key: FileKey, priority: Priority, token: CancelToken) -> Future[KeptFile]:
        if not self.asked:
            self.asked.append(key)
            return self._late
        came = super().fetch(key, priority, token)
        if len(self.asked) == self._count:
            self._late.set_result(self._get(self.asked[0], token))
        return came


def item(sid: str, *futures: Future[KeptFile]) -> DueItem:
    files = (
        DueFile(FileKey.recording(sid), lambda extension, _: f"{sid}.{extension}", future=future)
        for future in futures
    )
    return DueItem(sid, tuple(files), lambda *_: ExportedCall(sid))


def test_what_is_here_goes_at_once_and_the_rest_as_it_comes() -> None:
    slow: Future[KeptFile] = Future()
    quick: Future[KeptFile] = Future()
    waits: list[None] = []

    def before_wait() -> None:
        waits.append(None)
        # Whatever came of it: why it failed is told like a file.
        (slow if quick.done() else quick).set_exception(RecordingGone())

    items = [item("slow", slow), item("here"), item("quick", quick), item("too")]
    assert [due.item for due in as_they_come(items, before_wait)] == ["here", "too", "quick", "slow"]
    assert len(waits) == 2


def test_the_second_of_two_is_waited_for_without_looking_all_the_time() -> None:
    first, second = Future[KeptFile](), Future[KeptFile]()
    first.set_exception(RecordingGone())
    waits = list[None]()

    def before_wait() -> None:
        waits.append(None)
        coming.start()

    coming = threading.Thread(target=second.set_exception, args=[RecordingGone()])
    assert [due.item for due in as_they_come([item("both", first, second)], before_wait)] == ["both"]
    coming.join()
    assert len(waits) == 1


def test_no_more_are_asked_for_than_are_waited_for() -> None:
    futures: list[Future[KeptFile]] = []

    def asked() -> Iterator[DueItem]:
        for number in range(3 * WAITED_FOR_AT_ONCE):
            futures.append(Future())
            yield item(str(number), futures[-1])

    def before_wait() -> None:
        assert sum(not future.done() for future in futures) <= WAITED_FOR_AT_ONCE
        next(future for future in reversed(futures) if not future.done()).set_exception(RecordingGone())

    came = [int(due.item) for due in as_they_come(asked(), before_wait)]
    assert sorted(came) == list(range(3 * WAITED_FOR_AT_ONCE))
    assert came[0] == WAITED_FOR_AT_ONCE - 1


def test_a_recording_that_takes_long_holds_none_of_the_others_up(data_dir: Path, folder: Path) -> None:
    with account_of(data_dir, DemoOptions(calls=60, prepare_seconds=(0.0, 0.01))) as (scope, server):
        sync(scope)
        # More than are on their way where their order is kept.
        wanted = [call.sid for call in server.world.calls if call.fate == "kept"][: 2 * FETCHED_AHEAD]
        assert len(wanted) == 2 * FETCHED_AHEAD
        target = folder / "calls.zip"
        request = ExportRequest(target, ids=tuple(scope.calls.row_ids(wanted).values()), words=WORDS)
        source = LateSource(scope, len(wanted))
        scope.call_export.write_zip(request, source, CancelToken(), lambda _: None)
        names = [name for name in ZipFile(target).namelist() if name.startswith("recording_")]
        recordings = [name for name in names if not name.endswith("_transcript.txt")]
        assert len(recordings) == len(wanted)
        assert source.asked[0].id not in "".join(recordings[:FETCHED_AHEAD])
