"""A note that cannot be written: whatever would lose it says so first, and does it when asked again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.core.models import CallRow
from desktop.core.note import NoteKey
from desktop.demo import DEMO_EMAIL
from desktop.demo.server import DemoServer
from desktop.services.account_scope import AccountScope
from desktop.ui.widgets.messages import Message
from tests.app.accounts_kit import OTHER_EMAIL, accounts_in_menu, choose_account, open_both, settle, shows
from tests.app.conftest import Driver

Start = Callable[[str], Driver]
TEXT = "promised by Friday"
SAID = "note-unsaved"


@pytest.fixture
def two(start: Start, server: DemoServer) -> Driver:
    """The first account is open, the second one was."""
    driver = start("en")
    open_both(driver, server)
    return driver


def allow_writing(scope: AccountScope, allowed: bool) -> None:
    """Or not, as on a disk that became read-only under the program."""
    scope.database._writer.execute(f"PRAGMA query_only = {not allowed:d}")


def write_in_vain(driver: Driver) -> CallRow:
    """Types a note on the first call of an account that cannot be written to."""
    row = driver.calls.model.record_at(0)
    assert row is not None
    allow_writing(driver.scope, False)
    assert driver.calls.table.set_current_id(row.row_id)
    driver.calls.details.note.write()
    driver.qtbot.keyClicks(driver.calls.details.note.editor, TEXT)
    return row


def said(driver: Driver) -> Message:
    [found] = [message for message in driver.program.window.messages.standing if message.key == SAID]
    return found


def is_held(driver: Driver) -> bool:
    """Whether all is as it was, and said."""
    there = shows(driver, DEMO_EMAIL) and driver.calls.details.note.text() == TEXT
    return there and said(driver).sentence.startswith("Your last note is not saved")


def test_another_account_waits_until_it_is_chosen_again(two: Driver) -> None:
    write_in_vain(two)
    choose_account(two, OTHER_EMAIL)
    assert is_held(two)
    assert "may only be read" in " ".join(two.texts())
    choose_account(two, OTHER_EMAIL)
    settle(two, OTHER_EMAIL)
    assert SAID not in [message.key for message in two.program.window.messages.standing]


def test_the_message_leads_on_too(two: Driver) -> None:
    write_in_vain(two)
    choose_account(two, OTHER_EMAIL)
    action = said(two).action
    assert action is not None and action.label == "Leave without it"
    action.run()
    settle(two, OTHER_EMAIL)


def test_once_it_can_be_written_nothing_is_lost_and_nothing_asked(two: Driver) -> None:
    row = write_in_vain(two)
    choose_account(two, OTHER_EMAIL)
    assert is_held(two)
    allow_writing(two.scope, True)
    choose_account(two, OTHER_EMAIL)
    settle(two, OTHER_EMAIL)
    choose_account(two, DEMO_EMAIL)
    settle(two, DEMO_EMAIL)
    assert two.scope.notes.text(NoteKey.call(row.call.sid)) == TEXT


def test_what_was_asked_once_is_asked_anew_for_the_next_note(two: Driver) -> None:
    write_in_vain(two)
    assert not two.program.window.close()
    allow_writing(two.scope, True)
    two.calls.notes.save()
    two.wait(lambda: not [message for message in two.program.window.messages.standing if message.key == SAID])
    allow_writing(two.scope, False)
    two.qtbot.keyClicks(two.calls.details.note.editor, ", or Monday")
    assert not two.program.window.close()
    assert two.program.window.close()


@pytest.mark.parametrize("way", ["again", "message"])
def test_signing_out_waits_too(two: Driver, way: str) -> None:
    write_in_vain(two)
    two.program.window.sign_out_asked.emit(False)
    assert is_held(two)
    if way == "again":
        two.program.window.sign_out_asked.emit(False)
    else:
        action = said(two).action
        assert action is not None
        action.run()
    assert two.program.scope is None
    assert [account.email for account in accounts_in_menu(two)] == [OTHER_EMAIL]


def test_signing_out_everywhere_asks_the_server_for_nothing_before(two: Driver, server: DemoServer) -> None:
    write_in_vain(two)
    two.program.window.sign_out_asked.emit(True)
    assert is_held(two)
    two.wait(lambda: not two.program.tasks.busy)
    assert server.counters.hits["POST /api/auth/logout"] == 0
    two.program.window.sign_out_asked.emit(True)
    two.wait(lambda: two.program.scope is None)


def test_another_one_that_signed_in_is_opened_when_the_user_says_so(two: Driver, server: DemoServer) -> None:
    write_in_vain(two)
    two.program.window.account_menu.another.trigger()
    two.sign_in(server, OTHER_EMAIL)
    two.wait(lambda: two.program.sign_in.dialog is None)
    assert is_held(two)
    action = said(two).action
    assert action is not None
    action.run()
    settle(two, OTHER_EMAIL)


def test_a_sign_in_that_waited_is_not_used_after_another_one(two: Driver, server: DemoServer) -> None:
    write_in_vain(two)
    for email in (OTHER_EMAIL, DEMO_EMAIL):
        two.program.window.account_menu.another.trigger()
        two.sign_in(server, email)
        two.wait(lambda: two.program.sign_in.dialog is None)
    action = said(two).action
    assert action is not None
    action.run()
    assert is_held(two)


def test_another_language_keeps_the_note_and_says_that_it_is_not_saved(two: Driver) -> None:
    row = write_in_vain(two)
    program = two.program
    program.window.settings_chosen.emit(program.accounts.settings._replace(language="he"))
    two.wait(lambda: two.calls.table.current_id() == row.row_id)
    assert two.calls.details.note.text() == TEXT
    # It is tried once more by the new window, beside it.
    two.wait(lambda: any(message.key == "note" for message in program.window.messages.standing))
    assert not program.window.close()
    allow_writing(two.scope, True)
    [action] = [message.action for message in program.window.messages.standing if message.key == "note"]
    assert action is not None
    action.run()
    two.wait(lambda: not [one for one in program.window.messages.standing if one.key in ("note", SAID)])
    assert not two.scope.notes.holds(NoteKey.call(row.call.sid))
