"""Recordings kept by a rule or as a whole list, and the room that they take, as a person meets it."""

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
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.retention import EVERY_RECORDING, Vanished, view_rule
from desktop.ui.downloads.transfers_table_model import TransferColumn
from desktop.ui.error_text import error_text
from desktop.ui.formatting import strip_marks
from desktop.ui.keeping import kept_space, retention_guard
from desktop.ui.keeping.keeping_words import vanished_text
from desktop.ui.views.saved_views import MESSAGE as VIEW_MESSAGE
from desktop.ui.widgets.message_bar import MessageBar
from tests.app.conftest import Driver


@pytest.fixture
def server() -> Iterator[DemoServer]:
    """Few calls, whose recordings are prepared in a moment."""
    with DemoServer(DemoOptions(calls=24, receipts=4, prepare_seconds=(0.02, 0.05))) as running:
        yield running


def obtainable(driver: Driver, server: DemoServer) -> list[str]:
    """Sids of the recordings that the server gives when it is asked, soonest to vanish first."""
    good = {call.sid for call in server.world.calls if call.fate == "kept"}
    return [sid for sid in driver.scope.retention.to_keep(CallQuery()) if sid in good]


def choose(driver: Driver, rule: str) -> None:
    """In the settings, as a person does."""
    window = driver.program.window
    window.settings.open_recordings()
    dialog = window.settings.dialog
    assert dialog is not None
    page = dialog.recordings
    page.rules.button(0 if not rule else 1 if rule == EVERY_RECORDING else 2).setChecked(True)
    dialog.ok_button.click()


def set_limit(driver: Driver, gigabytes: int) -> None:
    """Chosen in another dialog."""
    before: Settings = driver.program.accounts.settings
    driver.program.window.settings.settings_chosen.emit(before._replace(kept_limit_gb=gigabytes))


def kept(driver: Driver, sids: list[str]) -> bool:
    return all(driver.scope.calls.kept(sid) is not None for sid in sids)


def state(driver: Driver, sid: str) -> TransferState | None:
    transfer = driver.program.queue.transfer(FileKey.recording(sid))
    return transfer.state if transfer is not None else None


def message(driver: Driver, key: str) -> str:
    standing = driver.program.window.messages.standing
    return next((one.sentence for one in standing if one.key == key), "")


def sync(driver: Driver) -> None:
    with driver.qtbot.waitSignal(driver.program.connection.synced, timeout=20_000):
        driver.program.window.commands.sync.trigger()


# -- the rule ------------------------------------------------------------------------------------


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


# -- selected ones -------------------------------------------------------------------------------


def test_of_selected_ones_the_soonest_to_vanish_goes_first(signed_in: Driver, server: DemoServer) -> None:
    """The list shows the newest first."""
    page, queue = signed_in.calls, signed_in.program.queue
    queue.pause_all()
    wanted = [FileKey.recording(sid) for sid in signed_in.scope.retention.to_keep(CallQuery())]
    assert len(wanted) > 3
    page.table.selectAll()
    page.recordings.keep_selected()
    signed_in.wait(lambda: len(queue.transfers()) == len(wanted))
    assert [transfer.key for transfer in queue.transfers()] == wanted


# -- a whole list --------------------------------------------------------------------------------


def test_a_whole_list_is_counted_before_and_kept(signed_in: Driver, server: DemoServer) -> None:
    page = signed_in.calls
    for number in range(3):
        server.world.add_call(lead_name=f"Only These {number}")
    sync(signed_in)
    page.filter_bar.search_field.setText("only these")
    signed_in.wait(lambda: len(page.model.ids) == 3)
    page.commands.keep_all.trigger()
    signed_in.wait(lambda: page.whole_list.dialog is not None)
    dialog = page.whole_list.dialog
    assert dialog is not None
    assert dialog.accessibleName() == "Keep all 3 recordings of this list on this computer?"
    assert signed_in.program.queue.transfers() == []
    dialog.answer_button.click()
    signed_in.wait(lambda: "3 recordings of this list are on this computer now." in signed_in.texts())
    page.commands.keep_all.trigger()
    signed_in.wait(lambda: message(signed_in, "keep-list").startswith("There is nothing to fetch"))


def test_of_a_whole_list_those_that_came_are_counted(signed_in: Driver, server: DemoServer) -> None:
    page = signed_in.calls
    for fate in ("missing", "kept", "kept"):
        server.world.add_call(lead_name="Only These", fate=fate)
    slow = server.world.add_call(lead_name="Only These").sid
    server.faults.add(Fault(f"^/api/recordings/{slow}", "stall", at_bytes=0))
    sync(signed_in)
    page.filter_bar.search_field.setText("only these")
    signed_in.wait(lambda: len(page.model.ids) == 4)
    page.commands.keep_all.trigger()
    signed_in.wait(lambda: page.whole_list.dialog is not None)
    assert page.whole_list.dialog is not None
    page.whole_list.dialog.answer_button.click()
    said = "Keeping the recordings of this list: 2 of 4. 1 could not be had."
    signed_in.wait(lambda: message(signed_in, "keep-list") == said)


def test_what_will_be_lost_is_kept_from_the_foot_of_its_list(signed_in: Driver, server: DemoServer) -> None:
    page, days = signed_in.calls, timedelta(days=6)
    before = [server.world.add_call(created_at=server.world.started - days) for _ in range(2)]
    sync(signed_in)
    foot = page.foot
    assert not foot.keep_button.isVisible(), "it is another list"
    heard = obtainable(signed_in, server)[-1]
    with signed_in.qtbot.waitSignal(signed_in.program.queue.ready):
        signed_in.program.queue.request(FileKey.recording(heard))
    kept_file = signed_in.scope.kept_files.find(FileKey.recording(heard))
    assert kept_file is not None
    signed_in.scope.kept_files.note_length(kept_file, 10.0, False)
    page.filter_bar.show_lost_soon()
    signed_in.wait(lambda: foot.keep_button.isVisible())
    count = len(page.model.ids)
    assert count >= len(before)
    assert foot.keep_button.text() == f"Keep these {count}…"
    foot.keep_button.click()
    signed_in.wait(lambda: page.whole_list.dialog is not None)
    dialog = page.whole_list.dialog
    assert dialog is not None
    assert dialog.accessibleName() == f"Keep all {count} recordings of this list on this computer?"
    assert re.match("They take about .*B", dialog.accessibleDescription())
    dialog.reject()
    page.filter_bar.clear()
    signed_in.wait(lambda: not foot.keep_button.isVisible())


def test_a_whole_list_is_cancelled(signed_in: Driver, server: DemoServer) -> None:
    page, queue = signed_in.calls, signed_in.program.queue
    server.faults.add(Fault("^/api/recordings", "stall", at_bytes=0))
    page.commands.keep_all.trigger()
    signed_in.wait(lambda: page.whole_list.dialog is not None)
    dialog = page.whole_list.dialog
    assert dialog is not None
    dialog.answer_button.click()
    signed_in.wait(lambda: len(queue.transfers()) > 3)
    assert message(signed_in, "keep-list").startswith("Keeping the recordings of this list: 0 of ")
    page.whole_list.cancel()
    signed_in.wait(lambda: all(one.state.final for one in queue.transfers()))
    signed_in.wait(lambda: message(signed_in, "keep-list").startswith("0 of "))


# -- room ----------------------------------------------------------------------------------------


def keep(driver: Driver, sids: list[str]) -> None:
    for sid in sids:
        driver.program.queue.request(FileKey.recording(sid))
    driver.wait(lambda: kept(driver, sids))


def test_how_long_recordings_stay_is_said_with_the_first_one(signed_in: Driver, server: DemoServer) -> None:
    sids = obtainable(signed_in, server)[:2]
    keep(signed_in, sids[:1])
    signed_in.wait(
        lambda: message(signed_in, "policy").startswith("Recordings are kept on this computer until")
    )
    window = signed_in.program.window
    # At the receipts nobody asked about recordings.
    assert all(bar.is_silent for bar in window.receipts_page.findChildren(MessageBar))
    assert not signed_in.calls.message_bar.is_silent
    window.messages.dismiss("policy")
    keep(signed_in, sids[1:])
    assert message(signed_in, "policy") == ""
    status = signed_in.program.window.status
    signed_in.wait(lambda: any(text.endswith("of 50 GB kept on this computer") for text in status.texts()))


def test_how_long_recordings_stay_is_not_said_again_at_the_next_start(
    signed_in: Driver, server: DemoServer, start: Callable[[str], Driver]
) -> None:
    sids = obtainable(signed_in, server)[:2]
    keep(signed_in, sids[:1])
    signed_in.wait(lambda: message(signed_in, "policy") != "")
    signed_in.program.window.close()
    again = start("en")
    again.wait_for_lists()
    keep(again, sids[1:])
    assert message(again, "policy") == ""


def test_over_the_limit_only_what_may_go_goes(
    signed_in: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A limit of bytes in place of gigabytes, so that little is over it."""
    monkeypatch.setattr(kept_space, "GIGABYTE", 1)
    reviewed, other = obtainable(signed_in, server)[-2:]
    keep(signed_in, [reviewed, other])
    signed_in.calls.marking.mark_heard(reviewed)
    signed_in.wait(lambda: bool(signed_in.scope.calls.ids(CallQuery(reviewed=True))))
    set_limit(signed_in, 1)
    signed_in.wait(lambda: signed_in.scope.calls.kept(reviewed) is None)
    assert signed_in.scope.calls.kept(other) is not None
    signed_in.wait(lambda: "1 reviewed recording was removed" in message(signed_in, "space-removed"))
    signed_in.wait(lambda: "1 not reviewed" in message(signed_in, "space"))
    # The rule does not fetch it again, nor others: there is no room, which is said.
    choose(signed_in, EVERY_RECORDING)
    signed_in.wait(lambda: "not kept by themselves any more" in message(signed_in, "guard"))
    assert signed_in.scope.calls.kept(reviewed) is None
    # More room: it goes on by itself, and does not bring again what is reviewed.
    others = [sid for sid in obtainable(signed_in, server) if sid != reviewed]
    set_limit(signed_in, 0)
    signed_in.wait(lambda: kept(signed_in, others))
    assert signed_in.scope.calls.kept(reviewed) is None
    assert message(signed_in, "space") == message(signed_in, "guard") == ""


def test_what_went_is_counted_as_long_as_it_stands(
    signed_in: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_space, "GIGABYTE", 1_000)
    sids = obtainable(signed_in, server)[-2:]
    keep(signed_in, sids)
    for sid in sids:
        signed_in.calls.marking.mark_heard(sid)
    signed_in.wait(lambda: len(signed_in.scope.calls.ids(CallQuery(reviewed=True))) == 2)
    set_limit(signed_in, signed_in.scope.space.room().used // 1_000 - 1)
    signed_in.wait(lambda: message(signed_in, "space-removed").startswith("1 reviewed recording was removed"))
    set_limit(signed_in, 1)
    signed_in.wait(
        lambda: message(signed_in, "space-removed").startswith("2 reviewed recordings were removed")
    )


@pytest.mark.parametrize("busy", [False, True])
def test_what_only_this_computer_has_goes_when_the_user_says_so(
    signed_in: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch, busy: bool
) -> None:
    """Also while it is measured just then, as it is after every few files that come."""
    monkeypatch.setattr(kept_space, "GIGABYTE", 1)
    [sid] = obtainable(signed_in, server)[-1:]
    keep(signed_in, [sid])
    signed_in.calls.marking.mark_heard(sid)
    signed_in.wait(lambda: bool(signed_in.scope.calls.ids(CallQuery(reviewed=True))))
    server.world.clock.advance(timedelta(days=9))
    sync(signed_in)
    space = signed_in.program.window.keeping.space
    set_limit(signed_in, 1)
    signed_in.wait(lambda: "1 only on this computer" in message(signed_in, "space"))
    assert kept(signed_in, [sid])
    space.ask_to_let_go()
    signed_in.wait(lambda: space.dialog is not None)
    assert space.dialog is not None
    # Enter keeps it.
    assert space.dialog.answer_button.text() == "Keep them"
    if busy:
        space.look()
    space.dialog.other_button.click()
    signed_in.wait(lambda: signed_in.scope.calls.kept(sid) is None)
    signed_in.wait(lambda: message(signed_in, "space") == "")
