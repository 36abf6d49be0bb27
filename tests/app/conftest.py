"""The real program on the embedded server, driven as a person drives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.core.models import CallRow
from desktop.core.transfer import QueueRules
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.store.app_dirs import AppDirs
from desktop.ui.application import make_application
from desktop.ui.calls.calls_page import CallsPage
from desktop.ui.calls.player import Player
from desktop.ui.receipts.receipts_page import ReceiptsPage
from desktop.ui.translation import install
from desktop.workers.connection import ConnectionState
from desktop.workers.quitting import BACKUP_WITHIN_SECONDS, QUIT_WITHIN_SECONDS
from tests.waiting import PATIENCE_SECONDS

WAIT_MS = 30_000
HASTY = QueueRules(poll_seconds=0.1, retry_seconds=(0.1, 0.2, 0.4), session_seconds=1.0)
"""The waits alone are short, the caps and the order of things are the program's own."""
BACKUP_LIMIT = "desktop.app.BACKUP_WITHIN_SECONDS"
QUIT_LIMIT = "desktop.workers.quitting.QUIT_WITHIN_SECONDS"


class Driver:
    """What a person does with the program, and what he waits for."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program = program
        self.qtbot = qtbot

    @property
    def calls(self) -> CallsPage:
        return self.program.window.calls_page

    @property
    def receipts(self) -> ReceiptsPage:
        return self.program.window.receipts_page

    @property
    def scope(self) -> AccountScope:
        """Of the account that is shown."""
        scope = self.program.scope
        assert scope is not None
        return scope

    @property
    def player(self) -> Player:
        return self.program.window.player

    def wait(self, condition: Callable[[], bool], milliseconds: int = WAIT_MS) -> None:
        self.qtbot.waitUntil(condition, timeout=milliseconds)

    def sign_in(self, server: DemoServer, email: str = DEMO_EMAIL, password: str = DEMO_PASSWORD) -> None:
        """Through the dialog, as a person does."""
        flow = self.program.sign_in
        self.wait(lambda: flow.dialog is not None)
        assert flow.dialog is not None
        flow.dialog.sign_in_requested.emit(server.url, email, password, True)

    def wait_for_lists(self) -> None:
        connection = self.program.connection
        self.wait(lambda: connection.state is ConnectionState.ONLINE)
        self.wait(lambda: len(self.calls.model.ids) > 0)

    def bring_to_front(self) -> None:
        """With the calls in it."""
        window = self.program.window
        window.commands.calls.trigger()
        window.activateWindow()
        self.wait(window.isActiveWindow)

    def recordings(self) -> list[CallRow]:
        """The shown calls whose recording the server still has, newest first."""
        rows = (self.calls.model.record_at(row) for row in range(len(self.calls.model.ids)))
        shown = [row for row in rows if row is not None and row.call.has_recording]
        left = [(row, self.scope.calls.time_left(row.call)) for row in shown]
        return [row for row, time in left if time is not None and time.total_seconds() > 0]

    def press_play(self, row: CallRow) -> None:
        assert self.calls.table.set_current_id(row.row_id)
        self.calls.commands.play.trigger()

    def resize(self, width: int, height: int) -> None:
        """Gives the window this size and waits until its receipts page has its place in it."""
        window = self.program.window
        window.resize(width, height)
        self.wait(lambda: window.height() == height and self.preview_height() > 0)

    def preview_height(self) -> int:
        """Of the preview's viewport, in px."""
        return self.receipts.preview.view.viewport().height()

    def texts(self) -> list[str]:
        """What the messages say."""
        return [message.sentence for message in self.program.window.messages.standing]


@pytest.fixture(params=["en", "he"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def rules() -> QueueRules:
    """The queue's, with little patience: with all of it the checklist has its ten recordings."""
    return HASTY


@pytest.fixture(autouse=True)
def unhurried_end() -> Iterator[None]:
    """The end of the program waits for its last backup and its threads: on a computer with much else to do a
    second is too short for them, and what a test looks for after it is not there. Tests of what is not waited
    for set the limits of the program again, see `hurried_end`.
    """
    with pytest.MonkeyPatch.context() as patch:
        for limit in (BACKUP_LIMIT, QUIT_LIMIT):
            patch.setattr(limit, PATIENCE_SECONDS)
        yield


@pytest.fixture
def hurried_end(unhurried_end: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of the program waits for nothing longer than it does where it is used."""
    monkeypatch.setattr(BACKUP_LIMIT, BACKUP_WITHIN_SECONDS)
    monkeypatch.setattr(QUIT_LIMIT, QUIT_WITHIN_SECONDS)


@pytest.fixture
def show(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[[Program], Driver]]:
    """Shows a program until it is complete, and closes it in the end; then English is spoken again."""
    running: list[Program] = []

    def begin(program: Program) -> Driver:
        running.append(program)
        program.show()
        qtbot.waitUntil(lambda: program.is_complete, timeout=WAIT_MS)
        return Driver(program, qtbot)

    yield begin
    for program in running:
        program.close()
    install(qapp, "en")


@pytest.fixture
def start(
    qapp: QApplication, show: Callable[[Program], Driver], data_dir: Path, rules: QueueRules
) -> Callable[[str], Driver]:
    """Starts the program in a language; on the same folder as often as a test likes, one at a time."""

    def begin(language: str = "en") -> Driver:
        return show(Program(make_application(), AppDirs(data_dir), language, rules=rules))

    return begin


@pytest.fixture
def driver(start: Callable[[str], Driver], server: DemoServer, language: str) -> Driver:
    """Signed in, with the lists here."""
    made = start(language)
    made.sign_in(server)
    made.wait_for_lists()
    return made


@pytest.fixture
def signed_in(start: Callable[[str], Driver], server: DemoServer) -> Driver:
    """In English, with the lists here, in front."""
    made = start("en")
    made.sign_in(server)
    made.wait_for_lists()
    made.bring_to_front()
    return made
