"""The command line: `python -m desktop`, `prosaas-desktop`, `prosaas-desktop-cli`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what the command line asks for; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--render-child"]:
        # The process that opens documents: nothing of the program itself is loaded into it.
        from desktop.workers.render_child import main as render

        return render()
    return _run(given)


def _run(given: list[str]) -> int:
    options = _parser().parse_args(given)
    if options.version:
        from desktop.core.version import version

        sys.stdout.write(f"ProSaaS Desktop {version()}\n")
        return 0
    if options.self_test:
        from desktop.self_test import main as self_test

        return self_test(options.lang)
    import gc

    # `Program` collects by itself; what is loaded here is not garbage.
    gc.disable()
    from desktop.app import LaunchOptions, run

    return run(LaunchOptions(options.data_dir, options.lang, options.demo))


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="prosaas-desktop", description="ProSaaS Desktop")
    parser.add_argument("--demo", action="store_true", help="start on the embedded server with sample data")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep everything below DIR")
    parser.add_argument("--lang", choices=("he", "en"), default="", help="language of the window")
    parser.add_argument("--self-test", action="store_true", help="try the program on itself and exit")
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    return parser


if __name__ == "__main__":
    sys.exit(main())
