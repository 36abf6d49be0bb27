"""NetworkWatch: notices that the computer slept, or that it is on another network now."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

LOOK_EVERY_SECONDS = 5
ASLEEP_SECONDS = 20
"""A look that comes so much too late was held up by more than work: the computer slept."""


class NetworkWatch(QObject):
    """Lives on the UI thread. Looks every few seconds; where the system tells of a network, at once.

    Qt's timers count without the time asleep on some systems and with it on others; the two clocks tell.
    """

    changed = Signal(bool)
    """A server may be reached that was not before, or none any more. True: lines that were open lead nowhere
    any more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clocks: tuple[Callable[[], float], ...] = (time.time, time.monotonic)
        """The computer's clock and the one that only goes forward, in s; tests put their own in their
        place."""
        self._looked_at: list[float] = []
        self._addresses: frozenset[str] = frozenset()
        self._information: QNetworkInformation | None = None
        self._timer = QTimer(self, interval=LOOK_EVERY_SECONDS * 1000)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begins to look; loads what knows about networks."""
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadDefaultBackend():
            self._information = QNetworkInformation.instance()
            self._information.reachabilityChanged.connect(self._on_reachability)
        self._addresses = _addresses()
        self._looked_at = [clock() for clock in self.clocks]
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        if self._information is not None:
            self._information.reachabilityChanged.disconnect(self._on_reachability)
            self._information = None

    @Slot()
    def look(self) -> None:
        """Compares with the last look."""
        now = [clock() for clock in self.clocks]
        gone = max((after - before for after, before in zip(now, self._looked_at, strict=True)), default=0.0)
        addresses = _addresses()
        before, self._addresses = self._addresses, addresses
        self._looked_at = now
        # What went out from an address that is gone gets no answer.
        if gone >= LOOK_EVERY_SECONDS + ASLEEP_SECONDS or before - addresses:
            self.changed.emit(True)
        elif addresses - before:
            self.changed.emit(False)

    @Slot(object)
    def _on_reachability(self, reachability: QNetworkInformation.Reachability) -> None:
        if reachability.name == "Disconnected":
            # Nothing comes any more of what is under way: that is said now, not after it was waited for.
            self.changed.emit(True)
        elif reachability.name in ("Online", "Site"):
            self.changed.emit(False)


def _addresses() -> frozenset[str]:
    """This computer's addresses in the networks it is in, without those of its own."""
    from PySide6.QtNetwork import QNetworkInterface

    found = (address for address in QNetworkInterface.allAddresses() if not address.isLoopback())
    # Link-local ones are there without any network, and change by themselves.
    return frozenset(address.toString() for address in found if not address.isLinkLocal())
