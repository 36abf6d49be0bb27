"""Measures all benchmarks or those that are named; exits 1 when one falls short."""

from __future__ import annotations

import argparse
import sys

from tests.benchmarks.registry import BENCHMARKS


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"one of {', '.join(BENCHMARKS)}")
    names = parser.parse_args(arguments).names or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    kept = True
    for name in names:
        figure = BENCHMARKS[name].measure()
        print(figure, flush=True)
        kept = kept and figure.ok
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
