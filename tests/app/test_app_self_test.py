"""`python -m desktop --self-test`, as a user runs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.translations import ROOT


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_self_test_passes(language: str) -> None:
    command = [sys.executable, "-m", "desktop", "--self-test", "--lang", language]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=55, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    assert "self-test passed" in run.stdout
