"""Two accounts used in turn: nothing of one is seen, found, kept or written down in the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.models import FileKey
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.core.transfer import TransferState
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.faults import Fault
from desktop.demo.samples.calls import DemoCall
from desktop.demo.server import DemoServer
from desktop.store.app_dirs import account_folder_name
from desktop.store.log_file import LOG_NAME
from desktop.workers.connection import ConnectionState
from tests.app.accounts_kit import (
    OTHER_EMAIL,
    accounts_in_menu,
    change_account,
    choose_account,
    open_both,
    settle,
)
from tests.app.conftest import Driver
from tests.app.traces import on_screen
from tests.conftest import MemoryKeyring

Start = Callable[[str], Driver]
BUSINESSES = {DEMO_EMAIL: 1, OTHER_EMAIL: 2}
MARKS = {DEMO_EMAIL: "quokka", OTHER_EMAIL: "walrus"}
"""A word that stands in everything distinctive of each account, and nowhere else."""
NUMBERS = {DEMO_EMAIL: "541777001", OTHER_EMAIL: "541777002"}


@pytest.fixture
def server(server: DemoServer) -> DemoServer:
    """With a call and a receipt in each business that nothing in the other one resembles."""
    for email in BUSINESSES:
        add_distinctive(server, email)
    return server


def sid_of(email: str) -> str:
    return f"CA{MARKS[email]:x<32}"


def add_distinctive(server: DemoServer, email: str) -> None:
    mark, number = MARKS[email], NUMBERS[email]
    business = server.world.businesses[BUSINESSES[email]]
    now = server.world.clock.now()
    call: dict[str, Any] = {
        "sid": sid_of(email), "created_at": now, "direction": "inbound", "status": "completed",
        "duration": 30, "phone": f"+972{number}", "lead_name": f"{mark} leads", "has_recording": True,
        "fate": "kept", "sound_seed": 5, "transcript": f"said by the {mark} at length",
        "summary": f"a {mark} in short",
    }  # fmt: skip
    business.calls.add(DemoCall(**call))
    business.receipts.add(
        now, vendor_name=f"{mark} vendor", subject=f"{mark} subject", invoice_number=f"{mark}-7",
        from_email=f"{mark}@sample.example",
    )  # fmt: skip


def other(email: str) -> str:
    return OTHER_EMAIL if email == DEMO_EMAIL else DEMO_EMAIL


def traces_of(email: str, server: DemoServer) -> list[str]:
    """What must stand nowhere while the other account is open."""
    business = server.world.businesses[BUSINESSES[email]]
    return [MARKS[email], NUMBERS[email], email, *(call.sid for call in business.calls)]


def found(traces: list[str], text: str) -> list[str]:
    return [trace for trace in traces if trace in text]


# -- what a person does --------------------------------------------------------------------------


def use(driver: Driver, email: str) -> None:
    """Leaves traces everywhere: search, details, playing, an exported list, downloads, messages."""
    driver.wait_for_lists()
    page, receipts = driver.calls, driver.receipts
    row = next(row for row in driver.recordings() if row.call.sid == sid_of(email))
    driver.press_play(row)
    driver.wait(lambda: driver.player.playing and driver.player.current_sid == row.call.sid)
    page.filter_bar.search_field.setText(MARKS[email])
    driver.wait(lambda: list(page.model.ids) == [row.row_id])
    driver.program.window.commands.receipts.trigger()
    driver.wait(lambda: any(MARKS[email] in vendor for vendor in vendors(driver)))
    receipts.filter_bar.search_field.setText(MARKS[email])
    driver.wait(lambda: len(receipts.model.ids) == 1)
    assert receipts.table.set_current_id(receipts.model.ids[0])
    driver.wait(lambda: receipts.preview.shown.kept is not None)
    driver.program.window.commands.downloads.trigger()
    driver.wait(lambda: len(driver.program.queue.transfers()) >= 2)
    assert on_screen([MARKS[email], NUMBERS[email], sid_of(email)])


def vendors(driver: Driver) -> list[str]:
    scope = driver.scope
    rows = scope.receipts.rows(scope.receipts.ids(ReceiptQuery()))
    return [row.receipt.vendor or "" for row in rows]


def log_text(driver: Driver, data_dir: Path, email: str) -> str:
    """What is logged of the account, and of none: whoever has the account can read it."""
    [account] = [one for one in driver.program.accounts.known() if one.email == email]
    own = data_dir / "accounts" / account_folder_name(account) / "logs" / LOG_NAME
    return own.read_text(encoding="utf-8") + (data_dir / "logs" / LOG_NAME).read_text(encoding="utf-8")


@pytest.fixture
def two(start: Start, server: DemoServer) -> Driver:
    """The first account is open, the second one was; the passwords of both are kept."""
    driver = start("en")
    open_both(driver, server)
    return driver


# -- in turn -------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", [DEMO_EMAIL, OTHER_EMAIL])
def test_nothing_of_one_account_is_seen_in_the_other(
    two: Driver, server: DemoServer, data_dir: Path, first: str
) -> None:
    second = other(first)
    change_account(two, first)
    use(two, first)
    choose_account(two, second)
    traces = traces_of(first, server)
    # While the other one is opened, too.
    assert "\n".join(on_screen(traces)) == ""
    settle(two, second)
    use(two, second)
    assert "\n".join(on_screen(traces)) == ""
    assert found(traces, log_text(two, data_dir, second)) == []
    assert sid_of(first) in log_text(two, data_dir, first)
    assert MARKS[first] not in two.program.window.windowTitle()
    assert_finds_nothing(two, first)


def assert_finds_nothing(driver: Driver, email: str) -> None:
    scope = driver.scope
    for words in (MARKS[email], NUMBERS[email]):
        assert len(scope.calls.ids(CallQuery(text=words))) == 0
        assert len(scope.receipts.ids(ReceiptQuery(text=words))) == 0
    assert scope.calls.kept(sid_of(email)) is None


@pytest.mark.parametrize("first", [DEMO_EMAIL, OTHER_EMAIL])
def test_what_is_kept_of_an_account_lies_in_its_folder_alone(
    two: Driver, server: DemoServer, data_dir: Path, first: str
) -> None:
    for email in (first, other(first)):
        change_account(two, email)
        use(two, email)
    accounts = {account.email: account for account in two.program.accounts.known()}
    two.program.close()
    folder = data_dir / "accounts" / account_folder_name(accounts[first])
    mine = [trace.encode() for trace in (MARKS[first], sid_of(first))]
    files = [path for path in data_dir.rglob("*") if path.is_file()]
    holding = [path for path in files if any(trace in path.read_bytes() for trace in mine)]
    assert holding and all(folder in path.parents for path in holding)
    assert any(sid_of(first)[:20] in path.name for path in folder.rglob("*"))
    named = [path for path in data_dir.rglob("*") if MARKS[first] in path.name]
    assert all(folder in path.parents for path in named)


def test_window_title_and_settings_name_the_account_that_is_open(two: Driver) -> None:
    choose_account(two, OTHER_EMAIL)
    settle(two, OTHER_EMAIL)
    window = two.program.window
    assert "עסק אחר" in window.windowTitle()
    assert "Sample Business" not in window.windowTitle()
    window.commands.account_settings.trigger()
    dialog = window.settings.dialog
    assert dialog is not None and dialog.isVisible()
    assert on_screen([DEMO_EMAIL, "Sample Business"]) == []
    dialog.reject()


def test_what_was_searched_for_stands_on_no_paper_of_the_other(two: Driver) -> None:
    """Its first rows can be printed before its list is whole."""
    pages = (two.calls, two.receipts)
    for page in pages:
        page.filter_bar.search_field.setText(MARKS[DEMO_EMAIL])
    two.wait(lambda: all(MARKS[DEMO_EMAIL] in page.printing.listed for page in pages))
    choose_account(two, OTHER_EMAIL)
    assert not any(MARKS[DEMO_EMAIL] in page.printing.listed for page in pages)
    settle(two, OTHER_EMAIL)


# -- while requests are under way ----------------------------------------------------------------


STALLED = {
    "lists": r"^/api/(calls|receipts)$",
    "recordings": r"/api/recordings/",
    "receipt files": r"/api/receipts/\d+/",
}


@pytest.mark.parametrize("what", STALLED)
def test_answers_that_come_after_the_switch_are_dropped(
    two: Driver, server: DemoServer, data_dir: Path, what: str
) -> None:
    server.faults.add(Fault(path=STALLED[what], kind="stall", at_bytes=0))
    under_way(two, server, what)
    choose_account(two, OTHER_EMAIL)
    # Requests of the first one are only now ending.
    server.faults.clear()
    settle(two, OTHER_EMAIL)
    use(two, OTHER_EMAIL)
    traces = traces_of(DEMO_EMAIL, server)
    assert "\n".join(on_screen(traces)) == ""
    assert found(traces, log_text(two, data_dir, OTHER_EMAIL)) == []
    assert_finds_nothing(two, DEMO_EMAIL)


def under_way(driver: Driver, server: DemoServer, what: str) -> None:
    """Begins three requests of that kind and waits until the server holds one."""
    program = driver.program
    if what == "lists":
        program.connection.go()
        driver.wait(lambda: program.connection.state is ConnectionState.SYNCING)
    elif what == "recordings":
        for row in driver.recordings()[:3]:
            driver.press_play(row)
        driver.wait(lambda: is_busy(driver))
    else:
        driver.program.window.commands.receipts.trigger()
        driver.wait(lambda: len(driver.receipts.model.ids) > 0)
        driver.receipts.table.set_current_id(driver.receipts.model.ids[0])
        driver.wait(lambda: is_busy(driver))


def is_busy(driver: Driver) -> bool:
    return any(not transfer.state.final for transfer in driver.program.queue.transfers())


def test_what_one_account_queued_is_not_fetched_for_the_other(two: Driver, server: DemoServer) -> None:
    server.faults.full = True
    keys = [FileKey.recording(row.call.sid) for row in two.recordings()[:4]]
    for key in keys:
        two.program.queue.request(key)
    choose_account(two, OTHER_EMAIL)
    settle(two, OTHER_EMAIL)
    assert two.program.queue.transfers() == []
    server.faults.clear()
    # Back: what was asked for and had not come goes on.
    choose_account(two, DEMO_EMAIL)
    settle(two, DEMO_EMAIL)
    two.wait(lambda: all(state(two, key) is TransferState.DONE for key in keys), 50_000)


def state(driver: Driver, key: FileKey) -> TransferState | None:
    transfer = driver.program.queue.transfer(key)
    return transfer.state if transfer is not None else None


# -- switching -----------------------------------------------------------------------------------


def test_offline_each_account_opens_at_once(two: Driver, start: Start, server: DemoServer) -> None:
    two.program.close()
    server.stop()
    later = start("en")
    for email in (OTHER_EMAIL, DEMO_EMAIL):
        change_account(later, email)
        later.wait(lambda: later.program.connection.state is ConnectionState.OFFLINE)
        later.wait(lambda: len(later.calls.model.ids) > 0)
        assert later.program.sign_in.dialog is None


def test_without_a_kept_password_a_switch_asks_for_it(two: Driver, memory_keyring: MemoryKeyring) -> None:
    memory_keyring.kept.clear()
    choose_account(two, OTHER_EMAIL)
    two.wait(lambda: two.program.sign_in.dialog is not None)
    dialog = two.program.sign_in.dialog
    assert dialog is not None
    assert dialog.email_field.text() == OTHER_EMAIL
    dialog.offline_button.click()
    two.wait(lambda: two.program.sign_in.dialog is None)
    two.wait(lambda: len(two.calls.model.ids) > 0)
    assert on_screen([MARKS[OTHER_EMAIL]])


def test_signing_out_takes_the_account_from_the_menu(two: Driver, server: DemoServer) -> None:
    two.program.window.sign_out_asked.emit(False)
    two.wait(lambda: two.program.sign_in.dialog is not None)
    assert two.program.sign_in.dialog is not None
    two.program.sign_in.dialog.reject()
    assert [account.email for account in accounts_in_menu(two)] == [OTHER_EMAIL]
    choose_account(two, OTHER_EMAIL)
    settle(two, OTHER_EMAIL)
    assert on_screen(traces_of(DEMO_EMAIL, server)) == []


def test_the_other_account_opens_with_its_password_again(two: Driver, server: DemoServer) -> None:
    two.program.window.sign_out_asked.emit(False)
    two.sign_in(server, DEMO_EMAIL, DEMO_PASSWORD)
    two.wait(lambda: two.program.sign_in.dialog is None)
    settle(two, DEMO_EMAIL)
    assert [account.email for account in accounts_in_menu(two)] == [DEMO_EMAIL, OTHER_EMAIL]


def test_another_account_can_be_asked_for_however_often_the_menu_was_opened(two: Driver) -> None:
    window = two.program.window
    menu = window.account_menu
    for _ in range(2):
        window.commands.account.trigger()
        two.wait(menu.isVisible)
        # The cursor stands above the first entry: from there upwards it comes round to the last ones.
        for _ in range(len(menu.actions())):
            QTest.keyClick(menu, Qt.Key.Key_Up)
            if menu.activeAction() is menu.another:
                break
        QTest.keyClick(menu, Qt.Key.Key_Return)
        two.wait(lambda: two.program.sign_in.dialog is not None)
        assert two.program.sign_in.dialog is not None
        two.program.sign_in.dialog.reject()
        two.wait(lambda: two.program.sign_in.dialog is None)
