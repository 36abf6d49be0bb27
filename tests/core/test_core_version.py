"""The version stands in two places, which must agree."""

from __future__ import annotations

import tomllib
from pathlib import Path

from desktop.core.version import user_agent, version


def test_the_version_is_the_one_of_the_package() -> None:
    pyproject = Path(__file__).parents[2] / "pyproject.toml"
    assert tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]["version"] == version()


def test_the_server_is_told_the_version() -> None:
    assert user_agent().endswith(f"/{version()}")
