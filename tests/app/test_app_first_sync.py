"""The first start: what the empty lists say while they are fetched, and when nobody answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desktop.demo.faults import Fault
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.sync import SyncProgress
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.empty_list import EmptyList
from tests.app.conftest import WAIT_MS, Driver


@pytest.fixture
def server() -> Iterator[DemoServer]:
    """More receipts than a page of the list holds."""
    with DemoServer(DemoOptions(calls=4, receipts=120)) as running:
        yield running


def offers(empty: EmptyList) -> list[str]:
    return [button.text() for button in empty.findChildren(PlainButton) if button.isVisibleTo(empty)]


def _is_of_receipts(progress: SyncProgress) -> bool:
    return progress.what == "receipts"


def test_an_empty_list_says_that_it_is_fetched(start: Callable[[str], Driver], server: DemoServer) -> None:
    server.faults.add(Fault(path=r"/api/calls$", kind="stall", at_bytes=0, times=1))
    driver = start("en")
    calls, receipts = driver.calls.empty, driver.receipts.empty
    assert calls.accessibleName().startswith("You are not signed in") and offers(calls) == ["Sign in…"]
    driver.sign_in(server)
    driver.wait(lambda: "being fetched" in calls.accessibleName())
    assert calls.accessibleName().startswith("The calls are being fetched.") and offers(calls) == []
    assert receipts.accessibleName().startswith("The receipts are being fetched.") and offers(receipts) == []
    server.faults.add(Fault(path=r"/api/receipts$", kind="stall", at_bytes=0, after=1))
    connection = driver.program.connection
    # What is released before it has come to the server would be stalled for good.
    driver.wait(lambda: "/api/calls" in server.faults.stalled())
    with driver.qtbot.waitSignal(connection.progressed, timeout=WAIT_MS, check_params_cb=_is_of_receipts):
        server.faults.release()
    assert receipts.accessibleName() == "The receipts are being fetched. 100 of 120 have come so far."
    # Another one comes with nobody there.
    connection.set_scope(driver.scope)
    assert receipts.accessibleName().startswith("Not synced") and offers(receipts) == ["Try now"]
    server.faults.clear()
    connection.go()
    driver.wait_for_lists()
    driver.wait(lambda: len(driver.receipts.model.ids) == 120)
