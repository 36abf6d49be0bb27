"""DemoOptions: everything about a demo server that can be chosen."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.demo.samples.calls import BUNCHES


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """How much data, which clock, which ports, how fast. Durations in seconds.

    `now` (aware) stops the clock there, for tests; None takes the computer's and lets it run. Port 0
    picks a free one. `prepare_seconds` is the shortest and the longest time a recording needs before it
    is ready; `block_seconds` is how long a business waits after it asked for a fourth one. `bunches`: how
    likely a call begins a bunch of equal times, and how many follow it at most. Without `transcripts` a
    list of many calls is made quickly.
    """

    calls: int = 312
    receipts: int = 312
    seed: int = 1
    now: datetime | None = None
    port: int = 0
    files_port: int = 0
    prepare_seconds: tuple[float, float] = (0.2, 0.8)
    block_seconds: float = 15 * 60
    session_seconds: float = 8 * 60 * 60
    idle_seconds: float = 75 * 60
    redirect_link_seconds: float = 15 * 60
    json_link_seconds: float = 60 * 60
    secure_cookie: bool = False
    tls: ssl.SSLContext | None = None
    resources: Path | None = None
    slow_seconds: float = 0.0
    bunches: tuple[float, int] = BUNCHES
    transcripts: bool = True
