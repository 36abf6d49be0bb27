"""How the program is started once more."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.core.own_command import own_command


def test_from_a_checkout() -> None:
    assert own_command("--demo") == (sys.executable, ["-m", "desktop", "--demo"])


@pytest.mark.parametrize("suffix", ["", ".exe"])
def test_a_frozen_program_starts_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    program = tmp_path / f"prosaas-desktop{suffix}"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert own_command("--demo") == (str(program), ["--demo"])
    # Without its neighbour it is still better than nothing.
    assert own_command("--x", console=True) == (str(program), ["--x"])
    neighbour = tmp_path / f"prosaas-desktop-cli{suffix}"
    neighbour.touch()
    assert own_command("--x", console=True) == (str(neighbour), ["--x"])
