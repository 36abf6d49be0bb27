"""Random trouble for the embedded server: which requests go wrong, and how."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.demo.faults import Fault, FaultKind
from desktop.demo.server import DemoServer

STATUS = r"^/api/recordings/[^/]+/status$"
STREAM = r"^/api/recordings/[^/]+/stream$"
LAST = r"^/api/recordings/(file/[^/]+|[^/]+/prepare)$"
RECEIPT = r"^/api/receipts/\d+"
STORAGE = r"^/storage/"
SIGN_IN = r"^/api/auth/"
ANYWHERE = r"^/"

_FILES = (STREAM, LAST, STORAGE)
_JSON = (STATUS, LAST, RECEIPT, SIGN_IN)
_ALL = (STATUS, STREAM, LAST, RECEIPT, STORAGE, ANYWHERE)

_WHERE: dict[FaultKind, tuple[str, ...]] = {
    "status": _ALL,
    "html": _JSON,
    "html_405": _ALL,
    "html_502": _ALL,
    "xml": _ALL,
    "text_500": _ALL,
    "empty": _JSON,
    "wrong_json": _JSON,
    "broken_json": _JSON,
    "not_audio": (STREAM, LAST),
    "json_ready": (STREAM, LAST),
    "no_slot": (STREAM, LAST),
    "session_lost": (STATUS, STREAM, LAST, RECEIPT),
    "csrf": (LAST,),
    "cut": _FILES,
    "stall": _FILES,
    "drip": _FILES,
    "short_length": _FILES,
    "delay": _ALL,
    "reset": _ALL,
    "expired_link": (RECEIPT,),
    "redirect_to_nothing": (RECEIPT,),
    "worker_down": (STATUS, STREAM, LAST),
    "lost": (STREAM,),
}
"""Not here: "growing" and a cut without a length, in which the server itself calls half a file whole."""

_STATUSES = (400, 401, 403, 404, 410, 415, 429, 500, 503, 504)
_TIMES = (1, 1, 2, 4, None)

Switch = Callable[[DemoServer], None]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong from the start of a round; `orderly` when no connection is left hanging by it."""

    faults: tuple[Fault, ...]
    switch: str

    @property
    def orderly(self) -> bool:
        hanging = ("stall", "drip", "delay", "cut", "reset", "short_length")
        return self.switch in ("", "full") and not any(fault.kind in hanging for fault in self.faults)

    def begin(self, server: DemoServer) -> None:
        for fault in self.faults:
            server.faults.add(fault)
        if self.switch == "slow":
            server.faults.slow_seconds = 0.05
        elif self.switch:
            setattr(server.faults, self.switch, True)

    def __str__(self) -> str:
        kinds = [f"{fault.kind} {fault.path} x{fault.times}" for fault in self.faults]
        return "; ".join([*kinds, self.switch])


def draw(dice: random.Random) -> Trouble:
    """One to four faults, now and then a switch as well."""
    faults = tuple(_fault(dice) for _ in range(dice.randint(1, 4)))
    return Trouble(faults, dice.choice(("", "", "", "", "offline", "broken", "full", "slow")))


def _fault(dice: random.Random) -> Fault:
    kind = dice.choice(tuple(_WHERE))
    fault = Fault(dice.choice(_WHERE[kind]), kind, times=dice.choice(_TIMES), after=dice.choice((0, 0, 1, 3)))
    headers = (("Retry-After", dice.choice(("0", "1"))),) if dice.random() < 0.3 else ()
    return replace(
        fault,
        status=dice.choice(_STATUSES),
        headers=headers,
        at_bytes=dice.choice((0, 1, 100, 5_000, 60_000)),
        bytes_per_second=dice.choice((50.0, 20_000.0)),
        seconds=dice.choice((0.05, 0.3, 2.0)),
    )
