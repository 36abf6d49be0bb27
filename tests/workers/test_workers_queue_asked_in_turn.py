"""Who hears of the queue may ask it for more: that begins in the next turn, whatever waits for later."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.cancel import CancelToken
from desktop.core.models import FileKey
from desktop.core.transfer import Answer, TransferState, Way
from desktop.services.transfers import Answered, Arrived, Tell
from desktop.workers.download_queue import DownloadQueue
from tests.workers.arrived_kit import arrived, kept_file

PREPARED, FIRST, SECOND = FileKey.recording("CA1"), FileKey.source(1), FileKey.source(2)
LATER_SECONDS = 120.0


class StandingQueue(DownloadQueue):
    """On a clock that stands, as that of Windows does for 16 ms at a time."""

    def now(self) -> float:
        return 1000.0


class Server:
    """Gives receipts at once; the recording is to be asked about again in two minutes."""

    def attempt(self, key: FileKey, way: Way, token: CancelToken, tell: Tell) -> Arrived | Answered:
        if key.is_recording:
            return Answered(Answer.PREPARING, LATER_SECONDS)
        return arrived(lambda: kept_file(key))


@pytest.fixture
def queue(qtbot: QtBot) -> Iterator[DownloadQueue]:
    made = StandingQueue()
    made.set_account(None)
    made.set_attempts(Server())
    yield made
    assert made.close(20_000)


def test_what_is_asked_for_when_another_one_is_here_begins_at_once(
    qtbot: QtBot, queue: DownloadQueue
) -> None:
    queue.request(PREPARED)
    qtbot.waitUntil(lambda: _waits_for_later(queue))

    def ask_for_more(key: FileKey) -> None:
        if _is_done(queue, FIRST) and queue.transfer(SECOND) is None:
            queue.request(SECOND)

    queue.changed.connect(ask_for_more)
    queue.request(FIRST)
    qtbot.waitUntil(lambda: _is_done(queue, SECOND))


def _waits_for_later(queue: DownloadQueue) -> bool:
    transfer = queue.transfer(PREPARED)
    return transfer is not None and (transfer.next_at or 0.0) > queue.now()


def _is_done(queue: DownloadQueue, key: FileKey) -> bool:
    transfer = queue.transfer(key)
    return transfer is not None and transfer.state is TransferState.DONE
