"""Runs the demo server alone: python -m desktop.demo --port 8080 --calls 100000."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence

from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.options import DemoOptions
from desktop.demo.server import AddressTaken, DemoServer


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves until Ctrl+C; returns the exit code."""
    # A shell that starts it in the background hands it over deaf to this signal.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    server = DemoServer(_options(_parser().parse_args(arguments)))
    try:
        server.start()
    except AddressTaken as error:
        sys.stderr.write(f"The address is in use: {error}\n")
        return 1
    sys.stdout.write(
        f"Demo server: {server.url} (files: {server.files_url})\n"
        f"Sign in as {DEMO_EMAIL} with the password {DEMO_PASSWORD}. Ctrl+C ends it.\n"
    )
    sys.stdout.flush()
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        server.stop()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m desktop.demo", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port of the API (0: a free one)")
    parser.add_argument("--files-port", type=int, default=0, help="port of the file storage")
    parser.add_argument("--calls", type=int, default=312)
    parser.add_argument("--receipts", type=int, default=312)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slow", type=float, default=0.0, metavar="SECONDS", help="delay of every answer")
    parser.add_argument(
        "--prepare", type=float, nargs=2, default=(0.2, 0.8), metavar="SECONDS",
        help="shortest and longest time until a recording is ready",
    )  # fmt: skip
    parser.add_argument("--secure-cookie", action="store_true", help="as behind https: clients drop it here")
    return parser


def _options(chosen: argparse.Namespace) -> DemoOptions:
    return DemoOptions(
        calls=chosen.calls,
        receipts=chosen.receipts,
        seed=chosen.seed,
        port=chosen.port,
        files_port=chosen.files_port,
        prepare_seconds=(chosen.prepare[0], chosen.prepare[1]),
        secure_cookie=chosen.secure_cookie,
        slow_seconds=chosen.slow,
    )


if __name__ == "__main__":
    sys.exit(main())
