"""Another program holds the lists, as a virus scanner or a backup does, while the user goes.

It lets go of them when the window's event loop has turned: a window that waited for it would not get on. Nor
would whoever waited as long as the program has patience here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import QTimer

from desktop.core.models import ReceiptStatus
from desktop.core.note import NoteKey
from desktop.demo.server import DemoServer
from desktop.services.account_scope import LISTS_NAME
from desktop.store import database
from desktop.workers.quitting import BACKUP_WITHIN_SECONDS
from tests.app.accounts_kit import OTHER_EMAIL, choose_account, open_both, shows
from tests.app.conftest import BACKUP_LIMIT, QUIT_LIMIT, Driver
from tests.app.test_app_unsaved_note import SAID
from tests.app.test_app_unsent_decisions import one_to_review

Start = Callable[[str], Driver]
TURNS = 20
PATIENCE_SECONDS = 60.0


class Holder:
    """The other program."""

    def __init__(self, driver: Driver) -> None:
        self.path = driver.scope.folder / LISTS_NAME
        self._connection = sqlite3.connect(self.path, isolation_level=None)
        self._turns = 0
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._on_turn)
        self._connection.execute("BEGIN EXCLUSIVE")

    def let_go_soon(self) -> None:
        self._timer.start()

    def _on_turn(self) -> None:
        self._turns += 1
        if self._turns >= TURNS:
            self.close()

    def close(self) -> None:
        self._timer.stop()
        self._connection.close()


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Driver], Holder]]:
    monkeypatch.setattr(database, "_BUSY_SECONDS", PATIENCE_SECONDS)
    made: list[Holder] = []

    def take(driver: Driver) -> Holder:
        made.append(Holder(driver))
        return made[-1]

    yield take
    for one in made:
        one.close()


def decide_all(driver: Driver, text: str) -> None:
    """A decision, a mark, a bookmark and a note."""
    driver.receipts.decisions.decide([one_to_review(driver)], ReceiptStatus.APPROVED)
    row = driver.calls.model.record_at(0)
    assert row is not None
    sid = row.call.sid
    driver.scope.notes.hold(NoteKey.call(sid), text)
    driver.scope.bookmarks.hold(driver.scope.bookmarks.new(sid, 4_000)._replace(text=text))
    driver.calls.marking.mark_heard(sid)


def kept(holder: Holder) -> tuple[object, ...]:
    """What the lists have of it by now: decisions, reviewed calls, the text of the notes, of bookmarks."""
    asked = (
        "SELECT count(*) FROM outbox",
        "SELECT count(*) FROM call_marks WHERE reviewed_at IS NOT NULL",
        "SELECT text FROM notes",
        "SELECT text FROM bookmarks",
    )
    with closing(sqlite3.connect(holder.path)) as connection:
        return tuple(connection.execute(words).fetchone()[0] for words in asked)


def said(driver: Driver) -> str:
    standing = driver.program.window.messages.standing
    return " ".join(message.sentence for message in standing if message.key == SAID)


def test_whoever_leaves_goes_once_all_is_written_beside_the_window(
    start: Start, server: DemoServer, hold: Callable[[Driver], Holder]
) -> None:
    driver = start("en")
    open_both(driver, server)
    server.stop()
    holder = hold(driver)
    decide_all(driver, "one")
    choose_account(driver, OTHER_EMAIL)
    assert "The other account opens once it is saved" in said(driver)
    holder.let_go_soon()
    driver.wait(lambda: shows(driver, OTHER_EMAIL))
    assert kept(holder) == (1, 1, "one", "one") and not said(driver)
    driver.wait(lambda: bool(driver.calls.model.ids))
    holder = hold(driver)
    decide_all(driver, "two")
    driver.program.window.sign_out_asked.emit(False)
    assert "You are signed out once it is saved" in said(driver)
    holder.let_go_soon()
    driver.wait(lambda: driver.program.scope is None)
    assert kept(holder) == (1, 1, "two", "two") and not said(driver)


def test_the_window_closes_once_all_is_written(signed_in: Driver, hold: Callable[[Driver], Holder]) -> None:
    holder = hold(signed_in)
    decide_all(signed_in, "three")
    assert not signed_in.program.window.close()
    assert "The window closes once it is saved" in said(signed_in)
    holder.let_go_soon()
    signed_in.wait(lambda: not signed_in.program.window.isVisible())
    assert kept(holder) == (1, 1, "three", "three")


def test_whoever_closes_it_again_waits_for_nobody(
    signed_in: Driver, hold: Callable[[Driver], Holder], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the window nor the end of the program: the other one never lets go."""
    monkeypatch.setattr(BACKUP_LIMIT, BACKUP_WITHIN_SECONDS)
    # Less than a thread that waits for the lists would take.
    monkeypatch.setattr(QUIT_LIMIT, PATIENCE_SECONDS / 2)
    hold(signed_in)
    decide_all(signed_in, "four")
    assert not signed_in.program.window.close()
    assert signed_in.program.window.close()
    assert signed_in.program.close(), "no thread waits any more"
