"""Recordings kept by a rule of the user's: which it asks for, which it takes back, what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from desktop.core.call_query import CallQuery
from desktop.core.errors import RecordingGone, ServerBusy
from desktop.core.models import FileKey, Priority
from desktop.core.saved_view import ViewPage
from desktop.core.settings import Settings
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.retention import EVERY_RECORDING, Vanished, view_rule
from desktop.ui.downloads.transfers_table_model import TransferColumn
from desktop.ui.error_text import error_text
from desktop.ui.formatting import strip_marks
from desktop.ui.keeping import retention_guard
from desktop.ui.keeping.keeping_words import vanished_text
from desktop.ui.views.saved_views import MESSAGE as VIEW_MESSAGE
from tests.app.conftest import Driver
from tests.app.keeping_kit import FEW_CALLS, choose, kept, message, obtainable, sync


@pytest.fixture
def server() -> Iterator[DemoServer]:
    """Few calls, whose recordings are prepared in a moment."""
    with DemoServer(FEW_CALLS) as running:
        yield running


def state(driver: Driver, sid: str) -> TransferState | None:
    transfer = driver.program.queue.transfer(FileKey.recording(sid))
    return transfer.state if transfer is not None else None


def test_nothing_is_fetched_that_nobody_asked_for(signed_in: Driver) -> None:
    sync(signed_in)
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    assert signed_in.program.queue.transfers() == []


def test_the_rule_keeps_all_and_then_each_new_one(signed_in: Driver, server: DemoServer) -> None:
    wanted = obtainable(signed_in, server)
    asked: list[str] = []
    signed_in.program.queue.changed.connect(lambda key: asked.append(key.id))
    choose(signed_in, EVERY_RECORDING)
    signed_in.wait(lambda: kept(signed_in, wanted))
    order = [sid for sid in dict.fromkeys(asked) if sid in wanted]
    assert order == wanted
    # What the server lost or is not one rests until the next sync; it stands in the queue and says why.
    new = server.world.add_call()
    sync(signed_in)
    signed_in.wait(lambda: kept(signed_in, [new.sid]))
    transfer = signed_in.program.queue.transfer(FileKey.recording(new.sid))
    assert transfer is not None and transfer.priority is Priority.BACKGROUND


def test_those_that_cannot_be_prepared_hold_nobody_up(
    signed_in: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server says "failed" of the first ones, which are tried again minutes later."""
    monkeypatch.setattr(retention_guard, "PORTION", 2)
    server.world.clock.advance(timedelta(days=-3))
    failing = [server.world.add_call(lead_name="Never", fate="fails").sid for _ in range(2)]
    server.world.clock.advance(timedelta(days=3))
    later = [server.world.add_call(lead_name="Always").sid for _ in range(5)]
    sync(signed_in)
    choose(signed_in, EVERY_RECORDING)
    signed_in.wait(lambda: kept(signed_in, later))
    assert [state(signed_in, sid) for sid in failing] == [TransferState.WAITING] * 2


def test_while_nobody_answers_no_more_are_asked_for(
    signed_in: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those wait for the server, as all do, and not for a later try of their own."""
    monkeypatch.setattr(retention_guard, "PORTION", 2)
    server.faults.add(Fault("^/api/recordings", "status", status=503))
    choose(signed_in, EVERY_RECORDING)
    queue = signed_in.program.queue
    signed_in.wait(lambda: any(isinstance(one.error, ServerBusy) for one in queue.transfers()))
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    assert len(queue.transfers()) == 2


def test_a_rule_for_a_view_keeps_what_the_view_finds(signed_in: Driver, server: DemoServer) -> None:
    other = server.world.add_call(lead_name="Sample Bakery")
    mine = server.world.add_call(lead_name="Only This One")
    sync(signed_in)
    views, menu = signed_in.scope.saved_views, signed_in.calls.views.menu
    views.save(ViewPage.CALLS, "Mine", CallQuery("only this"))
    choose(signed_in, "the view")
    signed_in.wait(lambda: kept(signed_in, [mine.sid]))
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    assert signed_in.program.queue.transfer(FileKey.recording(other.sid)) is None
    # By another name it is the same one.
    assert views.rename(views.views(ViewPage.CALLS)[0], "Ours")
    again = server.world.add_call(lead_name="Only This One")
    sync(signed_in)
    signed_in.wait(lambda: kept(signed_in, [again.sid]))
    # The view goes: nothing is kept by it any more, and that is said at once; until it is back.
    server.faults.add(Fault("^/api/recordings", "stall", at_bytes=0))
    waits = server.world.add_call(lead_name="Only This One")
    sync(signed_in)
    signed_in.wait(lambda: state(signed_in, waits.sid) not in (None, TransferState.CANCELLED))
    menu.remove_asked.emit(views.views(ViewPage.CALLS)[0])
    signed_in.wait(lambda: "saved view that chose them is gone" in message(signed_in, "guard"))
    undo = next(one.action for one in signed_in.program.window.messages.standing if one.key == VIEW_MESSAGE)
    assert undo is not None
    assert state(signed_in, waits.sid) is TransferState.CANCELLED
    server.faults.clear()
    undo.run()
    signed_in.wait(lambda: message(signed_in, "guard") == "")
    signed_in.wait(lambda: kept(signed_in, [waits.sid]))


def test_a_rule_of_an_earlier_version_follows_its_view_from_now_on(signed_in: Driver) -> None:
    views, accounts = signed_in.scope.saved_views, signed_in.program.accounts
    views.save(ViewPage.CALLS, "Mine", CallQuery("only this"))
    folder = signed_in.scope.folder.name
    before: Settings = accounts.settings
    chosen = before._replace(keep_new={folder: "view:Mine"})
    signed_in.program.window.settings.settings_chosen.emit(chosen)
    [view] = views.views(ViewPage.CALLS)
    signed_in.wait(lambda: accounts.settings.keep_new == {folder: view_rule(view.key)})
    assert message(signed_in, "guard") == ""


def test_switched_off_it_takes_back_what_has_not_come(signed_in: Driver, server: DemoServer) -> None:
    server.faults.add(Fault("^/api/recordings", "stall", at_bytes=0))
    choose(signed_in, EVERY_RECORDING)
    queue = signed_in.program.queue
    signed_in.wait(lambda: len(queue.transfers()) > 3)
    choose(signed_in, "")
    signed_in.wait(lambda: all(one.state is TransferState.CANCELLED for one in queue.transfers()))
    server.faults.clear()
    sync(signed_in)
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    assert all(one.state.final for one in queue.transfers())


def test_switched_off_it_takes_back_what_an_earlier_run_asked_for(
    start: Callable[[str], Driver], signed_in: Driver, server: DemoServer
) -> None:
    server.faults.add(Fault("^/api/recordings", "stall", at_bytes=0))
    choose(signed_in, EVERY_RECORDING)
    signed_in.wait(lambda: len(signed_in.program.queue.transfers()) > 3)
    mine = obtainable(signed_in, server)[-1]
    signed_in.program.queue.request(FileKey.recording(mine))
    signed_in.program.close()
    later = start("en")
    later.wait(lambda: later.program.is_complete and len(later.program.queue.transfers()) > 3)
    choose(later, "")
    queue = later.program.queue
    later.wait(lambda: [one.key.id for one in queue.transfers() if not one.state.final] == [mine])


def test_what_the_user_cancelled_the_rule_does_not_ask_for_again_after_a_restart(
    start: Callable[[str], Driver], signed_in: Driver, server: DemoServer
) -> None:
    server.faults.add(Fault("^/api/recordings", "stall", at_bytes=0))
    *others, first, second, undone = obtainable(signed_in, server)
    queue = signed_in.program.queue
    # The one before the rule asks for it.
    queue.request(FileKey.recording(first))
    choose(signed_in, EVERY_RECORDING)
    signed_in.wait(lambda: state(signed_in, second) is not None)
    queue.cancel(*map(FileKey.recording, (first, second, undone)))
    queue.request(FileKey.recording(undone))
    signed_in.program.close()
    server.faults.clear()
    later = start("en")
    later.wait(lambda: later.program.is_complete and kept(later, [*others, undone]))
    sync(later)
    later.wait(lambda: not later.program.tasks.busy)
    assert [state(later, sid) for sid in (first, second)] == [None, None]
    assert not kept(later, [first]) and not kept(later, [second])
    later.program.queue.request(FileKey.recording(first))
    assert later.program.scope is not None
    assert later.program.scope.retention.left_out() == {second}, "the user asked for it after all"


def test_that_the_rule_leaves_out_what_is_cancelled_is_said(signed_in: Driver, server: DemoServer) -> None:
    server.faults.add(Fault("^/api/recordings", "stall", at_bytes=0))
    sids, queue = obtainable(signed_in, server), signed_in.program.queue
    choose(signed_in, EVERY_RECORDING)
    signed_in.wait(lambda: all(state(signed_in, sid) is not None for sid in sids[:5]))
    asked = len([one for one in queue.transfers() if not one.state.final])
    signed_in.program.window.downloads_page.cancelled.cancel(queue.transfers())
    said = f"{asked} downloads cancelled. {asked} recordings will not be kept by themselves any more."
    assert message(signed_in, "downloads-cancelled") == said


def test_one_that_always_fails_is_not_asked_for_without_end(signed_in: Driver, server: DemoServer) -> None:
    server.faults.add(Fault("^/api/(recordings|calls/.*/download)", "status", status=404))
    choose(signed_in, EVERY_RECORDING)
    queue, count = signed_in.program.queue, len(signed_in.scope.retention.to_keep(CallQuery()))
    assert count > 3

    def all_failed() -> bool:
        states = [one.state for one in queue.transfers()]
        return len(states) == count and set(states) == {TransferState.GONE}

    signed_in.wait(all_failed)
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    assert all_failed()


def test_what_vanished_is_said_once(signed_in: Driver, server: DemoServer) -> None:
    server.faults.add(Fault("^/api/recordings", "stall", at_bytes=0))
    choose(signed_in, EVERY_RECORDING)
    signed_in.wait(lambda: bool(signed_in.program.queue.transfers()))
    lost = signed_in.scope.retention.to_keep(CallQuery())
    server.world.clock.advance(timedelta(days=9))
    sync(signed_in)
    signed_in.wait(lambda: message(signed_in, "vanished") != "")
    said = message(signed_in, "vanished")
    assert sum(map(int, re.findall(r"(\d+) recordings? w", said))) == len(lost)
    signed_in.program.window.messages.dismiss("vanished")
    sync(signed_in)
    signed_in.wait(lambda: not signed_in.program.tasks.busy)
    assert message(signed_in, "vanished") == ""


def test_what_was_asked_for_and_is_deleted_says_its_day(signed_in: Driver, server: DemoServer) -> None:
    """In the message as in the row."""
    window, shown = signed_in.program.window, list[str]()
    made = server.world.clock.now() - timedelta(days=20)
    sid = server.world.add_call(created_at=made).sid
    sync(signed_in)
    call = signed_in.scope.calls.call(sid)
    assert call is not None and call.expires_at is not None
    since = call.expires_at + timedelta(days=1)
    window.messages.shown.connect(lambda one: shown.append(one.sentence))
    window.commands.downloads.trigger()
    signed_in.program.queue.request(FileKey.recording(sid))
    signed_in.wait(lambda: vanished_text([Vanished(since.astimezone().date(), 1)]) in shown)
    model, said = window.downloads_page.model, strip_marks(error_text(RecordingGone(since=since)).sentence)
    signed_in.wait(lambda: model.index(1, TransferColumn.STATE).data() == said)
