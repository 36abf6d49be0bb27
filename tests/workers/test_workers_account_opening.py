"""Accounts that are opened beside the window: the last one counts, and no other one stays open."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.account import Account
from desktop.core.errors import AppError, DiskFull
from desktop.services.account_scope import AccountScope
from desktop.workers.account_opening import AccountOpening
from desktop.workers.task_pool import TaskPool


class Desk:
    """Opens real databases, each as soon as `gate` lets it."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder = folder
        self.qtbot = qtbot
        self.tasks = TaskPool()
        self.opening = AccountOpening(self.tasks)
        self.opened: list[AccountScope] = []
        self.failed: list[AppError] = []
        self.opening.opened.connect(self.opened.append)
        self.opening.failed.connect(self.failed.append)
        self.gate = threading.Event()
        self.loaded = threading.Event()

    def ask(self, number: int, error: AppError | None = None) -> None:
        account = Account("https://a.example", 1, number, f"{number}@a.example")
        self.opening.open(account, partial(self._load, account, error))

    def _load(self, account: Account, error: AppError | None) -> AccountScope:
        self.gate.wait(20)
        if error is not None:
            raise error
        folder = self.folder / str(account.user_id)
        folder.mkdir(exist_ok=True)
        scope = AccountScope(account, folder)
        self.loaded.set()
        return scope

    def is_open(self, number: int) -> bool:
        return (self.folder / str(number) / "lists.db.open").exists()

    def wait_for_rest(self) -> None:
        self.gate.set()
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=20_000)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(tmp_path, qtbot)
    yield made
    made.gate.set()
    made.tasks.close(20_000)
    made.opening.close()
    for scope in made.opened:
        scope.close()


@pytest.mark.parametrize("asked", [[1], [1, 2], [1, 2, 3], [1, 2, 1], [1, 1], [2, 1, 2, 1]])
def test_of_several_the_last_one_is_opened_and_no_other_stays_open(desk: Desk, asked: list[int]) -> None:
    for number in asked:
        desk.ask(number)
    wanted = desk.opening.account
    assert wanted is not None and wanted.user_id == asked[-1]
    desk.wait_for_rest()
    assert [scope.account.user_id for scope in desk.opened] == [asked[-1]]
    assert desk.opening.account is None
    assert [number for number in (1, 2, 3) if desk.is_open(number)] == [asked[-1]]


def test_one_that_nobody_wants_any_more_is_closed(desk: Desk) -> None:
    desk.ask(1)
    desk.opening.forget()
    desk.wait_for_rest()
    assert desk.opened == [] and not desk.is_open(1)


def test_what_fails_is_said_of_the_last_one_alone(desk: Desk) -> None:
    desk.ask(1, DiskFull())
    desk.ask(2)
    desk.wait_for_rest()
    assert desk.failed == [] and len(desk.opened) == 1
    desk.ask(3, DiskFull())
    desk.wait_for_rest()
    assert [type(error) for error in desk.failed] == [DiskFull]
    assert desk.opening.account is None


def test_at_the_end_what_was_opened_and_not_taken_is_closed(desk: Desk) -> None:
    desk.ask(1)
    desk.gate.set()
    # No events meanwhile: one of them would hand over what was opened.
    assert desk.loaded.wait(20)
    desk.tasks.stop()
    assert desk.tasks.wait(20)
    desk.opening.close()
    assert desk.opened == [] and not desk.is_open(1)


def test_what_is_put_away_is_closed_before_anything_is_opened(desk: Desk, qtbot: QtBot) -> None:
    desk.gate.set()
    desk.ask(1)
    qtbot.waitUntil(lambda: len(desk.opened) == 1)
    first = desk.opened.pop()
    # Held as by a write under way: the closing waits for it.
    with first.database.transaction():
        desk.opening.put_away(first)
        desk.ask(1)
        desk.loaded.clear()
        assert not desk.loaded.wait(0.05) and desk.opening.account is not None
    with qtbot.waitSignal(desk.opening.closed):
        pass
    qtbot.waitUntil(lambda: len(desk.opened) == 1)
    assert desk.is_open(1)


def test_at_the_end_what_was_put_away_is_closed_whether_its_turn_came_or_not(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.gate.set()
    desk.ask(1)
    qtbot.waitUntil(lambda: len(desk.opened) == 1)
    desk.tasks.stop()
    desk.opening.put_away(desk.opened.pop())
    assert desk.is_open(1)
    desk.opening.close()
    assert not desk.is_open(1)
