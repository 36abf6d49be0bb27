"""Selected recordings and a whole list of them, kept in one go: asked about, counted, cancelled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from desktop.core.call_query import CallQuery
from desktop.core.models import FileKey
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from tests.app.conftest import Driver
from tests.app.keeping_kit import FEW_CALLS, message, obtainable, sync


@pytest.fixture
def server() -> Iterator[DemoServer]:
    """Few calls, whose recordings are prepared in a moment."""
    with DemoServer(FEW_CALLS) as running:
        yield running


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
