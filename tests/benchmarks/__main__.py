"""Measures all benchmarks or those that are named; exits 1 when one falls short."""

from __future__ import annotations

import argparse
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.registry import BENCHMARKS


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    helped = f"one of {', '.join(BENCHMARKS)}, or the beginning of several (frozen)"
    parser.add_argument("names", metavar="NAME", nargs="*", help=helped)
    asked = parser.parse_args(arguments).names
    unknown = [name for name in asked if not _named(name)]
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    kept = True
    for name in [found for one in asked for found in _named(one)] or BENCHMARKS:
        figure = BENCHMARKS[name].measure()
        print(figure, flush=True)
        kept = kept and figure.ok
    return 0 if kept else 1


def _named(name: str) -> list[str]:
    """The benchmark of this name, or those whose names begin with it and a stroke."""
    return [found for found in BENCHMARKS if found == name or found.startswith(f"{name}-")]


if __name__ == "__main__":
    sys.exit(main())
