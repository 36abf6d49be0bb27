"""Two accounts of the embedded server in one program, and how a person goes from one to the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.account import Account
from desktop.demo import DEMO_EMAIL
from desktop.demo.server import DemoServer
from desktop.workers.connection import ConnectionState
from tests.app.conftest import Driver

OTHER_EMAIL = "second@other.example"


def open_both(driver: Driver, server: DemoServer) -> None:
    """Afterwards the first account is open, the second one was; the passwords of both are kept."""
    driver.sign_in(server)
    driver.wait_for_lists()
    driver.program.window.account_menu.another.trigger()
    driver.sign_in(server, OTHER_EMAIL)
    driver.wait(lambda: driver.program.sign_in.dialog is None)
    settle(driver, OTHER_EMAIL)
    choose_account(driver, DEMO_EMAIL)
    settle(driver, DEMO_EMAIL)


def choose_account(driver: Driver, email: str) -> None:
    """With the keyboard, from the button at the foot of the rail."""
    window = driver.program.window
    window.activateWindow()
    driver.wait(window.isActiveWindow)
    button = window.rail.item(window.commands.account)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    menu = window.account_menu
    driver.wait(menu.isVisible)
    entry = next(action for action in menu.accounts if email in action.text())
    for _ in range(menu.actions().index(entry)):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction() is entry
    QTest.keyClick(menu, Qt.Key.Key_Return)


def change_account(driver: Driver, email: str) -> None:
    """Chooses it, and waits until its lists are open."""
    choose_account(driver, email)
    driver.wait(lambda: shows(driver, email))


def shows(driver: Driver, email: str) -> bool:
    scope = driver.program.scope
    return scope is not None and scope.account.email == email


def settle(driver: Driver, email: str) -> None:
    """Waits until the account is open, online and at rest."""
    driver.wait(lambda: shows(driver, email))
    driver.wait(lambda: driver.program.connection.state is ConnectionState.ONLINE)
    driver.wait(lambda: not driver.program.tasks.busy)


def accounts_in_menu(driver: Driver) -> list[Account]:
    driver.program.window.account_menu.fill()
    return driver.program.accounts.known()
