"""The lock file of a build: every package that pyproject.toml asks for, with its hashes, on each system."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from resources.bundle.project import ROOT

LOCK = ROOT / "resources" / "bundle" / "requirements.lock"
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def _locked() -> dict[str, Requirement]:
    lines = [line for line in LOCK.read_text(encoding="utf-8").splitlines() if not line.startswith(" ")]
    found = [Requirement(line.removesuffix("\\").strip()) for line in lines]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def _asked() -> Iterator[Requirement]:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = said["optional-dependencies"]
    for line in (*said["dependencies"], *extras["demo"], *extras["bundle"], "pywin32-ctypes", "macholib"):
        if not line.startswith(said["name"]):
            yield Requirement(line)


def test_what_the_project_asks_for_is_locked_in_a_version_that_it_takes() -> None:
    locked = _locked()
    for asked in _asked():
        pinned = locked[canonicalize_name(asked.name)]
        (exact,) = pinned.specifier
        assert exact.operator == "=="
        assert asked.specifier.contains(exact.version), f"{asked} is locked as {pinned}"


def test_every_package_has_hashes_and_none_comes_from_an_address() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    packages = re.split(r"\n(?! )", text.strip())
    assert len(packages) == len(_locked())
    for package in packages:
        head, *hashes = package.split("\n")
        assert head.endswith("\\")
        assert hashes
        assert all(HASH.fullmatch(line) for line in hashes)
