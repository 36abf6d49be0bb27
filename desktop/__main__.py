"""The command line: `python -m desktop`, `prosaas-desktop`, `prosaas-desktop-cli`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from getopt import GetoptError, getopt
from pathlib import Path

LANGUAGES = ("he", "en")
WITHOUT_A_WINDOW = ("export", "verify")
_MORE = "Without a window: `prosaas-desktop-cli export --help` and `prosaas-desktop-cli verify --help`."


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what the command line asks for; returns the exit code."""
    _give_words_a_place()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--render-child"] and given[1:] in ([], ["--behind"]):
        # The process that opens documents: nothing of the program itself is loaded into it.
        _use_plain_import()
        from desktop.workers.render_child import main as render

        return render(is_behind=len(given) > 1)
    if given[:1] == ["--peaks-child"] and given[1:] in ([], ["--behind"], ["--spare"]):
        # The process that decodes a recording; what needs no decoder loads nothing of Qt.
        from desktop.workers.peaks_child import main as peaks

        return peaks(is_behind="--behind" in given, is_spare="--spare" in given)
    if given == ["--pages-child"]:
        # The process that takes pages out of documents.
        _use_plain_import()
        from desktop.workers.pages_child import main as pages

        return pages()
    if given[:1] and given[0] in WITHOUT_A_WINDOW:
        from desktop.console.main import main as console

        return console(given)
    return _run(given)


def _give_words_a_place() -> None:
    """A Windows program without a console has nowhere to write to; libraries write all the same."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def _run(given: list[str]) -> int:
    options = _usual_options(given) or _parser().parse_args(given)
    if options.version:
        from desktop.core.version import version

        sys.stdout.write(f"ProSaaS Desktop {version()}\n")
        return 0
    if options.self_test:
        _use_plain_import()
        from desktop.self_test import main as self_test

        return self_test(options.lang)
    import gc

    # `Program` collects by itself; what is loaded here is not garbage.
    gc.disable()
    _use_plain_import()
    from desktop.launch import LaunchOptions, run

    return run(LaunchOptions(options.data_dir, options.lang, options.demo, options.measure_start))


def _use_plain_import() -> None:
    """A function of its own, so that `--version` loads nothing of Qt."""
    from desktop.workers.plain_import import use_plain_import

    use_plain_import()


def _usual_options(given: list[str]) -> Namespace | None:
    """What opens the window, as `_parser` reads it; None for all else, mistakes too.

    argparse asks gettext for its own words first, which takes as long as to open the lists.
    """
    try:
        pairs, rest = getopt(given, "", ["demo", "data-dir=", "lang=", "measure-start"])
    except GetoptError:
        return None
    if rest or "--" in given or not all(_is_usual(*pair) for pair in pairs):
        return None
    found = dict(pairs)
    folder = found.get("--data-dir")
    return Namespace(
        demo="--demo" in found,
        data_dir=None if folder is None else Path(folder),
        lang=found.get("--lang", ""),
        measure_start="--measure-start" in found,
        self_test=False,
        version=False,
    )


def _is_usual(option: str, value: str) -> bool:
    return value in LANGUAGES if option == "--lang" else not value.startswith("-")


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="prosaas-desktop", description="ProSaaS Desktop", epilog=_MORE)
    parser.add_argument("--demo", action="store_true", help="start on the embedded server with sample data")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep everything below DIR")
    parser.add_argument("--lang", choices=LANGUAGES, default="", help="language of the window")
    parser.add_argument(
        "--measure-start", action="store_true", help="say when the first list is there, and end"
    )
    parser.add_argument("--self-test", action="store_true", help="try the program on itself and exit")
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    return parser


if __name__ == "__main__":
    sys.exit(main())
