"""The interpreter as it is built from source on Linux, without what only a debugger reads: a third of what it
takes. Windows and macOS keep that in files of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from resources.bundle.contents import Entry


def stripped(entries: Iterable[Entry], folder: Path, platform: str = sys.platform) -> list[Entry]:
    """`entries` with the interpreter's own libraries from `folder`, where they lie without it then.

    Raises CalledProcessError, OSError. Qt's are left as they are: a stripped plug-in is not loaded, silently.
    """
    if platform != "linux":
        return list(entries)
    folder.mkdir(parents=True, exist_ok=True)
    return [_strip(entry, folder) if _is_of_interpreter(entry[0]) else entry for entry in entries]


def _is_of_interpreter(name: str) -> bool:
    path = PurePosixPath(name)
    return path.name.startswith("libpython") or path.parent.name == "lib-dynload"


def _strip(entry: Entry, folder: Path) -> Entry:
    name, source, kind = entry
    target = folder / PurePosixPath(name).name
    shutil.copy(source, target)
    # Part of binutils, which PyInstaller asks for as well.
    subprocess.run(["strip", "--strip-unneeded", str(target)], check=True)
    return name, str(target), kind
