"""The project's top level holds what it is meant to hold: tests and programs leave nothing there."""

from __future__ import annotations

import subprocess
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_MEANT = {
    "desktop",
    "resources",
    "tests",
    "pyproject.toml",
    "build.spec",
    "README.md",
    "CHANGELOG.md",
    ".ci",
    ".github",
    ".gitignore",
}


def test_nothing_stands_at_the_top_that_is_not_meant_to() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=_ROOT, capture_output=True, check=True, text=True, timeout=60
    )
    assert {name.split("/")[0] for name in listed.stdout.split("\0") if name} <= _MEANT
