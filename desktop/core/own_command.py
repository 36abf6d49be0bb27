"""How this program is started once more: from a checkout, an installed wheel, or a frozen build."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_CONSOLE_PROGRAM = "prosaas-desktop-cli"


def own_command(*arguments: str, console: bool = False) -> tuple[str, list[str]]:
    """Program and arguments. `console`: the one whose standard input and output are there on Windows too."""
    if not getattr(sys, "frozen", False):
        return sys.executable, ["-m", "desktop", *arguments]
    program = Path(sys.executable)
    beside = program.with_name(_CONSOLE_PROGRAM + program.suffix)
    return str(beside if console and beside.exists() else program), list(arguments)


def own_import_path() -> str:
    """PYTHONPATH for it: a checkout that is not installed is found from any working directory."""
    package_parent = str(Path(__file__).resolve().parents[2])
    before = os.environ.get("PYTHONPATH", "")
    return os.pathsep.join(part for part in (package_parent, before) if part)
