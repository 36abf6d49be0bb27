"""A process that is killed at any moment, and what it had said by then."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from tests.translations import ROOT


def killed(module: str, folder: Path, url: str, seed: int, dice: random.Random, longest: float) -> list[str]:
    """The whole lines that `python -m module FOLDER URL SEED` said.

    It lives for `longest` seconds at the most after its first line; one in ten is killed while it starts.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", module, str(folder), url, str(seed)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with child:
        assert child.stdout is not None
        first = child.stdout.readline() if dice.random() < 0.9 else ""
        try:
            child.wait(dice.uniform(0, longest))
        except subprocess.TimeoutExpired:
            child.kill()
        rest = child.stdout.read()
    return [line.strip() for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]
