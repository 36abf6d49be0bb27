"""The embedded server with recordings that are ready, for whoever fetches them as fast as can be.

`python -m tests.benchmarks.busy_server COUNT SECONDS [SLOW]`: so many calls, each so long; SLOW of them, the
first, are not ready and take ten minutes to be. Says "port" and its number, and runs until it is killed. Its
calls are those of `sids`.
"""

from __future__ import annotations

import sys
import threading
from datetime import timedelta

from desktop.demo.server import DemoOptions, DemoServer
from desktop.demo.sessions import FIRST_BUSINESS

PREPARE_SECONDS = 600.0


def sids(count: int) -> list[str]:
    """Of its recordings."""
    return [f"CB{number:032}" for number in range(count)]


def main(arguments: list[str]) -> int:
    count, seconds, slow = (*map(int, arguments), 0)[:3]
    took = (PREPARE_SECONDS, PREPARE_SECONDS)
    with DemoServer(DemoOptions(calls=300, receipts=5, prepare_seconds=took)) as server:
        for sid in sids(count):
            server.world.add_call(sid=sid, duration=seconds)
        for sid in sids(count)[slow:]:
            server.world.businesses[FIRST_BUSINESS].worker.ask(sid)
            server.world.clock.advance(timedelta(seconds=PREPARE_SECONDS))
        print(f"port {server.url.rpartition(':')[2]}", flush=True)
        threading.Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
