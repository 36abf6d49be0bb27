"""Where the commands without a window begin."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

from desktop.console.options import ExportOptions, VerifyOptions, read_options

if TYPE_CHECKING:
    from desktop.console.ending import Ending

FAILED = 2


def main(given: Sequence[str]) -> int:
    """Does what `given` asks for, says what came of it, and returns the exit code."""
    _write_anything()
    options = read_options(given)
    try:
        ending = _ending(options)
        ending.say(as_json=options.speech.as_json)
    except Exception:
        # Python's own exit code for what nobody caught is the one that says "written, but incomplete".
        sys.excepthook(*sys.exc_info())
        return FAILED
    return int(ending.code)


def _write_anything() -> None:
    """A console of Windows knows one alphabet beside ours (cp1255, cp862), or none at all (cp437): what it
    has no letter for is written by its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _ending(options: ExportOptions | VerifyOptions) -> Ending:
    # What is only asked for its help, or misspelt, loads nothing of Qt.
    if isinstance(options, VerifyOptions):
        from desktop.console.verify_command import verify

        return verify(options)
    from desktop.console.export_command import export

    return export(options)
