"""The program's version and how it names itself to the server."""

from __future__ import annotations

VERSION = "0.1.0"
"""Stands in pyproject.toml too; a test compares them (reading package metadata costs a start 10 ms)."""


def version() -> str:
    return VERSION


def user_agent() -> str:
    return f"ProSaaS-Desktop/{VERSION}"
