"""The third-party notices of a bundle, and of a copy that runs from its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core import notices
from desktop.core.notices import third_party_notices


def test_a_checkout_names_the_packages_it_runs_on() -> None:
    lines = third_party_notices().splitlines()
    assert {line.split()[0].lower() for line in lines} == {
        "keyring",
        "platformdirs",
        "pyside6",
        "requests",
        "urllib3",
    }
    assert all(": " in line and line.rpartition(": ")[2] for line in lines)


def test_a_bundle_says_what_it_brings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "NOTICES.txt").write_text("everybody's work\n", encoding="utf-8")
    monkeypatch.setattr(notices, "resource_path", tmp_path.joinpath)
    assert third_party_notices() == "everybody's work\n"
