"""The third-party notices: whose work this program holds, and under what licence."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata, requires

from desktop.core.resources import resource_path

_DISTRIBUTION = "prosaas-desktop"


def third_party_notices() -> str:
    """What a bundle brings, with all texts; elsewhere a list of the packages that this copy runs on."""
    file = resource_path("NOTICES.txt")
    if file.is_file():
        return file.read_text(encoding="utf-8")
    try:
        wanted = requires(_DISTRIBUTION) or []
    except PackageNotFoundError:
        wanted = []
    names = sorted({_name(line) for line in wanted if "extra ==" not in line})
    return "\n".join(line for line in map(_line, names) if line) + "\n"


def _name(requirement: str) -> str:
    """`requests` of `requests>=2.32`."""
    end = next((place for place, letter in enumerate(requirement) if letter in "<>=!~;[ ("), len(requirement))
    return requirement[:end]


def _line(name: str) -> str:
    try:
        found = metadata(name)
    except PackageNotFoundError:
        return ""
    said = [*(found.get_all("License-Expression") or ()), *(found.get_all("License") or ())]
    return f"{found['Name']} {found['Version']}: {said[0] if said else ''}"
