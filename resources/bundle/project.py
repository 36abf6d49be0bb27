"""What `pyproject.toml` says of the program: the bundle's names and version come from there alone."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Project(NamedTuple):
    """`gui` and `console` are the two programs' names, `application` what people call the program."""

    version: str
    description: str
    gui: str
    console: str
    application: str = "ProSaaS Desktop"
    publisher: str = "ProSaaS"
    identifier: str = "com.prosaas.desktop"


def project() -> Project:
    """Raises KeyError or ValueError when the file says less than it must."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (gui,), (console,) = said["gui-scripts"], said["scripts"]
    return Project(said["version"], said["description"], gui, console)


def numbers(version: str) -> tuple[int, int, int, int]:
    """`1.2.3` as Windows counts versions; what is no number (a suffix such as `rc1`) counts nothing."""
    parts = [int(part) if part.isdecimal() else 0 for part in version.split(".")[:4]]
    first, second, third, fourth = [*parts, 0, 0, 0, 0][:4]
    return first, second, third, fourth
