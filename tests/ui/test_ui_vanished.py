"""What the user asked for and the server deleted before it came: said once, with its days, whatever ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.account import Account
from desktop.core.errors import AppError, RecordingGone, RecordingMissing
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import KeptTransfer, TransferState
from desktop.services.account_scope import AccountScope
from desktop.ui.keeping.vanished_report import MESSAGE, VanishedReport
from desktop.ui.widgets.messages import Messages
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

WAIT_MS = 20_000
ACCOUNT = Account("https://a.example", 1, 2, "d@a.example")
FIRST, SECOND = (datetime(2024, 11, day, 12, tzinfo=UTC) for day in (14, 16))


def gone(number: int, since: datetime | None = FIRST, priority: Priority = Priority.ASKED) -> KeptTransfer:
    """What the server did not have any more."""
    key, error = FileKey.recording(f"CA{number}"), RecordingGone(since=since)
    return KeptTransfer(key, priority, number, TransferState.GONE, 0.0, ended_at=0.0, error=error)


class Run:
    """One run of the program on an account's folder, with what the one before left in the queue."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot = qtbot
        self.scope = AccountScope(ACCOUNT, folder)
        self.owner = QObject()
        self.tasks = TaskPool(self.owner)
        self.queue = DownloadQueue(self.owner)
        self.messages = Messages(self.owner)
        self.shown: list[str] = []
        self.messages.shown.connect(lambda message: self.shown.append(message.sentence))
        self.report = VanishedReport(self.tasks, self.queue, self.messages, self.owner)
        self.queue.set_account(self.scope.kept_files.find, awaits_kept=True)
        self.report.set_scope(self.scope)

    def begin(self, *left: KeptTransfer) -> None:
        """What was left is read, and all that follows is done."""
        self.queue.restore(left, paused=False)
        self.settle()

    def settle(self) -> None:
        """What was noticed has been looked up, and that it was said is written."""
        self._qtbot.waitUntil(lambda: not self.report.gathers and not self.tasks.busy, timeout=WAIT_MS)

    def close(self) -> None:
        assert self.queue.close(WAIT_MS)
        assert self.tasks.close(WAIT_MS)
        self.scope.close()


@pytest.fixture
def runs(look: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[list[Run]]:
    begun: list[Run] = []
    yield begun
    for run in begun:
        run.close()


def begin(runs: list[Run], qtbot: QtBot, folder: Path, *left: KeptTransfer) -> Run:
    """The run before ends first."""
    for before in runs:
        before.close()
    runs[:] = [Run(qtbot, folder)]
    runs[0].begin(*left)
    return runs[0]


def test_it_is_said_once_with_its_days(qtbot: QtBot, tmp_path: Path, runs: list[Run]) -> None:
    left = [gone(1), gone(2), gone(3, SECOND)]
    run = begin(runs, qtbot, tmp_path, *left)
    [said] = run.shown
    assert "2 recordings were deleted from the server on" in said and "14" in said
    assert "1 recording was deleted from the server on" in said and "16" in said
    # Another look, and another run.
    run.queue.paused_changed.emit()
    run.settle()
    assert run.shown == [said]
    assert begin(runs, qtbot, tmp_path, *left).shown == []
    assert len(begin(runs, qtbot, tmp_path, *left, gone(4, SECOND)).shown) == 1


def test_what_was_looked_up_and_not_shown_is_said_by_the_next_run(
    qtbot: QtBot, tmp_path: Path, runs: list[Run]
) -> None:
    """The program was ended between."""
    runs[:] = [run := Run(qtbot, tmp_path)]
    run.queue.restore([gone(1)], paused=False)
    run.report.look()
    assert run.tasks.busy
    # It is looked up, and nobody hears of it any more.
    assert run.tasks.close(WAIT_MS)
    assert run.shown == []
    assert len(begin(runs, qtbot, tmp_path, gone(1)).shown) == 1


def test_what_comes_while_it_stands_is_added(qtbot: QtBot, tmp_path: Path, runs: list[Run]) -> None:
    run = begin(runs, qtbot, tmp_path, gone(1))
    assert run.shown[-1].startswith("1 recording was")
    run.queue.restore([gone(1), gone(2)], paused=False)
    run.settle()
    assert run.shown[-1].startswith("2 recordings were") and len(run.messages.standing) == 1
    # Closed by the user, it is over.
    run.messages.dismiss(MESSAGE)
    run.queue.restore([gone(1), gone(2), gone(3)], paused=False)
    run.settle()
    assert run.shown[-1].startswith("1 recording was")


def test_another_account_hears_nothing_of_it(qtbot: QtBot, tmp_path: Path, runs: list[Run]) -> None:
    """And it is said when its own account is back."""
    runs[:] = [run := Run(qtbot, tmp_path)]
    run.queue.restore([gone(1)], paused=False)
    run.report.look()
    assert run.tasks.busy
    run.report.set_scope(None)
    run.settle()
    assert run.shown == []
    run.report.set_scope(run.scope)
    run.queue.paused_changed.emit()
    run.settle()
    assert len(run.shown) == 1


def _others() -> Sequence[KeptTransfer]:
    rule, missing = gone(1, priority=Priority.BACKGROUND), gone(2)
    error: AppError = RecordingMissing()
    receipt = KeptTransfer(FileKey.source(7), Priority.ASKED, 4, TransferState.GONE, 0.0, error=error)
    waits = KeptTransfer(FileKey.recording("CA3"), Priority.ASKED, 3, TransferState.WAITING, 0.0)
    return [
        rule,
        KeptTransfer(missing.key, Priority.ASKED, 2, TransferState.GONE, 0.0, error=error),
        waits,
        receipt,
    ]


def test_of_others_nothing_is_said(qtbot: QtBot, tmp_path: Path, runs: list[Run]) -> None:
    """What a rule asked for, never was there, may yet come, or is no recording."""
    assert begin(runs, qtbot, tmp_path, *_others()).shown == []


def test_without_a_day_it_went_just_now(qtbot: QtBot, tmp_path: Path, runs: list[Run]) -> None:
    run = begin(runs, qtbot, tmp_path, gone(1, since=None))
    days = {datetime.now(UTC).astimezone().date() - timedelta(days=days) for days in (0, 1)}
    assert len(run.shown) == 1 and {one.day for one in run.report.days} <= days
