"""Signing out and quitting in the same moment: the password goes, however busy or slow this computer is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from keyring.errors import KeyringLocked

from desktop.demo import DEMO_EMAIL
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.workers.connection import ConnectionState
from tests.app.accounts_kit import OTHER_EMAIL, accounts_in_menu, change_account, open_both
from tests.app.conftest import Driver
from tests.conftest import MemoryKeyring

Start = Callable[[str], Driver]


class HungStore:
    """A password store that deletes nothing while it `hangs`; in the end its user has refused it."""

    def __init__(self) -> None:
        self.hangs = True
        self.asked, self.over = threading.Event(), threading.Event()
        self._delete = MemoryKeyring.delete_password

    def delete(self, keyring: MemoryKeyring, service: str, user: str) -> None:
        if self.hangs:
            self.asked.set()
            self.over.wait(60)
            raise KeyringLocked
        self._delete(keyring, service, user)


@pytest.fixture
def hung_store(monkeypatch: pytest.MonkeyPatch) -> Iterator[HungStore]:
    made = HungStore()
    monkeypatch.setattr(MemoryKeyring, "delete_password", lambda *entry: made.delete(*entry))
    yield made
    made.over.set()


def emails(kept: MemoryKeyring) -> list[str]:
    """Whose passwords are kept."""
    return sorted(user.partition("|")[2] for _, user in kept.kept)


def test_the_password_goes_though_all_threads_have_other_work(
    signed_in: Driver, memory_keyring: MemoryKeyring
) -> None:
    # As for what waits for its turn when the program ends.
    signed_in.program.tasks.stop()
    signed_in.program.window.sign_out_asked.emit(False)
    signed_in.wait(lambda: emails(memory_keyring) == [])


def test_who_quits_while_the_server_is_signing_him_out_everywhere_is_signed_out_here(
    signed_in: Driver, start: Start, server: DemoServer, memory_keyring: MemoryKeyring
) -> None:
    server.faults.add(Fault(path="^/api/auth/logout$", kind="stall", at_bytes=0))
    signed_in.program.window.sign_out_asked.emit(True)
    signed_in.wait(lambda: "/api/auth/logout" in server.faults.stalled())
    signed_in.program.close()
    later = start("en")
    later.wait(lambda: later.program.sign_in.dialog is not None)
    assert later.program.scope is None
    # By the end of the run before, or now.
    later.wait(lambda: emails(memory_keyring) == [])


def test_who_goes_to_another_account_meanwhile_is_signed_out_all_the_same(
    start: Start, server: DemoServer, memory_keyring: MemoryKeyring
) -> None:
    driver = start("en")
    open_both(driver, server)
    server.faults.add(Fault(path="^/api/auth/logout$", kind="stall", at_bytes=0))
    driver.program.window.sign_out_asked.emit(True)
    driver.wait(lambda: "/api/auth/logout" in server.faults.stalled())
    change_account(driver, OTHER_EMAIL)
    driver.wait(lambda: emails(memory_keyring) == [OTHER_EMAIL])
    assert [account.email for account in accounts_in_menu(driver)] == [OTHER_EMAIL]


def test_who_signs_in_anew_meanwhile_stays_signed_in(
    signed_in: Driver, start: Start, server: DemoServer, memory_keyring: MemoryKeyring
) -> None:
    """The session that was to be ended everywhere ended first: the request went with it, unanswered."""
    program = signed_in.program
    server.faults.add(Fault(path="^/api/auth/logout$", kind="stall", at_bytes=0))
    program.window.sign_out_asked.emit(True)
    signed_in.wait(lambda: "/api/auth/logout" in server.faults.stalled())
    program.queue.session_lost.emit()
    signed_in.sign_in(server)
    signed_in.wait(lambda: program.connection.state is ConnectionState.ONLINE)
    signed_in.wait(lambda: not program.tasks.busy)
    program.close()
    later = start("en")
    later.wait(lambda: later.program.connection.state is ConnectionState.ONLINE)
    assert emails(memory_keyring) == [DEMO_EMAIL]


def test_a_store_that_hangs_holds_nobody_and_forgets_at_the_next_start(
    start: Start, server: DemoServer, memory_keyring: MemoryKeyring, hung_store: HungStore
) -> None:
    driver = start("en")
    open_both(driver, server)
    driver.program.window.sign_out_asked.emit(False)
    driver.wait(hung_store.asked.is_set)
    driver.program.close()
    # Which waits for as long as anything is at work.
    driver.program.see_out()
    assert emails(memory_keyring) == [DEMO_EMAIL, OTHER_EMAIL]
    hung_store.hangs = False
    later = start("en")
    later.wait(lambda: emails(memory_keyring) == [OTHER_EMAIL])
