"""wait_until: for what other threads and processes come to, where no Qt signal tells of it.

PatientBot: for all that Qt tells of.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import MultiSignalBlocker, SignalBlocker

from desktop.core.cancel import CancelToken

PATIENCE_SECONDS = 60.0
PATIENCE_MS = 60_000
"""Nothing is judged by it: it only ends a wait for what never comes."""


def wait_until(condition: Callable[[], bool], what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Raises TimeoutError, with `what` did not come."""
    last = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > last:
            raise TimeoutError(f"after {seconds:.0f} s still not: {what}")
        CancelToken().wait(0.02)


class PatientBot(QtBot):
    """Waits long enough on a computer with much else to do: the usual five seconds are too short there."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=max(timeout, PATIENCE_MS))

    def waitSignal(self, signal: SignalInstance, *, timeout: int = PATIENCE_MS, **rest: Any) -> SignalBlocker:
        return super().waitSignal(signal, timeout=_longest(timeout, rest), **rest)

    def waitSignals(
        self, signals: list[SignalInstance], *, timeout: int = PATIENCE_MS, **rest: Any
    ) -> MultiSignalBlocker:
        return super().waitSignals(signals, timeout=_longest(timeout, rest), **rest)

    def waitActive(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitActive(widget, timeout=max(timeout, PATIENCE_MS))

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitExposed(widget, timeout=max(timeout, PATIENCE_MS))


def _longest(timeout: int, rest: dict[str, Any]) -> int:
    # What is to come without raising is looked at, not waited for: `assertNotEmitted` does so.
    return timeout if rest.get("raising") is False else max(timeout, PATIENCE_MS)
