"""A process that is killed at any moment, in a folder where others were before it; and what it had said."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from desktop.demo.server import DemoServer
from tests.campaigns.campaign import Plan
from tests.translations import ROOT


class Kill(NamedTuple):
    """A case of a campaign, and where it takes place."""

    number: int
    dice: random.Random
    folder: Path


def kills(
    plan: Plan, server: DemoServer, in_one_folder: int, make: Callable[[Path, DemoServer], object]
) -> Iterator[Kill]:
    """So many, one after the other, meet the same folder, which `make` made."""
    with tempfile.TemporaryDirectory() as everything:
        for number, dice in plan.cases():
            folder = Path(everything) / str(number // in_one_folder)
            if not folder.exists():
                # A thousand cases are twenty gigabytes: those before are over.
                for before in Path(everything).iterdir():
                    shutil.rmtree(before)
                make(folder, server)
            yield Kill(number, dice, folder)


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
