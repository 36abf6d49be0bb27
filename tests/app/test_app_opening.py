"""Another account's lists are opened beside the window, however long that takes; none is shown meanwhile."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BufferedWriter
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest

from desktop.demo import DEMO_EMAIL
from desktop.demo.server import DemoServer
from desktop.store import backup_files, database, upgrading
from desktop.store.app_dirs import account_folder_name
from desktop.store.backup_files import NAMES, BackupFiles
from desktop.store.database import Database
from desktop.store.replace_file import sync_file
from tests.app.accounts_kit import OTHER_EMAIL, change_account, choose_account, open_both, settle, shows
from tests.app.conftest import Driver
from tests.app.note_writing import write_call
from tests.app.window_turns import WindowTurns

Start = Callable[[str], Driver]


@pytest.fixture
def two(start: Start, server: DemoServer) -> Driver:
    """The first account is open, the second one was."""
    driver = start("en")
    open_both(driver, server)
    return driver


@pytest.fixture
def turns(two: Driver) -> WindowTurns:
    return WindowTurns()


@pytest.fixture
def slow_upgrade(
    turns: WindowTurns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[WindowTurns]:
    """From now on each database is that of an earlier version, and its upgrade takes long."""
    folder = tmp_path / "next schema"
    shutil.copytree(database._SCHEMA, folder)
    (folder / "9999_next.sql").write_text("CREATE TABLE next (x INTEGER) STRICT;")
    monkeypatch.setattr(database, "_SCHEMA", folder)
    apply = upgrading._apply

    def slowly(*upgrade: Any) -> None:
        turns.wait()
        apply(*upgrade)

    monkeypatch.setattr(upgrading, "_apply", slowly)
    yield turns
    turns.end()
    assert not turns.missed, "the window waited for the upgrade"


def lists_of(driver: Driver, data_dir: Path, email: str) -> Path:
    [account] = [one for one in driver.program.accounts.known() if one.email == email]
    return data_dir / "accounts" / account_folder_name(account) / "lists.db"


def is_open(lists: Path) -> bool:
    return lists.with_name(lists.name + ".open").exists()


def test_an_upgrade_at_a_switch_leaves_the_window_free_and_is_said(
    two: Driver, data_dir: Path, slow_upgrade: WindowTurns
) -> None:
    window = two.program.window
    slow_upgrade.hold()
    choose_account(two, OTHER_EMAIL)
    assert two.program.scope is None
    assert not two.calls.model.ids and not two.receipts.model.ids
    assert window.windowTitle() == "ProSaaS Desktop"
    assert "עסק אחר" in two.calls.empty.accessibleName()
    two.wait(lambda: any(text.startswith("Opening the lists of") for text in two.texts()))
    slow_upgrade.go_on()
    two.wait(lambda: shows(two, OTHER_EMAIL))
    settle(two, OTHER_EMAIL)
    assert not [text for text in two.texts() if text.startswith("Opening")]
    assert list(lists_of(two, data_dir, OTHER_EMAIL).parent.glob("lists.before-*.db"))
    assert not is_open(lists_of(two, data_dir, DEMO_EMAIL))


def test_an_upgrade_at_the_start_comes_after_the_window_and_is_said(
    two: Driver, start: Start, slow_upgrade: WindowTurns
) -> None:
    two.program.close()
    slow_upgrade.hold()
    again = start("en")
    assert again.program.window.isVisible() and again.program.scope is None
    again.wait(lambda: any(text.startswith("Opening the lists of") for text in again.texts()))
    slow_upgrade.go_on()
    again.wait(lambda: shows(again, DEMO_EMAIL))
    settle(again, DEMO_EMAIL)
    assert len(again.calls.model.ids) > 0
    assert again.program.sign_in.dialog is None


@pytest.mark.usefixtures("slow_upgrade", "hurried_end")
def test_closed_during_an_upgrade_at_the_start_it_goes_on_the_next_time(two: Driver, start: Start) -> None:
    two.program.close()
    start("en").program.close()
    again = start("en")
    again.wait(lambda: shows(again, DEMO_EMAIL))
    settle(again, DEMO_EMAIL)


def test_the_one_before_is_back_at_once_when_it_is_chosen_meanwhile(
    two: Driver, data_dir: Path, slow_upgrade: WindowTurns
) -> None:
    scope = two.program.scope
    slow_upgrade.hold()
    choose_account(two, OTHER_EMAIL)
    assert two.program.scope is None
    choose_account(two, DEMO_EMAIL)
    assert two.program.scope is scope
    slow_upgrade.go_on()
    settle(two, DEMO_EMAIL)
    assert len(two.calls.model.ids) > 0
    two.wait(lambda: not is_open(lists_of(two, data_dir, OTHER_EMAIL)))
    # Later too: it was upgraded, and closed as it should be.
    change_account(two, OTHER_EMAIL)


def test_signed_in_while_it_is_opened_it_is_opened_once(
    two: Driver, server: DemoServer, slow_upgrade: WindowTurns
) -> None:
    slow_upgrade.hold()
    choose_account(two, OTHER_EMAIL)
    two.program.window.account_menu.another.trigger()
    two.sign_in(server, OTHER_EMAIL)
    slow_upgrade.go_on()
    settle(two, OTHER_EMAIL)


def test_another_language_meanwhile_says_what_is_being_opened(two: Driver, slow_upgrade: WindowTurns) -> None:
    slow_upgrade.hold()
    choose_account(two, OTHER_EMAIL)
    program = two.program
    program.window.settings_chosen.emit(program.accounts.settings._replace(language="he"))
    assert program.scope is None
    assert "עסק אחר" in two.calls.empty.accessibleName()
    slow_upgrade.go_on()
    settle(two, OTHER_EMAIL)
    two.wait(lambda: len(two.calls.model.ids) > 0)


@pytest.mark.usefixtures("hurried_end")
def test_a_window_closed_meanwhile_closes_and_loses_nothing(
    two: Driver, start: Start, data_dir: Path, slow_upgrade: WindowTurns
) -> None:
    other = lists_of(two, data_dir, OTHER_EMAIL)
    slow_upgrade.hold()
    choose_account(two, OTHER_EMAIL)
    two.wait(lambda: is_open(other))
    two.program.close()
    slow_upgrade.go_on()
    # What is in the middle of its upgrade comes to its end on its thread.
    two.wait(lambda: two.program.tasks.close(0))
    later = start("en")
    settle(later, DEMO_EMAIL)
    for email in (OTHER_EMAIL, DEMO_EMAIL):
        change_account(later, email)
        settle(later, email)
        assert len(later.calls.model.ids) > 0


def test_a_backup_that_takes_long_does_not_hold_the_window_at_a_switch(
    two: Driver, turns: WindowTurns, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = two.scope
    two.bring_to_front()
    write_call(two, two.calls.model.ids[0], "one")
    two.calls.table.setFocus()
    two.wait((scope.folder / NAMES[0]).exists)
    write_call(two, two.calls.model.ids[0], " two")

    def slowly(file: BufferedWriter) -> None:
        turns.wait()
        sync_file(file)

    monkeypatch.setattr(backup_files, "sync_file", slowly)
    choose_account(two, OTHER_EMAIL)
    two.wait(lambda: shows(two, OTHER_EMAIL))
    assert not turns.missed
    newest = BackupFiles(scope.folder).newest()
    assert newest is not None
    assert [note["text"] for note in newest.content["notes"]] == ["one two"]
    settle(two, OTHER_EMAIL)


def test_an_account_that_cannot_be_opened_gives_way_to_the_one_before(two: Driver, data_dir: Path) -> None:
    with closing(connect(lists_of(two, data_dir, OTHER_EMAIL))) as connection:
        connection.execute("PRAGMA user_version = 999")
    scope = two.program.scope
    choose_account(two, OTHER_EMAIL)
    two.wait(lambda: two.program.scope is scope)
    assert any("written by a newer version" in text for text in two.texts())
    settle(two, DEMO_EMAIL)
    assert len(two.calls.model.ids) > 0
    assert two.program.accounts.settings.last_email == DEMO_EMAIL


def test_a_whole_database_is_read_once_in_a_run(
    start: Start, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    check = Database.quick_check

    def counted(self: Database) -> None:
        read.append(self.path)
        check(self)

    monkeypatch.setattr(Database, "quick_check", counted)
    driver = start("en")
    open_both(driver, server)
    for email in (OTHER_EMAIL, DEMO_EMAIL, OTHER_EMAIL):
        change_account(driver, email)
        settle(driver, email)
    assert len(read) == len(set(read)) == 2
