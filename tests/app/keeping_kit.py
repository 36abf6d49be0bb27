"""What a person does about recordings that are kept, and sees of it; on few calls, soon prepared."""

from __future__ import annotations

import pytest

from desktop.core.call_query import CallQuery
from desktop.core.models import FileKey
from desktop.core.settings import Settings
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.retention import EVERY_RECORDING
from desktop.ui.keeping import kept_space
from tests.app.conftest import Driver

FEW_CALLS = DemoOptions(calls=24, receipts=4, prepare_seconds=(0.02, 0.05))
"""Whose recordings are prepared in a moment."""


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


def set_gigabyte(driver: Driver, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """So many bytes stand for a gigabyte, so that little is over a limit; for now there is none: by the first
    settings it would be so many of them, and what is reviewed would go before a test has said anything."""
    set_limit(driver, 0)
    settle(driver)
    monkeypatch.setattr(kept_space, "GIGABYTE", size)


def settle(driver: Driver) -> None:
    """What recordings take was looked at since the last one came."""
    space = driver.program.window.keeping.space
    with driver.qtbot.waitSignal(space.measured, timeout=20_000):
        space.look()
    driver.wait(lambda: not driver.program.tasks.busy)


def keep(driver: Driver, sids: list[str]) -> None:
    for sid in sids:
        driver.program.queue.request(FileKey.recording(sid))
    driver.wait(lambda: kept(driver, sids))


def kept(driver: Driver, sids: list[str]) -> bool:
    return all(driver.scope.calls.kept(sid) is not None for sid in sids)


def message(driver: Driver, key: str) -> str:
    standing = driver.program.window.messages.standing
    return next((one.sentence for one in standing if one.key == key), "")


def sync(driver: Driver) -> None:
    with driver.qtbot.waitSignal(driver.program.connection.synced, timeout=20_000):
        driver.program.window.commands.sync.trigger()
