"""The program goes on in another language in the middle of work, as the settings let it."""

from __future__ import annotations

from desktop.ui.widgets.messages import Message
from tests.app.conftest import Driver


def at_rest(driver: Driver) -> Driver:
    """In a window that is neither large nor small."""
    driver.wait(lambda: not driver.program.tasks.busy)
    driver.program.window.resize(1000, 600)
    return driver


def speak(driver: Driver, language: str, busy: bool = False) -> None:
    """As the settings do; waits for the lists of the new window. `busy`: something else goes on."""
    program, before = driver.program, driver.program.window
    program.window.settings_chosen.emit(program.accounts.settings._replace(language=language))
    assert program.window is not before
    driver.wait(lambda: driver.calls.model.whole and (busy or not program.tasks.busy))


def standing(driver: Driver) -> tuple[Message, ...]:
    return driver.program.window.messages.standing
