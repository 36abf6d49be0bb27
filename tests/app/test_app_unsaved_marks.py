"""Bookmarks and marks that cannot be written, or whose turn has not come, when the user goes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel

from desktop.core.models import CallRow
from desktop.services.account_scope import AccountScope
from tests.app.conftest import Driver
from tests.app.note_writing import call_at
from tests.app.test_app_unsaved_note import SAID, allow_writing

Start = Callable[[str], Driver]


@pytest.fixture
def row(signed_in: Driver) -> CallRow:
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    return call_at(signed_in, 0)


def _said(driver: Driver) -> str:
    standing = driver.program.window.messages.standing
    return " ".join(message.sentence for message in standing if message.key == SAID)


def _bookmark(scope: AccountScope, row: CallRow) -> None:
    scope.bookmarks.hold(scope.bookmarks.new(row.call.sid, 4_000)._replace(text="the price"))


def test_a_bookmark_holds_the_window_once(signed_in: Driver, row: CallRow) -> None:
    window = signed_in.program.window
    _bookmark(signed_in.scope, row)
    allow_writing(signed_in.scope, False)
    assert not window.close()
    assert _said(signed_in) == "Your last bookmark is not saved. Close the window again to leave without it."
    assert "may only be read" in " ".join(signed_in.texts())
    labels = signed_in.calls.message_bar.findChildren(QLabel)
    assert _said(signed_in) in [label.text() for label in labels if label.isVisible()], "it is read first"
    allow_writing(signed_in.scope, True)
    assert window.close()
    signed_in.scope.finish()
    assert [one.text for one in signed_in.scope.bookmarks.of(row.call.sid)] == ["the price"]


def test_whoever_closes_it_again_has_read_that(signed_in: Driver, row: CallRow) -> None:
    window = signed_in.program.window
    _bookmark(signed_in.scope, row)
    allow_writing(signed_in.scope, False)
    assert not window.close()
    assert window.close()


def test_a_mark_that_cannot_be_written_holds_the_window_too(signed_in: Driver, row: CallRow) -> None:
    program = signed_in.program
    allow_writing(signed_in.scope, False)
    program.tasks.stop()
    assert signed_in.calls.table.set_current_id(row.row_id)
    signed_in.calls.commands.reviewed.trigger()
    assert not program.window.close()
    assert _said(signed_in).startswith("What you marked last is not saved.")
    assert program.window.close()


def test_a_mark_whose_turn_has_not_come_is_not_lost(signed_in: Driver, start: Start, row: CallRow) -> None:
    signed_in.program.tasks.stop()
    assert signed_in.calls.table.set_current_id(row.row_id)
    signed_in.calls.commands.reviewed.trigger()
    signed_in.calls.commands.pin.trigger()
    signed_in.program.close()
    again = start("en")
    again.wait(lambda: bool(again.calls.model.ids))
    kept = call_at(again, 0)
    assert (kept.call.sid, kept.reviewed, kept.pinned) == (row.call.sid, True, True)
