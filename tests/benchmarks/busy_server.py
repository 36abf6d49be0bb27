"""The embedded server with recordings that are ready, for whoever fetches them as fast as can be.

`python -m tests.benchmarks.busy_server COUNT SECONDS`: so many calls, each so long. Says "port" and its
number, and runs until it is killed. Its calls are those of `sids`.
"""

from __future__ import annotations

import sys
import threading

from desktop.demo.server import DemoOptions, DemoServer
from desktop.demo.sessions import FIRST_BUSINESS


def sids(count: int) -> list[str]:
    """Of its recordings."""
    return [f"CB{number:032}" for number in range(count)]


def main(arguments: list[str]) -> int:
    count, seconds = map(int, arguments)
    with DemoServer(DemoOptions(calls=300, receipts=5, prepare_seconds=(0.0, 0.0))) as server:
        for sid in sids(count):
            server.world.add_call(sid=sid, duration=seconds)
            server.world.businesses[FIRST_BUSINESS].worker.ask(sid)
        print(f"port {server.url.rpartition(':')[2]}", flush=True)
        threading.Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
